"""Opening a book beside other work: its file is read while the window's toolkit is loaded.

SQLite reads a book of ten thousand cards in a tenth of a second, and asks nothing of Python
meanwhile.
"""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from houqin_desktop.services.session import Session, open_session

if TYPE_CHECKING:
    from pathlib import Path

    from houqin_desktop.domain.calendar import Clock


class Opening:
    """A book on its way to being open, as a window wants it: guarded."""

    def __init__(self, path: Path, clock: Clock, password: str | None = None) -> None:
        """Begin to open the book.

        :param password: the password that the environment holds.
        """
        self._path = path
        self._clock = clock
        self._password = password
        self._opened: Session | None = None
        self._failure: BaseException | None = None
        self._thread = Thread(target=self._open)
        self._thread.start()

    def _open(self) -> None:
        try:
            self._opened = open_session(
                self._path, clock=self._clock, password=self._password, guarded=True
            )
        except BaseException as failure:  # noqa: BLE001 - raised where the session is asked for
            self._failure = failure

    def session(self) -> Session:
        """Wait for the book and return its session.

        :raises Refused: for a book that cannot be opened, as `open_session`.
        """
        self._thread.join()
        if self._failure is not None:
            raise self._failure
        assert self._opened is not None
        return self._opened
