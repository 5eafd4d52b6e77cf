"""Sheets on their way from the process that parsed them: nothing but texts, numbers and places.

Every different cell is written once, as JSON, and the sheets, column by column, as the places of
their cells in that list. Nothing that arrives can name a class or a function, so a parser that a
hostile file took over can send wrong cells but no code.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any

from houqin_desktop.domain.ledger.grid import Cell, CellFault, SheetGrid

ITEM = "I"
_LENGTH = 8

# How a cell that JSON does not know is written down, and how it is read back.
_WRITE: dict[type, tuple[str, Callable[[Any], Any]]] = {
    datetime: ("datetime", datetime.isoformat),
    date: ("date", date.isoformat),
    time: ("time", time.isoformat),
    timedelta: ("duration", timedelta.total_seconds),
    CellFault: ("fault", lambda fault: [fault.text, fault.message]),
}
_READ: dict[str, Callable[[Any], Cell]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "duration": lambda seconds: timedelta(seconds=seconds),
    "fault": lambda pair: CellFault(str(pair[0]), str(pair[1])),
}


class Garbled(Exception):
    """What arrived is nothing that `pack` could have written."""


class _Places(dict[Any, int]):
    """The places of cells of one type in the list of all; a new cell is put at its end."""

    def __init__(self, kind: type, cells: list[Any]) -> None:
        super().__init__()
        self._way = _WRITE.get(kind)
        self._cells = cells

    def __missing__(self, cell: Cell) -> int:
        """Write down a cell that was not seen before."""
        at = self[cell] = len(self._cells)
        way = self._way
        self._cells.append(cell if way is None else [way[0], way[1](cell)])
        return at


def pack(sheets: Sequence[SheetGrid]) -> bytes:
    """Write sheets as bytes; rows shorter than the widest are filled up with empty cells."""
    places: dict[type, _Places] = {}
    cells: list[Any] = []
    heads, blocks = [], []
    for sheet in sheets:
        columns = list(zip_longest(*sheet.rows, fillvalue=""))
        blocks += [array(ITEM, list(_places_of(column, places, cells))) for column in columns]
        heads.append(_head(sheet, len(columns)))
    text = json.dumps({"sheets": heads, "cells": cells}, ensure_ascii=False).encode()
    for block in blocks:
        _to_little_endian(block)
    return b"".join([len(text).to_bytes(_LENGTH, "little"), text, *map(bytes, blocks)])


def _places_of(
    column: Sequence[Cell], places: dict[type, _Places], cells: list[Any]
) -> Iterable[int]:
    """Return the place of each cell of a column, which mostly holds one type alone."""
    # 1, 1.0 and True are one key of a dictionary, but not one cell.
    kinds = set(map(type, column))
    for kind in kinds - places.keys():
        places[kind] = _Places(kind, cells)
    if len(kinds) == 1:
        return map(places[kinds.pop()].__getitem__, column)
    return (places[type(cell)][cell] for cell in column)


def _head(sheet: SheetGrid, width: int) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "width": width,
        "height": len(sheet.rows),
        "hidden": sheet.hidden,
        "untyped": sheet.untyped,
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "merges": sheet.merges,
        "linked": sorted(sheet.linked),
        "comments": [[*place, words] for place, words in sheet.comments.items()],
        "marks": [[*place, words] for place, words in sheet.marks.items()],
    }


_BREAKS = (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError)


def unpack(content: bytes) -> tuple[tuple[SheetGrid, ...], list[Cell]]:
    """Return the sheets that `pack` wrote, and each different cell of them.

    :raises Garbled: when the bytes are anything else.
    """
    try:
        return _unpack(content)
    except _BREAKS as fault:
        raise Garbled(str(fault)) from None


def _unpack(content: bytes) -> tuple[tuple[SheetGrid, ...], list[Cell]]:
    end = _LENGTH + int.from_bytes(content[:_LENGTH], "little")
    found = json.loads(content[_LENGTH:end])
    cells = [_READ[cell[0]](cell[1]) if isinstance(cell, list) else cell for cell in found["cells"]]
    sheets = []
    for head in found["sheets"]:
        width, height = int(head["width"]), int(head["height"])
        block = array(ITEM)
        size = width * height * block.itemsize
        block.frombytes(content[end : end + size])
        if len(block) != width * height:
            raise Garbled("cells are missing")
        end += size
        _to_little_endian(block)
        look = cells.__getitem__
        columns = [
            map(look, block[start : start + height]) for start in range(0, len(block), height or 1)
        ]
        sheets.append(_sheet(head, tuple(zip(*columns, strict=True))))
    return tuple(sheets), cells


def _sheet(head: dict[str, Any], rows: tuple[tuple[Cell, ...], ...]) -> SheetGrid:
    return SheetGrid(
        str(head["name"]),
        rows,
        1,
        bool(head["hidden"]),
        frozenset(map(int, head["hidden_rows"])),
        frozenset(map(int, head["hidden_columns"])),
        tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in head["merges"]),
        {(int(row), int(column)): str(words) for row, column, words in head["comments"]},
        {(int(row), int(column)): str(words) for row, column, words in head["marks"]},
        untyped=bool(head["untyped"]),
        linked=frozenset((int(row), int(column)) for row, column in head["linked"]),
    )


def _to_little_endian(block: array[int]) -> None:
    if sys.byteorder == "big":
        block.byteswap()
