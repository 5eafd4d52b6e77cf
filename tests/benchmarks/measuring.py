"""How a line of the bench is measured: beside its floor, in turns, by the median."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Measure:
    """One line: what was done on how many rows, what it took, and what it may take at most.

    :param ratio_budget: how many times the floor is allowed.
    :param limit_ms: the most that is allowed whatever the floor.
    :param faults: things that must not happen at all, whatever the time; any is over the budget.
    :param judged: whether the budget holds at this size; at others the line is there to compare.
    """

    work: str
    rows: int
    taken_ms: float
    floor_ms: float | None = None
    ratio_budget: float | None = None
    limit_ms: float | None = None
    note: str = ""
    judged: bool = True
    faults: int = 0

    @property
    def ratio(self) -> float | None:
        """Return how many times the floor it took."""
        return None if not self.floor_ms else self.taken_ms / self.floor_ms

    @property
    def over(self) -> bool:
        """Say whether it took more than its budget."""
        if not self.judged:
            return False
        if self.faults:
            return True
        ratio = self.ratio
        too_slow = ratio is not None and self.ratio_budget is not None and ratio > self.ratio_budget
        return too_slow or (self.limit_ms is not None and self.taken_ms > self.limit_ms)


def took_ms(work: Callable[[], object]) -> float:
    """Return the milliseconds of one run, without the collector's pauses."""
    gc.collect()
    gc.disable()
    try:
        begun = perf_counter()
        work()
        return (perf_counter() - begun) * 1000
    finally:
        gc.enable()


def compare(
    floor: Callable[[], object], work: Callable[[], object], runs: int = 5
) -> tuple[float, float]:
    """Return the medians of floor and work, run in turns so that both meet the same machine."""
    floors, works = [], []
    for _ in range(runs):
        floors.append(took_ms(floor))
        works.append(took_ms(work))
    return median(floors), median(works)


def median_ms(work: Callable[[], object], runs: int = 5) -> float:
    """Return the median of several runs."""
    return median(took_ms(work) for _ in range(runs))


def percentile(values: list[float], share: float) -> float:
    """Return the value below which this share of the values lies."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]
