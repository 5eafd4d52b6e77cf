"""What a register is searched by, fetched in parts while the page is already in use.

Reading a hundred thousand cards takes longer than a person should wait, so they come a few
thousand at a time between two events of the window; after that every keystroke narrows in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from houqin_desktop.services.registers.search import searcher_of

if TYPE_CHECKING:
    from houqin_desktop.services.registers.listing import Register


class SearchTexts(QObject):
    """Lets the register's searcher read on in turns; `complete` is emitted when all is here."""

    complete = Signal()

    def __init__(self, register: Register, parent: QObject) -> None:
        super().__init__(parent)
        self._searcher = searcher_of(register)
        self.is_complete = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._read_on)

    def load(self, keys: Sequence[int], *, anew: bool) -> None:
        """Begin to read what these rows are searched by, all of it again when `anew`."""
        self._searcher.begin(keys, anew=anew)
        self.is_complete = False
        self._timer.start(0)

    def pause(self) -> None:
        """Read no more until the next load: the connection is lent to the worker."""
        self._timer.stop()

    def found(self, query: str) -> Sequence[int]:
        """Return the places of the rows in which every word occurs, among those read by now."""
        return self._searcher.found(query)

    def _read_on(self) -> None:
        # Stopped first: a failure is told once and not again at every turn of the event loop.
        self._timer.stop()
        self.is_complete = self._searcher.read_on()
        if self.is_complete:
            self.complete.emit()
        else:
            self._timer.start(0)
