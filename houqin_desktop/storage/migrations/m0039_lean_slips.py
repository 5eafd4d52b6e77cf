"""A slip writes into no index that nobody looks into.

Frozen once released. Each index is a page more that is written, and brought onto the disk, with
every slip of the counter. What a slip takes back is looked up among the reversals alone, which
hardly any slip is; and the lines of an item are never looked for, for its postings name them.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded

GUARDED: tuple[Guarded, ...] = ()


def up(connection: sqlite3.Connection) -> None:
    """Make the first index anew, of the reversals, and do without the second."""
    connection.execute("DROP INDEX slip_original")
    connection.execute(
        "CREATE INDEX slip_original ON slip (original_id) WHERE original_id IS NOT NULL"
    )
    connection.execute("DROP INDEX slip_line_item")
