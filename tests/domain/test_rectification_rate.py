"""整改率 says what a plain count of the days says; none of none is no rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin_desktop.domain.hazard import HazardStepKind
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.rectification_rate import (
    CountedHazard,
    Period,
    RectificationRate,
    counted,
    rate_of,
)
from tests.hazard_graph import ANNA, BERT, Step

START = date(2026, 1, 1)
KINDS = HazardStepKind


def day(number: int) -> date:
    return START + timedelta(days=number)


@dataclass(frozen=True)
class Life:
    """A hazard by the numbers of its days: found, put right, then struck off and back in turn."""

    found: int
    fixed: int
    due: int
    turns: tuple[int, ...]
    spot: bool
    void: bool

    def steps(self) -> list[Step]:
        found, fixed = day(self.found), day(self.fixed)
        steps = [
            Step(KINDS.GRADE, ANNA, found, severity=HazardSeverity.GENERAL),
            Step(KINDS.PLAN, ANNA, found, on_the_spot=self.spot, due_on=day(self.due)),
            Step(KINDS.RECTIFY, ANNA, fixed),
            Step(KINDS.PASS, BERT, fixed),
        ]
        ways = (KINDS.CLOSE_OUT, KINDS.RETRACT)
        steps += [Step(ways[at % 2], BERT, day(turn)) for at, turn in enumerate(self.turns)]
        if self.void:
            end = day(max((self.fixed, *self.turns)))
            steps += [Step(KINDS.RETRACT, BERT, end)] * (len(self.turns) % 2)
            steps.append(Step(KINDS.VOID, BERT, end))
        return steps

    def struck_off_on(self, number: int) -> bool:
        """Count the turns by a day: after an odd number of them it is struck off."""
        return sum(turn <= number for turn in self.turns) % 2 == 1


@st.composite
def lives(draw: st.DrawFn) -> Life:
    found = draw(st.integers(0, 60))
    fixed = found + draw(st.integers(0, 20))
    gaps = draw(st.lists(st.integers(0, 15), max_size=4))
    turns = tuple(fixed + sum(gaps[: at + 1]) for at in range(len(gaps)))
    due = found + draw(st.integers(0, 25))
    return Life(found, fixed, due, turns, draw(st.booleans()), draw(st.integers(0, 5)) == 0)


def plain(some: list[Life], first: int, last: int, as_of: int) -> RectificationRate:
    """Count by hand, one hazard after the other."""
    rows = [
        life
        for life in some
        if not life.void
        and life.found <= last
        and (life.found >= first or not life.struck_off_on(first - 1))
    ]
    off = [life for life in rows if life.struck_off_on(as_of)]
    ended = [life for life in rows if life.found <= as_of and life.due <= as_of]
    return RectificationRate(
        total=len(rows),
        struck_off=len(off),
        due=len(ended),
        in_time=len([life for life in ended if life.fixed <= min(life.due, as_of)]),
        on_the_spot=len([life for life in off if life.spot]),
        days=sum(life.fixed - life.found for life in off),
    )


@given(
    st.lists(lives(), max_size=12),
    st.integers(1, 60),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_the_rate_is_what_a_plain_count_says(some: list[Life], first: int, long: int, later: int):
    last, as_of = first + long, first + long + later
    period = Period(day(first), day(last), day(as_of))
    rows = [counted(day(life.found), life.steps(), period) for life in some]
    told = rate_of([row for row in rows if row is not None], day(as_of))
    wanted = plain(some, first, last, as_of)
    assert told == wanted
    if wanted.total:
        exact = Fraction(1000 * wanted.struck_off, wanted.total)
        tenths = int(exact + Fraction(1, 2))
        assert told.rate == f"{tenths // 10}.{tenths % 10}%"


@pytest.mark.parametrize(
    ("struck_off", "total", "words"),
    [(38, 40, "95.0%"), (19, 20, "95.0%"), (0, 0, "—"), (0, 3, "0.0%"), (2, 3, "66.7%")],
)
def test_a_rate_is_written_with_one_decimal(struck_off: int, total: int, words: str):
    assert RectificationRate(total=total, struck_off=struck_off).rate == words


def test_the_average_of_days_is_rounded_half_up_and_of_none_is_none():
    assert RectificationRate().average_days == "—"
    assert RectificationRate(total=4, struck_off=4, days=9).average_days == "2.3"
    assert RectificationRate(total=20, struck_off=20, days=1).average_days == "0.1"


def test_a_close_out_after_the_day_does_not_count_and_its_reversal_moves_the_rate():
    life = Life(found=5, fixed=6, due=9, turns=(10, 20), spot=False, void=False)
    rates = []
    for as_of in (9, 10, 19, 20):
        one = counted(day(5), life.steps(), Period(day(0), day(9), day(as_of)))
        assert isinstance(one, CountedHazard)
        rates.append(rate_of([one], day(as_of)).rate)
    assert rates == ["0.0%", "100.0%", "100.0%", "0.0%"]


def test_what_was_struck_off_before_the_year_does_not_go_over_and_what_was_not_does():
    closed = Life(found=1, fixed=2, due=9, turns=(3,), spot=False, void=False)
    still = Life(found=1, fixed=2, due=9, turns=(), spot=False, void=False)
    year = Period(day(4), day(30), day(30))
    assert counted(day(1), closed.steps(), year) is None
    assert counted(day(1), still.steps(), year) is not None
