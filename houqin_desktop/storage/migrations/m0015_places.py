"""Places (存放地点) within a storeroom: 柜, 架 and 位; and rooms that are closed on a day (停用).

Frozen once released. A 柜 or 架 stands in the room; a 位 (a layer, a seat) may lie in one of them.
A room with `closed_on` was in use and is no longer; a closed one without was registered by mistake.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, guards, trigger

GUARDED = (
    Guarded(
        "place",
        keys=("id", "code"),
        compound=("storeroom_id", "name"),
        for_ever=("storeroom_id", "code"),
    ),
)
TABLES = (
    """CREATE TABLE place (
        id INTEGER PRIMARY KEY,
        storeroom_id INTEGER NOT NULL REFERENCES storeroom (id),
        code TEXT NOT NULL UNIQUE CHECK (code GLOB 'PLACE[0-9][0-9][0-9][0-9]*'),
        kind TEXT NOT NULL CHECK (kind IN ('cabinet', 'rack', 'spot')),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        parent_id INTEGER REFERENCES place (id),
        walking_order INTEGER NOT NULL CHECK (walking_order > 0),
        closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
        CHECK (parent_id IS NULL OR kind = 'spot'),
        UNIQUE (storeroom_id, name)) STRICT""",
    "CREATE INDEX place_parent ON place (parent_id) WHERE parent_id IS NOT NULL",
    """ALTER TABLE storeroom ADD COLUMN closed_on TEXT CHECK (closed_on IS NULL OR
        (closed = 1 AND closed_on IS date(closed_on, '+0 days')))""",
)
_BAD_PARENT = (
    "NEW.closed = 0 AND NEW.parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM place p"
    " WHERE p.id = NEW.parent_id AND p.storeroom_id = NEW.storeroom_id AND p.closed = 0"
    " AND p.kind <> 'spot')"
)
_HELD_LATER = "coalesce({0}.to_on, '9999-12-31') > {1}.closed_on"
_CLOSED_ROOM = (
    "EXISTS (SELECT 1 FROM storeroom r WHERE r.id = NEW.storeroom_id AND r.closed = 1"
    f" AND (r.closed_on IS NULL OR {_HELD_LATER.format('NEW', 'r')}))"
)
RULES = (
    trigger(
        "place_room",
        "INSERT ON place",
        "(SELECT closed FROM storeroom WHERE id = NEW.storeroom_id) = 1",
        "停用的保管室不能再设存放地点",
    ),
    trigger("place_inside", "INSERT ON place", _BAD_PARENT, "位只能在本室在用的柜或架里"),
    trigger("place_moved", "UPDATE ON place", _BAD_PARENT, "位只能在本室在用的柜或架里"),
    trigger(
        "place_holds_places",
        "UPDATE ON place",
        "(NEW.closed = 1 OR NEW.kind = 'spot')"
        " AND EXISTS (SELECT 1 FROM place p WHERE p.parent_id = NEW.id AND p.closed = 0)",
        "存放地点里还有位，不能撤销或改成位",
    ),
    trigger(
        "storeroom_kept",
        "UPDATE ON storeroom",
        "NEW.closed_on IS NOT NULL AND EXISTS (SELECT 1 FROM appointment a"
        f" WHERE a.storeroom_id = NEW.id AND {_HELD_LATER.format('a', 'NEW')})",
        "保管室还有保管员在任，不能停用",
    ),
    trigger(
        "appointment_room",
        "INSERT ON appointment",
        _CLOSED_ROOM,
        "停用的保管室不能再任命保管员",
    ),
    trigger(
        "appointment_room_later",
        "UPDATE OF to_on ON appointment",
        _CLOSED_ROOM,
        "停用的保管室不能再任命保管员",
    ),
)


def up(connection: sqlite3.Connection) -> None:
    """Make the table of places, the day a room was closed, and the rules of both."""
    statements = (*TABLES, *(rule for table in GUARDED for rule in guards(table)), *RULES)
    for statement in statements:
        connection.execute(statement)
