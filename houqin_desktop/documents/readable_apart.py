"""The process that writes the readable copy out of a copy of the book while the office works."""

from __future__ import annotations

import os
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.apart import READABLE
from houqin_desktop.documents.apart_process import start_apart
from houqin_desktop.domain.calendar import FixedClock
from houqin_desktop.domain.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houqin_desktop.services.backups.making import Moment

DONE, REFUSED = 0, 1
_BOOK: Final = "book.houqin"
_START = (
    "import sys; count = int(sys.argv[1]); sys.path[:] = sys.argv[count + 2:]; "
    "from houqin_desktop.documents.readable_apart import main; "
    "sys.exit(main(*sys.argv[1:count + 2]))"
)


class ReadableProcess:
    """A readable copy that a process of its own is writing, out of a moment of the book."""

    def __init__(self, moment: Moment, places: Sequence[Path]) -> None:
        """Write the moment where the process finds it, and start the process."""
        self._folder = tempfile.TemporaryDirectory(prefix="houqin-", ignore_cleanup_errors=True)
        book = Path(self._folder.name, _BOOK)
        book.write_bytes(moment.book.content)
        words = [str(book), moment.made_at.isoformat(), *map(str, places)]
        calm = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
        self._process = start_apart(READABLE, _START, [str(len(words)), *words], flags=calm)

    def is_over(self) -> bool:
        """Say whether it is done; its copy of the book is gone then."""
        if self._process.poll() is None:
            return False
        self._folder.cleanup()
        return True

    def stop(self) -> int:
        """End it at once if it is still at work; files that it had begun stay as they were."""
        self._process.kill()
        return self.wait()

    def wait(self) -> int:
        """Wait until it is over and return how it ended."""
        code = self._process.wait()
        self._folder.cleanup()
        return code


def main(_count: str, book: str, made_at: str, *places: str) -> int:
    """Write the readable copy of the book at `book` into these folders; return 0 or 1."""
    from houqin_desktop.documents.readable_copy import write_readable
    from houqin_desktop.services.session import open_session

    if hasattr(os, "nice"):
        os.nice(10)
    session = open_session(Path(book), clock=FixedClock(datetime.fromisoformat(made_at)))
    code = DONE
    try:
        for place in places:
            try:
                write_readable(session, Path(place))
            except Refused:
                code = REFUSED
    finally:
        session.close()
    return code
