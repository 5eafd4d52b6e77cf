"""A copy of the person's own workbook with what is wrong in it: a red column, red cells.

An .xlsx keeps its looks, its merged cells and its formulas; of any other file the values are
written into a new workbook. The original is never touched; the mended copy is imported as it is.
"""

from __future__ import annotations

import re
from contextlib import suppress
from copy import copy
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.documents.workbooks.gate import ZIP_MAGIC
from houqin_desktop.documents.workbooks.writer import written_whole
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import Cell, SheetGrid, cell_text
from houqin_desktop.domain.ledger_sides import FAULTS_TITLE
from houqin_desktop.services.importing.faults import (
    FaultyRow,
    faulty_rows,
    row_mark_title,
    row_marks,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import openpyxl
    from openpyxl.worksheet.worksheet import Worksheet

    from houqin_desktop.domain.ledger.grid import Workbook
    from houqin_desktop.services.importing.decisions import RowKey
    from houqin_desktop.services.importing.plan import ImportPlan
    from houqin_desktop.services.session import Session

INK: Final = "C00000"
FILL: Final = "FFD9D9"
WIDTH: Final = 56
LONGEST_TITLE: Final = 31
_NOT_IN_TITLES: Final = re.compile(r"[\\*?:/\[\]]")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_PLAIN: Final = (bool, int, float, date, datetime, time)


def write_faults(
    session: Session, plan: ImportPlan, workbook: Workbook, source: Path, target: Path
) -> int:
    """Write the copy with its faults and return how many rows have any.

    :param source: the file that the workbook was read from.
    :raises Refused: when the target is the original, belongs to the book or cannot be written.
    """
    session.require_other_file(target)
    if target.exists() and target.resolve() == source.resolve():
        raise Refused("不能写回原来的文件，它保持原样。请另取一个文件名。", code="original_file")
    if target.suffix.lower() != ".xlsx":
        raise Refused("写回的问题要存成 .xlsx 文件。请改一下文件名。", code="not_xlsx")
    faults, marks = faulty_rows(plan), row_marks(plan)
    book = _same_book(source) or _plain_book(workbook)
    headers = {table.sheet: table.header_row for table in reversed(plan.ledger.tables)}
    grids = {sheet.name: sheet for sheet in workbook.sheets}
    pages: dict[str, _Page] = {}
    for sheet, header_row in headers.items():
        grid = grids[sheet]
        worksheet = _title(grid.part_of or grid.name)
        page = pages.get(worksheet)
        if page is None:
            page = pages[worksheet] = _Page(book[worksheet], header_row)
        page.mark(_of(sheet, faults), _of(sheet, marks), grid.side)
    with written_whole(target) as file:
        book.save(file)
    return len(faults)


def _of(sheet: str, found: Mapping[RowKey, Any]) -> dict[int, Any]:
    return {row: value for (name, row), value in found.items() if name == sheet}


def _same_book(source: Path) -> openpyxl.Workbook | None:
    """Return the person's own workbook with its looks, or None where only its values can be had."""
    import openpyxl

    with source.open("rb") as file:
        if file.read(4) != ZIP_MAGIC:
            return None
    try:
        return openpyxl.load_workbook(source)
    except Exception:  # noqa: BLE001 - a foreign file can break it in any way; the values are at hand
        return None


def _plain_book(workbook: Workbook) -> openpyxl.Workbook:
    import openpyxl

    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    for sheet in workbook.sheets:
        title = _title(sheet.part_of or sheet.name)
        _fill(book[title] if title in book.sheetnames else book.create_sheet(title), sheet)
    return book


def _title(sheet: str) -> str:
    """Return the name of a sheet as a workbook can have it; one from a workbook stays as it is."""
    return _NOT_IN_TITLES.sub("_", sheet)[:LONGEST_TITLE] or "Sheet"


def _fill(page: Worksheet, sheet: SheetGrid) -> None:
    for at, row in enumerate(sheet.rows):
        for index, cell in enumerate(row):
            if cell not in (None, ""):
                _write(page.cell(sheet.first_row + at, index + 1), cell)
    page.sheet_state = "hidden" if sheet.hidden else "visible"


def _write(place: Any, cell: Cell) -> None:
    if isinstance(cell, _PLAIN):
        place.value = cell
        return
    place.value = _CONTROL.sub("", cell_text(cell))
    # A text that begins with = is no formula.
    place.data_type = "s"


class _Page:
    """One sheet of the copy."""

    def __init__(self, page: Worksheet, header_row: int) -> None:
        self.page = page
        self.header_row = header_row
        self._clear_paint()
        self.faults_column = self._column(FAULTS_TITLE)

    def mark(self, faults: Mapping[int, FaultyRow], marks: Mapping[int, str], side: int) -> None:
        """Write the sentences beside the rows, paint the cells, and keep what each row is.

        :param side: which of the tables side by side on the sheet the rows belong to, from 1.
        """
        from openpyxl.styles import Alignment, Font, PatternFill

        ink, fill = Font(color=INK), PatternFill("solid", start_color=FILL, end_color=FILL)
        column = self.faults_column
        self.page.cell(self.header_row, column).font = Font(color=INK, bold=True)
        self.page.column_dimensions[_letter(column)].width = WIDTH
        for row, fault in faults.items():
            cell = self.page.cell(row, column)
            said = [str(cell.value)] if cell.value else []
            _write(cell, "；".join([*said, *fault.sentences]))
            cell.font, cell.alignment = ink, Alignment(wrap_text=True, vertical="top")
            for letter in fault.columns:
                painted = self.page[f"{letter}{row}"]
                # Of merged cells only the first one has a colour of its own.
                with suppress(AttributeError):
                    painted.fill = copy(fill)
        hidden = self._column(row_mark_title(side))
        self.page.column_dimensions[_letter(hidden)].hidden = True
        for row, mark in marks.items():
            self.page.cell(row, hidden).value = mark

    def _column(self, title: str) -> int:
        """Return the column under this title, emptied; a new one right of everything else."""
        for cell in self.page[self.header_row]:
            if cell.value == title:
                for row in range(self.header_row + 1, self.page.max_row + 1):
                    self.page.cell(row, cell.column).value = None
                return int(cell.column)
        column = int(self.page.max_column) + 1
        self.page.cell(self.header_row, column).value = title
        return column

    def _clear_paint(self) -> None:
        """Take off the red of an earlier round."""
        from openpyxl.styles import PatternFill

        for row in self.page.iter_rows(min_row=self.header_row + 1):
            for cell in row:
                if cell.has_style and str(cell.fill.start_color.rgb).endswith(FILL):
                    cell.fill = PatternFill()


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)
