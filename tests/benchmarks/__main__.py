"""The bench: every line of the measures that exists by now, beside its floor on this machine.

`python -m tests.benchmarks` prints one table and ends with 1 if a line is over its budget, naming
it. Numbers after it choose other sizes: `python -m tests.benchmarks 1000 10000`. Without numbers
the register and the search are also measured on a million cards.
"""

from __future__ import annotations

import os
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from houqin_desktop.services.session import Session
from tests.benchmarks.backing_up import backing_up
from tests.benchmarks.binding import binding
from tests.benchmarks.books import make_book, make_large_book, open_book
from tests.benchmarks.commanding import commanding
from tests.benchmarks.copying import copying
from tests.benchmarks.depreciating import depreciating
from tests.benchmarks.exporting import exporting
from tests.benchmarks.importing import importing
from tests.benchmarks.labelling import printing_labels
from tests.benchmarks.likening import likening
from tests.benchmarks.measuring import Measure
from tests.benchmarks.printing import printing_annex, printing_forms
from tests.benchmarks.recognising import recognising
from tests.benchmarks.registers import FRAME_MS, opening, searching, sorting
from tests.benchmarks.replaying import replaying
from tests.benchmarks.reporting import reporting
from tests.benchmarks.starting import starting
from tests.benchmarks.stocking import stocking

MOST_GROWTH = 1.5
SIZES = (1_000, 10_000, 100_000)
# Only the register and the search are measured on a book of this size.
LOOKED_THROUGH = 1_000_000
TITLES = ("项目", "行数", "地板", "实测", "倍数", "预算", "")
WIDTHS = (22, 9, 11, 11, 8, 10)


def main(arguments: list[str]) -> int:
    """Measure everything; return 1 if anything is over its budget."""
    sizes = tuple(int(word) for word in arguments) or SIZES
    large = LOOKED_THROUGH if not arguments else None
    _print_row(TITLES)
    found = []
    for measure in _measures(sizes, large):
        found.append(measure)
        _print_row(_cells(measure))
    over = [measure for measure in found if measure.over]
    for measure in over:
        print(f"超出预算：{measure.work}（{measure.rows:,} 行）{measure.note}")
    growing = _growth(found)
    for words in growing:
        print(f"每行的代价在增长：{words}")
    if not over and not growing:
        print(f"{len(found)} 项都在预算之内，每行的代价不增长")
    return int(bool(over or growing))


def _measures(sizes: tuple[int, ...], large: int | None) -> Iterator[Measure]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    yield depreciating()
    yield printing_forms()
    yield printing_annex()
    yield printing_labels()
    yield binding()
    with tempfile.TemporaryDirectory(prefix="houqin-bench-") as name:
        folder = Path(name)
        yield from recognising(folder)
        yield from likening(folder)
        yield from stocking(folder)
        for cards in sizes:
            book = folder / f"{cards}.houqin"
            print(f"… 导入 {cards:,} 行的台账", file=sys.stderr, flush=True)
            yield replace(importing(cards, folder), judged=cards == max(sizes))
            print(f"… 建立 {cards:,} 张卡片的账簿", file=sys.stderr, flush=True)
            make_book(book, cards)
            yield from starting(book, cards)
            session = open_book(book)
            with closing(session):
                for measure in _on_book(session, cards, folder):
                    # The budgets are for the largest book; a ratio of two milliseconds says little.
                    yield replace(measure, judged=cards == max(sizes))
                yield commanding(session, cards, folder)
            book.unlink()
        if large is not None:
            yield from _looked_through(folder / "large.houqin", large)
    # The offscreen clipboard would let go of its Python object after Python has ended, and crash.
    application.clipboard().clear()


def _looked_through(book: Path, cards: int) -> Iterator[Measure]:
    print(f"… 建立 {cards:,} 张卡片的账簿", file=sys.stderr, flush=True)
    make_large_book(book, cards)
    session = open_book(book)
    with closing(session):
        for measure in (opening, searching, sorting):
            yield measure(session, cards)
    book.unlink()


def _on_book(session: Session, cards: int, folder: Path) -> Iterator[Measure]:
    yield opening(session, cards)
    yield searching(session, cards)
    yield sorting(session, cards)
    yield exporting(session, cards, folder)
    yield copying(session, cards)
    yield from backing_up(session, cards, folder)
    yield replaying(cards)
    yield from reporting(session, cards)


def _growth(found: list[Measure]) -> list[str]:
    """Name the work whose cost per row grows from one size to the next."""
    growing = []
    for one in found:
        for other in found:
            if one.work == other.work and other.rows == 10 * one.rows and other.taken_ms > FRAME_MS:
                factor = other.taken_ms / max(one.taken_ms, FRAME_MS) / 10
                if factor > MOST_GROWTH:
                    growing.append(
                        f"{one.work}（{one.rows:,} → {other.rows:,} 行，{factor:.1f} 倍）"
                    )
    return growing


def _cells(measure: Measure) -> tuple[str, ...]:
    ratio = "" if measure.ratio is None else f"{measure.ratio:.2f} ×"
    budget = f"{measure.limit_ms:g} ms" if measure.limit_ms is not None else ""
    if measure.ratio_budget is not None:
        budget = f"{measure.ratio_budget:g} ×"
    floor = "" if measure.floor_ms is None else f"{measure.floor_ms:,.1f} ms"
    verdict = "超出" if measure.over else ""
    return (
        measure.work,
        f"{measure.rows:,}",
        floor,
        f"{measure.taken_ms:,.1f} ms",
        ratio,
        budget,
        "　".join(filter(None, (verdict, measure.note))),
    )


def _print_row(cells: tuple[str, ...]) -> None:
    first, *others = cells
    line = first + " " * (WIDTHS[0] - _columns(first))
    for cell, width in zip(others, WIDTHS[1:], strict=False):
        line += " " * (width - _columns(cell)) + cell
    print(f"{line}  {cells[-1]}".rstrip(), flush=True)


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
