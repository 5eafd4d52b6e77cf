"""Which slip takes back another is looked up among the reversals alone.

Frozen once released. Hardly any slip is one, and each of the others wrote an empty entry into the
index all the same: a page more to write, and to bring onto the disk, with every slip of the counter.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded

GUARDED: tuple[Guarded, ...] = ()


def up(connection: sqlite3.Connection) -> None:
    """Make the index anew, of the reversals."""
    connection.execute("DROP INDEX slip_original")
    connection.execute(
        "CREATE INDEX slip_original ON slip (original_id) WHERE original_id IS NOT NULL"
    )
