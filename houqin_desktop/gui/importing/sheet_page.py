"""表格与栏目: the sheets of the ledger, and how each of their columns is read.

Nothing is changed in the file. What a person puts right here is a correction of the reading: the
sheet, the rows of its header, the unit of its amounts, the field of a column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTabBar, QVBoxLayout, QWidget

from houqin_desktop.domain.ledger.headers import LedgerKind
from houqin_desktop.gui.importing.corrections import (
    as_recognised,
    with_field,
    with_header,
    with_nominal,
    with_sheet,
    with_stock_kind,
    with_unit,
)
from houqin_desktop.gui.importing.sheet_bars import ColumnBar, SheetBar
from houqin_desktop.gui.importing.sheet_model import MARKS, SheetModel, words_of
from houqin_desktop.gui.importing.sheet_view import SheetView
from houqin_desktop.services.importing.choices import column_index

if TYPE_CHECKING:
    from houqin_desktop.domain.ledger.recognising import LedgerColumn, TableSummary
    from houqin_desktop.domain.stock import StockKind
    from houqin_desktop.services.importing.decisions import RowKey
    from houqin_desktop.services.importing.look import ImportLook

LEGEND: Final = "　".join(f"{mark} {word}" for mark, word, _ in MARKS.values())
SPACE_HINT: Final = "空格：不导入这一行　　"


class SheetPage(QWidget):
    """Shows the sheets; `corrected` carries the choices with which to try again."""

    corrected = Signal(object)
    row_turned = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.look: ImportLook | None = None
        self._left_out: frozenset[RowKey] = frozenset()
        self.bar = SheetBar()
        self.column = ColumnBar()
        self.view = SheetView()
        self.sheets = QTabBar()
        self.sheets.setExpanding(False)
        self.sheets.setDrawBase(False)
        self.sheets.setElideMode(Qt.TextElideMode.ElideRight)
        self.sheets.setAccessibleName("工作表")
        self.sheets.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        frame = QFrame()
        frame.setObjectName("surface")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.bar)
        layout.addWidget(self.column)
        layout.addWidget(frame, 1)
        # The sheets stand below their cells, as in every spreadsheet.
        foot = QHBoxLayout()
        foot.addWidget(self.sheets, 1)
        legend = QLabel(SPACE_HINT + LEGEND)
        legend.setProperty("look", "muted")
        foot.addWidget(legend)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.sheets.currentChanged.connect(lambda _at: self._show_sheet())
        self.view.asked.connect(self.ask_field)
        self.view.column_changed.connect(self._moved)
        self.view.row_turned.connect(self._turn_row)
        self.bar.read_changed.connect(self._set_read)
        self.bar.header_changed.connect(self._set_header)
        self.bar.unit_changed.connect(self._set_unit)
        self.bar.nominal_changed.connect(self._set_nominal)
        self.bar.stock_kind_changed.connect(self._set_stock_kind)
        self.bar.asked_again.connect(self._recognise_again)
        self.column.chosen.connect(self._set_field)

    def show_look(self, look: ImportLook, left_out: frozenset[RowKey]) -> None:
        """Show how a workbook is understood, at the sheet and the cell that were in view."""
        fresh = self.look is None or self.look.workbook is not look.workbook
        self.look, self._left_out = look, left_out
        self.sheets.blockSignals(True)
        if fresh:
            while self.sheets.count():
                self.sheets.removeTab(0)
            for sheet in look.workbook.sheets:
                self.sheets.addTab(sheet.name)
            self.sheets.setCurrentIndex(self._place_of(look.tables[0].sheet) if look.tables else 0)
        for at, sheet in enumerate(look.workbook.sheets):
            self.sheets.setTabText(at, f"{sheet.name}（{self._tab_word(look, sheet.name)}）")
        self.sheets.blockSignals(False)
        self._show_sheet()

    def show_left_out(self, left_out: frozenset[RowKey]) -> None:
        """Show which rows a person takes out."""
        if left_out != self._left_out:
            self._left_out = left_out
            self._show_sheet()

    def _place_of(self, sheet: str) -> int:
        assert self.look is not None
        return [one.name for one in self.look.workbook.sheets].index(sheet)

    def _tab_word(self, look: ImportLook, sheet: str) -> str:
        if not look.is_read(sheet):
            return "不读"
        tables = look.tables_in(sheet)
        rows = sum(table.row_count for table in tables)
        return f"{rows:,} 行" if tables else "没有找到表头"

    @property
    def sheet_name(self) -> str:
        """Return the sheet in view."""
        assert self.look is not None
        return self.look.workbook.sheets[self.sheets.currentIndex()].name

    @property
    def table(self) -> TableSummary | None:
        """Return the table that the cursor is in."""
        model = self.view.model()
        if self.look is None or not isinstance(model, SheetModel):
            return None
        row_number = model.row_number(max(self.view.currentIndex().row(), 0))
        tables = self.look.tables_in(self.sheet_name)
        above = [table for table in tables if table.first_header_row <= row_number]
        return above[-1] if above else next(iter(tables), None)

    def _show_sheet(self) -> None:
        look = self.look
        if look is None:
            return
        name = self.sheet_name
        grid = look.workbook.sheets[self.sheets.currentIndex()]
        words = words_of(look, name, self._left_out)
        model = SheetModel(grid, words, read=look.is_read(name))
        tables = look.tables_in(name)
        self.column.offer(look.words)
        columns = _by_index(tables[0]) if tables else {}
        self.view.show_sheet(model, columns, look.words)
        self._show_table()
        self._moved(self.view.currentIndex().column() - 1)

    def _show_table(self) -> None:
        look, table = self.look, self.table
        if look is None:
            return
        read = look.is_read(self.sheet_name)
        if table is None:
            note, told = "请指明表头在哪一行" if read else "", not read
        else:
            note, told = look.remembered_words(table), look.was_told(table)
        of_stock = look.words.kind is LedgerKind.STOCK
        told = told and table is not None
        self.bar.show_table(table, note, read=read, was_told=told, of_stock=of_stock)

    def _moved(self, index: int) -> None:
        """Follow the cursor: a sheet may hold several tables, each with columns of its own."""
        table = self.table
        if table is not None and self.view.fields.columns != _by_index(table):
            self.view.fields.columns = _by_index(table)
            self.view.fields.viewport().update()
            self._show_table()
        columns = {} if table is None else _by_index(table)
        self.column.show_column(index, columns.get(index), may_choose=table is not None)

    def _turn_row(self, row: int) -> None:
        model = self.view.model()
        if isinstance(model, SheetModel):
            self.row_turned.emit((self.sheet_name, model.row_number(row)))

    def show_row(self, key: RowKey, word: str, left_out: frozenset[RowKey]) -> None:
        """Say what becomes of a row of the sheet in view, after a person turned it."""
        self._left_out = left_out
        model = self.view.model()
        if isinstance(model, SheetModel) and key[0] == self.sheet_name:
            model.say_outcome(key[1], word)

    def ask_field(self, index: int) -> None:
        """Open the choice of fields for a column."""
        self._moved(index)
        self.column.ask()

    def _set_field(self, index: int, key: str | None) -> None:
        if self.look is not None and (table := self.table) is not None:
            self.corrected.emit(with_field(self.look, table, index, key))

    def _set_unit(self, unit_fen: int) -> None:
        if self.look is not None and (table := self.table) is not None:
            self.corrected.emit(with_unit(self.look, table, unit_fen))

    def _set_nominal(self, nominal: bool) -> None:  # noqa: FBT001 - as the signal carries it
        if self.look is not None and (table := self.table) is not None:
            self.corrected.emit(with_nominal(self.look, table, nominal=nominal))

    def _set_stock_kind(self, kind: StockKind | None) -> None:
        if self.look is not None and (table := self.table) is not None:
            self.corrected.emit(with_stock_kind(self.look, table, kind))

    def _set_read(self, read: bool) -> None:  # noqa: FBT001 - a slot gets what the signal carries
        if self.look is not None:
            self.corrected.emit(with_sheet(self.look, self.sheet_name, read=read))

    def _set_header(self, first: int, last: int) -> None:
        if self.look is not None:
            self.corrected.emit(with_header(self.look, self.sheet_name, first, last))

    def _recognise_again(self) -> None:
        if self.look is not None and (table := self.table) is not None:
            self.corrected.emit(as_recognised(self.look, table))

    def go_to(self, sheet: str, row_number: int, letter: str) -> None:
        """Show a cell, by sheet, row number and column letter as the workbook has them."""
        self.sheets.setCurrentIndex(self._place_of(sheet))
        model = self.view.model()
        assert isinstance(model, SheetModel)
        self.view.go_to(row_number - model.sheet.first_row, column_index(letter) if letter else 0)


def _by_index(table: TableSummary) -> dict[int, LedgerColumn]:
    return {column.index: column for column in table.columns}
