"""A table of sentences: what an import found, what a check says. It only shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from houqin_desktop.gui.registers.pills import PillDelegate

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

ROOT = QModelIndex()
ROW_HEIGHT = 30


class PlainModel(QAbstractTableModel):
    """Rows of words under titles; the columns of figures stand to the right."""

    def __init__(
        self,
        titles: Sequence[str],
        parent: QObject | None = None,
        figures: Collection[int] = (),
    ) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._sides = [
            (Qt.AlignmentFlag.AlignRight if at in figures else Qt.AlignmentFlag.AlignLeft)
            | Qt.AlignmentFlag.AlignVCenter
            for at in range(len(self._titles))
        ]
        self.lines: list[Sequence[str]] = []

    def show(self, lines: Sequence[Sequence[str]]) -> None:
        """Show these rows in place of those before."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.lines[index.row()][index.column()]
        if index.isValid() and role == Qt.ItemDataRole.TextAlignmentRole:
            return self._sides[index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._sides[section]
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._titles[section]
        return None


def lay_out(view: QTableView, widths: Sequence[int], pills: int | None) -> None:
    """Give a table whole rows without a grid; the last column takes the room that is left.

    :param pills: the column that is painted as pills, None for none.
    """
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    for column, width in enumerate(widths):
        view.setColumnWidth(column, width)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(header.count() - 1, QHeaderView.ResizeMode.Stretch)
    if pills is not None:
        view.setItemDelegateForColumn(pills, PillDelegate(view))


class PlainTable(QTableView):
    """Shows a PlainModel: one column may be painted as pills, the last takes the room left.

    Columns of figures stand to the right.
    """

    def __init__(
        self,
        titles: Sequence[str],
        widths: Sequence[int],
        *,
        pills: int | None = None,
        figures: Collection[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.lines = PlainModel(titles, self, figures)
        self.setModel(self.lines)
        lay_out(self, widths, pills)
