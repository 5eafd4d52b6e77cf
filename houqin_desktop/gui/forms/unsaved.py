"""A form that is neither sent off nor thrown away by a slip of the hand.

Enter presses no button but the one that has the cursor. Esc, 取消 and the cross of the window close
a form at once while nothing was filled in; else it asks once: 保存, 不保存, or 接着填.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from houqin_desktop.gui.asking import ask
from houqin_desktop.gui.forms.composing import ENTER
from houqin_desktop.gui.passing_dialog import PassingDialog

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent


class CarefulDialog(PassingDialog):
    """A dialog for hands on the keyboard; it asks before it loses what was typed."""

    _shown_first: object = None

    def contents(self) -> object:
        """Return what is filled in, to be held against what was shown at first."""
        raise NotImplementedError

    def filled_in(self) -> list[str]:
        """Return the names of what was filled in or changed."""
        raise NotImplementedError

    def save(self) -> None:
        """Save what is filled in."""
        raise NotImplementedError

    def walk(self) -> None:
        """Go to the next field."""
        self.focusNextChild()

    def given_up(self) -> None:
        """Forget what was filled in, because the keeper said so."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._shown_first is None:
            self._shown_first = self.contents()

    @property
    def is_changed(self) -> bool:
        """Say whether something was filled in that is not saved."""
        return self._shown_first is not None and self.contents() != self._shown_first

    def reject(self) -> None:
        """Close the form; ask first when something was filled in."""
        if self.is_changed:
            self._ask()
        else:
            super().reject()

    def leave(self) -> None:
        """Close the form and give up what was filled in."""
        self.given_up()
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            else:
                self.walk()
            return
        super().keyPressEvent(event)

    def _ask(self) -> None:
        ask(
            self,
            f"“{self.windowTitle()}”还没有保存",
            f"填过：{'、'.join(self.filled_in())}。",
            [("保存", self.save), ("不保存", self.leave)],
            "接着填",
        )
