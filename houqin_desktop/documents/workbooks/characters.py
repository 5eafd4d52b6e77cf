"""Cells of a workbook whose text cannot be printed, found before the book takes it in.

A character that no face of the program has would refuse its paper later, when somebody waits for
it; at the import a person still has the ledger before him and can write it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from houqin_desktop.documents.fonts import unprintable
from houqin_desktop.domain.ledger.grid import SheetGrid


def with_unprintable(sheets: Iterable[SheetGrid]) -> tuple[SheetGrid, ...]:
    """Return the sheets with the cells named whose text cannot be printed."""
    return tuple(_marked(sheet) for sheet in sheets)


def _marked(sheet: SheetGrid) -> SheetGrid:
    # Few characters, many cells, most of them alike: usually all can be printed and no cell is
    # looked at.
    seen = set().union(*(cell for cell in set().union(*sheet.rows) if isinstance(cell, str)))
    if not any(map(unprintable, seen)):
        return sheet
    found = {
        (row, index): character
        for row, cells in enumerate(sheet.rows)
        for index, cell in enumerate(cells)
        if isinstance(cell, str) and (character := unprintable(cell))
    }
    return replace(sheet, unprintable=found)
