"""Places of the campus (校园场所), which every feature of the safety log refers to.

Frozen once released.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, guards

GUARDED = (Guarded("campus_place", keys=("id", "code", "name"), for_ever=("code",)),)
TABLES = (
    """CREATE TABLE campus_place (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE CHECK (code GLOB 'CS[0-9][0-9][0-9][0-9]*'),
        name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
        area TEXT NOT NULL DEFAULT '',
        department_id INTEGER REFERENCES department (id),
        responsible_id INTEGER REFERENCES person (id),
        walking_order INTEGER NOT NULL CHECK (walking_order BETWEEN 1 AND 9999),
        is_key INTEGER NOT NULL DEFAULT 0 CHECK (is_key IN (0, 1)),
        remarks TEXT NOT NULL DEFAULT '',
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))) STRICT""",
)


def up(connection: sqlite3.Connection) -> None:
    """Make the table of the places of the campus."""
    for statement in (*TABLES, *(rule for table in GUARDED for rule in guards(table))):
        connection.execute(statement)
