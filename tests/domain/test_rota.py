"""Nobody serves two turns more than another, unless it cannot be otherwise; then who is named."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houqin_desktop.domain.rota import Turns, at_posts, made_fair, uneven

TEACHERS, WEEKS = 60, 19


def counts_of(chosen: list[set[int]], people: int) -> list[int]:
    counted = Counter(person for row in chosen for person in row)
    return [counted[person] for person in range(people)]


def turns_with(
    away: list[set[int]], length: int, seats: int, before: list[int] | None = None
) -> Turns:
    free = [
        frozenset(one for one, gone in enumerate(away) if turn not in gone)
        for turn in range(length)
    ]
    weekdays = [turn % 5 for turn in range(length)]
    return Turns(free, seats, weekdays, before or [0] * len(away))


def forced_on(turns: Turns, group: set[int]) -> int:
    """Return how many turns a group cannot but take: what the others are too few for."""
    return sum(max(turns.seats - len(set(free) - group), 0) for free in turns.free)


def heavy_group(turns: Turns, chosen: list[set[int]]) -> set[int]:
    """Return who has the most, with everybody to whom they could hand something on."""
    counts = counts_of(chosen, len(turns.before))
    group = {person for person, count in enumerate(counts) if count == max(counts)}
    while True:
        more = {
            other
            for row, free in zip(chosen, turns.free, strict=True)
            if row & group
            for other in set(free) - row
        }
        if more <= group:
            return group
        group |= more


ABSENCES = st.lists(
    st.tuples(st.integers(0, 59), st.integers(0, 94), st.integers(1, 30)), max_size=60
)


@settings(max_examples=25, deadline=None)
@given(
    absences=ABSENCES,
    holidays=st.sets(st.integers(0, 94), max_size=15),
    seats=st.integers(1, 6),
    before=st.lists(st.integers(0, 9), min_size=TEACHERS, max_size=TEACHERS),
)
def test_sixty_teachers_over_a_term_differ_by_one_at_most_whatever_their_absences(
    absences: list[tuple[int, int, int]], holidays: set[int], seats: int, before: list[int]
):
    days = [day for day in range(WEEKS * 5) if day not in holidays]
    away: list[set[int]] = [set() for _ in range(TEACHERS)]
    for person, first, length in absences:
        away[person] |= {turn for turn, day in enumerate(days) if first <= day < first + length}
    turns = turns_with(away, len(days), seats, before)
    chosen = made_fair(turns)
    assert all(
        len(row) == seats and row <= set(free)
        for row, free in zip(chosen, turns.free, strict=False)
    )
    counts = counts_of(chosen, TEACHERS)
    fewer, most = uneven(counts)
    if max(counts) - min(counts) <= 1:
        assert (fewer, most) == ([], [])
        return
    # Two more than another: then those who have the most are forced to it, whoever chose.
    group = heavy_group(turns, chosen)
    assert not group & set(fewer)
    assert forced_on(turns, group) == sum(counts[person] for person in group)
    assert forced_on(turns, group) > (max(counts) - 1) * len(group)


def every_choice(turns: Turns) -> list[list[int]]:
    """Return the counts of every way in which turns can be filled."""
    ways = product(*(combinations(sorted(free), turns.seats) for free in turns.free))
    return [counts_of([set(row) for row in way], len(turns.before)) for way in ways]


@settings(max_examples=60, deadline=None)
@given(
    away=st.lists(st.sets(st.integers(0, 4), max_size=4), min_size=2, max_size=4),
    seats=st.integers(1, 2),
    before=st.lists(st.integers(0, 3), min_size=4, max_size=4),
)
def test_no_choice_of_all_is_more_even_and_the_odd_turn_goes_to_who_had_fewer_before(
    away: list[set[int]], seats: int, before: list[int]
):
    turns = turns_with(away, 5, seats, before[: len(away)])
    if list(turns.short()):
        with pytest.raises(ValueError, match="too few"):
            made_fair(turns)
        return

    def cost(counts: list[int]) -> tuple[int, int]:
        weight = sum(count * turns.before[person] for person, count in enumerate(counts))
        return sum(count * count for count in counts), weight

    counts = counts_of(made_fair(turns), len(away))
    assert cost(counts) == min(cost(other) for other in every_choice(turns))


def test_the_days_of_the_week_are_even_and_nobody_stands_twice_in_a_row():
    away: list[set[int]] = [set() for _ in range(TEACHERS)]
    chosen = made_fair(turns_with(away, 97, 4))
    by_day = Counter((person, turn % 5) for turn, row in enumerate(chosen) for person in row)
    for person in range(TEACHERS):
        days = [by_day[person, weekday] for weekday in range(5)]
        assert max(days) - min(days) <= 1
    assert all(not first & second for first, second in pairwise(chosen))


def test_the_same_lists_give_the_same_table():
    turns = turns_with([{3, 4}, set(), {9}, set(), set()], 20, 2)
    assert made_fair(turns) == made_fair(turns)


def test_who_is_hardly_there_has_fewer_and_is_named():
    chosen = made_fair(turns_with([set(range(1, 12)), set(), set()], 12, 1))
    counts = counts_of(chosen, 3)
    assert sorted(counts) == [1, 5, 6]
    assert uneven(counts) == ([0], [counts.index(6)])


def test_everybody_stands_at_each_post_about_as_often():
    chosen = made_fair(turns_with([set() for _ in range(6)], 30, 3))
    table = at_posts(chosen, [1, 2])
    assert all(len(row[0]) == 1 and len(row[1]) == 2 for row in table)
    assert all(
        set(row[0]) | set(row[1]) == people for row, people in zip(table, chosen, strict=True)
    )
    stood = Counter(row[0][0] for row in table)
    assert max(stood.values()) - min(stood.values()) <= 1
