"""The sheet in view: its cells, and above each column the field that it was taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from houqin_desktop.domain.ledger.columns import Sureness
from houqin_desktop.domain.ledger.grid import column_letter
from houqin_desktop.domain.ledger.headers import ASSET_WORDS, Vocabulary
from houqin_desktop.gui.importing.cell_delegate import CellDelegate
from houqin_desktop.gui.importing.sheet_model import ABOVE_WORD
from houqin_desktop.gui.registers.frozen import FrozenColumn
from houqin_desktop.gui.registers.pills import PillDelegate, draw_pill
from houqin_desktop.gui.theme import colours
from houqin_desktop.services.importing.choices import UNREAD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from houqin_desktop.domain.ledger.recognising import LedgerColumn
    from houqin_desktop.gui.importing.sheet_model import SheetModel

HEADER_HEIGHT: Final = 54
ROW_HEIGHT: Final = 28
OUTCOME_WIDTH: Final = 88
NARROWEST, WIDEST = 76, 190
LOOKED_AT: Final = 40
TONES: Final = {Sureness.SURE: "green", Sureness.LIKELY: "blue", Sureness.CHECK: "amber"}


class FieldHeader(QHeaderView):
    """Says above each column its letter, its field, and how sure that is."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.columns: Mapping[int, LedgerColumn] = {}
        self.words = ASSET_WORDS
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName("每一列认作的栏目")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEADER_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        palette = colours()
        painter.save()
        painter.fillRect(rect, QColor(palette.header))
        painter.setPen(QColor(palette.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        room = rect.adjusted(8, 5, -6, -5)
        upper = QRect(room.left(), room.top(), room.width(), room.height() // 2)
        lower = QRect(room.left(), upper.bottom() + 2, room.width(), room.height() // 2 - 2)
        if not section:
            painter.setPen(QColor(palette.muted))
            painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, "处理")
        else:
            self._paint_column(painter, upper, lower, section - 1)
        painter.restore()

    def _paint_column(self, painter: QPainter, upper: QRect, lower: QRect, index: int) -> None:
        column = self.columns.get(index)
        letter = column_letter(index)
        if column is None:
            painter.setPen(QColor(colours().muted))
            painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, letter)
            return
        bold = QFont(painter.font())
        bold.setBold(column.key is not None)
        painter.setFont(bold)
        painter.setPen(QColor(colours().text if column.key else colours().muted))
        words = f"{letter} {field_title(column, self.words)}"
        middle = Qt.AlignmentFlag.AlignVCenter
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, middle, cut)
        bold.setBold(False)
        bold.setPointSizeF(max(8.0, bold.pointSizeF() - 1.5))
        painter.setFont(bold)
        word = sureness_word(column)
        width = min(painter.fontMetrics().horizontalAdvance(word) + 16, lower.width())
        box = QRectF(lower.left() - 2, lower.top(), width, lower.height())
        draw_pill(painter, box, word, TONES[column.sureness])


def field_title(column: LedgerColumn, words: Vocabulary) -> str:
    """Return what a column was taken for, in the words of its ledger."""
    return words.title(column.key) if column.key else UNREAD


def sureness_word(column: LedgerColumn) -> str:
    """Return how sure the program is of a column; what a person said is no guess."""
    return "指定" if column.chosen else column.sureness.label


class SheetView(QTableView):
    """Shows one sheet; `asked` says for which column, from 0, another field is wanted.

    `row_turned` says which row, from 0, a person takes out or lets in again.
    """

    asked = Signal(int)
    column_changed = Signal(int)
    row_turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.fields = FieldHeader()
        self.setHorizontalHeader(self.fields)
        self.setAccessibleName("工作表内容")
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setItemDelegate(CellDelegate(self))
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self.setItemDelegateForColumn(0, PillDelegate(self))
        self.fields.sectionClicked.connect(self._clicked)
        self.outcomes = FrozenColumn(self)

    def show_sheet(
        self, model: SheetModel, columns: Mapping[int, LedgerColumn], words: Vocabulary
    ) -> None:
        """Show a sheet, its cursor where it was if it is the same sheet."""
        old = self.model()
        same = old is not None and getattr(old, "sheet", None) is model.sheet
        at = (self.currentIndex().row(), self.currentIndex().column())
        place = (self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        self.fields.columns, self.fields.words = columns, words
        model.setParent(self)
        self.setModel(model)
        self.outcomes.follow_model()
        self.selectionModel().currentChanged.connect(self._moved)
        if old is not None:
            old.deleteLater()
        self._set_widths(model)
        row, column = at if same and at[0] >= 0 else (0, min(1, model.columnCount() - 1))
        self.setCurrentIndex(model.index(row, column))
        if same:
            self.horizontalScrollBar().setValue(place[0])
            self.verticalScrollBar().setValue(place[1])

    def _set_widths(self, model: SheetModel) -> None:
        self.setColumnWidth(0, OUTCOME_WIDTH)
        metrics = self.fontMetrics()
        for column in range(1, model.columnCount()):
            named = self.fields.columns.get(column - 1)
            words = [
                f"{column_letter(column - 1)} {field_title(named, self.fields.words)}　"
                if named
                else ""
            ]
            words += [
                str(model.index(row, column).data() or "")
                for row in range(min(LOOKED_AT, model.rowCount()))
                if model.outcome(row) != ABOVE_WORD
            ]
            width = max(map(metrics.horizontalAdvance, words), default=0) + 26
            self.setColumnWidth(column, max(NARROWEST, min(width, WIDEST)))

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell, counted from 0 as the sheet counts, and show it."""
        index = self.model().index(row, column + 1)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.setFocus()

    def _moved(self) -> None:
        self.column_changed.emit(self.currentIndex().column() - 1)

    def _clicked(self, section: int) -> None:
        if section:
            self.setCurrentIndex(self.model().index(max(self.currentIndex().row(), 0), section))
            self.asked.emit(section - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = event.key() in (Qt.Key.Key_F2, Qt.Key.Key_F7, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if wanted and self.currentIndex().column() > 0:
            self.asked.emit(self.currentIndex().column() - 1)
            return
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.row_turned.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.currentIndex().column() > 0:
            self.asked.emit(self.currentIndex().column() - 1)
