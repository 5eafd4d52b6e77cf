"""Cells of a workbook whose text cannot be printed, found before the book takes it in.

A character that no face of the program has would refuse its paper later, when somebody waits for
it; at the import a person still has the ledger before him and can write it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from houqin_desktop.documents.fonts import unprintable
from houqin_desktop.domain.ledger.grid import Cell, SheetGrid


def with_unprintable(
    sheets: tuple[SheetGrid, ...], different: Iterable[Cell]
) -> tuple[SheetGrid, ...]:
    """Return the sheets with the cells named whose text cannot be printed.

    :param different: each different cell of the sheets. Few characters, many cells: usually all of
        them can be printed, and no sheet is looked at.
    """
    seen = set[str]().union(*(cell for cell in different if isinstance(cell, str)))
    return tuple(map(_marked, sheets)) if any(map(unprintable, seen)) else sheets


def _marked(sheet: SheetGrid) -> SheetGrid:
    found = {
        (row, index): character
        for row, cells in enumerate(sheet.rows)
        for index, cell in enumerate(cells)
        if isinstance(cell, str) and (character := unprintable(cell))
    }
    return replace(sheet, unprintable=found)
