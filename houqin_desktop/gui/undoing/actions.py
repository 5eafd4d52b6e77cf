"""撤销 and 最近操作: what Ctrl+Z would take back stands in the menu in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.asking import ask
from houqin_desktop.gui.commands import run_command

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox, QWidget

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.commands import Refusable
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.undoing.verbs import RecentDeed

NOTHING = "还没有可以撤销的操作。请先办理一项。"
HINT = "撤销会另记一笔相反的操作；原来的记录仍在流水里。"


class Undoing(QObject):
    """Knows the last deed of the book and takes it back when asked to."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._deed: RecentDeed | None = None
        self._awake = False

    def bind(self, actions: ActionSet) -> None:
        """Bind both actions; after each change the menu says anew what would be taken back."""
        self._actions = actions
        actions.bind("window.undo", self.undo_last, self._hindered)
        actions.bind("window.recent", self.open_recent)
        self._window.bus.changed.connect(self._wake)

    def _wake(self, _changes: object = None) -> None:
        self._awake = True
        self._actions.refresh()

    def _hindered(self) -> str:
        """Return why nothing can be taken back; at the start of the window nobody has asked yet."""
        asked = self._awake or self._window.menuBar().activeAction() is not None
        return self._look() if asked else ""

    def _look(self) -> str:
        """Say in the menu what was done last; return why it cannot be taken back, if it can't."""
        if not self._window.isVisible():
            # Looking at the last deed loads every feature; the window is drawn before that.
            return NOTHING
        from houqin_desktop.services.undoing.verbs import last_deed

        self._deed = last_deed()
        words = "撤销" if self._deed is None else f"撤销：{self._deed.words}"
        self._actions["window.undo"].setText(words)
        return NOTHING if self._deed is None else self._deed.reason

    def undo_last(self) -> QMessageBox | None:
        """Ask before the last deed is taken back."""
        reason = self._look()
        if self._deed is None or reason:
            self._window.page.refuse(Refused(reason, code="cannot_undo"))
            return None
        return ask_undo(self._window, self._window.page, self._window.desk, self._deed)

    def open_recent(self) -> None:
        """List what was done last."""
        from houqin_desktop.gui.undoing.recent_dialog import RecentDialog

        RecentDialog(self._window, self._window.desk).open()


def ask_undo(parent: QWidget, shown_in: Refusable, desk: Desk, deed: RecentDeed) -> QMessageBox:
    """Ask whether a deed is to be taken back, and do it; an undoing itself cannot be undone."""
    from houqin_desktop.services.undoing.verbs import UndoCommand

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


def fit(window: MainWindow) -> None:
    """Fit 撤销 and 最近操作 to the window."""
    Undoing(window).bind(window.actions_of_window)
