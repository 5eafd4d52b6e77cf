"""Cells that speak for others: merged downwards, or 同上 and its signs, or a line above the rows.

What is merged over several rows holds for each of them, except a number, an amount or pieces:
whose they are nobody can say. 同上 repeats the row directly above, never across a total or a page.
A line such as 二、家具和用具 names the kind of what follows, a sheet called 电脑1室 its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from houqin_desktop.domain.ledger.findings import Severity, TableReading
from houqin_desktop.domain.ledger.grid import Cell, CellFault, cell_text
from houqin_desktop.domain.ledger.headers import FieldKind
from houqin_desktop.domain.ledger.values import fold, is_blank

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from houqin_desktop.domain.ledger.columns import LedgerColumn

T = TypeVar("T")

_DITTOS = frozenset({"同上", "同前", "〃", "″", "〞", '"', "''", "“", "”", "′′", "同上行"})
EXPORT_MARK = "export_mark"
MOST_CELLS_NAMED = 12
LONGEST_DITTO = 9
# Kinds of cells that belong to one row alone; a price may hold for several.
_OWN = frozenset(
    {FieldKind.MONEY, FieldKind.QUANTITY, FieldKind.CODE, FieldKind.SERIAL, FieldKind.PIECES}
)
ROOM_LIKE = re.compile(r".*(?:室|班|馆|厅|楼|库|房|堂|场|门卫)")
_NUMERAL = re.compile(r"(?:[一二三四五六七八九十]+|\d+)[、.,:]|\([一二三四五六七八九十\d]+\)、?")


def fill_cells(reading: TableReading) -> None:
    """Write into the rows of a table what merged areas and signs for 同上 say of them.

    A table that this program wrote says everything in its own cells.
    """
    if EXPORT_MARK in reading.columns:
        return
    _fill_merged(reading)
    for column in reading.columns.values():
        _fill_dittos(reading, column)


def _fill_merged(reading: TableReading) -> None:
    table = reading.table
    at_of = {number - table.grid.first_row: at for at, number in enumerate(table.row_numbers)}
    keyed = {column.index: column for column in reading.columns.values()}
    filled: list[str] = []
    for top, left, bottom, _ in table.grid.merges:
        column = keyed.get(left)
        if bottom == top or column is None or column.key == "serial":
            continue
        rows = [at_of[row] for row in range(top, bottom + 1) if row in at_of]
        if len(rows) < 2 or at_of.get(top) != rows[0]:
            continue
        cell = table.rows[rows[0]][left]
        if is_blank(cell):
            continue
        if column.key != "unit_price" and table.words.field[column.key or ""].kind in _OWN:
            message = f"这一格合并了 {bottom - top + 1} 行，分不出各行是多少"
            cell = CellFault(cell_text(cell), message)
        else:
            filled.append(f"{column.letter}{top + table.grid.first_row}")
        for at in rows:
            if at == rows[0] or is_blank(table.rows[at][left]):
                reading.put(at, left, cell)
    if filled:
        named = "、".join(filled[:MOST_CELLS_NAMED])
        table.remarks.append(f"有 {len(filled)} 处合并的格子（{named}），内容填到了每一行")


def is_ditto(cell: Cell) -> bool:
    """Say whether a cell stands for the one above it."""
    if cell.__class__ is not str or len(cell) > LONGEST_DITTO:
        return False
    return "".join(cell.split()) in _DITTOS


def _fill_dittos(reading: TableReading, column: LedgerColumn) -> None:
    if reading.table.words.field[column.key or ""].kind in _OWN:
        return
    table, index = reading.table, column.index
    dittos = {cell for cell in {row[index] for row in table.rows} if is_ditto(cell)}
    for at, row in enumerate(table.rows) if dittos else ():
        if row[index] not in dittos:
            continue
        near = at > 0 and table.row_numbers[at - 1] == table.row_numbers[at] - 1
        above = table.rows[at - 1][index] if near else ""
        if is_blank(above) or isinstance(above, CellFault):
            fault = CellFault(cell_text(row[index]), "上一行没有可照抄的内容")
            reading.put(at, index, fault)
            continue
        reading.put(at, index, above)
        message = f"与上一行相同，读作“{cell_text(above)}”"
        reading.report(at, column.key or "", row[index], message, Severity.NOTE)


def fill_kinds(reading: TableReading, categories: Mapping[str, Sequence[str]]) -> None:
    """Take the kind of rows without one from the line above them, if the code table knows it."""
    if "category" in reading.columns or "category_code" in reading.columns:
        return
    kinds: list[tuple[int, str | None]] = []
    for number, text in reading.table.headings:
        word, numbered = heading_words(text)
        codes = categories.get(word.replace(" ", "").upper(), ())
        if len(codes) == 1:
            kinds.append((number, codes[0]))
            reading.table.used_headings.add(number)
        elif numbered:
            kinds.append((number, None))
    if not reading.table.used_headings:
        return
    codes_of = reading.values.setdefault("category_code", [None] * reading.size)
    for at, code in in_force(reading, kinds):
        codes_of[at] = code


def fill_places(reading: TableReading, rooms: Collection[str]) -> None:
    """Take the place from a line above the rows or from the sheet's name, where no column has it.

    :param rooms: the names of the school's storerooms; a sheet called after one is that storeroom.
    """
    grid = reading.table.grid
    name = " ".join((grid.part_of or grid.name).split())
    if "storeroom" not in reading.columns and name in rooms:
        reading.values["storeroom"] = [name] * reading.size
    if "place" in reading.columns:
        return
    if ROOM_LIKE.fullmatch(name) or name in rooms:
        reading.values["place"] = [name] * reading.size
        reading.table.remarks.append(f"没有存放地点一栏，按工作表名称“{name}”登记")
        return
    places: list[tuple[int, str | None]] = []
    for number, text in reading.table.headings:
        word, _ = heading_words(text)
        if ROOM_LIKE.fullmatch(word) and number not in reading.table.used_headings:
            places.append((number, word))
            reading.table.used_headings.add(number)
    if places:
        places_of = reading.values.setdefault("place", [None] * reading.size)
        for at, place in in_force(reading, places):
            places_of[at] = place


def heading_words(text: str) -> tuple[str, bool]:
    """Return the words of a heading without 一、 and the like, and whether it had a numeral."""
    plain = fold(text).rstrip(":：")
    match = _NUMERAL.match(plain)
    return (plain[match.end() :].strip() if match else plain), match is not None


def in_force(reading: TableReading, headings: Sequence[tuple[int, T]]) -> list[tuple[int, T]]:
    """Return for each row below the first heading what the last one before it says."""
    found: list[tuple[int, T]] = []
    position = -1
    for at, number in enumerate(reading.table.row_numbers):
        while position + 1 < len(headings) and headings[position + 1][0] < number:
            position += 1
        if position >= 0:
            found.append((at, headings[position][1]))
    return found
