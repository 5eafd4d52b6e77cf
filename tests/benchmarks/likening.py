"""The guard against buying twice: what it finds of the labelled set, and what it costs a key."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from tests.benchmarks.measuring import Measure
from tests.likeness.pairs import HELD_OUT, LEAST_PRECISION, LEAST_RECALL, TUNED, score
from tests.likeness.saying import says_like

WORK = {TUNED: "认同类物（用于调整）", HELD_OUT: "认同类物（留作检验）"}


def likening() -> Iterator[Measure]:
    """Judge every labelled pair; a part below its bounds is over the budget."""
    for part, work in WORK.items():
        begun = perf_counter()
        found = score(part, says_like)
        taken = (perf_counter() - begun) * 1000
        below = found.recall < LEAST_RECALL or found.precision < LEAST_PRECISION
        yield Measure(work, found.pairs, taken, note=found.words(), faults=int(below))
