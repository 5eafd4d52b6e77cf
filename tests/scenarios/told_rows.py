"""All rows of a book, without what may differ between two ways of doing the same."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

Told = tuple[tuple[str, Any], ...]


def told(path: Path) -> dict[str, list[Told]]:
    """Return all rows of a book without recorded_at, command ids and hashes."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    tables = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    found = {}
    for table in tables:
        rows = connection.execute(f'SELECT * FROM "{table}"').fetchall()
        found[table] = sorted((plain(dict(row)) for row in rows), key=repr)
    connection.close()
    return found


def plain(row: dict[str, Any]) -> Told:
    """Take out of a row what may differ between two ways of doing the same."""
    for name in ("recorded_at", "command_id", "hash", "digest", "content_hash", "head"):
        row.pop(name, None)
    # A hash of what is personal has a salt of its own each time; the value beside it is compared.
    for name in ("name_key", "credential_key", "telephone_key", "pupil_key", "fetcher_key"):
        row.pop(name, None)
    if row.pop("salt", None) is not None:
        row.pop("key")
    if "answer" in row:
        row.pop("id")
    if row.get("subject") == "command":
        row.pop("subject_key")
    for name in ("sheet", "before", "after"):
        if row.get(name):
            row[name] = plain(json.loads(row[name]))
    return tuple(sorted(row.items(), key=lambda item: item[0]))
