"""The grid in which a sheet is typed back by keyboard alone, in the order of the paper.

Enter on an empty 实盘数 takes the pieces of the books and goes to the next line; a figure typed
before it is taken instead. The arrows go to the other columns, out of an open cell too where there
is nothing left of it in their direction; Enter comes back to the next line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from houqin_desktop.gui.count.entry_model import BOOKED, CODE, HOLDER, PLACE, QUANTITY, EntryModel
from houqin_desktop.gui.forms.composing import ENTER, ComposedLine
from houqin_desktop.gui.plain_table import ROW_HEIGHT

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

_ARROWS: Final = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
WIDTHS: Final = (46, 118, 128, 110, 42, 100, 66, 50, 62, 62, 66, 110, 84, 120)


class EntryDelegate(QStyledItemDelegate):
    """Opens a line of text in a cell, in peace with a Chinese input method."""

    editor: ComposedLine | None = None
    left = Signal(int, int)

    def createEditor(
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        self.editor = ComposedLine(parent)
        self.editor.setProperty("look", "cell")
        self.editor.setAccessibleName(
            str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        )
        return self.editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, ComposedLine)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(
        self, editor: QWidget, model: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        assert isinstance(editor, ComposedLine)
        model.put(index.row(), index.column(), editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            key: Any = event
            # The line decides whether Enter belongs to the input method; else it is the grid's.
            if key.key() in ENTER or getattr(editor, "composing", False):
                return False
            step = _way_out(editor, key)
            if step is not None:
                self.left.emit(*step)
                return True
        return super().eventFilter(editor, event)


def _way_out(editor: QObject, key: QKeyEvent) -> tuple[int, int] | None:
    """Return the step, in rows and columns, with which an arrow leaves an open cell, or None."""
    step = _ARROWS.get(Qt.Key(key.key()))
    if step is None or not isinstance(editor, ComposedLine) or editor.hasSelectedText():
        return None
    if key.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return None
    border = {-1: 0, 0: editor.cursorPosition(), 1: len(editor.text())}[step[1]]
    return step if editor.cursorPosition() == border else None


class EntryGrid(QTableView):
    """The lines of one room."""

    def __init__(self, model: EntryModel) -> None:
        super().__init__()
        self.rows = model
        self._delegate = EntryDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._delegate.left.connect(self._leave)
        self.setObjectName("draft")
        self.setAccessibleName("盘点表的各行")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        for at, width in enumerate(WIDTHS):
            self.setColumnWidth(at, width)
        self.setColumnHidden(BOOKED, model.blind)
        for at in (5, 6, PLACE, HOLDER):
            self.setColumnHidden(at, model.mere_pieces)
        self.go_to(self.first_open())

    def first_open(self) -> int:
        """Return the first line whose pieces are not filled in."""
        rows = self.rows.rows
        return next((at for at, row in enumerate(rows) if not row.typed.get(QUANTITY)), 0)

    def go_to(self, row: int, column: int | None = None) -> None:
        """Put the cursor on a cell and show it: on the pieces, or the number where none stands."""
        if column is None:
            column = QUANTITY if self.rows.rows[row].code else CODE
        index = self.rows.index(row, column)
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, alone)
        self.scrollTo(index)
        self.setFocus()

    @property
    def is_editing(self) -> bool:
        """Whether a cell is open."""
        return self.state() is QAbstractItemView.State.EditingState

    def finish(self) -> None:
        """Take what stands in the open cell."""
        editor = self._delegate.editor
        if self.is_editing and editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _leave(self, rows: int, columns: int) -> None:
        """Take what stands in the open cell and go to a neighbour, where there is one."""
        self.finish()
        now = self.currentIndex()
        column = now.column() + columns
        while columns and self.isColumnHidden(column):
            column += columns
        there = self.rows.index(now.row() + rows, column)
        if there.isValid():
            self.go_to(there.row(), there.column())

    def walk(self) -> None:
        """Agree with the books where nothing was typed, and go to the next line."""
        self.finish()
        now = self.currentIndex()
        row = self.rows.rows[now.row()]
        if row.line is None and now.column() == CODE:
            self.go_to(now.row(), QUANTITY)
            return
        self.rows.agree(now.row())
        following = min(now.row() + 1, self.rows.rowCount() - 1)
        self.go_to(following)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editor = self._delegate.editor
        if self.is_editing and editor is not None and editor.is_composers(event):
            return
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in ENTER and not held:
            self.walk()
        elif event.key() == Qt.Key.Key_Delete:
            for index in self.selectedIndexes():
                if index.flags() & Qt.ItemFlag.ItemIsEditable:
                    self.rows.put(index.row(), index.column(), "")
        else:
            super().keyPressEvent(event)
