"""Pages of signed papers that came back, each with its scan.

Frozen.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

TABLE = f"""CREATE TABLE returned_page (
        id INTEGER PRIMARY KEY,
        voucher_id INTEGER NOT NULL REFERENCES voucher (id),
        version INTEGER NOT NULL,
        page INTEGER NOT NULL CHECK (page BETWEEN 1 AND pages),
        pages INTEGER NOT NULL CHECK (pages > 0),
        {date_column("filed_on")},
        source TEXT NOT NULL,
        origin TEXT NOT NULL CHECK (origin <> ''),
        sha256 TEXT NOT NULL REFERENCES attachment (sha256),
        UNIQUE (voucher_id, version, page, origin),
        FOREIGN KEY (voucher_id, version) REFERENCES voucher_sheet (voucher_id, version)) STRICT"""
GUARDED = (
    Guarded(
        "returned_page",
        keys=("id",),
        compound=("voucher_id", "version", "page", "origin"),
        append_only=True,
    ),
)
RULES = (
    trigger(
        "returned_page_version",
        "INSERT ON returned_page",
        "NEW.version <> (SELECT version FROM voucher WHERE id = NEW.voucher_id)",
        "旧版的纸不能归档",
    ),
    trigger(
        "returned_page_pages",
        "INSERT ON returned_page",
        "EXISTS (SELECT 1 FROM returned_page WHERE voucher_id = NEW.voucher_id"
        " AND version = NEW.version AND pages <> NEW.pages)",
        "同一张单的总页数不一致",
    ),
)


def up(connection: sqlite3.Connection) -> None:
    """Make the table; pages of older versions are refused, and pages of another count."""
    connection.execute(TABLE)
    for table in GUARDED:
        for statement in guards(table):
            connection.execute(statement)
    for statement in RULES:
        connection.execute(statement)
