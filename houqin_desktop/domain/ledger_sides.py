"""Tables that stand side by side on one sheet: each becomes a sheet of its own, in its own columns.

A school saves paper and writes the second half of a room beside the first. Such a sheet is told by
its header: the same column names come a second time, or a wholly empty column parts two headers
that each name assets. What stands above the header, and lines that belong to no side such as 合计,
hold for every side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from houqin_desktop.domain.ledger.grid import Cell, SheetGrid
from houqin_desktop.domain.ledger.headers import match_header
from houqin_desktop.domain.ledger.layouts import LEAST_FIELDS, Texts, row_texts
from houqin_desktop.domain.ledger.values import is_blank

FAULTS_TITLE: Final = "导入问题"
ROW_MARK_TITLE: Final = "导入行记号"
"""Columns of a copy with its faults; they stand right of everything and hold for every side."""

MOST_ROWS_ABOVE = 60
MOST_SIDES = 6
_VALUED = frozenset({"quantity", "unit_price", "original_value", "code"})


def parted(sheets: Sequence[SheetGrid]) -> tuple[SheetGrid, ...]:
    """Return the sheets, one that holds tables side by side as a sheet for each of them."""
    return tuple(side for sheet in sheets for side in _sides(sheet))


def _sides(sheet: SheetGrid) -> list[SheetGrid]:
    for at, row in enumerate(sheet.rows[:MOST_ROWS_ABOVE]):
        texts = row_texts(row)
        if texts is None or not _keys(texts):
            continue
        starts = _starts(sheet, at, texts)
        if len(starts) > 1:
            return _cut(sheet, at, texts, starts)
        if "name" in _keys(texts):
            break
    return [sheet]


def _keys(texts: Sequence[str]) -> set[str]:
    return {match.key for text in texts if text and (match := match_header(text))}


def _names_assets(texts: Sequence[str]) -> bool:
    keys = _keys(texts)
    return "name" in keys and len(keys) >= LEAST_FIELDS and bool(keys & _VALUED)


def _starts(sheet: SheetGrid, at: int, texts: Texts) -> list[int]:
    """Return the first column of each side, one alone where the sheet is one table."""
    return _repeated(texts) or _gapped(sheet, at, texts) or [0]


def _repeated(texts: Texts) -> list[int]:
    """Return where the header begins again with the same words, if each part names assets."""
    starts, seen = [0], set[str]()
    for index, text in enumerate(texts):
        if text and text in seen:
            starts.append(index)
            seen = set()
        if text:
            seen.add(text)
    parts = _parts(texts, starts)
    first = {text for text in parts[0] if text}
    alike = all({text for text in part if text and not _is_own(text)} <= first for part in parts)
    several = 1 < len(starts) <= MOST_SIDES
    return starts if several and alike and all(map(_names_assets, parts)) else []


def _gapped(sheet: SheetGrid, at: int, texts: Texts) -> list[int]:
    """Return the two sides of a column that is empty from the header down to the end."""
    for index in range(LEAST_FIELDS, len(texts) - LEAST_FIELDS):
        if texts[index] or not texts[index + 1]:
            continue
        sides = (texts[:index], texts[index + 1 :])
        if all(map(_names_assets, sides)) and all(
            is_blank(row[index]) for row in sheet.rows[at:] if index < len(row)
        ):
            return [0, index + 1]
    return []


def _parts(texts: Texts, starts: Sequence[int]) -> list[Texts]:
    ends = [*starts[1:], len(texts)]
    return [texts[start:end] for start, end in zip(starts, ends, strict=True)]


def _is_own(text: str) -> bool:
    return text == FAULTS_TITLE or text.startswith(ROW_MARK_TITLE)


def _cut(sheet: SheetGrid, at: int, texts: Texts, starts: Sequence[int]) -> list[SheetGrid]:
    own = frozenset(
        index
        for row in sheet.rows[:MOST_ROWS_ABOVE]
        for index, cell in enumerate(row)
        if isinstance(cell, str) and _is_own(cell)
    )
    ends = [*starts[1:], len(texts)]
    names = [
        next(
            index
            for index in range(start, end)
            if (match := match_header(texts[index])) and match.key == "name"
        )
        for start, end in zip(starts, ends, strict=True)
    ]
    return [
        _side(sheet, at, number, frozenset(range(start, end)) | own, names)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    ]


def _side(
    sheet: SheetGrid, at: int, number: int, columns: frozenset[int], names: Sequence[int]
) -> SheetGrid:
    def is_mine(column: int) -> bool:
        return column in columns

    rows = tuple(
        _row_of(row, is_mine, names) if position >= at else row
        for position, row in enumerate(sheet.rows)
    )
    return replace(
        sheet,
        name=sheet.name if number == 1 else f"{sheet.name}（第 {number} 张表）",
        rows=rows,
        hidden_columns=frozenset(filter(is_mine, sheet.hidden_columns)),
        merges=tuple(span for span in sheet.merges if span[0] < at or is_mine(span[1])),
        comments={place: words for place, words in sheet.comments.items() if is_mine(place[1])},
        marks={place: words for place, words in sheet.marks.items() if is_mine(place[1])},
        linked=frozenset(place for place in sheet.linked if is_mine(place[1])),
        part_of=sheet.name,
        side=number,
    )


def _row_of(
    row: tuple[Cell, ...], is_mine: Callable[[int], bool], names: Sequence[int]
) -> tuple[Cell, ...]:
    """Return a side's own cells; a line in which no side names anything holds for all."""
    if all(index >= len(row) or is_blank(row[index]) for index in names):
        return row
    return tuple(cell if is_mine(index) else "" for index, cell in enumerate(row))
