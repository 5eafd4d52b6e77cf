"""校历: which days the school has lessons, which it has off, and which weekends make up for them.

`holidays.csv` holds what the State Council's yearly notices say, year by year with its source. What
the school says of a day (winter holidays, a sports day, a storm) stands over the notice, and the
notice over the week: Monday to Friday are school days. A year whose notice is not there is named,
never guessed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled

HOLIDAYS_FILE: Final = "holidays.csv"
LONGEST_STRETCH: Final = 400
WEEKDAYS: Final = "一二三四五六日"
_SATURDAY = 5


class DayKind(Labelled):
    """What a day is for the school."""

    SCHOOL = "school", "上课"
    HOLIDAY = "holiday", "放假"
    MAKE_UP = "make_up", "调休上课"


@dataclass(frozen=True, slots=True)
class SchoolDay:
    """A day of the calendar; `source` says who says so, empty for an ordinary day of the week."""

    on: date
    kind: DayKind
    name: str = ""
    source: str = ""

    @property
    def has_lessons(self) -> bool:
        """Say whether pupils come."""
        return self.kind is not DayKind.HOLIDAY

    @property
    def is_named_holiday(self) -> bool:
        """Say whether it is off for more than being a Saturday or Sunday."""
        return self.kind is DayKind.HOLIDAY and bool(self.source)


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """The days that differ from the week, with what the notices and the school say of them.

    :param noticed: days of the notices.
    :param own: days of which the school says something else.
    """

    noticed: Mapping[date, SchoolDay] = field(default_factory=dict)
    own: Mapping[date, SchoolDay] = field(default_factory=dict)

    def on(self, day: date) -> SchoolDay:
        """Return what a day is."""
        found = self.own.get(day) or self.noticed.get(day)
        if found is not None:
            return found
        weekend = day.weekday() >= _SATURDAY
        return (
            SchoolDay(day, DayKind.HOLIDAY, "周末") if weekend else SchoolDay(day, DayKind.SCHOOL)
        )

    def between(self, from_on: date, to_on: date) -> Iterator[SchoolDay]:
        """Yield every day of a stretch, both ends included."""
        return (self.on(day) for day in days_between(from_on, to_on))

    def years_without_notice(self, from_on: date, to_on: date) -> list[int]:
        """Return the years of a stretch of which neither a notice nor the school says anything."""
        known = {day.year for day in (*self.noticed, *self.own)}
        return [year for year in range(from_on.year, to_on.year + 1) if year not in known]


def days_between(from_on: date, to_on: date) -> Iterator[date]:
    """Yield the days from one to another, both included."""
    return (from_on + timedelta(days=step) for step in range((to_on - from_on).days + 1))


def weekday_name(day: date) -> str:
    """Return 星期一 to 星期日."""
    return f"星期{WEEKDAYS[day.weekday()]}"


def read_notices(folder: Path) -> dict[date, SchoolDay]:
    """Read the bundled days of the notices."""
    with (folder / HOLIDAYS_FILE).open(encoding="utf-8", newline="") as file:
        return {day.on: day for row in csv.DictReader(file) for day in _noticed(row)}


def _noticed(row: Mapping[str, str]) -> Iterable[SchoolDay]:
    days = days_between(date.fromisoformat(row["from_on"]), date.fromisoformat(row["to_on"]))
    return (SchoolDay(day, DayKind(row["kind"]), row["name"], row["source"]) for day in days)


def require_stretch(from_on: date, to_on: date, what: str) -> None:
    """Refuse a stretch that ends before it begins, or is longer than a school year.

    :param what: what the stretch is of, in Chinese.
    """
    if to_on < from_on:
        raise Refused(
            f"{what}的止日 {to_on} 早于起日 {from_on}。请核对日期。", code="stretch_order"
        )
    if (to_on - from_on).days >= LONGEST_STRETCH:
        raise Refused(
            f"{what}从 {from_on} 到 {to_on} 超过 {LONGEST_STRETCH} 天。请核对日期，或分段写。",
            code="stretch_too_long",
        )
