"""Turns at the book's one connection: the worker has it a few milliseconds at a time, between two
events, and the window waits for no longer than that.

Only one of the two is ever at the book: while the worker has its turn the window stands still.
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from houqin_desktop.gui.background import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from houqin_desktop.gui.background import Progress

ASKS_EVERY: Final = 0.05


class _Turn:
    def __init__(self) -> None:
        self._given = Event()
        self._over = Event()

    def give(self) -> None:
        self._given.set()
        self._over.wait()

    def await_it(self, progress: Progress) -> None:
        while not self._given.wait(ASKS_EVERY):
            if progress.cancelled:
                # Whoever gives it now has it back at once.
                self._over.set()
                raise Cancelled

    def end(self) -> None:
        self._over.set()


class Turns(QObject):
    """Gives turns on the window's thread, for a work that runs on the worker."""

    _wanted = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wanted.connect(self._give, Qt.ConnectionType.QueuedConnection)

    def _give(self, turn: _Turn) -> None:
        turn.give()

    @contextmanager
    def taken(self, progress: Progress) -> Iterator[Callable[[], None]]:
        """On the worker, have the connection inside; what is yielded lets the window in between.

        :raises Cancelled: when the keeper has pressed cancel, or the window closes.
        """
        mine: list[_Turn] = []

        def take() -> None:
            turn = _Turn()
            self._wanted.emit(turn)
            turn.await_it(progress)
            mine.append(turn)

        def pause() -> None:
            mine.pop().end()
            take()

        take()
        try:
            yield pause
        finally:
            for turn in mine:
                turn.end()
