"""Backups as rows of the book, and the open book copied as it stands by SQLite's own backup."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import file_digest
from io import BufferedIOBase, BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import day, integer, text
from houqin_desktop.storage.journal import head_of, start_of
from houqin_desktop.storage.personal import leave_out_personal

# A megabyte: as long as one step takes, whoever else asks the book for something waits.
STEP_PAGES: Final = 256
# Without it the copy would have the connection again before anybody who waits for it wakes up.
BREATH: Final = 0.001


class Backup(BaseModel):
    """One backup that was made and read back."""

    id: int = integer(key=True)
    made_on: date = day()
    name: str = text()
    folder: str = text()
    size: int = integer()
    sha256: str = text()
    head_seq: int = integer()
    head_hash: str = text()


class Restoration(BaseModel):
    """One time that a backup took the place of the book."""

    id: int = integer(key=True)
    restored_on: date = day()
    name: str = text()
    sha256: str = text()
    head_seq: int = integer()
    head_hash: str = text()
    replaced_seq: int = integer()
    replaced_hash: str = text()
    kept_as: str = text()


def last_backups() -> list[Backup]:
    """Return the newest backup of each folder that the book knows of, the newest first."""
    newest = db.execute_sql("SELECT max(id) FROM backup GROUP BY folder ORDER BY 1 DESC")
    return [found for (key,) in newest if (found := Backup.find(id=key)) is not None]


def last_restoration() -> Restoration | None:
    """Return the newest restoration that the book knows of."""
    found = Restoration.every("id DESC LIMIT 1")
    return found[0] if found else None


def ends_with_restoration() -> bool:
    """Say whether the last row of the flow tells of a restoration."""
    last = db.execute_sql("SELECT verb FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return last is not None and bool(last[0] == "record_restoration")


@dataclass(frozen=True, slots=True)
class LastWork:
    """The last row of the flow that no backup and no restoration wrote."""

    seq: int
    business_on: date
    recorded_on: date


def last_work_row() -> LastWork | None:
    """Return that row, or None in a book without any."""
    row = db.execute_sql(
        "SELECT seq, business_on, substr(recorded_at, 1, 10) FROM journal"
        " WHERE verb NOT IN ('record_backup', 'record_restoration') ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return None if row is None else LastWork(row[0], *map(date.fromisoformat, row[1:]))


def last_work() -> int:
    """Return the seq of the last row of the flow that no backup and no restoration wrote, or 0."""
    last = last_work_row()
    return 0 if last is None else last.seq


class BookCopy:
    """The open book in memory, as it stood when the copy was done.

    It holds nothing personal of people from outside, which may not be kept as long as a backup:
    that is in `personal`. `start` is the hash of its first row, `head` its last row, `size` its
    bytes.
    """

    def __init__(self, tick: Callable[[int, int], None] | None = None) -> None:
        """Copy the book by SQLite's own backup: 140 MB in a tenth of a second.

        :param tick: with it the book is copied in steps, for which any thread will do while the
            window goes on with the same connection: SQLite carries what is written meanwhile into
            the copy, and no step is taken inside of a command. It is told after each step how many
            steps of how many are done, and may raise to give the copy up.
        """
        self._copy = sqlite3.connect(":memory:", check_same_thread=False)
        try:
            _in_steps(db.connection(), self._copy, tick, BREATH)
            self.personal = leave_out_personal(self._copy)
            self.start = start_of(self._copy)
            self.head = head_of(self._copy)
            self.size = _size_of(self._copy)
        except BaseException:
            self._copy.close()
            raise

    @contextmanager
    def opened(self, tick: Callable[[int, int], None] | None = None) -> Iterator[BufferedIOBase]:
        """Lend the copy as a file that is read in pieces, from any thread.

        It lies among the temporary files and is gone afterwards. Where there is no room for it, its
        bytes are made at once: all threads stand still for that, 0.1 s for 110 MB and more where
        others work too, but a backup is better than none.

        :param tick: told as `write_to` tells it.
        """
        with ExitStack() as stack:
            file: BufferedIOBase
            try:
                folder = TemporaryDirectory(prefix="houqin-", ignore_cleanup_errors=True)
                path = Path(stack.enter_context(folder), "book")
                self.write_to(path, tick)
                file = path.open("rb")
            except (OSError, sqlite3.Error):
                file = BytesIO(self._copy.serialize())
            yield stack.enter_context(file)

    def digest(self) -> str:
        """Return the SHA-256 of the copy as a file."""
        with self.opened() as file:
            return file_digest(file, "sha256").hexdigest()

    def write_to(self, path: Path, tick: Callable[[int, int], None] | None = None) -> None:
        """Write the copy into a new file; meanwhile Python goes on, whatever its size.

        :param tick: told after each step how many steps of how many are done; may raise to stop.
        :raises sqlite3.Error: when the file cannot be written.
        """
        with closing(sqlite3.connect(path)) as file:
            file.execute("PRAGMA synchronous = OFF")
            _in_steps(self._copy, file, tick)


def _size_of(copy: sqlite3.Connection) -> int:
    (pages,), (size,) = (
        copy.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
    )
    return int(pages * size)


def copy_as_it_is(target: Path) -> None:
    """Copy the open book page by page into a file, whatever is wrong with what they say.

    :raises OSError: when a page cannot be read or written; then no half copy is left.
    """
    try:
        with closing(sqlite3.connect(target)) as copy:
            _in_steps(db.connection(), copy, None)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise OSError(f"{target.name} was not written") from error


def _in_steps(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    tick: Callable[[int, int], None] | None,
    breath: float = 0.0,
) -> None:
    """Copy in one go, or with a tick in steps with so many seconds between them."""
    if tick is None:
        source.backup(target)
        return

    def rest(_status: int, left: int, total: int) -> None:
        tick(-(-(total - left) // STEP_PAGES), -(-total // STEP_PAGES))
        time.sleep(breath)

    source.backup(target, pages=STEP_PAGES, progress=rest, sleep=BREATH)
