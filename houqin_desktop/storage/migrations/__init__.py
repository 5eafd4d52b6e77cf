"""The numbered, frozen list of schema steps.

A released step is never edited: a change of the schema is a new module at the end of the list.
`user_version` of a book counts the steps that it has been through.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from houqin_desktop.storage.migrations import m0001_first_schema

MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (m0001_first_schema.up,)
SCHEMA_VERSION = len(MIGRATIONS)
