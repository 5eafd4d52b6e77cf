"""Dates as the school's books hold them, and the clock that says what day it is.

Old cards often know only the month or the year in which a thing was bought (1995 年的电脑);
such a date is kept, shown and exported as exactly as it is known, and counted from its first
day. Months are counted as whole numbers, year * 12 + month - 1, so that depreciation is
plain arithmetic.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import total_ordering
from typing import Protocol, Self

from houqin_desktop.domain.errors import Refused

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_FULL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# No day that a school writes down lies outside: what does is a slip of the hand (3026, 0206).
FIRST_YEAR, LAST_YEAR = 1949, 2100


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, to the month or to the year; an impossible one is Refused."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse a day without its month, and any date that no calendar has."""
        if self.month is None and self.day is not None:
            raise Refused("日期有日而没有月，无法认定。请补上月份。", code="bad_date")
        month = 1 if self.month is None else self.month
        day = 1 if self.day is None else self.day
        if (
            not 1000 <= self.year <= 9999
            or not 1 <= month <= 12
            or not 1 <= day <= calendar.monthrange(self.year, month)[1]
        ):
            raise Refused(f"日期“{self.text}”不存在。请核对年月日。", code="bad_date")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "1995", "1995-09" or "1995-09-01"; anything else is Refused."""
        match = _PARTIAL.fullmatch(text)
        if match is None:
            raise Refused(
                f"日期“{text[:40]}”写法不对。请写成 2015-09-01、2015-09 或 2015。", code="bad_date"
            )
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the fully known date of a calendar day."""
        return cls(day.year, day.month, day.day)

    @property
    def first_day(self) -> date:
        """The first day the date can mean, from which ages and depreciation count."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def text(self) -> str:
        """The date in ISO spelling, no more exact than it is known."""
        if self.month is None:
            return f"{self.year:04d}"
        month = f"{self.year:04d}-{self.month:02d}"
        return month if self.day is None else f"{month}-{self.day:02d}"

    @property
    def label(self) -> str:
        """The date as people read it: 1995年, 1995年9月 or 1995年9月1日."""
        units = zip((self.year, self.month, self.day), "年月日", strict=True)
        return "".join(f"{part}{unit}" for part, unit in units if part is not None)

    def __str__(self) -> str:
        """Return the ISO spelling."""
        return self.text

    def __lt__(self, other: object) -> bool:
        """Order by first day; of two with the same first day the vaguer one comes first."""
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self.text < other.text


def parse_date(text: str) -> date:
    """Read a day in ISO spelling, "2026-03-01"; anything else is Refused."""
    if _FULL.fullmatch(text) is None:
        raise Refused(f"日期“{text[:40]}”写法不对。请写成 2026-03-01。", code="bad_date")
    return PartialDate.parse(text).first_day


def month_index(day: date) -> int:
    """Number the month of a day, so that neighbouring months differ by one."""
    return day.year * 12 + day.month - 1


def month_start(index: int) -> date:
    """Return the first day of a numbered month."""
    return date(index // 12, index % 12 + 1, 1)


def month_text(index: int) -> str:
    """Name a numbered month as people read it, 2026年10月."""
    return f"{index // 12}年{index % 12 + 1}月"


def completed_months(start: date, on: date) -> int:
    """Count the whole months from start to a day, never below 0.

    A month is whole on the same day of the month, or on its last day where it has no such day.
    """
    months = month_index(on) - month_index(start)
    last_day = calendar.monthrange(on.year, on.month)[1]
    if on.day < min(start.day, last_day):
        months -= 1
    return max(months, 0)


def age_text(months: int) -> str:
    """Write a number of months as the forms do: 6年1个月, 6年, 8个月, 不足1个月."""
    if months <= 0:
        return "不足1个月"
    years, rest = divmod(months, 12)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest else "")


def chinese_date(day: date) -> str:
    """Write a day as the forms do, 2026年11月18日."""
    return f"{day.year}年{day.month}月{day.day}日"


def require_not_to_come(day: date, today: date) -> None:
    """Refuse to look at a day that is still to come.

    :raises Refused: for it.
    """
    if day > today:
        raise Refused(
            f"日期 {day} 晚于今天 {today}。请填今天或以前的日期；"
            f"今天不是 {today} 的话，请先校正电脑时钟。",
            code="future_date",
        )


def require_likely(day: date, title: str) -> None:
    """Refuse a day of a year that nobody at the school can mean.

    :param title: what the day is called, in Chinese.
    :raises Refused: for it.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(
            f"“{title}”{day} 的年份不在 {FIRST_YEAR} 到 {LAST_YEAR} 之间。请核对日期。",
            code="unlikely_date",
        )


class Clock(Protocol):
    """Where today comes from; nothing in the program asks the computer directly."""

    def today(self) -> date:
        """Return the school's civil date."""
        ...

    def now(self) -> datetime:
        """Return the school's civil time, without a zone."""
        ...


class SystemClock:
    """The clock of the computer on the keeper's desk."""

    def today(self) -> date:
        """Return the computer's local date."""
        return date.today()

    def now(self) -> datetime:
        """Return the computer's local time, to the second."""
        return datetime.now().replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for the demonstration book, the tour and the tests."""

    moment: datetime

    def today(self) -> date:
        """Return the day at which the clock stands."""
        return self.moment.date()

    def now(self) -> datetime:
        """Return the moment at which the clock stands."""
        return self.moment
