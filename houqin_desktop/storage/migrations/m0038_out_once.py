"""Who is out does not go out again, and a round over the devices that is open is not opened twice.

Frozen once released. A correction takes the place of the outing that it names, so it may stand
beside it for the moment between the two rows.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, trigger

GUARDED: tuple[Guarded, ...] = ()
RULES = (
    trigger(
        "outing_out_once",
        "INSERT ON outing",
        "NEW.corrects_id IS NULL AND NEW.back_at IS NULL AND NEW.voided_on IS NULL"
        " AND EXISTS (SELECT 1 FROM outing WHERE back_at IS NULL AND voided_on IS NULL"
        " AND (person_id = NEW.person_id OR pupil_key = NEW.pupil_key)"
        " AND (expected_on IS NOT NULL OR went_on = NEW.went_on))",
        "这一位已经外出，还没有登记返校",
    ),
    trigger(
        "device_round_open_once",
        "INSERT ON device_round",
        "NEW.closed_on IS NULL AND NEW.withdrawn = 0 AND EXISTS (SELECT 1 FROM device_round"
        " WHERE opened_on = NEW.opened_on AND rhythm IS NEW.rhythm AND kind IS NEW.kind"
        " AND closed_on IS NULL AND withdrawn = 0)",
        "今天已经开了同样的巡检，还没有结束",
    ),
)


def up(connection: sqlite3.Connection) -> None:
    """Hold both from now on."""
    for rule in RULES:
        connection.execute(rule)
