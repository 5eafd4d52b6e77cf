"""The process that looks after a copy of the book while the office works.

It checks every invariant of it, and writes the readable copy out of it where one is due.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.apart import COPY
from houqin_desktop.documents.apart_process import start_apart
from houqin_desktop.domain.calendar import FixedClock
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.check.gate import NOT_IN_BACKUP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houqin_desktop.services.backups.making import Moment

DONE, REFUSED, FAULTY = 0, 1, 2
# Attachments stay beside the book; they are held against their hashes when they are backed up.
NOT_IN_COPY: Final = NOT_IN_BACKUP | {"I33"}
_BOOK: Final = "book.houqin"
_START = (
    "import sys; count = int(sys.argv[1]); sys.path[:] = sys.argv[count + 2:]; "
    "from houqin_desktop.documents.copy_apart import main; "
    "sys.exit(main(*sys.argv[1:count + 2]))"
)


class CopyProcess:
    """A process of its own that checks a moment of the book and makes it readable."""

    def __init__(self, moment: Moment, places: Sequence[Path]) -> None:
        """Write the moment where the process finds it, and start the process."""
        self._folder = tempfile.TemporaryDirectory(prefix="houqin-", ignore_cleanup_errors=True)
        book = Path(self._folder.name, _BOOK)
        moment.book.write_to(book)
        words = [str(book), moment.made_at.isoformat(), *map(str, places)]
        calm = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
        self._process = start_apart(COPY, _START, [str(len(words)), *words], flags=calm)

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
    """Check the book at `book` and write its readable copy into these folders.

    :return: 0, or the sum of what was met: 1 for a folder that takes nothing, 2 for a faulty book.
    """
    from houqin_desktop.documents.readable_copy import write_readable
    from houqin_desktop.services.check.invariants import run_checks
    from houqin_desktop.services.session import open_session

    if hasattr(os, "nice"):
        os.nice(10)
    session = open_session(Path(book), clock=FixedClock(datetime.fromisoformat(made_at)))
    code = DONE
    try:
        report = run_checks()
        if any(one.faults for one in report.invariants if one.id not in NOT_IN_COPY):
            code |= FAULTY
        for place in places:
            try:
                write_readable(session, Path(place))
            except Refused:
                code |= REFUSED
    finally:
        session.close()
    return code
