"""The numbered, frozen list of schema steps.

A released step is never edited: a change of the schema is a new module at the end of the list.
`user_version` of a book counts the steps that it has been through.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from houqin_desktop.storage.migrations import (
    m0001_first_schema,
    m0002_operators,
    m0003_import_memory,
    m0004_card_blocks,
    m0005_disposal_depth,
    m0006_returned_papers,
    m0007_backups,
    m0008_taken_papers,
    m0009_appraised_cards,
    m0010_returned_appraisals,
)
from houqin_desktop.storage.migrations.guarding import Guarded

_STEPS = (
    m0001_first_schema,
    m0002_operators,
    m0003_import_memory,
    m0004_card_blocks,
    m0005_disposal_depth,
    m0006_returned_papers,
    m0007_backups,
    m0008_taken_papers,
    m0009_appraised_cards,
    m0010_returned_appraisals,
)
MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = tuple(step.up for step in _STEPS)
GUARDED: tuple[Guarded, ...] = tuple(table for step in _STEPS for table in step.GUARDED)
SCHEMA_VERSION = len(MIGRATIONS)
