"""The window is seen before it is full: what takes its time waits for the first drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

FILL: Final = "fill"


class _FirstPaint(QObject):
    """Watches a window for its first drawing, does the work once and goes."""

    def __init__(self, window: QWidget, work: Callable[[], None], name: str) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName(name)
        self._work = work
        self._done = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._done:
            self._done = True
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._begin)
        return False

    def _begin(self) -> None:
        # A window that was closed at once may have no book any more.
        if self._window.isVisible():
            self._work()


def after_first_paint(window: QWidget, work: Callable[[], None], name: str = FILL) -> None:
    """Do the work once, in the turn of the event loop after the window was first drawn.

    :param name: tells pieces of work apart; one that is waiting already is not asked for twice.
    """
    if window.findChild(_FirstPaint, name) is None:
        _FirstPaint(window, work, name)
