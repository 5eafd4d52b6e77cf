"""撤销 and 最近操作: what Ctrl+Z would take back stands in the menu in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.actions import ACTIONS, key_text
from houqin_desktop.gui.asking import ask
from houqin_desktop.gui.commands import run_command
from houqin_desktop.services.undoing import RecentDeed, UndoCommand, last_deed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox, QWidget

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.commands import Refusable
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.main_window import MainWindow

NOTHING = "还没有可以撤销的操作"
HINT = "撤销会另记一笔相反的操作；原来的记录仍在流水里。"


class Undoing(QObject):
    """Knows the last deed of the book and takes it back when asked to."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._deed: RecentDeed | None = None

    def bind(self, actions: ActionSet) -> None:
        """Bind both actions, and follow the book from then on."""
        actions.bind("window.undo", self.undo_last)
        actions.bind("window.recent", self.open_recent)
        self._action = actions["window.undo"]
        self._window.bus.changed.connect(self.look)

    def look(self, _changes: object = None) -> None:
        """Read what was done last and say it in the menu."""
        self._deed = last_deed()
        words = f"撤销：{self._deed.words}" if self._deed is not None else "撤销"
        self._action.setText(words)
        reason = self._reason()
        self._action.setEnabled(not reason)
        spec = ACTIONS["window.undo"]
        self._action.setToolTip(reason or f"{words}（{key_text(spec.shortcut)}）")

    def _reason(self) -> str:
        if self._deed is None:
            return NOTHING
        return self._deed.reason

    def undo_last(self) -> QMessageBox | None:
        """Ask before the last deed is taken back."""
        self.look()
        if self._deed is None or self._deed.reason:
            self._window.page.refuse(
                Refused(f"{self._reason().rstrip('。')}。", code="cannot_undo")
            )
            return None
        return ask_undo(self._window, self._window.page, self._window.desk, self._deed)

    def open_recent(self) -> None:
        """List what was done last."""
        from houqin_desktop.gui.undoing.recent_dialog import RecentDialog

        RecentDialog(self._window, self._window.desk).open()


def ask_undo(parent: QWidget, shown_in: Refusable, desk: Desk, deed: RecentDeed) -> QMessageBox:
    """Ask whether a deed is to be taken back, and do it; an undoing itself cannot be undone."""

    def undo() -> None:
        draft = UndoCommand(command_id=deed.command_id)
        run_command(shown_in, desk, draft, done=f"已撤销 {deed.words.split(' ')[0]}")

    return ask(
        parent,
        f"撤销“{deed.words}”吗？",
        f"{deed.actor} 于 {deed.recorded_at[:16]} 办理。{HINT}",
        [("撤销这一步", undo)],
        "不撤销",
    )
