"""台账, 清单 and 汇总 as an .xlsx that Excel and WPS open: the same sheet as on paper.

Figures are numbers, no cell is a formula; titles, sections and sums stand as they do on paper. The
sheet of the finance bureau is bare rows under one header instead, as its own system gives them out.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from houqin_desktop.documents.workbooks.writer import (
    HEADER_FILL,
    CellKind,
    SheetColumn,
    write_workbook,
    written_whole,
)
from houqin_desktop.domain.list_sheet import ListSheet, PaperKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from houqin_desktop.domain.list_sheet import SheetCell

BARE = frozenset({"bureau_cards"})
_TICK = 500
_FORMATS = {PaperKind.MONEY: "#,##0.00", PaperKind.COUNT: "#,##0"}
_WIDTHS = {PaperKind.MONEY: 15.0, PaperKind.COUNT: 9.0, PaperKind.CENTRED: 11.0}
_TEXT_WIDTH, _WRAPPED_WIDTH = 15.0, 22.0
_CELL_KINDS = {PaperKind.MONEY: CellKind.MONEY, PaperKind.COUNT: CellKind.COUNT}


def write_list(
    sheet: ListSheet, path: Path, *, tick: Callable[[int, int], None] | None = None
) -> None:
    """Write the list as a workbook; an existing file is replaced whole.

    :param tick: told now and then how many of how many rows are written; may raise to stop.
    :raises Refused: when the place cannot be written.
    """
    if sheet.name in BARE:
        columns = [
            SheetColumn(column.title, _CELL_KINDS.get(column.kind, CellKind.LITERAL), 14)
            for column in sheet.columns
        ]
        rows = ([_value(*pair) for pair in _pairs(sheet, row)] for row in _told(sheet, tick))
        write_workbook(path, sheet.title, columns, rows)
        return
    book = _Book(sheet, tick).made()
    with written_whole(path) as file:
        book.save(file)


def _pairs(sheet: ListSheet, row: Sequence[SheetCell]) -> Iterator[tuple[SheetCell, PaperKind]]:
    return zip(row, (column.kind for column in sheet.columns), strict=True)


def _value(cell: SheetCell, kind: PaperKind) -> str | int | float | None:
    """Return a cell as a workbook keeps it: money in yuan."""
    if isinstance(cell, int) and kind is PaperKind.MONEY:
        return cell / 100
    return cell


def _told(
    sheet: ListSheet, tick: Callable[[int, int], None] | None
) -> Iterator[tuple[SheetCell, ...]]:
    rows = sheet.rows
    for number, row in enumerate(rows, 1):
        if tick is not None and number % _TICK == 0:
            tick(number, len(rows))
        yield row


class _Book:
    """The workbook in the making, row after row from above."""

    def __init__(self, sheet: ListSheet, tick: Callable[[int, int], None] | None) -> None:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        self._sheet, self._tick = sheet, tick
        self._book: Any = Workbook()
        self._page: Any = self._book.worksheets[0]
        self._page.title = sheet.title.replace("/", "／")[:31]
        self._bold, self._big = Font(bold=True), Font(bold=True, size=16)
        self._fill = PatternFill("solid", fgColor=HEADER_FILL.removeprefix("#"))
        line = Side(style="thin", color="FFB0B0B0")
        self._border = Border(left=line, right=line, top=line, bottom=line)
        self._centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self._at = 0
        self._done = 0

    def made(self) -> Any:
        """Fill the workbook and return it."""
        sheet = self._sheet
        title = sheet.title if sheet.title.startswith(sheet.school) else sheet.school + sheet.title
        self._across(title, self._big, self._centred)
        self._across("　　".join(f"{label}：{value}" for label, value in sheet.fields))
        self._header()
        for section in sheet.sections:
            self._section(section)
        if sheet.grand_total:
            self._row(self._sums("合计", sheet.sums(sheet.rows)), bold=True)
        for note in sheet.notes:
            self._across(f"注：{note}")
        self._across(sheet.printed)
        self._set_up()
        return self._book

    def _section(self, section: Any) -> None:
        sheet = self._sheet
        if section.title:
            more = "　　".join(f"{label}：{value}" for label, value in section.fields)
            self._across(f"{section.title}　　{more}".strip(), self._bold)
        for row in section.rows:
            self._row([_value(*pair) for pair in _pairs(sheet, row)])
            self._done += 1
            if self._tick is not None and self._done % _TICK == 0:
                self._tick(self._done, len(sheet.rows))
        if section.title and sheet.summed:
            self._row(self._sums(f"{section.title}小计", sheet.sums(section.rows)), bold=True)

    def _sums(self, words: str, sums: Sequence[int]) -> list[Any]:
        sheet = self._sheet
        cells: list[Any] = [None] * len(sheet.columns)
        cells[0] = words
        for at, amount in zip(sheet.summed, sums, strict=True):
            cells[at] = _value(amount, sheet.columns[at].kind)
        return cells

    def _header(self) -> None:
        columns = self._sheet.columns
        grouped = any(column.group for column in columns)
        first = self._at + 1
        if grouped:
            self._row([column.group or column.title for column in columns], head=True)
        self._row([column.title for column in columns], head=True)
        if grouped:
            self._merge_header(first)
        self._frozen = self._at + 1

    def _merge_header(self, first: int) -> None:
        columns, place = self._sheet.columns, 1
        while place <= len(columns):
            group, last = columns[place - 1].group, place
            while group and last < len(columns) and columns[last].group == group:
                last += 1
            self._page.merge_cells(
                start_row=first,
                end_row=first if group else first + 1,
                start_column=place,
                end_column=last,
            )
            place = last + 1

    def _row(self, cells: Sequence[Any], *, bold: bool = False, head: bool = False) -> None:
        self._at += 1
        for at, (value, column) in enumerate(zip(cells, self._sheet.columns, strict=True), 1):
            cell = self._page.cell(row=self._at, column=at)
            self._put(cell, value)
            cell.border = self._border
            if column.kind in _FORMATS and not isinstance(value, str):
                cell.number_format = _FORMATS[column.kind]
            if bold or head:
                cell.font = self._bold
            if head:
                cell.fill, cell.alignment = self._fill, self._centred

    def _across(self, words: str, font: Any = None, alignment: Any = None) -> None:
        self._at += 1
        width = len(self._sheet.columns)
        self._page.merge_cells(
            start_row=self._at, end_row=self._at, start_column=1, end_column=width
        )
        cell = self._page.cell(row=self._at, column=1)
        self._put(cell, words)
        if font is not None:
            cell.font = font
        if alignment is not None:
            cell.alignment = alignment

    @staticmethod
    def _put(cell: Any, value: Any) -> None:
        cell.value = value
        if isinstance(value, str):
            # A text that begins with = would become a formula.
            cell.data_type = "s"

    def _set_up(self) -> None:
        """Make it print as it looks: A4 landscape, one page wide, the header on every page."""
        from openpyxl.utils import get_column_letter

        page = self._page
        for at, column in enumerate(self._sheet.columns, 1):
            usual = _WRAPPED_WIDTH if column.wraps else _TEXT_WIDTH
            page.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(column.kind, usual)
        page.freeze_panes = page.cell(row=self._frozen, column=1)
        page.print_area = f"A1:{get_column_letter(len(self._sheet.columns))}{self._at}"
        page.print_title_rows = f"1:{self._frozen - 1}"
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.oddFooter.center.text = "第 &P 页 共 &N 页"
