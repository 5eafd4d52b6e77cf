"""A menu of ticks that stays open, so that several columns are shown or hidden in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent


class TickMenu(QMenu):
    """Turns a tick with a click, the space bar or Enter and waits for the next; Esc closes it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._turn():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not turns or not self._turn():
            super().keyPressEvent(event)

    def _turn(self) -> bool:
        """Turn the tick that is pointed at, if it is one."""
        action = self.activeAction()
        if action is None or not action.isCheckable():
            return False
        action.trigger()
        return True
