"""Backups as rows of the book, and the open book copied at one moment by SQLite's own backup."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import day, integer, text


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
    """The open book as it stands when this is made, copied into memory by SQLite's own backup."""

    def __init__(self) -> None:
        """Copy the book, on the thread that has it: 140 MB in a tenth of a second."""
        self._copy = sqlite3.connect(":memory:", check_same_thread=False)
        try:
            db.connection().backup(self._copy)
        except BaseException:
            self._copy.close()
            raise

    @cached_property
    def content(self) -> bytes:
        """Return the copy as a file; this takes longer, and any thread may ask for it."""
        try:
            return self._copy.serialize()
        finally:
            self._copy.close()
