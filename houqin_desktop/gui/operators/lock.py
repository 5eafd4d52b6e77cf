"""锁屏: the window covered while nobody sits before it, by key or after idle time.

Everything stays as it was underneath: forms and their drafts, choices, scrolling. While it is
locked the window's contents are hidden, so that no key, no shortcut and no reader of the screen
reaches them, and a dialog that would open waits.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from houqin_desktop.services.settings import idle_lock_minutes

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.gui.operators.lock_screen import LockScreen

MINUTE_MS: Final = 60_000
_ACTIVE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)
_KEYS: Final = frozenset({QEvent.Type.Shortcut, QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})


class Idle(QObject):
    """Calls when hands were off the keyboard and the mouse for some minutes; 0 is never.

    It listens at the windows of the screen and not at every widget, which would cost each of them.
    """

    def __init__(
        self, parent: QObject, call: Callable[[], None], clock: Callable[[], float]
    ) -> None:
        super().__init__(parent)
        self._call = call
        self._clock = clock
        self._minutes = 0
        self._last = clock()
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.look)
        application = QApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self.watch)

    def set_minutes(self, minutes: int) -> None:
        """Wait so many minutes from now on."""
        self._minutes = minutes
        self._last = self._clock()
        self.timer.stop()
        if minutes:
            self.timer.start(minutes * MINUTE_MS)

    def watch(self, window: QWindow | None) -> None:
        """Listen at a window that has the keyboard now."""
        if window is not None:
            window.installEventFilter(self)
            self._last = self._clock()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVE:
            self._last = self._clock()
        return False

    def look(self) -> None:
        """Call when the time is over, else wait for what is left of it."""
        left = self._last + self._minutes * 60 - self._clock()
        if self._minutes == 0:
            return
        if left <= 0:
            self._call()
            self._last = self._clock()
            left = self._minutes * 60
        self.timer.start(max(1, int(left * 1000)))


class Lock(QObject):
    """Locks and unlocks one window."""

    def __init__(self, window: MainWindow, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(window)
        self.window = window
        self.screen: LockScreen | None = None
        self._hidden: list[QWidget] = []
        self._dialogs: list[tuple[QDialog, Qt.WindowModality]] = []
        self._focused: QWidget | None = None
        self.idle = Idle(self, self.lock, clock)
        self.idle.set_minutes(idle_lock_minutes())
        window.bus.changed.connect(self._hear)

    @property
    def is_locked(self) -> bool:
        """Say whether the window is covered."""
        return self.screen is not None

    def lock(self) -> None:
        """Cover the window and put its dialogs away."""
        if self.is_locked or not self.window.isVisible():
            return
        from houqin_desktop.gui.operators.lock_screen import LockScreen

        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._focused = QApplication.focusWidget()
        # It goes by itself while the window is covered, and would come back for good.
        self.window.toast.hide()
        self._hide_contents()
        self.screen = LockScreen(self.window, self.window.session)
        self.screen.unlocked.connect(self.unlock)
        for dialog in self._open_dialogs():
            self._put_away(dialog)
        self._application().installEventFilter(self)
        self.screen.begin()

    def unlock(self) -> None:
        """Show everything again as it was."""
        assert self.screen is not None
        self._application().removeEventFilter(self)
        screen, self.screen = self.screen, None
        for widget in self._hidden:
            widget.show()
        self._hidden.clear()
        screen.hide()
        screen.deleteLater()
        for dialog, modality in self._dialogs:
            dialog.setWindowModality(modality)
            dialog.show()
        self._dialogs.clear()
        if self._focused is not None and self._focused.isVisible():
            self._focused.setFocus()
        self._focused = None
        self.idle.set_minutes(idle_lock_minutes())

    def _hide_contents(self) -> None:
        for child in self.window.children():
            if isinstance(child, QWidget) and not child.isWindow() and child.isVisible():
                child.hide()
                self._hidden.append(child)

    def _open_dialogs(self) -> list[QDialog]:
        return [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, QDialog) and one.isVisible()
        ]

    def _put_away(self, dialog: QDialog) -> None:
        self._dialogs.append((dialog, dialog.windowModality()))
        dialog.destroyed.connect(self._forget_gone)
        dialog.hide()

    def _forget_gone(self, gone: QObject) -> None:
        self._dialogs = [pair for pair in self._dialogs if pair[0] is not gone]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEYS:
            return not self._is_ours(watched)
        if kind is QEvent.Type.Show and isinstance(watched, QWidget):
            self._cover_late(watched)
        return False

    def _cover_late(self, widget: QWidget) -> None:
        """Put away what appears while nobody is there; a dialog is shown to who comes back."""
        if isinstance(widget, QDialog):
            QTimer.singleShot(0, widget, lambda: self._put_away_late(widget))
        elif widget.parent() is self.window and widget is not self.screen:
            QTimer.singleShot(0, widget, widget.hide)

    def _put_away_late(self, dialog: QDialog) -> None:
        if self.is_locked and dialog.isVisible():
            self._put_away(dialog)

    def _is_ours(self, watched: QObject) -> bool:
        if isinstance(watched, QWindow):
            return True
        screen = self.screen
        if screen is None or not isinstance(watched, QWidget):
            return False
        return watched is screen or screen.isAncestorOf(watched)

    def _hear(self, _changes: object) -> None:
        self.idle.set_minutes(idle_lock_minutes())

    @staticmethod
    def _application() -> QApplication:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        return application


def fit(window: MainWindow) -> None:
    """Fit the lock to the window."""
    lock = Lock(window)
    lock.setObjectName("lock")
    window.actions_of_window.bind("window.lock", lock.lock)
    window.actions_of_window.bind("window.password", lambda: _own_password(window))


def _own_password(window: MainWindow) -> None:
    from houqin_desktop.gui.operators.dialogs import PasswordDialog

    actor = window.session.actor()
    if actor is not None:
        PasswordDialog(window, window.desk, person=None, name=actor.name).open()
