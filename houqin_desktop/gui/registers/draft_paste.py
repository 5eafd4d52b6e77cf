"""What was copied in Excel or WPS, laid into the columns of a draft grid.

A first row of column names is known by the words that ledgers use; then each column goes where its
name says, and what the grid has no place for is named. Without names the columns go in order.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.ledger.headers import HeaderMatch, match_header
from houqin_desktop.domain.ledger.values import FEN_PER_TEN_THOUSAND

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES_AT_LEAST: Final = 2
_BREAK: Final = re.compile(r"\s*[\r\n\t]\s*")


@dataclass(frozen=True, slots=True)
class Pasted:
    """Rows of texts by the number of the grid's column, and the names without a place."""

    rows: list[dict[int, str]]
    left_out: list[str]
    headed: bool


def cells_of(text: str) -> list[list[str]]:
    """Return the cells of tab-separated lines; a quoted cell may hold tabs and line breaks."""
    try:
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter="\t"))
    except csv.Error:
        rows = [line.split("\t") for line in text.splitlines()]
    cells = [[_BREAK.sub(" ", cell).strip() for cell in row] for row in rows]
    while cells and not any(cells[-1]):
        cells.pop()
    return cells


def lay(text: str, keys: Sequence[Sequence[str]], at: int) -> Pasted:
    """Lay copied text into columns.

    :param keys: for each column of the grid the fields of a ledger that it takes, the best first.
    :param at: the column with the cursor, where rows without names begin.
    """
    cells = cells_of(text)
    names = [match_header(cell) if cell else None for cell in (cells[0] if cells else [])]
    filled = sum(1 for cell in (cells[0] if cells else []) if cell)
    known = sum(1 for name in names if name is not None)
    if known >= NAMES_AT_LEAST and known * 2 >= filled:
        return _by_name(cells, names, keys)
    places = range(at, len(keys))
    rows = [dict(zip(places, row, strict=False)) for row in cells]
    beyond = any(any(row[len(places) :]) for row in cells)
    return Pasted(rows, ["最后一栏右边的内容"] if beyond else [], headed=False)


def _by_name(
    cells: list[list[str]], names: list[HeaderMatch | None], keys: Sequence[Sequence[str]]
) -> Pasted:
    sources: list[list[int]] = []
    for wanted in keys:
        fitting = [
            (wanted.index(name.key), name.rank, source)
            for source, name in enumerate(names)
            if name is not None
            and name.key in wanted
            # An amount in 万元 is not guessed into 元.
            and name.unit_fen != FEN_PER_TEN_THOUSAND
        ]
        sources.append([source for _, _, source in sorted(fitting)])
    used = {source for found in sources for source in found}
    rows = [
        {
            column: next((row[at] for at in found if at < len(row) and row[at]), "")
            for column, found in enumerate(sources)
            if found
        }
        for row in cells[1:]
    ]
    left_out = [cell for at, cell in enumerate(cells[0]) if cell and at not in used]
    return Pasted(rows, left_out, headed=True)
