"""Who took a printed paper away, so that the day's list can name him.

Frozen.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded

GUARDED: tuple[Guarded, ...] = ()


def up(connection: sqlite3.Connection) -> None:
    """Add the column; papers that were printed before have nobody named."""
    connection.execute(
        "ALTER TABLE voucher_printing ADD COLUMN taken_by_id INTEGER REFERENCES person (id)"
    )
