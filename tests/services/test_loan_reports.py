"""催还单, 个人领用卡 and 今日待办: what is overdue is asked of the day, nothing is kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.services.loan.drafts import (
    BackLine,
    IssueGatePass,
    IssueLine,
    IssueStock,
    Lend,
    LoanLine,
    TakeBack,
)
from houqin_desktop.services.reports.catalogue import report
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.stock.drafts import AddItem
from houqin_desktop.services.todo.day_list import today_list
from tests.builders import CENTRAL, COLLEAGUE, DEPARTMENT, DIRECTOR, TODAY, Book

DUE = TODAY + timedelta(days=7)


@pytest.fixture
def stocked(book: Book) -> Book:
    book.run(AddItem(code="CHALK", name="白粉笔", kind=StockKind.MATERIAL, unit="盒"))
    book.run(AddItem(code="STAPLER", name="订书机", kind=StockKind.CONSUMABLE, unit="个"))
    book.receive("CHALK", 10, 1_000)
    book.receive("STAPLER", 1_000, 10_000)
    return book


def lend(book: Book, quantity: int, borrower: str = COLLEAGUE, **values: str) -> str:
    lines = (LoanLine(item="STAPLER", quantity=quantity),)
    draft = Lend(storeroom=CENTRAL, borrower=borrower, due_on=DUE, lines=lines, **values)
    return book.make(draft)


def late(book: Book, on: date | None = None) -> dict[str, list[int]]:
    """Return what is overdue: pieces by department."""
    sheet = report(book.session, "loan_reminders", on=on)
    at = [column.title for column in sheet.columns].index("未还数量")
    return {one.title: [int(row[at] or 0) for row in one.rows] for one in sheet.sections}


def todo(book: Book, key: str) -> list[tuple[str, int | None]]:
    groups = {group.key: group for group in today_list(book.session)}
    return [(line.text, line.days) for line in groups[key].lines] if key in groups else []


def test_a_reminder_is_a_page_a_department_and_knows_what_was_out_that_day(stocked: Book):
    first = lend(stocked, 3, department=DEPARTMENT)
    lend(stocked, 2, DIRECTOR)
    assert late(stocked) == {}
    stocked.move_to(DUE + timedelta(days=3))
    assert late(stocked) == {DEPARTMENT: [3], "未填部门": [2]}
    stocked.run(TakeBack(number=first, lines=(BackLine(line=1, quantity=1),)))
    assert late(stocked) == {DEPARTMENT: [2], "未填部门": [2]}
    assert late(stocked, DUE + timedelta(days=1)) == {DEPARTMENT: [3], "未填部门": [2]}
    assert late(stocked, DUE) == {}


def test_the_day_list_names_each_overdue_loan_until_it_is_back(stocked: Book):
    number = lend(stocked, 3)
    stocked.move_to(DUE)
    assert todo(stocked, "loans_overdue") == []
    stocked.advance()
    assert todo(stocked, "loans_overdue") == [(f"{COLLEAGUE} 借的订书机 3 个没有归还", 1)]
    stocked.run(TakeBack(number=number))
    assert todo(stocked, "loans_overdue") == []


def test_a_slip_waits_for_its_hands_like_every_paper(stocked: Book):
    number = lend(stocked, 3)
    assert (f"{number} 等借用人、保管员签字", 0) in todo(stocked, "signatures_due")
    stocked.sign_slip(number)
    assert number not in str(todo(stocked, "signatures_due"))


def test_what_left_the_gate_and_is_not_back_waits(stocked: Book):
    number = stocked.make(
        IssueGatePass(
            storeroom=CENTRAL,
            carrier=COLLEAGUE,
            outside="修理店",
            purpose="修理",
            loan=lend(stocked, 1),
            due_on=DUE,
        )
    )
    stocked.sign_slip(number)
    stocked.move_to(DUE + timedelta(days=2))
    assert todo(stocked, "passes_overdue") == [(f"{COLLEAGUE} 携出到修理店的物品没有返回", 2)]


def test_one_person_has_one_account_for_a_year(stocked: Book):
    lines = (IssueLine(item="CHALK", quantity=4), IssueLine(item="STAPLER", quantity=2))
    stocked.make(IssueStock(storeroom=CENTRAL, taker=COLLEAGUE, lines=lines))
    gone = stocked.make(IssueStock(storeroom=CENTRAL, taker=COLLEAGUE, lines=lines[:1]))
    stocked.run(WithdrawSlip(number=gone))
    lend(stocked, 3)
    lend(stocked, 1, DIRECTOR)
    sheet = report(stocked.session, "personal_account", only=COLLEAGUE)
    (page,) = sheet.sections
    assert page.title == COLLEAGUE
    found = {(row[3], row[5]): (row[8], row[10], row[13]) for row in page.rows}
    assert found == {
        ("领用", "白粉笔"): (4, 0, "已消耗"),
        ("领用", "订书机"): (2, 2, "在用"),
        ("借用", "订书机"): (3, 3, "借出中"),
    }
    stocked.move_to(date(2027, 3, 1))
    (page,) = report(stocked.session, "personal_account", only=COLLEAGUE).sections
    assert [row[5] for row in page.rows] == ["订书机", "订书机"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lent=st.integers(1, 8), tries=st.lists(st.integers(0, 9), max_size=6))
def test_never_more_comes_back_than_was_lent(stocked: Book, lent: int, tries: list[int]):
    number, out, made = lend(stocked, lent), lent, []
    for pieces in tries:
        draft = TakeBack(number=number, lines=(BackLine(line=1, quantity=pieces),))
        if 1 <= pieces <= out:
            made.append((stocked.make(draft), pieces))
            out -= pieces
        else:
            with pytest.raises(Refused):
                stocked.run(draft)
        (row,) = [one for one in stocked.listed("loans") if one["借用单号"] == number]
        assert (row["已还数量"], row["在外数量"]) == (lent - out, out)
    for back, pieces in reversed(made):
        stocked.run(WithdrawSlip(number=back))
        out += pieces
    assert out == lent
    stocked.run(WithdrawSlip(number=number))
    assert sum(row["数量"] for row in stocked.listed("stock") if row["物品编号"] == "STAPLER") == (
        1_000
    )
