"""The guard against buying twice: what it finds of the labelled set, and what it costs a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from houqin_desktop.domain.stock import ReceiptSource, StockKind
from houqin_desktop.services.likeness.things import LikeThings
from houqin_desktop.services.stock.drafts import AddItem, ReceiptLine, ReceiveStock
from tests.benchmarks.books import ROOMS, apart, make_large_book, open_book
from tests.benchmarks.measuring import Measure, percentile, took_ms
from tests.likeness.pairs import (
    HELD_OUT,
    LATER,
    LEAST_PRECISION,
    LEAST_RECALL,
    TUNED,
    pairs,
    score,
)
from tests.likeness.saying import says_like

WORK = {
    TUNED: "认同类物（用于调整）",
    HELD_OUT: "认同类物（留作检验）",
    LATER: "认同类物（事后另写）",
}
CARDS, ITEMS = 100_000, 2_000
KEY_MS = 16
_BEFORE = ("希沃", "得力", "不锈钢", "学生用", "教师", "铝合金", "移动", "备用", "老式", "")
_WHERE = ("教室", "办公室", "库房", "功能室")


def likening(folder: Path) -> Iterator[Measure]:
    """Judge every labelled pair; then ask key by key in a book where no two cards are called alike.

    A part below its bounds is over the budget.
    """
    for part, work in WORK.items():
        begun = perf_counter()
        found = score(part, says_like)
        taken = (perf_counter() - begun) * 1000
        below = found.recall < LEAST_RECALL[part] or found.precision < LEAST_PRECISION
        yield Measure(work, found.pairs, taken, note=found.words(), faults=int(below))
    book = folder / "like.houqin"
    _make_book(book)
    session = open_book(book)
    with closing(session):
        _add_items(session.run, session.run_whole)
        asker = LikeThings(session)
        yield Measure("认全部名称", CARDS, took_ms(lambda: asker.find("投影仪")))
        yield _asking(asker)
    book.unlink()


def _asking(asker: LikeThings) -> Measure:
    """Type every wording of the set a character at a time; the dearest of twenty keys counts."""
    taken = []
    for wording in dict.fromkeys(pair.wanted for pair in pairs() if pair.part == TUNED):
        for typed in range(1, len(wording) + 1):
            begun = process_time()
            asker.find(wording[:typed])
            taken.append((process_time() - begun) * 1000)
    note = f"{len(taken):,} 键，最慢 {max(taken):.1f} ms"
    return Measure("找同类物（一键）", CARDS, percentile(taken, 0.95), limit_ms=KEY_MS, note=note)


def _make_book(book: Path) -> None:
    """Make a book of cards of which each has a name and a model of its own."""
    make_large_book(book, CARDS)
    chance = Random(20261129)
    names = [pair.name for pair in pairs()]
    connection = apart(book)
    connection.execute("BEGIN IMMEDIATE")
    for key in range(1, CARDS + 1):
        name = f"{chance.choice(_BEFORE)}{chance.choice(names)}（{key}号{chance.choice(_WHERE)}）"
        status = chance.choices(("in_use", "idle", "pending_disposal"), (90, 8, 2))[0]
        connection.execute(
            "UPDATE asset SET name = ?, specification = ?, status = ? WHERE id = ?",
            (name, f"X{key % 997}-{key}", status, key),
        )
    connection.execute("COMMIT")
    connection.close()


def _add_items(run: Callable[..., object], run_whole: Callable[..., object]) -> None:
    names = [pair.name for pair in pairs()]
    codes = [f"L{number:05d}" for number in range(ITEMS)]
    run_whole(
        AddItem(
            code=code,
            name=names[number % len(names)],
            specification=f"第 {number} 种",
            kind=StockKind.MATERIAL,
            unit="件",
        )
        for number, code in enumerate(codes)
    )
    lines = tuple(ReceiptLine(item=code, quantity=10, price=100) for code in codes)
    for room in ROOMS[:3]:
        run(ReceiveStock(storeroom=room, source=ReceiptSource.OPENING, lines=lines))
