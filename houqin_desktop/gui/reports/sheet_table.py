"""A report on the screen: the very rows, headings and sums of the sheet that goes on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from houqin_desktop.documents.list_form import shown
from houqin_desktop.domain.list_sheet import Lead, PaperKind
from houqin_desktop.gui.theme import ROW_HEIGHT, colours

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from houqin_desktop.domain.list_sheet import ListSheet, PaperColumn

ROOT: Final = QModelIndex()
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter
MOST_MEASURED: Final = 200
WIDEST, NARROWEST, SQUEEZED, PADDING = 260, 46, 110, 20


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the screen: texts, whether it is a row, and what stands behind it."""

    cells: tuple[str, ...]
    is_row: bool = True
    lead: Lead | None = None


def sheet_lines(sheet: ListSheet) -> list[SheetLine]:
    """Return a sheet as lines: headings and sums stand between the rows as they do on paper."""
    lines: list[SheetLine] = []
    blank = ("",) * (len(sheet.columns) - 1)
    for section in sheet.sections:
        if section.title:
            words = f"{section.title}（{len(section.rows):,} 项）"
            lines.append(SheetLine((words, *blank), is_row=False))
        leads = section.leads or (None,) * len(section.rows)
        lines += [
            SheetLine(_texts(sheet, row), lead=lead)
            for row, lead in zip(section.rows, leads, strict=True)
        ]
        if section.title and sheet.summed:
            lines.append(_sums(sheet, "小计", sheet.sums(section.rows)))
    if sheet.grand_total and sheet.summed:
        lines.append(_sums(sheet, "合计", sheet.sums(sheet.rows)))
    return lines


def _texts(sheet: ListSheet, row: Any) -> tuple[str, ...]:
    return tuple(
        "—" if column.dashed and not cell else shown(cell, column.kind)
        for cell, column in zip(row, sheet.columns, strict=True)
    )


def _sums(sheet: ListSheet, words: str, sums: tuple[int, ...]) -> SheetLine:
    cells = [""] * len(sheet.columns)
    cells[0] = words
    for at, amount in zip(sheet.summed, sums, strict=True):
        cells[at] = shown(amount, sheet.columns[at].kind)
    return SheetLine(tuple(cells), is_row=False)


class SheetModel(QAbstractTableModel):
    """The lines of one sheet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[PaperColumn, ...] = ()
        self.lines: list[SheetLine] = []
        self._bold = QFont()
        self._bold.setBold(True)

    def show(self, sheet: ListSheet) -> None:
        """Show a sheet in place of the one before."""
        self.beginResetModel()
        self.columns, self.lines = sheet.columns, sheet_lines(sheet)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.cells[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if not line.is_row and index.column() == 0 else self._side(index.column())
        if not line.is_row and role == Qt.ItemDataRole.FontRole:
            return self._bold
        if not line.is_row and role == Qt.ItemDataRole.BackgroundRole:
            return QColor(colours().header)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        if role == Qt.ItemDataRole.DisplayRole:
            column = self.columns[section]
            return f"{column.group}\n{column.title}" if column.group else column.title
        return None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        kind = self.columns[column].kind
        if kind in (PaperKind.MONEY, PaperKind.COUNT):
            return RIGHT
        return CENTRE if kind is PaperKind.CENTRED else LEFT


class SheetTable(QTableView):
    """Shows a SheetModel; `opened` tells which line was double-clicked or entered."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = SheetModel(self)
        self.setModel(self.lines)
        self.setAccessibleName("报表")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.lines.lines[index.row()]))

    def show_sheet(self, sheet: ListSheet) -> None:
        """Show a sheet; headings reach over all columns."""
        self.clearSpans()
        self.lines.show(sheet)
        for at, line in enumerate(self.lines.lines):
            if not line.is_row and not any(line.cells[1:]):
                self.setSpan(at, 0, 1, len(line.cells))
        self._fit()
        if self.lines.lines:
            self.selectRow(next((n for n, one in enumerate(self.lines.lines) if one.is_row), 0))

    def chosen(self) -> SheetLine | None:
        """Return the line with the cursor."""
        index = self.currentIndex()
        return self.lines.lines[index.row()] if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.chosen()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            self.opened.emit(line)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give each column what its words need; those that wrap on paper share what is left."""
        widths = [self._wanted(at) for at in range(len(self.lines.columns))]
        spare = self.viewport().width() - sum(widths)
        flexible = [at for at, column in enumerate(self.lines.columns) if column.wraps]
        for at, width in enumerate(widths):
            share = spare // len(flexible) if at in flexible else 0
            self.setColumnWidth(at, max(min(width, SQUEEZED), width + share))

    def _wanted(self, column: int) -> int:
        metrics = self.fontMetrics()
        title = self.lines.columns[column]
        words = [title.title, title.group[:4]]
        lines = self.lines.lines
        measured = [*lines[:MOST_MEASURED], *lines[-3:]]
        words += [line.cells[column] for line in measured if line.is_row or column]
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return max(NARROWEST, min(WIDEST, int(longest * 1.05) + PADDING))
