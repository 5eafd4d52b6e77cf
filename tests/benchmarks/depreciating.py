"""Depreciation of ten thousand cards in each of seventy-two months."""

from __future__ import annotations

from random import Random

from houqin_desktop.domain.depreciation import accumulated
from tests.benchmarks.measuring import Measure, compare

CARDS, MONTHS, FIRST = 10_000, 72, 2019 * 12
LIMIT_MS = 500


def depreciating() -> Measure:
    """Compute every card in every month, as a yearly table does."""
    chance = Random(1)
    cards = [
        (
            chance.randrange(10_000, 2_000_000),
            chance.choice((60, 72, 180)),
            FIRST - chance.randrange(90),
        )
        for _ in range(CARDS)
    ]
    months = range(FIRST, FIRST + MONTHS)

    def floor() -> None:
        for value, life, start in cards:
            for month in months:
                min(value, value // life * (month - start + 1))

    def work() -> None:
        for value, life, start in cards:
            for month in months:
                accumulated(value, life, start, month)

    floor_ms, taken_ms = compare(floor, work, 3)
    return Measure("折旧 72 个月", CARDS, taken_ms, floor_ms, None, LIMIT_MS)
