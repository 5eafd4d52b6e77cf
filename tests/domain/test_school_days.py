"""The calendar says what the notices and the school say; a year without a notice is named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from houqin_desktop.domain.duty import DutyKind, turns_of, week_number, when_words
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.school_days import (
    DayKind,
    SchoolCalendar,
    SchoolDay,
    read_notices,
    require_stretch,
)
from houqin_desktop.resources import resource_path

CALENDAR = SchoolCalendar(read_notices(resource_path("data")))
# How many days off and how many make-up days each notice names.
NOTICED = {2024: (30, 8), 2025: (28, 5), 2026: (33, 6)}


@pytest.mark.parametrize("year", NOTICED)
def test_each_year_has_as_many_days_as_its_notice_and_says_which_notice(year: int):
    days = [day for day in CALENDAR.noticed.values() if day.on.year == year]
    off = [day for day in days if day.kind is DayKind.HOLIDAY]
    assert (len(off), len(days) - len(off)) == NOTICED[year]
    assert all(f"{year}年" in day.source for day in days)


def test_every_make_up_day_is_a_weekend_and_no_day_is_written_twice():
    made_up = [day for day in CALENDAR.noticed.values() if day.kind is DayKind.MAKE_UP]
    assert all(day.on.weekday() >= 5 and day.has_lessons for day in made_up)


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        ("2026-10-01", DayKind.HOLIDAY, "国庆节"),
        ("2026-10-08", DayKind.SCHOOL, ""),
        ("2026-10-10", DayKind.MAKE_UP, "国庆节调休"),
        ("2026-10-11", DayKind.HOLIDAY, "周末"),
        ("2025-10-08", DayKind.HOLIDAY, "国庆节、中秋节"),
        ("2024-02-09", DayKind.SCHOOL, ""),
        ("2024-02-18", DayKind.MAKE_UP, "春节调休"),
    ],
)
def test_a_day_is_what_the_notice_says_else_what_the_week_says(day: str, kind: DayKind, name: str):
    found = CALENDAR.on(date.fromisoformat(day))
    assert (found.kind, found.name) == (kind, name)


def test_what_the_school_says_stands_over_the_notice():
    day = date(2026, 10, 10)
    own = SchoolCalendar(CALENDAR.noticed, {day: SchoolDay(day, DayKind.HOLIDAY, "台风", "校历")})
    assert own.on(day).name == "台风"
    assert own.on(day).is_named_holiday
    assert not own.on(day + timedelta(days=1)).is_named_holiday


def test_a_year_without_a_notice_is_named_until_the_school_says_something_of_it():
    first, last = date(2026, 9, 1), date(2027, 1, 20)
    assert CALENDAR.years_without_notice(first, last) == [2027]
    day = date(2027, 1, 1)
    own = {day: SchoolDay(day, DayKind.HOLIDAY, "元旦", "校历")}
    assert SchoolCalendar(CALENDAR.noticed, own).years_without_notice(first, last) == []


def test_a_table_has_a_turn_for_each_school_day_week_or_holiday():
    first, last = date(2026, 9, 21), date(2026, 10, 11)
    days = turns_of(DutyKind.MORNING, CALENDAR, first, last)
    assert [turn.from_on.isoformat() for turn in days] == [
        *(f"2026-09-{day}" for day in (21, 22, 23, 24, 28, 29, 30)),
        *(f"2026-10-{day}" for day in ("08", "09", "10")),
    ]
    weeks = turns_of(DutyKind.WEEKLY, CALENDAR, first, last)
    assert [when_words(week.from_on, week.to_on) for week in weeks] == [
        "2026-09-21 至 2026-09-24",
        "2026-09-28 至 2026-09-30",
        "2026-10-08 至 2026-10-10",
    ]
    assert [week_number(week.from_on, first) for week in weeks] == [1, 2, 3]
    off = turns_of(DutyKind.HOLIDAY, CALENDAR, first, last)
    assert len(off) == 10
    assert {CALENDAR.on(turn.from_on).name for turn in off} == {"中秋节", "国庆节"}


def test_a_week_in_which_nobody_comes_is_no_turn():
    assert turns_of(DutyKind.WEEKLY, CALENDAR, date(2026, 10, 1), date(2026, 10, 7)) == []


def test_a_stretch_ends_after_it_begins_and_lasts_no_longer_than_a_year():
    with pytest.raises(Refused, match="早于起日"):
        require_stretch(date(2026, 9, 2), date(2026, 9, 1), "校历")
    with pytest.raises(Refused, match="超过"):
        require_stretch(date(2026, 9, 1), date(2027, 11, 1), "校历")
