"""An empty page says what to do next and offers the button for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.gui.icons import wear


class EmptyState(QWidget):
    """An icon, a sentence and buttons in the middle of an empty register."""

    def __init__(
        self, icon_name: str, title: str, hint: str, buttons: Sequence[QPushButton] = ()
    ) -> None:
        super().__init__()
        picture = QLabel()
        wear(picture, icon_name, "line_strong", 48)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = QLabel(title)
        self.title.setProperty("look", "title")
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint = QLabel(hint)
        self.hint.setProperty("look", "muted")
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        for button in buttons:
            # In a dialog, Enter in the search box would press it.
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(10)
        layout.addStretch(2)
        layout.addWidget(picture)
        layout.addWidget(self.title)
        layout.addWidget(self.hint)
        layout.addLayout(row)
        layout.addStretch(3)


class NothingFound(EmptyState):
    """Lies over the rows of a table that let none through; the fields above stay in reach."""

    def __init__(self, view: QAbstractScrollArea, clear: QPushButton) -> None:
        super().__init__("search", "没有符合条件的记录", "换个词试试，或者清除筛选。", (clear,))
        self.setParent(view)
        self._rows = view.viewport()
        self._rows.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.setGeometry(self._rows.geometry())
        return super().eventFilter(watched, event)


def to_register_button(go: Callable[[], None]) -> QPushButton:
    """Return the button of a page that stays empty until there is something in 资产台账."""
    return _button("去资产台账", "assets", go)


def to_stock_button(go: Callable[[], None]) -> QPushButton:
    """Return the button of a page that stays empty until there is something in 物品."""
    return _button("去物品登记、入库", "batch", go)


def to_procurement_button(go: Callable[[], None]) -> QPushButton:
    """Return the button of a page that stays empty until something is asked for in 采购."""
    return _button("去采购", "cart", go)


def to_repairs_button(go: Callable[[], None]) -> QPushButton:
    """Return the button of a page that stays empty until something is reported in 报修."""
    return _button("去报修", "repair", go)


def _button(title: str, icon_name: str, go: Callable[[], None]) -> QPushButton:
    button = QPushButton(f" {title}")
    wear(button, icon_name)
    button.clicked.connect(lambda _checked: go())
    return button
