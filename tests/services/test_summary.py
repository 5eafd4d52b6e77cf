"""期初 + 本期增加 − 本期减少 = 期末, whatever came, went, moved and was improved in the period."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.bureau import ORDER_2010, ORDER_2022, bureau_class
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.movement import Amount, Movement, difference
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset
from houqin_desktop.services.reports.summary import GROUPINGS, summary
from tests.builders import CENTRAL, OTHER_ROOM, ROOM, Book

AMOUNTS = st.builds(Amount, st.integers(0, 10**6), st.integers(0, 10**12))
FEN = st.integers(0, 10**12)


@given(AMOUNTS, AMOUNTS, FEN, FEN)
def test_what_came_and_went_makes_the_difference(before, after, raised, lowered):
    came, went = difference(before, after, (raised, lowered))
    assert before + came - went == after
    assert min(came.quantity, came.value_fen, went.quantity, went.value_fen) >= 0


@given(st.lists(st.builds(Movement, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, FEN), max_size=5))
def test_lines_add_up_to_their_total(lines):
    total = sum(lines, Movement())
    assert total.closing.value_fen == sum(line.closing.value_fen for line in lines)
    assert total.net_fen == sum(line.net_fen for line in lines)


def a_year(book: Book) -> None:
    """Let a year pass in which everything happens once."""
    book.move_to(date(2025, 12, 1))
    book.asset(code="STAYS", acquired_on=PartialDate(2024, 1), original_value=600_000)
    book.asset(code="MOVES", acquired_on=PartialDate(2024, 1), original_value=50_000, quantity=5)
    book.asset(code="LEAVES", acquired_on=PartialDate(2010, 1), original_value=70_000)
    book.move_to(date(2026, 6, 1))
    book.asset(code="COMES", acquired_on=PartialDate(2026, 5, 20), original_value=90_000)
    # Without a category it has no 最低使用年限 that would keep it here.
    passing = PartialDate(2026, 5, 21)
    book.asset(code="PASSES", acquired_on=passing, original_value=11_000, category=None)
    book.run(ChangeValue(code="STAYS", delta=30_000, reason="加内存"))
    book.run(ChangeValue(code="STAYS", delta=-10_000, reason="拆走硬盘"))
    book.run(CorrectAsset(code="MOVES", storeroom=OTHER_ROOM))
    for code in ("LEAVES", "PASSES"):
        book.write_off(book.apply(code))


def test_each_room_shows_what_came_and_what_went(book):
    a_year(book)
    found = summary(book.session, "storeroom")
    lines = {line.label: line.movement for line in found.lines}
    assert set(lines) == {ROOM, OTHER_ROOM}
    room = lines[ROOM]
    assert room.opening == Amount(7, 720_000)
    assert room.added == Amount(2, 90_000 + 11_000 + 30_000)
    assert room.removed == Amount(7, 70_000 + 11_000 + 50_000 + 10_000)
    assert room.closing == Amount(2, 710_000)
    other = lines[OTHER_ROOM]
    assert (other.opening, other.removed) == (Amount(), Amount())
    assert other.added == other.closing == Amount(5, 50_000)
    assert found.moved == Amount(5, 50_000)
    assert found.total.balances


@pytest.mark.parametrize("by", [*GROUPINGS, "2022", "2010"])
def test_every_grouping_has_the_same_opening_and_closing(book, by):
    a_year(book)
    found = summary(book.session, by)
    assert found.total.opening == Amount(7, 720_000)
    assert found.total.closing == Amount(7, 760_000)
    assert all(line.movement.balances for line in found.lines)


def test_a_later_period_opens_with_what_the_earlier_one_closed_with(book):
    a_year(book)
    first = summary(book.session, "category", date(2026, 5, 31), date(2026, 1, 1))
    second = summary(book.session, "category", date(2026, 6, 1), date(2026, 6, 1))
    assert second.total.opening == first.total.closing


def test_the_six_classes_of_the_bureau_always_stand_there(book):
    assert [line.label for line in summary(book.session, "2022").lines] == list(ORDER_2022[:6])
    assert [line.label for line in summary(book.session, "2010").lines] == list(ORDER_2010[:6])
    book.asset(category=None)
    assert summary(book.session, "2010").lines[-1].label == "未分类"


def test_equipment_was_divided_into_general_and_special_before_2022():
    assert bureau_class("A02010105", "2022") == "设备"
    assert bureau_class("A02010105", "2010") == "通用设备"
    assert bureau_class("A02030599", "2010") == "通用设备"
    assert bureau_class("A02460300", "2010") == "专用设备"
    assert bureau_class("A05010201", "2010") == bureau_class("A06010100", "2010")
    assert bureau_class(None, "2010") == "未分类"


def test_a_card_that_still_has_its_code_of_2010_stands_under_it(book):
    assert bureau_class(None, "2010", "3700201") == "专用设备"
    assert bureau_class(None, "2022", "3700201") == "未分类"
    assert bureau_class("A02010105", "2010", "3700201") == "专用设备"
    code = book.asset(category=None, former_category_code="2010104", original_value=500)
    assert book.card(code)["category_code"] is None
    lines = {line.label: line.movement for line in summary(book.session, "2010").lines}
    assert lines["通用设备"].closing == Amount(1, 500)
    assert "未分类" not in lines


@pytest.mark.parametrize(
    ("on", "from_on", "code"),
    [
        (date(2027, 1, 1), None, "future_date"),
        (date(2026, 5, 1), date(2026, 6, 1), "period"),
    ],
)
def test_an_impossible_period_is_refused(book, on, from_on, code):
    with pytest.raises(Refused) as caught:
        summary(book.session, "category", on, from_on)
    assert caught.value.code == code


def test_the_central_storeroom_comes_first(book):
    for room in (OTHER_ROOM, CENTRAL, ROOM):
        book.asset(storeroom=room)
    assert next(line.label for line in summary(book.session, "storeroom").lines) == CENTRAL
