"""Backups that were made, and backups that took the place of the book.

Frozen.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards

_HASH = "CHECK (length({0}) = 64)"

TABLES = (
    f"""CREATE TABLE backup (
        id INTEGER PRIMARY KEY,
        {date_column("made_on")},
        name TEXT NOT NULL CHECK (name <> ''),
        folder TEXT NOT NULL,
        size INTEGER NOT NULL CHECK (size > 0),
        sha256 TEXT NOT NULL {_HASH.format("sha256")},
        head_seq INTEGER NOT NULL CHECK (head_seq > 0),
        head_hash TEXT NOT NULL {_HASH.format("head_hash")}) STRICT""",
    f"""CREATE TABLE restoration (
        id INTEGER PRIMARY KEY,
        {date_column("restored_on")},
        name TEXT NOT NULL CHECK (name <> ''),
        sha256 TEXT NOT NULL {_HASH.format("sha256")},
        head_seq INTEGER NOT NULL CHECK (head_seq > 0),
        head_hash TEXT NOT NULL {_HASH.format("head_hash")},
        replaced_seq INTEGER NOT NULL CHECK (replaced_seq >= 0),
        replaced_hash TEXT NOT NULL,
        kept_as TEXT NOT NULL) STRICT""",
)
GUARDED = (
    Guarded("backup", keys=("id",), append_only=True),
    Guarded("restoration", keys=("id",), append_only=True),
)


def up(connection: sqlite3.Connection) -> None:
    """Make both tables, each guarded as a flow."""
    for statement in TABLES:
        connection.execute(statement)
    for table in GUARDED:
        for statement in guards(table):
            connection.execute(statement)
