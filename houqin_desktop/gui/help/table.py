"""The table of keys on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from houqin_desktop.gui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houqin_desktop.gui.help.keys import KeyLine

TITLES: Final = ("操作", "按键", "说明")
WIDTHS: Final = (170, 190, 240)
ROW_HEIGHT: Final = 30


class KeyTable(QTableWidget):
    """Lines under the titles of their groups; it only shows."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[KeyLine]]]) -> None:
        super().__init__(0, len(TITLES))
        self.setAccessibleName("操作和按键")
        self.setHorizontalHeaderLabels(list(TITLES))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(len(TITLES) - 1, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, width)
        for title, lines in groups:
            if title:
                self._add_title(title)
            for line in lines:
                self._add(line)

    def _add_title(self, title: str) -> None:
        row = self._new_row()
        item = QTableWidgetItem(title)
        font = QFont(self.font())
        font.setBold(True)
        item.setFont(font)
        self.setItem(row, 0, item)
        self.setSpan(row, 0, 1, len(TITLES))

    def _add(self, line: KeyLine) -> None:
        row = self._new_row()
        for column, word in enumerate((line.text, line.keys, line.tip)):
            item = QTableWidgetItem(word)
            item.setToolTip(word)
            if column == 0:
                item.setIcon(icon(line.icon))
            self.setItem(row, column, item)

    def _new_row(self) -> int:
        row = self.rowCount()
        self.insertRow(row)
        self.setRowHeight(row, ROW_HEIGHT)
        return row
