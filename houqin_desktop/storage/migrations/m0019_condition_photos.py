"""A line of a slip may have a photo: in what condition a thing went out, or came back.

Frozen once released.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded

GUARDED: tuple[Guarded, ...] = ()


def up(connection: sqlite3.Connection) -> None:
    """Add the content hash of the photo to the lines of slips."""
    connection.execute("ALTER TABLE slip_line ADD COLUMN photo TEXT REFERENCES attachment (sha256)")
