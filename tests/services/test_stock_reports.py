"""What lay where on a past day is told as it was told on that day, whatever has moved since."""

from __future__ import annotations

from datetime import date

import pytest

from houqin_desktop.domain.list_sheet import ListSheet
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.services.loan.drafts import IssueLine, IssueStock, Lend, LoanLine, TakeBack
from houqin_desktop.services.reports.catalogue import report
from houqin_desktop.services.slips.drafts import ReverseSlip, WithdrawSlip
from houqin_desktop.services.stock.drafts import AddItem, SetMinimum
from tests.builders import CENTRAL, COLLEAGUE, ROOM, Book

REPORTS = ("stock_table", "storeroom_stock")
LISTS = ("items", "stock")


@pytest.fixture
def stocked(book: Book) -> Book:
    book.run(AddItem(code="CHALK", name="白粉笔", kind=StockKind.MATERIAL, unit="盒"))
    book.run(AddItem(code="STAPLER", name="订书机", kind=StockKind.CONSUMABLE, unit="个"))
    return book


def told(book: Book, on: date | None = None) -> dict[str, object]:
    """Return what reports and lists say of a day: rows alone, for a report says its day above."""
    papers = {name: report(book.session, name, on=on).rows for name in REPORTS}
    return {**papers, **{name: book.listed(name, on=on) for name in LISTS}}


def column(sheet: ListSheet, title: str) -> list[object]:
    at = [one.title for one in sheet.columns].index(title)
    return [row[at] for row in sheet.rows]


def test_every_past_day_says_what_it_said_on_that_day(stocked: Book):
    days: dict[date, dict[str, object]] = {}

    def end_of_day() -> None:
        days[stocked.today] = told(stocked)
        stocked.advance()

    stocked.receive("CHALK", 10, 1_003)
    end_of_day()
    received = stocked.receive("STAPLER", 7, 10_000)
    end_of_day()
    lines = (IssueLine(item="CHALK", quantity=3),)
    issued = stocked.make(IssueStock(storeroom=CENTRAL, taker=COLLEAGUE, lines=lines))
    end_of_day()
    lent = (LoanLine(item="STAPLER", quantity=2),)
    loan = stocked.make(
        Lend(storeroom=CENTRAL, borrower=COLLEAGUE, due_on=stocked.today, lines=lent)
    )
    end_of_day()
    stocked.run(TakeBack(number=loan))
    stocked.run(WithdrawSlip(number=issued))
    end_of_day()
    stocked.receive("CHALK", 1, 999)
    stocked.sign_slip(received)
    end_of_day()
    # When everything was back it stood as before it went out; every other day differs.
    assert len({str(words) for words in days.values()}) == len(days) - 1
    for day, words in days.items():
        assert told(stocked, day) == words, day


def test_the_table_of_rooms_adds_up_to_what_the_school_has(stocked: Book):
    stocked.receive("CHALK", 10, 1_000)
    stocked.receive("CHALK", 5, 501, storeroom=ROOM)
    stocked.receive("STAPLER", 3, 600)
    lines = (LoanLine(item="STAPLER", quantity=2),)
    stocked.make(Lend(storeroom=CENTRAL, borrower=COLLEAGUE, due_on=stocked.today, lines=lines))
    sheet = report(stocked.session, "stock_table")
    assert column(sheet, CENTRAL) == [1, 10]
    assert column(sheet, ROOM) == [0, 5]
    assert column(sheet, "在外") == [2, 0]
    assert column(sheet, "合计") == [3, 15]
    assert sheet.sums(sheet.rows) == (2_101,)
    of_rooms = report(stocked.session, "storeroom_stock")
    assert of_rooms.sums(of_rooms.rows) == (16, 1_701)
    only = report(stocked.session, "storeroom_stock", only=ROOM)
    assert [section.title for section in only.sections] == [ROOM]


def test_a_room_that_should_have_some_and_has_none_says_so_today(stocked: Book):
    stocked.run(SetMinimum(item="CHALK", storeroom=ROOM, quantity=5))
    sheet = report(stocked.session, "storeroom_stock", only=ROOM)
    assert column(sheet, "状态") == ["低于最低库存"]
    assert column(sheet, "最低库存") == [5]


def test_a_reversed_receipt_was_there_until_the_day_of_its_red_document(stocked: Book):
    number = stocked.receive("CHALK", 10, 1_000)
    stocked.sign_slip(number)
    day = stocked.today
    stocked.advance()
    stocked.sign_slip(stocked.make(ReverseSlip(number=number, reason="录错")))
    assert column(report(stocked.session, "stock_table", on=day), "合计") == [10]
    assert report(stocked.session, "stock_table").rows == ()
