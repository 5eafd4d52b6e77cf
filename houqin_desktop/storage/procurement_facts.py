"""What every line of a request became by a day: rows of papers as they stood on that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from houqin_desktop.storage.base import db

# When a paper ceased to count: taken back or refused, or reversed by a red document.
GONE_ON = (
    "SELECT v.id AS id, (SELECT min(j.business_on) FROM journal j WHERE j.subject = 'voucher'"
    ' AND j.subject_key = CAST(v.id AS TEXT) AND (j.after LIKE \'%"state":"withdrawn"%\''
    ' OR j.after LIKE \'%"state":"rejected"%\')) AS gone_on'
    " FROM voucher v WHERE v.state IN ('withdrawn', 'rejected')"
    " UNION ALL SELECT s.original_id, s.posted_on FROM slip s JOIN voucher w ON w.id = s.id"
    " WHERE w.kind = 'stock_reversal' AND w.state = 'executed'"
)


def standing_on(on: date) -> frozenset[int]:
    """Return the papers of procurement, receipts and hand-outs that counted at the end of a day."""
    rows = db.execute_sql(
        "SELECT v.id FROM voucher v WHERE v.dated_on <= ?1 AND v.kind IN ('purchase_request',"
        " 'purchase', 'acceptance', 'receipt', 'issue', 'loan')"
        f" AND v.id NOT IN (SELECT id FROM ({GONE_ON}) WHERE coalesce(gone_on, '') <= ?1)",
        (on.isoformat(),),
    )
    return frozenset(key for (key,) in rows)


def unsigned_on(on: date) -> list[int]:
    """Return the requests, purchases and acceptances that waited for a hand at the end of a day."""
    standing = standing_on(on)
    rows = db.execute_sql(
        "SELECT v.id FROM voucher v JOIN slip s ON s.id = v.id WHERE v.kind IN"
        " ('purchase_request', 'purchase', 'acceptance')"
        " AND (v.state <> 'executed' OR s.posted_on > ?) ORDER BY v.id",
        (on.isoformat(),),
    )
    return [key for (key,) in rows if key in standing]


class AskedLine(NamedTuple):
    """A line of a request; `signed_on` is the day of its last hand, `closed_on` that of its end."""

    id: int
    slip_id: int
    number: str
    dated_on: str
    signed_on: str | None
    closed_on: str | None
    department: str
    applicant: str
    form: str
    budget_line_id: int | None
    position: int
    name: str
    specification: str
    unit: str
    quantity: int
    price_fen: int


def asked_lines() -> list[AskedLine]:
    """Return every line of every request, in the order in which they were written."""
    rows = db.execute_sql(
        "SELECT q.id, q.slip_id, v.number, v.dated_on, s.posted_on, r.closed_on,"
        " coalesce(d.name, ''), coalesce(p.name, ''), r.form, r.budget_line_id, q.position,"
        " q.name, q.specification, q.unit, q.quantity, q.price_fen FROM request_line q"
        " JOIN purchase_request r ON r.id = q.slip_id JOIN voucher v ON v.id = r.id"
        " JOIN slip s ON s.id = r.id LEFT JOIN department d ON d.id = s.taker_department_id"
        " LEFT JOIN person p ON p.id = s.taker_id ORDER BY q.slip_id, q.position"
    )
    return [AskedLine(*row) for row in rows]


def taken_off(on: date) -> dict[int, int]:
    """Return by line of a request how many pieces were cut or served otherwise by a day."""
    rows = db.execute_sql(
        "SELECT line_id, sum(quantity) FROM request_choice WHERE chosen_on <= ? GROUP BY line_id",
        (on.isoformat(),),
    )
    return dict(rows.fetchall())


class OrderedLine(NamedTuple):
    """A line of a purchase: of which line of a request how many at which price (分)."""

    id: int
    asked_id: int
    slip_id: int
    number: str
    dated_on: str
    due_on: str | None
    supplier_id: int
    supplier: str
    form: str
    contract_number: str
    plan_number: str
    quantity: int
    price_fen: int


def ordered_lines() -> list[OrderedLine]:
    """Return every line of every purchase."""
    rows = db.execute_sql(
        "SELECT o.id, o.request_line_id, o.slip_id, v.number, v.dated_on, s.due_on, p.supplier_id,"
        " u.name, p.form, p.contract_number, p.plan_number, o.quantity, o.price_fen"
        " FROM purchase_line o JOIN purchase p ON p.id = o.slip_id JOIN voucher v ON v.id = p.id"
        " JOIN slip s ON s.id = p.id JOIN supplier u ON u.id = p.supplier_id"
        " ORDER BY o.slip_id, o.position"
    )
    return [OrderedLine(*row) for row in rows]


class DeliveredLine(NamedTuple):
    """A line of an acceptance: what came of an ordered line, what was good, at which price (分)."""

    id: int
    ordered_id: int
    slip_id: int
    number: str
    dated_on: str
    arrived_on: str
    delivered: int
    accepted: int
    price_fen: int


def delivered_lines() -> list[DeliveredLine]:
    """Return every line of every acceptance."""
    rows = db.execute_sql(
        "SELECT t.id, t.purchase_line_id, t.slip_id, v.number, v.dated_on, a.arrived_on,"
        " t.delivered, t.accepted, t.price_fen FROM acceptance_line t"
        " JOIN acceptance a ON a.id = t.slip_id JOIN voucher v ON v.id = a.id"
        " ORDER BY t.slip_id, t.position"
    )
    return [DeliveredLine(*row) for row in rows]


class StockedPieces(NamedTuple):
    """A line of a receipt: as which card or item an accepted line came in."""

    delivered_id: int
    slip_id: int
    number: str
    quantity: int
    code: str


def stocked_pieces() -> list[StockedPieces]:
    """Return every line of every receipt of a purchase, in the order of the papers."""
    rows = db.execute_sql(
        "SELECT k.acceptance_line_id, l.slip_id, v.number, l.quantity, coalesce(i.code, a.code)"
        " FROM stocked_line k JOIN slip_line l ON l.id = k.line_id"
        " JOIN voucher v ON v.id = l.slip_id LEFT JOIN stock_item i ON i.id = l.item_id"
        " LEFT JOIN asset a ON a.id = l.asset_id ORDER BY l.slip_id, l.position"
    )
    return [StockedPieces(*row) for row in rows]


class HandedPaper(NamedTuple):
    """An issue or a loan that gave out what a receipt brought in, and to whom."""

    receipt_id: int
    slip_id: int
    number: str
    taker: str


def handed_papers() -> list[HandedPaper]:
    """Return every issue and loan that followed from a receipt."""
    rows = db.execute_sql(
        "SELECT h.receipt_id, h.slip_id, v.number, coalesce(p.name, '') FROM handed_receipt h"
        " JOIN voucher v ON v.id = h.slip_id JOIN slip s ON s.id = h.slip_id"
        " LEFT JOIN person p ON p.id = s.taker_id ORDER BY h.slip_id"
    )
    return [HandedPaper(*row) for row in rows]


def _written(subject: str, field: str, on: date) -> Iterator[tuple[int, Any]]:
    """Yield key and value of a field of some rows as it was written by a day, the latest last."""
    return iter(
        db.execute_sql(
            "SELECT CAST(subject_key AS INTEGER), json_extract(after, ?1) FROM journal"
            " WHERE subject = ?2 AND business_on <= ?3 AND json_type(after, ?1) IS NOT NULL"
            " ORDER BY seq",
            (f"$.{field}", subject, on.isoformat()),
        )
    )


def entries_by(on: date) -> dict[int, str]:
    """Return by receipt the number of the accounts department that was on record on a day."""
    return {
        slip: number
        for slip, number in dict(_written("accounts_entry", "number", on)).items()
        if number
    }


class ReceiptWorth(NamedTuple):
    """A receipt with its worth (分), and the invoice of a purchase."""

    slip_id: int
    number: str
    dated_on: str
    source: str
    outside: str
    storeroom: str
    value_fen: int
    invoices: str


def receipts_worth() -> list[ReceiptWorth]:
    """Return every receipt that is worth something, the oldest first; no opening balance."""
    rows = db.execute_sql(
        "SELECT s.id, v.number, v.dated_on, s.source, s.outside, coalesce(m.name, ''),"
        " sum(l.value_fen) AS value, coalesce((SELECT group_concat(DISTINCT a.invoice_number)"
        " FROM slip_line n JOIN stocked_line k ON k.line_id = n.id JOIN acceptance_line t"
        " ON t.id = k.acceptance_line_id JOIN acceptance a ON a.id = t.slip_id"
        " WHERE n.slip_id = s.id AND a.invoice_number <> ''), '') FROM slip s"
        " JOIN voucher v ON v.id = s.id AND v.kind = 'receipt' JOIN slip_line l ON l.slip_id = s.id"
        " LEFT JOIN storeroom m ON m.id = s.storeroom_id WHERE s.source <> 'opening'"
        " GROUP BY s.id HAVING value > 0 ORDER BY s.id"
    )
    return [ReceiptWorth(*row) for row in rows]


class BudgetOn(NamedTuple):
    """A line of the budget on a day: with which amount (分) it was written, how it stood then."""

    first_fen: int
    amount_fen: int
    withdrawn: bool


def budgets_on(on: date) -> dict[int, BudgetOn]:
    """Return the lines of the budget that there were on a day."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for line, amount in _written("budget_line", "amount_fen", on):
        first.setdefault(line, amount)
        last[line] = amount
    withdrawn = dict(_written("budget_line", "withdrawn", on))
    return {line: BudgetOn(first[line], last[line], bool(withdrawn[line])) for line in first}
