"""A grid in which a paper is typed back by keyboard alone, in the order of the paper.

Enter goes the way of the paper. The arrows go to the other columns, out of an open cell too where
there is nothing left of it in their direction; Enter comes back to the next line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from houqin_desktop.gui.forms.composing import ENTER, ComposedLine
from houqin_desktop.gui.plain_table import ROW_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

_ARROWS: Final = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class TypedModel(QAbstractTableModel):
    """Lines that are typed into; `put` takes the text of a cell."""

    edited = Signal()

    def put(self, at: int, column: int, text: str) -> None:
        """Write what was typed into a cell."""
        raise NotImplementedError

    def setData(
        self,
        index: QModelIndex | QPersistentModelIndex,
        value: Any,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.put(index.row(), index.column(), str(value))
        return True


class TypedDelegate(QStyledItemDelegate):
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


class TypedGrid(QTableView):
    """The lines of a paper; each kind says where the cursor stands and where Enter goes."""

    def __init__(self, model: TypedModel, name: str, widths: Sequence[int]) -> None:
        super().__init__()
        self._typed = model
        self._delegate = TypedDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._delegate.left.connect(self._leave)
        self.setObjectName("draft")
        self.setAccessibleName(name)
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
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)

    def home_of(self, row: int) -> int:
        """Return the column in which the cursor stands when it comes to a line."""
        raise NotImplementedError

    def walk(self) -> None:
        """Go where Enter goes."""
        raise NotImplementedError

    def go_to(self, row: int, column: int | None = None) -> None:
        """Put the cursor on a cell and show it."""
        index = self._typed.index(row, self.home_of(row) if column is None else column)
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, alone)
        self.scrollTo(index)
        self.setFocus()

    def go_on(self) -> None:
        """Go to the next line, or stay on the last."""
        self.go_to(min(self.currentIndex().row() + 1, self._typed.rowCount() - 1))

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
        there = self._typed.index(now.row() + rows, column)
        if there.isValid():
            self.go_to(there.row(), there.column())

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
                    self._typed.put(index.row(), index.column(), "")
        else:
            super().keyPressEvent(event)
