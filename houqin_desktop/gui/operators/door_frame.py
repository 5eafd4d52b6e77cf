"""The frame of every small dialog at the door: a title, a sentence, a few lines, one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.forms.field_row import FieldRow
from houqin_desktop.gui.icons import primary_icon
from houqin_desktop.gui.messages import MessageBar

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

LABEL_WIDTH = 72
WIDTH = 460
EDGE = 24


class DoorFrame(QDialog):
    """Subclasses add their lines and say what `enter` does."""

    def __init__(self, parent: QWidget | None, title: str, words: str, verb: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(WIDTH)
        heading = QLabel(title)
        heading.setProperty("look", "title")
        self.words = QLabel(words)
        self.words.setProperty("look", "muted")
        self.words.setWordWrap(True)
        # A layout gives a wrapped sentence the height of its narrowest shape unless it is told.
        self.words.setMinimumHeight(self.words.heightForWidth(WIDTH - 2 * EDGE))
        self.words.setVisible(bool(words))
        self.bar = MessageBar(self)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(10)
        self.enter_button = QPushButton(f" {verb}  Enter")
        self.enter_button.setObjectName("enter")
        self.enter_button.setProperty("look", "primary")
        self.enter_button.setIcon(primary_icon("right"))
        self.enter_button.setAutoDefault(False)
        self.enter_button.clicked.connect(self.enter)
        self.leave_button = QPushButton("取消")
        self.leave_button.setObjectName("leave")
        self.leave_button.setAutoDefault(False)
        self.leave_button.clicked.connect(self.reject)
        self.foot = QHBoxLayout()
        self.foot.addStretch(1)
        self.foot.addWidget(self.leave_button)
        self.foot.addWidget(self.enter_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 20, EDGE, 18)
        column.setSpacing(12)
        for widget in (heading, self.words, self.bar):
            column.addWidget(widget)
        column.addLayout(self.lines)
        column.addStretch(1)
        column.addLayout(self.foot)

    def add(self, label: str, field: QWidget) -> FieldRow:
        """Add a line."""
        row = FieldRow(label, field, required=False, label_width=LABEL_WIDTH)
        row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.lines.addWidget(row)
        return row

    def link(self, text: str) -> QPushButton:
        """Add a quiet button at the left of the foot."""
        button = QPushButton(text)
        button.setProperty("look", "link")
        button.setAutoDefault(False)
        self.foot.insertWidget(0, button)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            waiting = self._next_empty(focused)
            if isinstance(focused, QPushButton):
                focused.click()
            elif waiting is not None:
                waiting.setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self.enter()
            return
        super().keyPressEvent(event)

    def _next_empty(self, focused: QWidget | None) -> QLineEdit | None:
        """Return the next line below that nothing was typed in yet."""
        fields = [field for field in self.findChildren(QLineEdit) if field.isVisible()]
        below = fields[fields.index(focused) + 1 :] if focused in fields else []
        return next((field for field in below if not field.text()), None)

    def enter(self) -> None:
        """Do what the one button is for; Enter does it once every line is filled in."""
        raise NotImplementedError

    def refuse(self, refusal: Refused) -> None:
        """Show why the door stays shut."""
        self.bar.refuse(refusal)
        self.adjustSize()
