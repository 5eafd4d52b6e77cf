"""The labelled set: every layout in many kinds of file, two thirds to build by and one held out.

The held-out third has seeds of its own, other pairs of layout and kind of file, and spellings that
stand nowhere in the other two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.ledgers.drawing import ROOMS, Dirt, Drawer
from tests.ledgers.files import FORMATS
from tests.ledgers.labels import Label
from tests.ledgers.layouts import LAYOUTS, Layout
from tests.ledgers.oddities import ODDITIES
from tests.ledgers.pages import Page

WORKBOOKS = ("xlsx", "xls", "et", "xml", "archive")
# Kinds of files that came later and have workbooks of their own, so that the first ones stay.
LATER = ("xml", "archive")


@dataclass(frozen=True, slots=True)
class Case:
    """One workbook with its label."""

    name: str
    layout: Layout
    kind: str
    seed: int
    held_out: bool

    def write(self, folder: Path) -> tuple[Path, Label]:
        """Write the workbook into a folder; return its path and the right answers."""
        chance = Random(self.seed)
        ending, writer, merges = FORMATS[self.kind]
        dirt = Dirt(
            chance.choice((0.0, 0.1, 0.25, 0.5)),
            late=self.held_out,
            merges=merges,
            formulas=self.kind in ("xlsx", "xml"),
            zeros=chance.random() < 0.2,
        )
        drawer = Drawer(chance, self.layout, dirt, first=chance.randrange(1, 300))
        pages = [drawer.draw(name, chance.choice((3, 20, 60))) for name in self._sheets(chance)]
        pages[-1].hidden = len(pages) > 1 and chance.random() < 0.5
        path = folder / f"{self.name}{ending}"
        writer(path, pages)
        return path, {
            (page.name, number): row for page in pages for number, row in page.labels.items()
        }

    def _sheets(self, chance: Random) -> list[str]:
        """Return the names of the sheets; a text file has one, called as the file is."""
        if self.kind not in WORKBOOKS:
            return [self.name]
        if self.layout.rooms:
            return list(ROOMS[: chance.randrange(1, 5)])
        return ["Sheet1", "2015年台账"][: chance.choice((1, 1, 2))]


@dataclass(frozen=True, slots=True)
class OddCase:
    """One sheet with one trick, in one kind of file."""

    name: str
    page: Page
    kind: str
    held_out: bool

    def write(self, folder: Path) -> tuple[Path, Label]:
        """Write the sheet into a folder; return its path and the right answers."""
        ending, writer, _ = FORMATS[self.kind]
        path = folder / f"{self.name}{ending}"
        writer(path, [self.page])
        sheet = self.page.name if self.kind in WORKBOOKS else self.name
        return path, {(sheet, number): row for number, row in self.page.labels.items()}


def cases() -> Iterator[Case | OddCase]:
    """Yield the whole set, the same each time."""
    yield from _layout_cases()
    for at, (name, page) in enumerate(ODDITIES.items()):
        for kind in ("xlsx", "csv", "xls"):
            yield OddCase(f"{name}-{kind}", page, kind, held_out=at % 3 == 2)


def _layout_cases() -> Iterator[Case]:
    kinds = [kind for kind in FORMATS if kind not in LATER]
    for at, layout in enumerate(LAYOUTS):
        for turn in range(9):
            held_out = turn % 3 == 2
            kind = "xlsx" if turn in (0, 5) else kinds[(at * 5 + turn * 7) % len(kinds)]
            seed = (7_000_000 if held_out else 1_000) + layout.number * 100 + turn
            name = f"{layout.number:02}-{turn}-{kind}"
            yield Case(name, layout, kind, seed, held_out)
        for turn, kind in enumerate(LATER, 20):
            held_out = at % 3 == 2
            seed = (7_000_000 if held_out else 1_000) + layout.number * 100 + turn
            yield Case(f"{layout.number:02}-{turn}-{kind}", layout, kind, seed, held_out)
