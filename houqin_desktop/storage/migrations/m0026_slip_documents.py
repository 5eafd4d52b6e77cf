"""Files that belong to a slip: quotations, contract, plan, invoice, delivery note.

Frozen once released. A file is taken off by a mark and comes back by the same; its content stays.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

TABLES = (
    f"""CREATE TABLE slip_document (
        id INTEGER PRIMARY KEY,
        slip_id INTEGER NOT NULL REFERENCES slip (id),
        position INTEGER NOT NULL CHECK (position > 0),
        title TEXT NOT NULL CHECK (trim(title) <> ''),
        sha256 TEXT NOT NULL REFERENCES attachment (sha256),
        {date_column("added_on")},
        dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
        UNIQUE (slip_id, position)) STRICT""",
)
GUARDED: tuple[Guarded, ...] = (
    Guarded(
        "slip_document",
        keys=("id",),
        compound=("slip_id", "position"),
        for_ever=("slip_id", "position", "title", "sha256", "added_on"),
    ),
)
RULES = (
    trigger(
        "slip_document_new",
        "INSERT ON slip_document",
        "NEW.dropped = 1 OR EXISTS (SELECT 1 FROM slip_document WHERE slip_id = NEW.slip_id"
        " AND sha256 = NEW.sha256 AND dropped = 0)",
        "这个文件已经附在单据上",
    ),
    trigger(
        "slip_document_back",
        "UPDATE OF dropped ON slip_document",
        "NEW.dropped = 0 AND OLD.dropped = 1 AND EXISTS (SELECT 1 FROM slip_document"
        " WHERE slip_id = NEW.slip_id AND sha256 = NEW.sha256 AND dropped = 0)",
        "这个文件已经附在单据上",
    ),
)


def up(connection: sqlite3.Connection) -> None:
    """Make the table and its rules."""
    every_guard = (statement for table in GUARDED for statement in guards(table))
    for statement in (*TABLES, *every_guard, *RULES):
        connection.execute(statement)
