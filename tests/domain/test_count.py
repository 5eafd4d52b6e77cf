"""清查盘点: frozen ± moves, the results of a line, both equations, the order of the walk."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.count import (
    HANDLINGS,
    NOT_IN_THE_BOOKS,
    CountHandling,
    CountResult,
    Found,
    FoundCondition,
    Move,
    Reckoning,
    Standing,
    judge,
    net,
    reckon,
    reckon_surplus,
    require_found,
    require_handling,
    share_fen,
    walking_key,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.movement import Amount

DAY = date(2026, 6, 30)
ROOM, OTHER = 1, 2
ONE = Standing(ROOM, 1, 350_000, "1柜", 7)
CHAIRS = Standing(ROOM, 45, 100_000, "三年级1班", None)

standings = st.builds(
    Standing,
    room=st.integers(1, 9),
    quantity=st.integers(1, 500),
    value_fen=st.integers(0, 10**9),
    place=st.sampled_from(("", "1柜", "2柜")),
    holder=st.sampled_from((None, 1, 2)),
)
findings = st.one_of(
    st.none(),
    st.builds(
        Found,
        room=st.integers(1, 9),
        quantity=st.integers(0, 600),
        place=st.sampled_from(("", "1柜", "2柜")),
        holder=st.sampled_from((None, 1, 2)),
        condition=st.sampled_from(FoundCondition),
    ),
)


def results(booked: Standing, found: Found | None) -> dict[CountResult, Amount]:
    return {one.result: one.amount for one in judge(booked, found)}


def test_what_is_where_the_books_have_it_matches():
    assert results(ONE, Found(ROOM, 1, "1柜", 7)) == {CountResult.MATCHES: Amount(1, 350_000)}


def test_an_empty_place_and_no_holder_say_nothing_against_the_card():
    assert set(results(ONE, Found(ROOM, 1))) == {CountResult.MATCHES}


def test_nobody_has_looked_yet():
    assert results(ONE, None) == {CountResult.UNCOUNTED: Amount(1, 350_000)}


def test_what_left_the_books_meanwhile_need_not_be_found():
    assert judge(NOT_IN_THE_BOOKS, None) == ()
    assert judge(NOT_IN_THE_BOOKS, Found(ROOM, 0)) == ()


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Found(OTHER, 1), CountResult.WRONG_PLACE),
        (Found(ROOM, 1, "2柜"), CountResult.WRONG_PLACE),
        (Found(ROOM, 1, holder=8), CountResult.WRONG_USER),
        (Found(ROOM, 0), CountResult.SHORTAGE),
        (Found(ROOM, 2), CountResult.SURPLUS),
        (Found(ROOM, 1, condition=FoundCondition.DAMAGED), CountResult.DAMAGED),
        (Found(ROOM, 1, condition=FoundCondition.IDLE), CountResult.IDLE),
    ],
)
def test_each_difference_has_its_name(found: Found, expected: CountResult):
    assert results(ONE, found) == {expected: Amount(1, 350_000)}


def test_of_a_batch_only_what_is_missing_or_broken_is_a_difference():
    found = Found(ROOM, 43, condition=FoundCondition.DAMAGED, affected=2)
    assert results(CHAIRS, found) == {
        CountResult.SHORTAGE: Amount(2, 100_000 - share_fen(100_000, 45, 43)),
        CountResult.DAMAGED: Amount(2, share_fen(100_000, 45, 2)),
    }


def test_what_is_found_though_it_left_the_books_is_surplus_without_a_value():
    assert results(NOT_IN_THE_BOOKS, Found(ROOM, 1)) == {CountResult.SURPLUS: Amount(1, 0)}


@pytest.mark.parametrize("found", [Found(ROOM, -1), Found(ROOM, 2, affected=3)])
def test_pieces_that_cannot_be_are_refused(found: Found):
    with pytest.raises(Refused, match=r"请|须"):
        require_found(found)


def test_a_move_made_meanwhile_is_no_difference():
    booked = net(ONE, [Move(DAY, 0, 0, OTHER, "转移")])
    assert booked.room == OTHER
    assert set(results(booked, Found(OTHER, 1, "1柜", 7))) == {CountResult.MATCHES}
    assert set(results(booked, Found(ROOM, 1, "1柜", 7))) == {CountResult.WRONG_PLACE}


def test_nothing_goes_that_is_not_there():
    with pytest.raises(ValueError, match="more goes"):
        net(ONE, [Move(DAY, -2, 0, ROOM)])


@st.composite
def moves(draw: st.DrawFn) -> tuple[Standing, list[Move]]:
    frozen = draw(standings)
    now, made = frozen, []
    for _ in range(draw(st.integers(0, 6))):
        pieces = draw(st.integers(-now.quantity, 50))
        value = draw(st.integers(-now.value_fen, 10**6))
        if pieces == -now.quantity:
            # What leaves whole takes its whole value along.
            value = -now.value_fen
        move = Move(DAY, pieces, value, draw(st.integers(1, 9)))
        made.append(move)
        now = net(now, [move])
    return frozen, made


@given(moves())
def test_frozen_and_moves_make_the_books(case: tuple[Standing, list[Move]]):
    frozen, made = case
    booked = net(frozen, made)
    assert booked.quantity == frozen.quantity + sum(move.quantity for move in made)
    assert booked.value_fen == frozen.value_fen + sum(move.value_fen for move in made)
    assert booked.room == (made[-1].room if made else frozen.room)
    assert (booked.place, booked.holder) == (frozen.place, frozen.holder)


@given(moves(), findings)
def test_both_equations_hold_for_every_line(case: tuple[Standing, list[Move]], found: Found | None):
    frozen, made = case
    assert reckon(frozen, net(frozen, made), found).balances


@given(st.lists(st.tuples(moves(), findings)), st.integers(0, 9), st.integers(0, 10**6))
def test_both_equations_hold_for_the_whole_count(lines, pieces: int, value: int):
    whole = reckon_surplus(Amount(pieces, value))
    for (frozen, made), found in lines:
        whole += reckon(frozen, net(frozen, made), found)
    assert whole.balances
    booked = whole.books
    assert booked.opening + booked.added - booked.removed == booked.closing
    assert booked.closing + whole.surplus - whole.shortage - whole.uncounted == whole.counted


@given(standings, findings)
def test_a_line_matches_or_differs_and_never_both(booked: Standing, found: Found | None):
    found_results = [one.result for one in judge(booked, found)]
    assert len(set(found_results)) == len(found_results) > 0
    if CountResult.MATCHES in found_results or CountResult.UNCOUNTED in found_results:
        assert len(found_results) == 1
    assert not {CountResult.SURPLUS, CountResult.SHORTAGE} <= set(found_results)


@given(st.integers(0, 10**9), st.integers(1, 500), st.integers(0, 500))
def test_a_share_and_the_rest_make_the_whole(value: int, quantity: int, part: int):
    part = min(part, quantity)
    assert 0 <= share_fen(value, quantity, part) <= value
    assert share_fen(value, quantity, quantity) == value


def test_an_equation_that_does_not_hold_is_seen():
    assert not Reckoning(counted=Amount(1, 0)).balances


def test_every_difference_has_a_handling_and_needs_a_cause():
    for result, handlings in HANDLINGS.items():
        require_handling(result, handlings[0], "搬错了")
        with pytest.raises(Refused, match="原因"):
            require_handling(result, handlings[0], " ")
        for wrong in set(CountHandling) - set(handlings):
            with pytest.raises(Refused, match=handlings[0].label):
                require_handling(result, wrong, "搬错了")


@pytest.mark.parametrize("result", [CountResult.MATCHES, CountResult.UNCOUNTED])
def test_what_is_no_difference_is_not_handled(result: CountResult):
    with pytest.raises(Refused, match="不是差异"):
        require_handling(result, CountHandling.KEEP, "原因")


@pytest.mark.parametrize(
    "order",
    [
        ("1柜", "2柜", "10柜", ""),
        ("一楼东", "二楼1架", "二楼2架", "十二楼", "二十楼", ""),
        ("多媒体室", "阶梯教室一排", "阶梯教室十排"),
    ],
)
def test_the_walk_goes_from_place_to_place_as_one_counts(order: tuple[str, ...]):
    mixed = list(order)
    Random(7).shuffle(mixed)
    assert tuple(sorted(mixed, key=lambda place: walking_key(place, "ZC1"))) == order
