"""Every command of procurement is undone by its opposite, or says in words why it is not."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.procurement import LineChoice
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.procurement.drafts import (
    AddBudgetLine,
    AddSupplier,
    ChangeBudgetLine,
    CloseRequest,
    CorrectSupplier,
    DecideLine,
    DeliveredLine,
    ExcuseProcurement,
    OrderPurchase,
    RecordQuotation,
    RetireSupplier,
    WithdrawBudgetLine,
)
from houqin_desktop.services.undoing.verbs import UndoCommand, last_deed
from tests.builders import DIRECTOR, Book
from tests.procuring import BUDGET, SHOPS, approved, arrived, ask, bought, open_shops


@pytest.fixture
def open_book(book: Book) -> Book:
    """A book with three shops and a budget."""
    open_shops(book)
    return book


def undo(book: Book) -> None:
    deed = last_deed()
    assert deed is not None
    book.run(UndoCommand(command_id=deed.command_id))


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("supplier", CorrectSupplier(supplier=SHOPS[0], name="新店", contact="刘")),
        ("supplier", CorrectSupplier(supplier=SHOPS[0], tax_number="91430300")),
        ("supplier", RetireSupplier(supplier=SHOPS[0])),
        ("budget_line", ChangeBudgetLine(year=2026, name=BUDGET, amount=1, remarks="核减")),
        ("budget_line", WithdrawBudgetLine(year=2026, name=BUDGET)),
        ("purchase_request", ExcuseProcurement(number="CG20260001", exception="只有一人")),
    ],
)
def test_a_change_undone_is_as_before(open_book: Book, table: str, change: Draft):
    ask(open_book)
    before = open_book.rows(table)
    open_book.run(change)
    assert open_book.rows(table) != before
    undo(open_book)
    assert open_book.rows(table) == before
    open_book.require_whole()


def test_what_was_written_by_mistake_is_put_out_of_use(open_book: Book):
    open_book.run(AddSupplier(name="误"))
    undo(open_book)
    assert open_book.rows("supplier", "name = '误'")[0]["retired"] == 1
    open_book.run(AddBudgetLine(year=2026, name="误", amount=1))
    undo(open_book)
    assert open_book.rows("budget_line", "name = '误'")[0]["withdrawn"] == 1


def test_a_paper_undone_is_withdrawn_under_its_number(open_book: Book):
    request = ask(open_book)
    undo(open_book)
    purchase_of = approved(open_book)
    purchase = bought(open_book, purchase_of)
    acceptance = arrived(open_book, purchase, DeliveredLine(line=1, delivered=1))
    undo(open_book)
    states = {row["number"]: row["state"] for row in open_book.rows("voucher")}
    assert states[request] == states[acceptance] == "withdrawn"
    assert states[purchase] == "executed"


def test_what_is_not_undone_says_why(open_book: Book):
    number = ask(open_book)
    open_book.run(
        DecideLine(number=number, line=1, choice=LineChoice.CUT, quantity=1, reason="够用")
    )
    require_reason(open_book, "另写一张")
    open_book.sign_slip(number)
    open_book.run(CloseRequest(number=number, reason="不买了"))
    require_reason(open_book, "请另写一张申请")


def test_a_quotation_stays_on_its_purchase(open_book: Book):
    number = approved(open_book)
    purchase = open_book.make(OrderPurchase(supplier=SHOPS[0], buyer=DIRECTOR, requests=(number,)))
    open_book.run(RecordQuotation(number=purchase, supplier=SHOPS[1], amount=6_000))
    require_reason(open_book, "请撤销采购单另开一张")


def require_reason(book: Book, words: str) -> None:
    with pytest.raises(Refused) as refused:
        undo(book)
    assert words in refused.value.sentence
