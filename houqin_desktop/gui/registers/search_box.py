"""The one search box of a page: it narrows while one types, and Esc empties it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from houqin_desktop.gui.icons import draw, icon

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class SearchBox(QLineEdit):
    """Asks the page for rows that contain every word; arrow down or Enter goes to the rows."""

    query_changed = Signal(str)
    left_downwards = Signal()

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText(hint)
        self.setAccessibleName("搜索")
        self.setToolTip(f"{hint}；几个词用空格隔开（Ctrl+F）")
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setToolTip("清空")
        self._loupe = self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._loupe.setToolTip("搜索")
        self.setFixedWidth(380)
        self.textChanged.connect(self.query_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_loupe"):
            draw(self._loupe, icon("search"))
        super().changeEvent(event)
