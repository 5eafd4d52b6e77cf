"""Situations of a book, kept in memory and laid back into it: every action is tried in each."""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage import open_file
from houqin_desktop.storage.base import db


def snapshot() -> sqlite3.Connection:
    """Return the open book as it stands."""
    memory = sqlite3.connect(":memory:")
    db.connection().backup(memory)
    return memory


def lay_back(memory: sqlite3.Connection) -> None:
    """Put a situation back into the open book, past every door of the program."""
    memory.backup(db.connection())
    open_file.note_written()
