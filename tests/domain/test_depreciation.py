"""Depreciation is written off by the month, never past the value, and ends on it exactly."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.calendar import month_index
from houqin_desktop.domain.depreciation import (
    ValueChange,
    accumulated,
    monthly,
    share,
)

if TYPE_CHECKING:
    from random import Random


def month(year: int, number: int) -> int:
    return month_index(date(year, number, 1))


COMPUTER = (500_000, 72, month(2019, 9))
DESK = (120_000, 180, month(2010, 3))

values = st.integers(0, 10**12)
lives = st.integers(1, 720)
spans = st.integers(-5, 900)
changes = st.lists(
    st.builds(ValueChange, st.integers(-10, 800), st.integers(0, 10**9), st.integers(0, 60)),
    max_size=5,
)


def current_value(value_fen: int, made: list[ValueChange], through: int) -> int:
    return value_fen + sum(change.delta_fen for change in made if change.month <= through)


def total_life(life_months: int, made: list[ValueChange], through: int) -> int:
    return life_months + sum(change.extra_months for change in made if change.month <= through)


def test_a_month_is_value_by_life_rounded_half_up() -> None:
    assert monthly(500_000, 72) == 6_944
    assert monthly(120_000, 180) == 667
    assert monthly(3, 2) == 2
    assert monthly(500_000, None) == 0


@pytest.mark.parametrize(
    ("card", "through", "fen"),
    [
        (COMPUTER, month(2019, 8), 0),
        (COMPUTER, month(2019, 9), 6_944),
        (COMPUTER, month(2019, 12), 27_776),
        (COMPUTER, month(2025, 7), 500_000 - 6_976),
        (COMPUTER, month(2025, 8), 500_000),
        (COMPUTER, month(2025, 9), 500_000),
        (DESK, month(2024, 12), 118_726),
        (DESK, month(2025, 1), 120_000 - 607),
        (DESK, month(2025, 2), 120_000),
        # Struck off on 2023-06-15: June no longer counts, 139.47 yuan of value is left.
        (DESK, month(2023, 5), 106_053),
    ],
)
def test_the_vectors_of_the_regulation_hold(
    card: tuple[int, int, int], through: int, fen: int
) -> None:
    value, life, start = card
    assert accumulated(value, life, start, through) == fen


def test_a_card_without_a_known_life_is_not_written_off() -> None:
    assert accumulated(500_000, None, 0, 900) == 0
    assert accumulated(500_000, None, 0, 900, [ValueChange(3, 100)]) == 0


@given(values, lives, spans)
def test_it_equals_the_decimal_rule_of_the_book(value: int, life: int, span: int) -> None:
    due = Decimal(0)
    each = (Decimal(value) / 100 / life).quantize(Decimal("0.01"), ROUND_HALF_UP)
    for number in range(1, span + 1):
        rest = Decimal(value) / 100 - due
        due += rest if number >= life else min(each, rest)
    assert accumulated(value, life, 100, 100 + span - 1) == int(due * 100)


@given(values, lives, spans, changes)
def test_it_never_passes_the_value_and_never_falls(
    value: int, life: int, span: int, made: list[ValueChange]
) -> None:
    before = accumulated(value, life, 0, span - 1, made)
    after = accumulated(value, life, 0, span, made)
    assert 0 <= before <= after <= current_value(value, made, span)


@given(values, lives, changes)
def test_the_last_month_ends_on_the_value_itself(
    value: int, life: int, made: list[ValueChange]
) -> None:
    last = max([life, *(change.month + 1 for change in made)])
    end = max(last, total_life(life, made, 10_000))
    assert accumulated(value, life, 0, end, made) == current_value(value, made, end)


@given(values, lives, spans, changes, st.randoms())
def test_the_order_in_which_changes_were_entered_is_of_no_account(
    value: int, life: int, span: int, made: list[ValueChange], random: Random
) -> None:
    shuffled = random.sample(made, len(made))
    assert accumulated(value, life, 0, span, shuffled) == accumulated(value, life, 0, span, made)


@given(values, lives, spans, st.integers(0, 10**9))
def test_a_slip_put_right_in_its_own_month_leaves_no_trace(
    value: int, life: int, span: int, slip: int
) -> None:
    put_right = [ValueChange(0, -slip, -3), ValueChange(0, slip, 3)]
    assert accumulated(value, life, 0, span, put_right) == accumulated(value, life, 0, span)


def test_an_addition_spreads_what_is_left_over_the_months_left() -> None:
    # 1,200 yuan over 12 months; after six months 600 more: 1,200 left over 6 months.
    added = [ValueChange(6, 60_000)]
    assert accumulated(120_000, 12, 0, 5, added) == 60_000
    assert accumulated(120_000, 12, 0, 6, added) == 80_000
    assert accumulated(120_000, 12, 0, 11, added) == 180_000


def test_an_improvement_may_lengthen_the_life() -> None:
    # The same card, six months longer: 1,200 yuan left over 12 months.
    longer = [ValueChange(6, 60_000, 6)]
    assert accumulated(120_000, 12, 0, 6, longer) == 70_000
    assert accumulated(120_000, 12, 0, 16, longer) == 170_000
    assert accumulated(120_000, 12, 0, 17, longer) == 180_000


def test_a_spent_card_made_better_is_written_off_over_the_new_months() -> None:
    revived = [ValueChange(20, 24_000, 20)]
    # Life 12 + 20 = 32 months, of which 12 are left in the 21st month.
    assert accumulated(120_000, 12, 0, 19, revived) == 120_000
    assert accumulated(120_000, 12, 0, 20, revived) == 122_000
    assert accumulated(120_000, 12, 0, 31, revived) == 144_000


def test_an_addition_to_a_spent_card_without_new_months_is_written_off_at_once() -> None:
    assert accumulated(120_000, 12, 0, 20, [ValueChange(20, 5_000)]) == 125_000


def test_a_value_cut_below_what_was_written_off_takes_the_sum_with_it() -> None:
    assert accumulated(120_000, 12, 0, 6, [ValueChange(6, -100_000)]) == 20_000


def test_a_change_in_the_first_month_or_earlier_counts_from_the_start() -> None:
    assert accumulated(120_000, 12, 0, 0, [ValueChange(0, 120_000)]) == 20_000
    assert accumulated(120_000, 12, 5, 5, [ValueChange(2, 120_000)]) == 20_000


def test_a_change_after_the_month_asked_for_does_not_yet_count() -> None:
    later = [ValueChange(7, 60_000, 3)]
    assert accumulated(120_000, 12, 0, 6, later) == 70_000
    assert current_value(120_000, later, 6) == 120_000
    assert total_life(12, later, 6) == 12
    assert (current_value(120_000, later, 7), total_life(12, later, 7)) == (180_000, 15)


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (10, [2, 1], [7, 3]),
        (1, [1, 3], [0, 1]),
        (0, [5, 5], [0, 0]),
        (5, [0, 0], [3, 2]),
        (-100, [1, 1, 1], [-34, -33, -33]),
    ],
)
def test_a_total_is_shared_by_largest_remainder(
    total: int, weights: list[int], parts: list[int]
) -> None:
    assert share(total, weights) == parts


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_shares_add_up_and_stay_within_one_of_the_exact_part(
    total: int, weights: list[int]
) -> None:
    parts = share(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    if whole:
        assert all(
            abs(part * whole - total * weight) < whole
            for part, weight in zip(parts, weights, strict=True)
        )


def test_no_weights_cannot_share() -> None:
    with pytest.raises(ValueError, match="cannot share"):
        share(1, [])
