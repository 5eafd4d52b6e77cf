"""Recognising ledgers and old codes: the labelled sets, what was right, what was guessed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from tests.benchmarks.measuring import Measure
from tests.ledgers.cases import cases
from tests.ledgers.former import BUILT_BY, HELD_OUT, former_score
from tests.ledgers.judging import Score
from tests.ledgers.reading import read_ledger


def recognising(folder: Path) -> Iterator[Measure]:
    """Read every labelled workbook; the held-out third is judged like the rest."""
    scores = {False: Score(), True: Score()}
    taken = {False: 0.0, True: 0.0}
    for case in cases():
        path, label = case.write(folder)
        begun = perf_counter()
        scores[case.held_out].take(case, path, label, read_ledger)
        taken[case.held_out] += perf_counter() - begun
    for held_out, score in scores.items():
        work = "认台账（留作检验）" if held_out else "认台账（用于调整）"
        faults = len(score.guessed) + score.rows - score.found
        yield Measure(work, score.rows, taken[held_out] * 1000, note=score.words(), faults=faults)
    yield from _recognising_codes()


def _recognising_codes() -> Iterator[Measure]:
    """Suggest a present code for every old one of both lists."""
    lists = (("认旧分类代码（用于调整）", BUILT_BY), ("认旧分类代码（留作检验）", HELD_OUT))
    for work, path in lists:
        begun = perf_counter()
        score = former_score(path)
        yield Measure(work, score.rows, (perf_counter() - begun) * 1000, note=score.words())
