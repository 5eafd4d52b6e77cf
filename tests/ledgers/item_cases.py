"""The labelled set of item ledgers: every layout in many kinds of file, a third of it held out.

Held out are whole layouts, with spellings that stand nowhere in the other two thirds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.ledgers.cases import WORKBOOKS
from tests.ledgers.drawing import Dirt
from tests.ledgers.files import FORMATS
from tests.ledgers.item_drawing import ItemDrawer
from tests.ledgers.item_layouts import ITEM_LAYOUTS, ROOMS
from tests.ledgers.labels import Label
from tests.ledgers.layouts import Layout

TURNS = 8


@dataclass(frozen=True, slots=True)
class ItemCase:
    """One workbook of items with its label."""

    name: str
    layout: Layout
    kind: str
    seed: int
    held_out: bool

    def write(self, folder: Path) -> tuple[Path, Label]:
        """Write the workbook into a folder; return its path and the right answers."""
        chance = Random(self.seed)
        ending, writer, merges = FORMATS[self.kind]
        share = chance.choice((0.0, 0.1, 0.25, 0.5))
        dirt = Dirt(share, late=self.held_out, merges=merges)
        drawer = ItemDrawer(chance, self.layout, dirt, first=chance.randrange(1, 300))
        pages = [drawer.draw(name, chance.choice((3, 20, 50))) for name in self._sheets(chance)]
        path = folder / f"{self.name}{ending}"
        writer(path, pages)
        return path, {
            (page.name, number): row for page in pages for number, row in page.labels.items()
        }

    def _sheets(self, chance: Random) -> list[str]:
        if self.kind not in WORKBOOKS:
            return [self.name]
        return list(ROOMS[: chance.randrange(1, 4)]) if self.layout.rooms else ["Sheet1"]


def item_cases() -> Iterator[ItemCase]:
    """Yield the whole set, the same each time."""
    kinds = list(FORMATS)
    for at, layout in enumerate(ITEM_LAYOUTS):
        for turn in range(TURNS):
            kind = "xlsx" if turn < 2 else kinds[(at * 5 + turn * 3) % len(kinds)]
            name = f"{layout.number}-{turn}-{kind}"
            seed = 50_000 + layout.number * 100 + turn
            yield ItemCase(name, layout, kind, seed, held_out=layout.number % 3 == 0)
