"""A clock that may be wrong (电脑时钟存疑): what it says of today, held against the last entry.

An old office computer whose battery is empty begins again in 1970; a wrong key takes it ten years
ahead. Order in the book is the sequence, so nothing is lost, but what is booked bears the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_PAUSE = timedelta(days=366)
DATE_CODES = frozenset({"future_date", "date_order"})


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """The day on the clock, and the day of the last entry that it does not agree with."""

    today: date
    last: date

    @property
    def words(self) -> str:
        """Return what is wrong, without what to do."""
        how = "还早" if self.today < self.last else "晚了一年多"
        return f"电脑时钟是 {self.today}，比账簿最后一笔（{self.last}）{how}，时钟可能不对"

    @property
    def sentence(self) -> str:
        """Return what is wrong, that nothing was booked, and what to do."""
        return (
            f"{self.words}，没有登记。请先校正电脑的日期；日期确实没有错，"
            "请在窗口上方确认，命令行请加 --clock-is-right，然后再登记。"
        )

    @property
    def hint(self) -> str:
        """Return what is added to a refusal that a wrong clock may have brought about."""
        return f"{self.words}，请先核对电脑的日期。"


def clock_doubt(today: date, business_on: date, recorded_on: date) -> ClockDoubt | None:
    """Hold today against the last entry; None where it may well be today.

    An entry never bears a day after the one on which it was made, so an earlier today is wrong. A
    pause of more than a year is asked about. What was recorded never runs backwards, so it does not
    tell that the clock was put back; the business date does.

    :param business_on: the day that the last entry bears.
    :param recorded_on: the day on which it was made, as far as the book knows.
    """
    if today < business_on:
        return ClockDoubt(today, business_on)
    last = max(business_on, recorded_on)
    return ClockDoubt(today, last) if today - last > LONGEST_PAUSE else None
