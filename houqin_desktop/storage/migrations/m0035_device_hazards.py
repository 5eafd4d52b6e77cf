"""Hazards that a check of a device led to.

Frozen once released. Whether such a hazard still stands follows from its steps.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, guards, trigger

GUARDED: tuple[Guarded, ...] = (
    Guarded("device_hazard", keys=("id", "hazard_id"), append_only=True),
)
TABLES = (
    """CREATE TABLE device_hazard (
        id INTEGER PRIMARY KEY,
        check_id INTEGER NOT NULL REFERENCES device_check (id),
        hazard_id INTEGER NOT NULL UNIQUE REFERENCES hazard (id)) STRICT""",
    "CREATE INDEX hazard_of_check ON device_hazard (check_id)",
)
RULES = (
    trigger(
        "device_hazard_found",
        "INSERT ON device_hazard",
        "coalesce((SELECT result FROM device_check WHERE id = NEW.check_id), 'good') = 'good'",
        "只有查出异常的设备才登记隐患",
    ),
)


def up(connection: sqlite3.Connection) -> None:
    """Make the table and its rules."""
    every_guard = (statement for table in GUARDED for statement in guards(table))
    for statement in (*TABLES, *every_guard, *RULES):
        connection.execute(statement)
