"""Splitting a batch card: pieces and 分 of both cards are those of the undivided one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.depreciation import ValueChange, accumulated
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.split import Course, Division, Portion, after_division, divide


@given(
    quantity=st.integers(2, 1_000_000), value=st.integers(0, 10**12), part=st.integers(1, 999_999)
)
def test_pieces_and_value_add_up_whatever_is_split(quantity: int, value: int, part: int):
    part = 1 + part % (quantity - 1)
    kept, taken = divide(quantity, value, part)
    assert kept.quantity + taken.quantity == quantity
    assert kept.value_fen + taken.value_fen == value
    # Nobody gets a whole 分 more or less than the pieces are worth.
    assert abs(taken.value_fen * quantity - value * part) < quantity


@given(value=st.integers(0, 10**9), stated=st.integers(0, 10**9))
def test_a_stated_value_is_taken_to_the_fen(value: int, stated: int):
    if stated > value:
        with pytest.raises(Refused) as caught:
            divide(10, value, 3, stated)
        assert caught.value.code == "split_value"
    else:
        assert divide(10, value, 3, stated) == (Portion(7, value - stated), Portion(3, stated))


@pytest.mark.parametrize(
    ("quantity", "part", "code"),
    [(1, 1, "single_piece"), (5, 0, "split_quantity"), (5, 5, "split_quantity"),
     (5, 6, "split_quantity"), (5, -1, "split_quantity")],
)  # fmt: skip
def test_a_single_piece_or_all_of_them_are_not_split_off(quantity: int, part: int, code: str):
    with pytest.raises(Refused) as caught:
        divide(quantity, 100, part)
    assert caught.value.code == code


def test_the_value_goes_by_pieces_with_the_largest_remainder():
    assert divide(3, 100, 1) == (Portion(2, 67), Portion(1, 33))
    assert divide(2, 101, 1) == (Portion(1, 51), Portion(1, 50))
    assert divide(10, 0, 4) == (Portion(6, 0), Portion(4, 0))


@given(
    kept=st.integers(0, 10**7),
    part=st.integers(0, 10**7),
    life=st.integers(1, 600),
    through=st.integers(-5, 700),
    changes=st.lists(
        st.tuples(st.integers(0, 600), st.integers(1, 10**6), st.integers(0, 60)), max_size=3
    ),
)
def test_both_parts_share_what_is_written_off_in_every_month(
    kept: int, part: int, life: int, through: int, changes: list[tuple[int, int, int]]
):
    """Improvements before the split make no difference: the parts add up to the undivided card."""
    before = tuple(ValueChange(*one) for one in changes)
    added = sum(one.delta_fen for one in before)
    written_off = accumulated(kept + part, life, 0, through, before)
    undivided = Course(written_off, kept + part, before)
    shares = [
        after_division(undivided, Division(kept + added, part, which), life, (0, through), 0, ())
        for which in (False, True)
    ]
    assert sum(one.accumulated_fen for one in shares) == written_off
    for one, own in zip(shares, (kept + added, part), strict=True):
        assert one.opening_fen + sum(change.delta_fen for change in one.changes) == own


@given(
    value=st.integers(1, 10**7),
    life=st.integers(1, 300),
    through=st.integers(0, 400),
    month=st.integers(0, 300),
    delta=st.integers(-(10**7), 10**7).filter(bool),
)
def test_a_later_change_of_one_part_never_takes_it_past_its_own_value(
    value: int, life: int, through: int, month: int, delta: int
):
    kept, part = value // 2, value - value // 2
    delta = max(delta, -part)
    undivided = Course(accumulated(value, life, 0, through), value, ())
    later = (ValueChange(month, delta),)
    found = after_division(undivided, Division(kept, part, True), life, (0, through), 0, later)
    assert 0 <= found.accumulated_fen <= part + (delta if month <= through else 0)
