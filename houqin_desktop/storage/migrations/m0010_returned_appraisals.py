"""Pages of signed 技术鉴定表 that came back, each with its scan.

Frozen once released. An appraisal never changes, so that it has one version.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

TABLE = f"""CREATE TABLE appraisal_page (
        id INTEGER PRIMARY KEY,
        appraisal_id INTEGER NOT NULL REFERENCES appraisal (id),
        page INTEGER NOT NULL CHECK (page BETWEEN 1 AND pages),
        pages INTEGER NOT NULL CHECK (pages > 0),
        {date_column("filed_on")},
        source TEXT NOT NULL,
        origin TEXT NOT NULL CHECK (origin <> ''),
        sha256 TEXT NOT NULL REFERENCES attachment (sha256),
        UNIQUE (appraisal_id, page, origin)) STRICT"""
GUARDED = (
    Guarded(
        "appraisal_page",
        keys=("id",),
        compound=("appraisal_id", "page", "origin"),
        append_only=True,
    ),
)
RULE = trigger(
    "appraisal_page_pages",
    "INSERT ON appraisal_page",
    "EXISTS (SELECT 1 FROM appraisal_page WHERE appraisal_id = NEW.appraisal_id"
    " AND pages <> NEW.pages)",
    "同一张鉴定表的总页数不一致",
)


def up(connection: sqlite3.Connection) -> None:
    """Make the table; pages of another count are refused."""
    connection.execute(TABLE)
    for table in GUARDED:
        for statement in guards(table):
            connection.execute(statement)
    connection.execute(RULE)
