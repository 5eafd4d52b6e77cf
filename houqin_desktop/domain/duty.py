"""值班: who stands where on which day, as a table for a term or a holiday.

DOMAIN.md 4.23: 行政 every morning before school, teachers at the gate every afternoon, 值周 by the
week, 带班领导 and 值班人 on holidays. A table says what its posts are called, when they stand, how
many people each wants and from which list they come. A turn is a day, or for 值周 the school days
of a week.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.school_days import SchoolCalendar, SchoolDay, weekday_name

TABLE_PREFIX, ABSENCE_PREFIX = "ZB", "QJ"
MOST_SEATS: Final = 60
MOST_POSTS: Final = 20


class DutyKind(Labelled):
    """What a table of duties is for."""

    MORNING = "morning_duty", "行政早晨值班"
    AFTERNOON = "afternoon_duty", "教师放学护导"
    WEEKLY = "weekly_duty", "值周"
    HOLIDAY = "holiday_duty", "节假日值班"

    @property
    def is_weekly(self) -> bool:
        """Say whether a turn is a week and not a day."""
        return self is DutyKind.WEEKLY


class Mark(Labelled):
    """How somebody came to a duty."""

    PRESENT = "present", "到"
    LATE = "late", "迟到"
    ABSENT = "absent", "缺"
    SUBSTITUTED = "substituted", "代"


@dataclass(frozen=True, slots=True)
class Turn:
    """One day of duty, or the school days of one week."""

    days: tuple[date, ...]

    @property
    def from_on(self) -> date:
        """Return the first day."""
        return self.days[0]

    @property
    def to_on(self) -> date:
        """Return the last day."""
        return self.days[-1]


def turns_of(kind: DutyKind, calendar: SchoolCalendar, from_on: date, to_on: date) -> list[Turn]:
    """Return the turns of a table: school days, weeks of them, or the days that are off by name."""
    days = [day.on for day in calendar.between(from_on, to_on) if wants_duty(kind, day)]
    if not kind.is_weekly:
        return [Turn((day,)) for day in days]
    return [Turn(tuple(week)) for _, week in groupby(days, key=_week_of)]


def wants_duty(kind: DutyKind, day: SchoolDay) -> bool:
    """Say whether somebody has to stand on a day: a school day, or for holidays a day off."""
    return day.is_named_holiday if kind is DutyKind.HOLIDAY else day.has_lessons


def _week_of(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week


def week_number(day: date, first: date) -> int:
    """Return which week of a table a day lies in, the first being 1; weeks begin on Monday."""
    return (day.toordinal() - 1) // 7 - (first.toordinal() - 1) // 7 + 1


def when_words(from_on: date, to_on: date) -> str:
    """Return a turn as people say it: 2026-11-30（星期一）, or 2026-11-30 至 2026-12-04."""
    if from_on == to_on:
        return f"{from_on}（{weekday_name(from_on)}）"
    return f"{from_on} 至 {to_on}"


def table_code(serial: int) -> str:
    """Return the number of the table with this serial: ZB0001."""
    return f"{TABLE_PREFIX}{serial:04d}"


def absence_code(serial: int) -> str:
    """Return the number of the absence with this serial: QJ0001."""
    return f"{ABSENCE_PREFIX}{serial:04d}"


def require_post(name: str, seats: int) -> None:
    """Refuse a post without a name or with an impossible number of people."""
    if not name:
        raise Refused("岗位要有名称。请填写，例如 校门。", code="empty_name")
    if not 1 <= seats <= MOST_SEATS:
        raise Refused(f"{name}每班的人数须在 1 到 {MOST_SEATS} 之间。请改正。", code="bad_heads")


def require_posts(names: Iterable[str]) -> None:
    """Refuse a table with no posts, too many, or two of the same name."""
    listed = list(names)
    if not listed:
        raise Refused("还没有写岗位。请至少写一个岗位，写明名单和人数。", code="no_lines")
    if len(listed) > MOST_POSTS:
        raise Refused(f"岗位最多 {MOST_POSTS} 个。请合并，或分成两张表。", code="too_many_lines")
    twice = next((name for name in listed if listed.count(name) > 1), None)
    if twice is not None:
        raise Refused(f"岗位“{twice}”写了两次。请合成一行。", code="repeated_row")


def overlapping(turns: Iterable[Turn], from_on: date, to_on: date) -> Iterator[int]:
    """Yield the place of each turn of which a day lies in a stretch."""
    for place, turn in enumerate(turns):
        if any(from_on <= day <= to_on for day in turn.days):
            yield place
