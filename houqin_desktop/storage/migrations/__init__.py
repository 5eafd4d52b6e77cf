"""The numbered, frozen list of schema steps.

A released step is never edited: a change of the schema is a new module at the end of the list.
`user_version` of a book counts the steps that it has been through. A step is loaded when a book
wants it, which a book of today never does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from houqin_desktop.storage.migrations.guarding import Guarded

STEPS: Final = (
    "m0001_first_schema",
    "m0002_operators",
    "m0003_import_memory",
    "m0004_card_blocks",
    "m0005_disposal_depth",
    "m0006_returned_papers",
    "m0007_backups",
    "m0008_taken_papers",
    "m0009_appraised_cards",
    "m0010_returned_appraisals",
    "m0011_corrected_terms",
    "m0012_withdrawn_choices",
    "m0013_stock_and_slips",
    "m0014_counts",
    "m0015_places",
    "m0016_lending",
    "m0017_transferred_cards",
    "m0018_handovers",
    "m0019_condition_photos",
    "m0020_counted_stock",
    "m0021_settling_papers",
    "m0022_equipment",
    "m0023_apart_hands",
    "m0024_term_plans",
    "m0025_procurement",
    "m0026_slip_documents",
    "m0027_campus",
    "m0028_duties",
    "m0029_safety_devices",
    "m0030_repairs",
    "m0031_gate",
    "m0032_inspections",
    "m0033_pledges",
    "m0034_hazards",
    "m0035_device_hazards",
    "m0036_users_hand",
    "m0037_quicker_guards",
    "m0038_out_once",
    "m0039_lean_slips",
)
SCHEMA_VERSION: Final = len(STEPS)


def migrations(since: int = 0) -> Iterator[Callable[[sqlite3.Connection], None]]:
    """Yield the steps that a book of this version has not been through, in order."""
    for module in _modules(since):
        yield module.up


def guarded() -> tuple[Guarded, ...]:
    """Return the tables that triggers guard, those of every step."""
    return tuple(table for module in _modules() for table in module.GUARDED)


def _modules(since: int = 0) -> Iterator[ModuleType]:
    for name in STEPS[since:]:
        yield import_module(f"{__name__}.{name}")
