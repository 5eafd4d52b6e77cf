"""What can still be read of a damaged book: looked at without a lock and without writing a byte."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from houqin_desktop.storage.base import UNREADABLE
from houqin_desktop.storage.database import APPLICATION_ID, HEADER
from houqin_desktop.storage.journal import GENESIS_HASH, row_hash

NO_BOOK_START = ""


@dataclass(frozen=True, slots=True)
class Remains:
    """A damaged file: its size in bytes, its pages, its tables, and its flow as far as it holds.

    `pages` is what the file has room for, `pages_due` what its header says; both 0 without one.
    `head_seq` is the last row up to which every row of the flow hangs on the one before.
    """

    size: int
    has_header: bool
    pages: int
    pages_due: int
    whole: tuple[str, ...]
    broken: tuple[str, ...]
    head_seq: int
    head_hash: str
    first_hash: str


def examine(book: Path) -> Remains:
    """Read a damaged file as far as it can be read; nothing of it is changed.

    :raises OSError: when not even its first bytes can be read.
    """
    with book.open("rb") as file:
        start = file.read(100)
    size = book.stat().st_size
    page = int.from_bytes(start[16:18], "big")
    page = 65_536 if page == 1 else page
    is_ours = int.from_bytes(start[68:72], "big") == APPLICATION_ID
    has_header = start.startswith(HEADER) and page >= 512 and is_ours
    pages = (size // page, int.from_bytes(start[28:32], "big")) if has_header else (0, 0)
    address = f"{book.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        connection.text_factory = partial(str, encoding="utf-8", errors="replace")
        whole, broken = _tables(connection)
        head_seq, head_hash, first_hash = flow_of(connection)
    return Remains(
        size, has_header, *pages, tuple(whole), tuple(broken), head_seq, head_hash, first_hash
    )


def _tables(connection: sqlite3.Connection) -> tuple[list[str], list[str]]:
    names: list[str] = []
    with suppress(*UNREADABLE):
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " ORDER BY name"
        ):
            names.append(str(name))
    whole, broken = [], []
    for name in names:
        try:
            for _row in connection.execute('SELECT * FROM "{}"'.format(name.replace('"', '""'))):
                pass
        except UNREADABLE:
            broken.append(name)
        else:
            whole.append(name)
    return whole, broken


def flow_of(connection: sqlite3.Connection) -> tuple[int, str, str]:
    """Return seq and hash of the last row up to which the flow holds, and the hash of its first."""
    seq, last, first = 0, GENESIS_HASH, NO_BOOK_START
    with suppress(*UNREADABLE, TypeError):
        for *fields, stored in connection.execute("SELECT * FROM journal ORDER BY seq"):
            if fields[0] != seq + 1 or row_hash(fields, last) != stored:
                break
            seq, last = seq + 1, stored
            first = first or stored
    return seq, last, first
