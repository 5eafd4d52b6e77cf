"""A table of things to decide, each with a tick that is set by Space and whose word says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QTableView

from houqin_desktop.gui.plain_table import ROOT, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QKeyEvent

_CHECK = Qt.ItemDataRole.CheckStateRole


@dataclass(frozen=True, slots=True)
class TickedLine:
    """One thing to decide: its key, its cells, and what the tick and its lack are called."""

    key: Any
    cells: tuple[str, ...]
    when_ticked: str
    when_not: str


class TickedModel(QAbstractTableModel):
    """Lines with a tick in the first column."""

    changed = Signal()

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles = tuple(titles)
        self.lines: list[TickedLine] = []
        self.ticked: set[Any] = set()

    def show(self, lines: Sequence[TickedLine], ticked: Iterable[Any]) -> None:
        """Show these lines with these ticks."""
        self.beginResetModel()
        self.lines, self.ticked = list(lines), set(ticked)
        self.endResetModel()

    def tick(self, rows: Iterable[int], *, on: bool) -> None:
        """Set or take away the ticks of some rows."""
        for row in rows:
            key = self.lines[row].key
            if on:
                self.ticked.add(key)
            else:
                self.ticked.discard(key)
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, 0))
        self.changed.emit()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if not index.column() else flags

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        ticked = line.key in self.ticked
        if not index.column():
            if role == _CHECK:
                return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return line.when_ticked if ticked else line.when_not
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.cells[index.column() - 1]
        return None

    def setData(
        self,
        index: QModelIndex | QPersistentModelIndex,
        value: Any,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        if role != _CHECK or index.column():
            return False
        self.tick([index.row()], on=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._titles[section]
        return None


class TickedTable(QTableView):
    """Shows a TickedModel; Space ticks every chosen row, Enter opens one."""

    opened = Signal(int)

    def __init__(
        self, titles: Sequence[str], widths: Sequence[int], *, pills: int | None = None
    ) -> None:
        super().__init__()
        self.lines = TickedModel(titles)
        self.lines.setParent(self)
        self.setModel(self.lines)
        lay_out(self, widths, pills)
        self.doubleClicked.connect(self._open)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and index.column():
            self.opened.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = [index.row() for index in self.selectionModel().selectedRows()]
        if event.key() == Qt.Key.Key_Space and rows:
            on = any(self.lines.lines[row].key not in self.lines.ticked for row in rows)
            self.lines.tick(rows, on=on)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and rows:
            self.opened.emit(rows[0])
            return
        super().keyPressEvent(event)
