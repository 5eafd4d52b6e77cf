"""A line of text in peace with a Chinese input method.

While pinyin stands in the line unfinished, no key means anything to the form; and the Enter that
puts the word into the line neither goes to the next field nor saves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent, QKeyEvent

ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ComposedLine(QLineEdit):
    """Knows whether a word is being composed in it."""

    composing = False
    _just_committed = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        was_composing = self.composing
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if was_composing and event.commitString() and not self.composing:
            # Some input methods send the Enter that ended the word to the line as well.
            self._just_committed = True
            QTimer.singleShot(0, self, self._forget_commit)

    def _forget_commit(self) -> None:
        self._just_committed = False

    def is_composers(self, event: QKeyEvent) -> bool:
        """Say whether a key belongs to the input method and not to the form."""
        return self.composing or (self._just_committed and event.key() in ENTER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_composers(event):
            event.accept()
            return
        super().keyPressEvent(event)
