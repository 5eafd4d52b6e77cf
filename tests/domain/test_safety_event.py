"""What a school year asks for, and on which days."""

from __future__ import annotations

from datetime import date

import pytest

from houqin_desktop.domain.clock_time import duration_words, read_time, seconds_between, shown_time
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.safety_event import (
    USUAL_REQUIREMENTS,
    EventKind,
    Period,
    Requirement,
    last_monday,
    read_months,
    require_drill,
    require_requirement,
)


def stretches(asked: Requirement) -> list[tuple[date, date]]:
    return [(one.first, one.last) for one in asked.stretches(2026)]


def test_the_day_of_safety_education_is_the_last_monday_of_march():
    assert [last_monday(year, 3) for year in (2015, 2026, 2027)] == [
        date(2015, 3, 30),
        date(2026, 3, 30),
        date(2027, 3, 29),
    ]
    asked = Requirement("日", Period.ON_DAY, words="教育日", month=3)
    assert stretches(asked) == [(date(2027, 3, 22), date(2027, 4, 5))]


def test_a_school_year_runs_from_august_to_july():
    on_day = Requirement("消防日", Period.ON_DAY, words="消防", month=11, day=9)
    assert stretches(on_day) == [(date(2026, 11, 2), date(2026, 11, 16))]
    months = Requirement("演练", Period.IN_MONTHS, kind=EventKind.DRILL, months=(2, 9))
    assert stretches(months) == [
        (date(2026, 9, 1), date(2026, 9, 30)),
        (date(2027, 2, 1), date(2027, 2, 28)),
    ]
    term = Requirement("班会", Period.EACH_TERM, kind=EventKind.CLASS_MEETING)
    year = Requirement("班会", Period.EACH_YEAR, kind=EventKind.CLASS_MEETING)
    assert stretches(term) == [
        (date(2026, 8, 1), date(2027, 1, 31)),
        (date(2027, 2, 1), date(2027, 7, 31)),
    ]
    assert stretches(year) == [(date(2026, 8, 1), date(2027, 7, 31))]
    leap = Requirement("日", Period.ON_DAY, words="火", month=2, day=29)
    assert stretches(leap)[0][0] == date(2027, 2, 21)


def test_an_activity_counts_by_its_kind_and_a_word_of_its_theme():
    asked = Requirement("消防演练", Period.EACH_TERM, kind=EventKind.DRILL, words="消防、火灾")
    assert asked.counts(EventKind.DRILL, "教学楼火灾疏散")
    assert not asked.counts(EventKind.DRILL, "防震疏散")
    assert not asked.counts(EventKind.LECTURE, "消防知识")


def test_the_usual_requirements_say_what_they_ask():
    for asked in USUAL_REQUIREMENTS:
        require_requirement(asked)
        assert list(asked.stretches(2026))
    assert len({asked.name for asked in USUAL_REQUIREMENTS}) == len(USUAL_REQUIREMENTS)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Requirement("", Period.EACH_YEAR, words="火"), "empty_name"),
        (Requirement("日", Period.EACH_YEAR), "empty_rule"),
        (Requirement("日", Period.EACH_YEAR, words="火", times=0), "bad_times"),
        (Requirement("日", Period.IN_MONTHS, words="火"), "bad_month"),
        (Requirement("日", Period.EACH_YEAR, words="火", months=(3,)), "bad_month"),
        (Requirement("日", Period.ON_DAY, words="火"), "bad_month"),
        (Requirement("日", Period.ON_DAY, words="火", month=13), "bad_month"),
        (Requirement("日", Period.ON_DAY, words="火", month=2, day=30), "bad_day"),
        (Requirement("日", Period.EACH_YEAR, words="火", day=3), "bad_day"),
    ],
)
def test_a_requirement_that_asks_for_nothing_is_refused(asked: Requirement, code: str):
    with pytest.raises(Refused) as caught:
        require_requirement(asked)
    assert caught.value.code == code


def test_months_and_times_are_read_as_people_write_them():
    assert read_months("3、4，12月") == (3, 4, 12)
    assert read_time("7:30") == "07:30:00"
    assert read_time("16：05：30") == "16:05:30"
    assert read_time("9点5分") == "09:05:00"
    assert shown_time("07:30:00") == "07:30"
    assert duration_words(seconds_between("09:00:00", "09:02:35")) == "2分35秒"
    assert duration_words(60) == "1分钟"
    for text in ("25:00", "七点半", "9:60", ""):
        with pytest.raises(Refused):
            read_time(text)
    with pytest.raises(Refused):
        read_months("0、3")


@pytest.mark.parametrize(
    ("kind", "filled", "times", "heads", "code"),
    [
        (EventKind.LECTURE, ["应到人数"], (None, None), (3, None), "no_drill"),
        (EventKind.DRILL, [], ("09:00:00", "08:59:59"), (None, None), "time_order"),
        (EventKind.DRILL, [], (None, "09:00:00"), (None, None), "time_order"),
        (EventKind.DRILL, [], (None, None), (10, 11), "bad_heads"),
        (EventKind.DRILL, [], (None, None), (None, 1), "bad_heads"),
        (EventKind.DRILL, [], (None, None), (-1, None), "bad_heads"),
    ],
)
def test_a_drill_ends_after_it_began_with_no_more_than_all(
    kind: EventKind,
    filled: list[str],
    times: tuple[str | None, str | None],
    heads: tuple[int | None, int | None],
    code: str,
):
    with pytest.raises(Refused) as caught:
        require_drill(kind, filled, *times, *heads)
    assert caught.value.code == code
