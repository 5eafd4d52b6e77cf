"""How the window speaks: a toast for what was done, a bar in place for what was refused.

Nothing beeps and nothing pops up unasked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.icons import icon
from houqin_desktop.gui.theme import colours

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

TOAST_MILLISECONDS = 4200


def sentence_of(refusal: Refused) -> str:
    """Return the refusal as one text: the sentence and, where one stands behind it, the article."""
    return f"{refusal.sentence}（依据：{refusal.article}）" if refusal.article else refusal.sentence


class Toast(QFrame):
    """A short line at the foot of the window that says what was saved, and goes by itself.

    Where a dialog lies over that place and stays, a line of its own says the same in the dialog.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._icon = QLabel(self)
        self._text = QLabel(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 9, 18, 9)
        layout.setSpacing(9)
        layout.addWidget(self._icon)
        layout.addWidget(self._text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """Return what was said last."""
        return self._text.text()

    def say(self, text: str) -> None:
        """Show the text for a few seconds."""
        self.show_words(text)
        # The form from which it was said may close in the same breath.
        QTimer.singleShot(0, self, self._say_over)

    def show_words(self, text: str) -> None:
        """Show the text here, whatever lies over it."""
        self._icon.setPixmap(icon("check", colours().surface).pixmap(QSize(16, 16)))
        self._text.setText(text)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(TOAST_MILLISECONDS)

    def _say_over(self) -> None:
        over = QApplication.activeModalWidget()
        if over is None or not self.isVisible() or over.height() < 4 * self.height():
            return
        if over.frameGeometry().intersects(QRect(self.mapToGlobal(QPoint()), self.size())):
            (over.findChild(Toast) or Toast(over)).show_words(self.text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - 56)


class MessageBar(QFrame):
    """A sentence in place, on a page or in a dialog, with a button to put it away."""

    def __init__(self, parent: QWidget | None = None, *, kind: str = "refusal") -> None:
        super().__init__(parent)
        self.setObjectName(kind)
        self._colour = "red" if kind == "refusal" else "amber"
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._number = QLabel(self)
        self._number.setProperty("look", "small")
        self.copy_button = self._small_button("复制给管理员")
        self.copy_button.clicked.connect(self._copy)
        self._close = self._small_button("收起提示")
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(9)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        for widget in (self._number, self.copy_button, self._close):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def _small_button(self, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("look", "small")
        button.setAccessibleName(words)
        button.setToolTip(words)
        return button

    @property
    def text(self) -> str:
        """Return the sentence shown, empty when the bar is put away."""
        return "" if self.isHidden() else self._text.text()

    def say(self, sentence: str) -> None:
        """Show the sentence."""
        colour = str(getattr(colours(), self._colour))
        self._icon.setPixmap(icon("warning", colour).pixmap(QSize(18, 18)))
        self._close.setIcon(icon("close", colour))
        self.copy_button.setIcon(icon("copy", colour))
        self._text.setText(sentence)
        for widget in (self._number, self.copy_button):
            widget.hide()
        self.show()

    def refuse(self, refusal: Refused) -> None:
        """Show why the rule said no, with the number to name it by on the telephone."""
        self.say(sentence_of(refusal))
        self._number.setText(f"错误号 {refusal.number}")
        for widget in (self._number, self.copy_button):
            widget.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._text.text()}\n{self._number.text()}")


def tell(parent: QWidget | None, title: str, text: str, *, icon_name: str = "info") -> QMessageBox:
    """Show a sentence in a box of its own that stays until it is read."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setIconPixmap(icon(icon_name, colours().accent_text).pixmap(QSize(32, 32)))
    box.setText(text)
    box.addButton(QPushButton("知道了", box), QMessageBox.ButtonRole.AcceptRole)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
