"""What a card is worth: corrected from the start, improved from a month on, never below nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.asset import ValueType
from houqin_desktop.domain.calendar import PartialDate, month_index
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.depreciation import (
    accumulated_of,
    card_accumulated,
    month_before,
)
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset
from houqin_desktop.storage.asset import ValueChangeKind, ValueChangeRow, value_changes
from tests.builders import Book

NEW = PartialDate(2026, 1)


def written_off(book: Book, code: str, through: date) -> int:
    asset = lookup.asset(code)
    return card_accumulated(asset, value_changes(asset.id), month_index(through))


def test_a_card_is_written_off_from_its_own_month_on(book: Book):
    code = book.asset(acquired_on=NEW, original_value=120_000)
    assert written_off(book, code, date(2025, 12, 31)) == 0
    assert written_off(book, code, date(2026, 1, 31)) == 1_667
    assert written_off(book, code, date(2031, 12, 31)) == 120_000
    assert written_off(book, code, date(2040, 1, 1)) == 120_000


def test_forms_show_the_month_before(book: Book):
    assert month_before(date(2026, 1, 31)) == month_index(date(2025, 12, 1))


@pytest.mark.parametrize(
    "values",
    [
        {"acquired_on": None},
        {"category": None},
        {"value_type": ValueType.NOMINAL},
    ],
)
def test_without_date_life_or_true_value_nothing_is_written_off(
    book: Book, values: dict[str, object]
):
    assert written_off(book, book.asset(**values), date(2040, 1, 1)) == 0


def test_a_correction_counts_as_if_it_had_been_written_rightly(book: Book):
    wrong = book.asset(acquired_on=NEW, original_value=999_900)
    book.run(CorrectAsset(code=wrong, original_value=120_000))
    right = book.asset(acquired_on=NEW, original_value=120_000)
    day = date(2026, 10, 31)
    assert written_off(book, wrong, day) == written_off(book, right, day)


def test_an_improvement_counts_from_its_own_month(book: Book):
    code = book.asset(acquired_on=NEW, original_value=120_000)
    before = written_off(book, code, date(2026, 10, 31))
    book.run(ChangeValue(code=code, delta=62_000, reason="加内存"))
    assert written_off(book, code, date(2026, 10, 31)) == before
    assert written_off(book, code, date(2026, 11, 30)) > before + 1_667
    assert written_off(book, code, date(2031, 12, 31)) == 182_000


def test_a_reduction_below_what_is_written_off_leaves_nothing_negative(book: Book):
    code = book.asset(acquired_on=PartialDate(2020, 1), original_value=120_000)
    book.run(ChangeValue(code=code, delta=-110_000, reason="拆除"))
    for year in (2020, 2025, 2026, 2040):
        assert 0 <= written_off(book, code, date(year, 12, 1)) <= 10_000
    book.require_whole()


def test_a_correction_below_an_earlier_improvement_leaves_nothing_negative(book: Book):
    code = book.asset(acquired_on=PartialDate(2020, 1), original_value=0)
    book.run(ChangeValue(code=code, delta=30_000, reason="改造"), on=date(2026, 9, 1))
    book.run(CorrectAsset(code=code, original_value=10_000))
    for month in (8, 9, 10, 11):
        assert 0 <= written_off(book, code, date(2026, month, 28)) <= 10_000
    assert book.apply(code)


changes = st.lists(
    st.tuples(
        st.sampled_from([kind for kind in ValueChangeKind if kind is not ValueChangeKind.SPLIT]),
        st.dates(date(1996, 1, 1), date(2026, 11, 22)),
        st.integers(-500_000, 500_000).filter(bool),
        st.integers(0, 60),
    ),
    max_size=4,
)


@given(
    value=st.integers(0, 2_000_000),
    life=st.none() | st.integers(1, 600),
    acquired=st.dates(date(1990, 1, 1), date(2026, 11, 22)),
    listed=changes,
    through=st.integers(month_index(date(1989, 1, 1)), month_index(date(2060, 1, 1))),
)
def test_whatever_happens_to_a_card_it_is_never_written_off_past_its_value(
    value: int,
    life: int | None,
    acquired: date,
    listed: list[tuple[ValueChangeKind, date, int, int]],
    through: int,
):
    rows, total = [], value
    for kind, day, delta, extra in listed:
        if total + delta < 0:
            continue
        total += delta
        rows.append(ValueChangeRow(kind=kind, changed_on=day, delta_fen=delta, extra_months=extra))
    acquired_on = PartialDate(acquired.year, acquired.month, acquired.day)
    found = accumulated_of(value, life, acquired_on, ValueType.ORIGINAL, rows, through)
    assert found >= 0
    if all(row.changed_on <= date(through // 12, through % 12 + 1, 1) for row in rows):
        assert found <= max(total, 0)


def test_on_no_past_day_does_a_card_come_to_less_than_nothing(book: Book):
    code = book.asset(original_value=1_000, on=date(2026, 11, 1))
    book.run(ChangeValue(code=code, delta=5_000, reason="加固"), on=date(2026, 11, 20))
    less = ChangeValue(code=code, delta=-2_000, reason="拆去一部分")
    book.refuses(less, "date_order", on=date(2026, 11, 10))
    book.refuses(CorrectAsset(code=code, original_value=4_999), "date_order", on=date(2026, 11, 10))
    book.run(CorrectAsset(code=code, original_value=5_000), on=date(2026, 11, 10))
    book.run(less, on=date(2026, 11, 20))
    assert book.card(code)["original_value_fen"] == 3_000


def test_a_day_counts_by_what_it_ended_with_and_not_by_the_order_of_its_entries(book: Book):
    code = book.asset(original_value=500)
    for delta in (400, -400):
        book.run(ChangeValue(code=code, delta=delta, reason="改造"), on=date(2026, 11, 20))
    book.run(ChangeValue(code=code, delta=-300, reason="拆除"), on=date(2026, 11, 10))
    assert lookup.asset(code).original_value_fen == 200
