"""整改率: of the hazards that were to be put right in a period, how many are struck off by a day.

Which count (DECISIONS "Safety"): those found in the period and those open at its start; a void one
never does. What happens after the day of the figure changes it as little as what was never done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from houqin_desktop.domain.hazard import HazardState, Standing, StepLike, standing_of, until
from houqin_desktop.domain.money import percent

FORMULA: Final = (
    "整改率 = 截至日已销号的隐患 ÷ 应整改的隐患 × 100%。"
    "应整改的 = 统计期内发现的 + 期初还没有销号的，作废的不计；"
    "截至日以后才销号的不算已销号，截至日以前撤回销号的算未销号。"
)
OTHER_FORMULAS: Final = (
    "按期整改率 = 期限内整改的 ÷ 截至日已到期的（期限以最后一次落实的为准）；"
    "立改率 = 立即整改并销号的 ÷ 应整改的；"
    "平均整改天数 = 已销号的隐患从发现到整改完成的平均天数。没有可比的写“—”。"
)


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included, looked at as of a day that is not before its end."""

    first: date
    last: date
    as_of: date


@dataclass(frozen=True, slots=True)
class CountedHazard:
    """A hazard that counts in a period: when it was found, where it stood on the day."""

    found_on: date
    standing: Standing

    @property
    def is_struck_off(self) -> bool:
        """Say whether it was struck off by the day."""
        return self.standing.state is HazardState.CLOSED


def counted(found_on: date, steps: Sequence[StepLike], period: Period) -> CountedHazard | None:
    """Return a hazard as it counts in a period, None where it does not."""
    if standing_of(steps).void or found_on > period.last:
        return None
    if found_on < period.first:
        before = standing_of(until(steps, period.first - timedelta(days=1)))
        if before.closed_on is not None:
            return None
    return CountedHazard(found_on, standing_of(until(steps, period.as_of)))


@dataclass(frozen=True, slots=True)
class RectificationRate:
    """The figures of some hazards that count.

    :param due: how many had to be put right by the day, `in_time` how many of them were.
    :param days: the days from finding to rectification of those struck off, added up.
    """

    total: int = 0
    struck_off: int = 0
    due: int = 0
    in_time: int = 0
    on_the_spot: int = 0
    days: int = 0

    @property
    def open(self) -> int:
        """Return how many are not struck off."""
        return self.total - self.struck_off

    @property
    def rate(self) -> str:
        """Return 整改率 with one decimal, "—" where nothing was to be put right."""
        return percent(self.struck_off, self.total)

    @property
    def in_time_rate(self) -> str:
        """Return 按期整改率."""
        return percent(self.in_time, self.due)

    @property
    def on_the_spot_rate(self) -> str:
        """Return 立改率."""
        return percent(self.on_the_spot, self.total)

    @property
    def average_days(self) -> str:
        """Return 平均整改天数 with one decimal, rounded half up, "—" without any."""
        if not self.struck_off:
            return "—"
        tenths = (20 * self.days + self.struck_off) // (2 * self.struck_off)
        return f"{tenths // 10}.{tenths % 10}"


def rate_of(hazards: Iterable[CountedHazard], as_of: date) -> RectificationRate:
    """Return the figures of hazards that count, as of a day."""
    total = struck_off = due = in_time = on_the_spot = days = 0
    for one in hazards:
        standing = one.standing
        total += 1
        if standing.due_on is not None and standing.due_on <= as_of:
            due += 1
            done = standing.rectified_on
            in_time += done is not None and done <= standing.due_on
        if one.is_struck_off and standing.rectified_on is not None:
            struck_off += 1
            on_the_spot += standing.on_the_spot
            days += (standing.rectified_on - one.found_on).days
    return RectificationRate(total, struck_off, due, in_time, on_the_spot, days)
