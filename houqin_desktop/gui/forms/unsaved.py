"""A form that is neither sent off nor thrown away by a slip of the hand.

Enter goes to the next field and presses no button but the one that has the cursor. Esc, 取消 and
the cross of the window close a form at once while nothing was filled in; what was typed is given up
only when the keeper says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from houqin_desktop.gui.asking import ask

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent


class CarefulDialog(QDialog):
    """A dialog for hands on the keyboard; it asks before it loses what was typed."""

    _shown_first: object = None

    def contents(self) -> object:
        """Return what is filled in, to be held against what was shown at first."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._shown_first is None:
            self._shown_first = self.contents()

    def reject(self) -> None:
        """Close the form; ask first when something was filled in."""
        if self._shown_first is None or self.contents() == self._shown_first:
            super().reject()
        else:
            self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            else:
                self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _ask(self) -> None:
        ask(
            self,
            "放弃已填的内容吗？",
            "这张表还没有保存。",
            [("放弃", lambda: QDialog.reject(self))],
            "接着填",
        )
