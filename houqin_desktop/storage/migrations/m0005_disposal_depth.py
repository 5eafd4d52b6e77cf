"""A step kept for split cards, appraisals, the papers of a disposal, reversals."""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded

GUARDED: tuple[Guarded, ...] = ()


def up(_connection: sqlite3.Connection) -> None:
    """Change nothing yet."""
