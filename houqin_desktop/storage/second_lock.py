"""A second lock on the open book, which nothing else in this program can lose.

On Linux, closing any handle on a file gives up every lock that the process holds on it by the way
SQLite locks: a file chooser that looks into the book would be enough. A flock belongs to its own
handle and stays. Windows keeps SQLite's lock whatever else is closed, and needs none.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_held: list[int] = []


def hold(path: Path) -> bool:
    """Take the lock on an existing file; return False when another process holds it."""
    if sys.platform == "win32":
        return True
    import fcntl

    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return False
    except OSError:
        # A file system without flock: SQLite's own lock has to do.
        os.close(handle)
        return True
    _held.append(handle)
    return True


def release() -> None:
    """Give the lock up; after SQLite has closed the file, for this closes it once more."""
    while _held:
        os.close(_held.pop())
