"""What a term needs or a minimum asks for is requested without being typed, and only once."""

from __future__ import annotations

from datetime import date

import pytest

from houqin_desktop.domain.procurement import PurchaseForm
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.domain.term import GroupKind, KitBasis, Season
from houqin_desktop.services.loan.drafts import IssueLine, IssueStock
from houqin_desktop.services.procurement.drafts import RequestPurchase
from houqin_desktop.services.procurement.reckoning import to_fill_up
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.stock.drafts import AddItem, CorrectItem, SetMinimum
from houqin_desktop.services.term.drafts import (
    GroupRow,
    KitRow,
    OpenTermPlan,
    SetKit,
    SetTermGroups,
    WithdrawTermPlan,
)
from tests.builders import CENTRAL, COLLEAGUE, DEPARTMENT, KEEPER, OTHER_ROOM, ROOM, Book
from tests.procuring import PENS, ask

PLAN = "KX202602"


@pytest.fixture
def planned(book: Book) -> Book:
    """Forty pupils who each get two exercise books and a ruler; 30 books lie there at 1.50."""
    for code, name in (("BOOK", "练习本"), ("RULER", "直尺")):
        book.run(AddItem(code=code, name=name, kind=StockKind.MATERIAL, unit="本"))
    lines = (KitRow(item="BOOK", quantity=2), KitRow(item="RULER", quantity=1))
    book.run(SetKit(name="学生用品", basis=KitBasis.EACH_PUPIL, lines=lines))
    book.run(OpenTermPlan(year=2026, season=Season.AUTUMN, begins_on=date(2026, 12, 1)))
    group = GroupRow(name="一（1）班", kind=GroupKind.CLASS, grade=1, heads=40, taker=KEEPER)
    book.run(SetTermGroups(plan=PLAN, groups=(group,)))
    book.receive("BOOK", 30, 4_500)
    return book


def asked(book: Book, number: str) -> list[tuple[str, int, int, str]]:
    rows = book.rows(
        "request_line",
        "slip_id = (SELECT id FROM voucher WHERE number = ?)",
        number,
    )
    return [(row["name"], row["quantity"], row["price_fen"], row["purpose"]) for row in rows]


def for_term(plan: str = PLAN) -> RequestPurchase:
    return RequestPurchase(
        applicant=COLLEAGUE, department=DEPARTMENT, form=PurchaseForm.PETTY, term_plan=plan
    )


def test_what_a_term_needs_and_is_not_there_is_asked_for_at_its_last_average_price(planned: Book):
    number = planned.make(for_term())
    assert asked(planned, number) == [
        ("练习本", 50, 150, "2026年秋季"),
        ("直尺", 40, 0, "2026年秋季"),
    ]


def test_the_price_of_what_is_used_up_is_that_at_which_it_went(planned: Book):
    planned.receive("RULER", 3, 1_000)
    line = IssueLine(item="RULER", quantity=3)
    planned.make(IssueStock(storeroom=CENTRAL, taker=COLLEAGUE, lines=(line,)))
    lines = asked(planned, planned.make(for_term()))
    assert [price for name, _, price, _ in lines if name == "直尺"] == [333]


def test_lines_of_a_term_follow_those_that_were_typed(planned: Book):
    number = ask(planned, PENS, term_plan=PLAN)
    assert [name for name, *_ in asked(planned, number)] == [PENS.name, "练习本", "直尺"]


def test_nothing_is_asked_for_twice_for_a_term(planned: Book):
    number = planned.make(for_term())
    planned.refuses(for_term(), "nothing_to_buy")
    planned.run(WithdrawSlip(number=number))
    assert len(asked(planned, planned.make(for_term()))) == 2


def test_a_plan_that_is_unknown_or_withdrawn_asks_for_nothing(planned: Book):
    planned.refuses(for_term("KX209902"), "unknown_plan")
    planned.run(WithdrawTermPlan(plan=PLAN))
    planned.refuses(for_term(), "plan_withdrawn")


def test_what_was_asked_for_already_is_not_short_of_its_minimum(book: Book):
    book.run(AddItem(code="CHALK", name="粉笔", kind=StockKind.MATERIAL, unit="盒", minimum=20))
    book.receive("CHALK", 5, 1_000)
    first = ask(book, PENS, low_stock=True)
    assert asked(book, first)[1] == ("粉笔", 15, 200, "补足最低库存")
    assert [name for name, *_ in asked(book, ask(book, low_stock=True))] == [PENS.name]


def test_what_every_room_lacks_is_asked_for_together_and_the_school_s_own_where_it_is_more(
    book: Book,
):
    book.run(AddItem(code="CHALK", name="粉笔", kind=StockKind.MATERIAL, unit="盒"))
    for room, least, there in ((CENTRAL, 20, 5), (ROOM, 10, 2), (OTHER_ROOM, 4, 9)):
        book.run(SetMinimum(item="CHALK", storeroom=room, quantity=least))
        book.receive("CHALK", there, 100, storeroom=room)
    (line,) = to_fill_up()
    assert line.quantity == 15 + 8
    book.run(CorrectItem(item="CHALK", minimum=50))
    (line,) = to_fill_up()
    assert line.quantity == 50 - 16
