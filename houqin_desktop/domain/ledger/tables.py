"""Finding the ledgers on a sheet: where the header stands and which rows below it are assets.

A school's sheet begins with titles and dates, and may hold several tables below each other. Where a
person has said where the header stands or what its columns are, that holds.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from houqin_desktop.domain.ledger.choices import NO_CHOICES, LedgerChoices
from houqin_desktop.domain.ledger.columns import Header, LedgerTable, LeftOut
from houqin_desktop.domain.ledger.grid import Cell, SheetGrid, cell_text
from houqin_desktop.domain.ledger.headers import ASSET_WORDS, Vocabulary, header_unit_fen
from houqin_desktop.domain.ledger.layouts import (
    header_as_told,
    header_at,
    remembered_header,
    with_choice,
)
from houqin_desktop.domain.ledger.lines import numbers_columns, why_no_asset
from houqin_desktop.domain.ledger.sureness import with_sureness
from houqin_desktop.domain.ledger.values import (
    FEN_PER_YUAN,
    fold,
    is_blank,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNIT = re.compile(r"单位[:：]?\(?(?:人民币)?([亿万千仟百佰]?元)")
_COUNT = re.compile(r"([1-9]\d*)(?:[-~至—–]([1-9]\d*))?")
_DEPARTMENT = re.compile(r".+(?:处|组|室|科|部|班|年级|学校|小学|中心|办)")
_ABOVE = re.compile(
    r"(?:使用|管理|领用)?(?:部门|科室|保管室|保管员|保管人|责任人|使用人|负责人|管理员|存放地点|地点|教室|室名)"
    r" ?[:：] ?[^\s:：_]+"
)


def find_tables(
    sheet: SheetGrid, choices: LedgerChoices = NO_CHOICES, vocabulary: Vocabulary = ASSET_WORDS
) -> list[LedgerTable]:
    """Return every table on the sheet that these words head, in order; a sheet may hold none."""
    if sheet.name in choices.headers and choices.headers[sheet.name] is None:
        return []
    finder = _Finder(sheet, choices, vocabulary)
    position = 0
    while position < len(sheet.rows):
        position += finder.take(position)
    for table in finder.tables:
        _demote_counting_codes(table)
        _tell_units_from_departments(table)
        table.columns = with_sureness(table)
    return finder.tables


class _Finder:
    """Goes down a sheet and puts each row where it belongs."""

    def __init__(self, sheet: SheetGrid, choices: LedgerChoices, vocabulary: Vocabulary) -> None:
        self.sheet = sheet
        self.vocabulary = vocabulary
        self.layouts = choices.layouts
        self.told = choices.headers.get(sheet.name)
        self.tables: list[LedgerTable] = []
        self.unit_fen = FEN_PER_YUAN
        self.header_end = 0
        # What stands above a header and is about all of its rows: 部门：总务处.
        self.said_above: list[str] = []

    def take(self, position: int) -> int:
        """Read the row, and the whole header that begins on it; return how many rows that was."""
        row, number = self.sheet.rows[position], self.sheet.first_row + position
        if self.tables:
            table = self.tables[-1]
            kind = why_no_asset(row, table)
            if number == self.header_end + 1 and numbers_columns(row):
                kind = LeftOut.HEADER
            if kind is LeftOut.HEADER:
                self.header_end = number
            if kind is None:
                table.row_numbers.append(number)
                table.rows.append(row)
                return 1
            fresh = self._header(position, number) if kind is LeftOut.HEADER else None
            if fresh is None or fresh.columns == table.header.columns:
                table.leave_out(kind, number, row)
                return 1
        else:
            fresh = self._header(position, number)
        if fresh is None:
            self.unit_fen = _unit_in_title(row, self.unit_fen)
            self.said_above += _said_in_title(row)
            return 1
        end = self.header_end = number + fresh.height - 1
        table = LedgerTable(self.sheet, end, fresh, fresh.columns)
        if self.said_above:
            words = "、".join(f"“{each}”" for each in self.said_above)
            table.remarks.append(f"表头上面写着{words}，没有登记到各行；需要的请补成一栏")
            self.said_above = []
        self.tables.append(table)
        return fresh.height

    def _header(self, position: int, number: int) -> Header | None:
        """Return the header on this row, as told, as remembered or as it looks."""
        sheet, words = self.sheet, self.vocabulary
        if self.told is not None and number <= self.told[1]:
            if number != self.told[0]:
                return None
            height = self.told[1] - self.told[0] + 1
            found: Header | None = header_as_told(sheet, position, height, self.unit_fen, words)
        else:
            found = remembered_header(sheet, position, self.unit_fen, self.layouts, words)
            found = found or header_at(sheet, position, self.unit_fen, words)
        return found and with_choice(found, self.layouts.get(found.signature))


def _demote_counting_codes(table: LedgerTable) -> None:
    """Call a code column that only counts 1, 2, 3 … a 序号, and try the next candidate."""
    while (column := table.column("code")) is not None and _only_counts(
        row[column.index] for row in table.rows
    ):
        others = sorted(
            (match.rank, other.index)
            for other in table.unknown_columns
            if (match := table.words.match(other.header)) and match.key == "code"
        )
        keys = {column.index: "serial", **{index: "code" for _, index in others[:1]}}
        table.columns = tuple(
            replace(each, key=keys.get(each.index, each.key)) for each in table.columns
        )


def _tell_units_from_departments(table: LedgerTable) -> None:
    """单位 is the unit of pieces (台), unless most of its cells are 教导处 and the like."""
    column = table.column("unit")
    if column is None or column.chosen:
        return
    cells = [cell_text(row[column.index]) for row in table.rows if not is_blank(row[column.index])]
    like = sum(1 for cell in cells if _DEPARTMENT.fullmatch(fold(cell)))
    if 2 * like > len(cells):
        key = "department" if table.column("department") is None else None
        table.columns = tuple(
            replace(each, key=key) if each.index == column.index else each for each in table.columns
        )


def _only_counts(cells: Iterable[Cell]) -> bool:
    """Say whether the cells are 1, 2, 3 … or 1~20, 21~25; a new page may begin again at 1."""
    last = 0
    for cell in cells:
        if is_blank(cell):
            continue
        match = _COUNT.fullmatch(fold(cell_text(cell)).replace(" ", ""))
        if match is None:
            return False
        number = int(match[1])
        if number != last + 1 and not (number == 1 and last > 1):
            return False
        last = int(match[2] or number)
    return last > 0


def _said_in_title(row: tuple[Cell, ...]) -> list[str]:
    """Return what a line above a header says of place, department or people."""
    texts = (fold(cell) for cell in dict.fromkeys(row) if isinstance(cell, str))
    return [found[0].strip() for text in texts for found in _ABOVE.finditer(text)]


def _unit_in_title(row: tuple[Cell, ...], unit_fen: int) -> int:
    for cell in row:
        if isinstance(cell, str) and "单位" in cell:
            match = _UNIT.search(fold(cell).replace(" ", ""))
            if match:
                return header_unit_fen(f"({match[1]})") or unit_fen
    return unit_fen
