"""The search texts of a register, fetched in slices while the page is already in use.

Reading a hundred thousand texts takes longer than a person should wait, so they come a few
thousand at a time between two events of the window; after that every keystroke narrows in memory.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from houqin_desktop.services.registers import Register

_FIRST_SLICE: Final = 1_000
_LARGEST_SLICE: Final = 20_000
_SLICE_SECONDS: Final = 0.03


class SearchTexts(QObject):
    """The normalised text of every row by key; `complete` is emitted when all are here."""

    complete = Signal()

    def __init__(self, register: Register, parent: QObject) -> None:
        super().__init__(parent)
        self._register = register
        self._texts: dict[int, str] = {}
        self._waiting: list[int] = []
        self._slice = _FIRST_SLICE
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._fetch_slice)

    def load(self, keys: Sequence[int], *, anew: bool) -> None:
        """Begin to fetch the texts of these keys, all of them again when `anew`."""
        wanted = list(keys) if anew else [key for key in keys if key not in self._texts]
        if anew:
            fresh = set(keys)
            for gone in [key for key in self._texts if key not in fresh]:
                del self._texts[gone]
        self._waiting = wanted[::-1]
        if self._waiting:
            self._timer.start(0)
        else:
            self._timer.stop()
            self.complete.emit()

    def pause(self) -> None:
        """Fetch no more until the next load: the connection is lent to the worker."""
        self._timer.stop()

    @property
    def is_complete(self) -> bool:
        """Say whether every text asked for has come."""
        return not self._waiting

    def for_keys(self, keys: Sequence[int]) -> list[str]:
        """Return the texts in the order of the keys; those that have not come yet are empty."""
        get = self._texts.get
        return [get(key, "") for key in keys]

    def _fetch_slice(self) -> None:
        # Stopped first: a failure is told once and not again at every turn of the event loop.
        self._timer.stop()
        began = time.perf_counter()
        part = [self._waiting.pop() for _ in range(min(self._slice, len(self._waiting)))]
        self._texts.update(zip(part, self._register.texts(part), strict=True))
        took = max(time.perf_counter() - began, 1e-6)
        self._slice = max(_FIRST_SLICE, min(_LARGEST_SLICE, int(len(part) * _SLICE_SECONDS / took)))
        if self._waiting:
            self._timer.start(0)
        else:
            self.complete.emit()
