"""Recognising ledgers and old codes: the labelled sets, what was right, what was guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter

from houqin_desktop.documents.workbooks.reader import read_workbook
from houqin_desktop.domain.ledger.headers import LedgerKind
from houqin_desktop.domain.ledger.item_fields import item_words
from houqin_desktop.domain.ledger.kinds import guess_kind
from tests.benchmarks.measuring import Measure
from tests.ledgers.cases import Case, OddCase, cases
from tests.ledgers.former import BUILT_BY, HELD_OUT, former_score
from tests.ledgers.item_cases import ItemCase, item_cases
from tests.ledgers.item_layouts import ROOMS
from tests.ledgers.judging import Reader, Score
from tests.ledgers.reading import read_item_ledger, read_ledger


def recognising(folder: Path) -> Iterator[Measure]:
    """Read every labelled workbook; the held-out third is judged like the rest."""
    yield from _recognising(folder, "认台账", cases(), read_ledger)
    yield from _recognising(folder, "认物品台账", item_cases(), read_item_ledger)
    yield from _telling_kinds(folder)
    yield from _recognising_codes()


def _telling_kinds(folder: Path) -> Iterator[Measure]:
    """Say of every labelled workbook what kind of ledger it looks like; a wrong word is a fault."""
    words = item_words(ROOMS)
    every: list[tuple[LedgerKind, Case | ItemCase]]
    every = [(LedgerKind.STOCK, case) for case in item_cases()]
    every += [(LedgerKind.ASSETS, case) for case in cases() if isinstance(case, Case)]
    said: Counter[str] = Counter()
    taken = 0.0
    for right, case in every:
        workbook = read_workbook(case.write(folder)[0])
        begun = perf_counter()
        guess = guess_kind(workbook, words)
        taken += perf_counter() - begun
        sure = "看不出" if guess is None else guess.sureness.label
        said["认错" if guess is not None and guess.kind is not right else sure] += 1
    note = "，".join(f"{word} {count}" for word, count in said.items())
    yield Measure("认台账种类", len(every), taken * 1000, note=note, faults=said["认错"])


def _recognising(
    folder: Path, work: str, every: Iterable[Case | OddCase | ItemCase], read: Reader
) -> Iterator[Measure]:
    scores = {False: Score(), True: Score()}
    taken = {False: 0.0, True: 0.0}
    for case in every:
        path, label = case.write(folder)
        begun = perf_counter()
        scores[case.held_out].take(case, path, label, read)
        taken[case.held_out] += perf_counter() - begun
    for held_out, score in scores.items():
        part = "（留作检验）" if held_out else "（用于调整）"
        faults = len(score.guessed) + score.rows - score.found
        spent = taken[held_out] * 1000
        yield Measure(work + part, score.rows, spent, note=score.words(), faults=faults)


def _recognising_codes() -> Iterator[Measure]:
    """Suggest a present code for every old one of both lists."""
    lists = (("认旧分类代码（用于调整）", BUILT_BY), ("认旧分类代码（留作检验）", HELD_OUT))
    for work, path in lists:
        begun = perf_counter()
        score = former_score(path)
        yield Measure(work, score.rows, (perf_counter() - begun) * 1000, note=score.words())
