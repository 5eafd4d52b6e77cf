"""Procurement: budget lines and suppliers, the request, the purchase, the acceptance.

Each of the three papers is a slip; what is particular to it has the id of that slip.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from houqin_desktop.domain.procurement import LineChoice, PurchaseForm
from houqin_desktop.storage.base import BaseModel
from houqin_desktop.storage.fields import (
    day,
    derived,
    flag,
    integer,
    optional_day,
    optional_integer,
    text,
    word,
)


class Supplier(BaseModel):
    """Who sells to the school."""

    id: int = integer(key=True)
    name: str = text()
    tax_number: str = text("")
    contact: str = text("")
    remarks: str = text("")
    retired: bool = flag()
    sort_key: str = derived()
    search_text: str = derived()


class BudgetLine(BaseModel):
    """How much (分) may be spent on something in a year."""

    id: int = integer(key=True)
    year: int = integer()
    name: str = text()
    funding_source: str = text("")
    amount_fen: int = integer()
    department_id: int | None = optional_integer()
    remarks: str = text("")
    withdrawn: bool = flag()


class PurchaseRequest(BaseModel):
    """What a department asks for; the applicant is the taker of its slip."""

    id: int = integer(key=True)
    form: PurchaseForm = word(PurchaseForm)
    funding_source: str = text("")
    budget_line_id: int | None = optional_integer()
    exception: str = text("")
    over_budget: str = text("")
    splitting: str = text("")
    closed_on: date | None = optional_day()
    closing_reason: str = text("")


class RequestLine(BaseModel):
    """One thing that is asked for, with what the school had of it that day."""

    id: int = integer(key=True)
    slip_id: int = integer()
    position: int = integer()
    item_id: int | None = optional_integer()
    name: str = text()
    specification: str = text("")
    unit: str = text("")
    category: str = text("")
    quantity: int = integer()
    price_fen: int = integer()
    on_hand: str = text("")
    purpose: str = text("")
    remarks: str = text("")


class RequestChoice(BaseModel):
    """What became of pieces of a line instead of being bought, or why they are all the same."""

    id: int = integer(key=True)
    line_id: int = integer()
    choice: LineChoice = word(LineChoice)
    quantity: int = integer()
    found: str = text("")
    reason: str = text()
    document: str = text("")
    chosen_on: date = day()


class Purchase(BaseModel):
    """What is bought where; who buys is the giver of its slip, its due day that of delivery."""

    id: int = integer(key=True)
    supplier_id: int = integer()
    form: PurchaseForm = word(PurchaseForm)
    contract_number: str = text("")
    plan_number: str = text("")
    quotations_wanted: int = integer()
    exception: str = text("")


class PurchaseLine(BaseModel):
    """Pieces of one line of a request that are bought together, at a price (分)."""

    id: int = integer(key=True)
    slip_id: int = integer()
    position: int = integer()
    request_line_id: int = integer()
    quantity: int = integer()
    price_fen: int = integer()


class Quotation(BaseModel):
    """What a supplier would take for all of a purchase (分)."""

    id: int = integer(key=True)
    slip_id: int = integer()
    supplier_id: int = integer()
    amount_fen: int = integer()
    quoted_on: date = day()
    remarks: str = text("")


class Acceptance(BaseModel):
    """What was delivered on one day; taker and witness of its slip are who accepted.

    `user_id` signs for the department that asked; None on those of before it did.
    """

    id: int = integer(key=True)
    purchase_id: int = integer()
    delivery_note: str = text("")
    invoice_number: str = text("")
    invoice_on: date | None = optional_day()
    invoice_fen: int | None = optional_integer()
    arrived_on: date = day()
    differences: str = text("")
    exception: str = text("")
    over_budget: str = text("")
    user_id: int | None = optional_integer()


class AcceptanceLine(BaseModel):
    """How many pieces of a line of the purchase were delivered and how many accepted."""

    id: int = integer(key=True)
    slip_id: int = integer()
    position: int = integer()
    purchase_line_id: int = integer()
    delivered: int = integer()
    accepted: int = integer()
    price_fen: int = integer()
    quality: str = text("")
    papers: str = text("")
    rejected: str = text("")
    warranty_until: date | None = optional_day()


class AcceptedSerial(BaseModel):
    """The maker's number of one accepted piece."""

    id: int = integer(key=True)
    line_id: int = integer()
    serial: str = text()


class StockedLine(BaseModel):
    """The line of an acceptance by which a line of a receipt came in."""

    line_id: int = integer(key=True)
    acceptance_line_id: int = integer()


class HandedReceipt(BaseModel):
    """The receipt whose things an issue or a loan gives out."""

    slip_id: int = integer(key=True)
    receipt_id: int = integer()


class AccountsEntry(BaseModel):
    """Under which number the accounts department entered a receipt; empty where not yet."""

    slip_id: int = integer(key=True)
    number: str = text("")
    entered_on: date | None = optional_day()


# Every table, each after those to which its rows point.
PROCUREMENT_TABLES: Final = (
    Supplier,
    BudgetLine,
    PurchaseRequest,
    RequestLine,
    RequestChoice,
    Purchase,
    PurchaseLine,
    Quotation,
    Acceptance,
    AcceptanceLine,
    AcceptedSerial,
    StockedLine,
    HandedReceipt,
    AccountsEntry,
)
