"""清查盘点: sessions, their rooms, the frozen lines, what was found, the differences.

Frozen once released. A line keeps for ever what was frozen; what was counted may be counted again
until the session is signed off. A session that is signed off or withdrawn takes nothing more; only
the document that follows from a difference is still written on it, once.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

_RESULTS = "'wrong_place', 'wrong_user', 'surplus', 'shortage', 'damaged', 'idle'"
_HANDLINGS = (
    "'transfer', 'correct', 'put_back', 'write_off', 'compensate', 'enter', 'repair', 'keep'"
)
_CONDITIONS = "'good', 'damaged', 'idle'"

TABLES = (
    f"""CREATE TABLE count_session (
        id INTEGER PRIMARY KEY,
        number TEXT NOT NULL UNIQUE CHECK (number GLOB 'PD[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*'),
        title TEXT NOT NULL CHECK (trim(title) <> ''),
        {date_column("baseline_on")},
        {date_column("opened_on")},
        categories TEXT NOT NULL DEFAULT '',
        {date_column("closed_on", optional=True)},
        signers TEXT NOT NULL DEFAULT '',
        {date_column("withdrawn_on", optional=True)},
        note TEXT NOT NULL DEFAULT '',
        CHECK (baseline_on <= opened_on),
        CHECK (closed_on IS NULL OR (closed_on >= baseline_on AND trim(signers) <> '')),
        CHECK (closed_on IS NULL OR withdrawn_on IS NULL)) STRICT""",
    f"""CREATE TABLE count_room (
        id INTEGER PRIMARY KEY,
        session_id INTEGER NOT NULL REFERENCES count_session (id),
        storeroom_id INTEGER NOT NULL REFERENCES storeroom (id),
        {date_column("finished_on", optional=True)},
        counted_by TEXT NOT NULL DEFAULT '',
        witnessed_by TEXT NOT NULL DEFAULT '',
        UNIQUE (session_id, storeroom_id),
        CHECK (finished_on IS NULL OR trim(counted_by) <> '')) STRICT""",
    f"""CREATE TABLE count_line (
        id INTEGER PRIMARY KEY,
        session_id INTEGER NOT NULL REFERENCES count_session (id),
        asset_id INTEGER NOT NULL REFERENCES asset (id),
        sheet_room_id INTEGER NOT NULL REFERENCES storeroom (id),
        position INTEGER NOT NULL CHECK (position > 0),
        frozen_room_id INTEGER REFERENCES storeroom (id),
        frozen_place TEXT NOT NULL DEFAULT '',
        frozen_quantity INTEGER NOT NULL CHECK (frozen_quantity >= 0),
        frozen_value_fen INTEGER NOT NULL CHECK (frozen_value_fen >= 0),
        frozen_holder_id INTEGER REFERENCES person (id),
        accumulated_fen INTEGER NOT NULL CHECK (accumulated_fen >= 0),
        posting_mark INTEGER NOT NULL CHECK (posting_mark >= 0),
        value_mark INTEGER NOT NULL CHECK (value_mark >= 0),
        {date_column("counted_on", optional=True)},
        counted_quantity INTEGER CHECK (counted_quantity >= 0),
        counted_room_id INTEGER REFERENCES storeroom (id),
        counted_place TEXT NOT NULL DEFAULT '',
        counted_holder_id INTEGER REFERENCES person (id),
        condition TEXT CHECK (condition IN ({_CONDITIONS})),
        affected_quantity INTEGER CHECK (affected_quantity BETWEEN 1 AND counted_quantity),
        note TEXT NOT NULL DEFAULT '',
        booked_room_id INTEGER REFERENCES storeroom (id),
        booked_place TEXT NOT NULL DEFAULT '',
        booked_quantity INTEGER CHECK (booked_quantity >= 0),
        booked_value_fen INTEGER CHECK (booked_value_fen >= 0),
        booked_holder_id INTEGER REFERENCES person (id),
        UNIQUE (session_id, asset_id),
        CHECK ((frozen_room_id IS NULL) = (frozen_quantity = 0)),
        CHECK (frozen_quantity > 0 OR frozen_value_fen = 0),
        CHECK ((counted_quantity IS NULL) = (counted_on IS NULL)),
        CHECK ((counted_quantity IS NULL) = (counted_room_id IS NULL)),
        CHECK ((counted_quantity IS NULL) = (condition IS NULL)),
        CHECK ((counted_quantity IS NULL) = (booked_quantity IS NULL)),
        CHECK ((booked_quantity IS NULL) = (booked_value_fen IS NULL)),
        CHECK (coalesce(booked_quantity, 0) > 0 OR coalesce(booked_value_fen, 0) = 0),
        CHECK ((booked_room_id IS NULL) = (coalesce(booked_quantity, 0) = 0))) STRICT""",
    "CREATE INDEX count_line_asset ON count_line (asset_id)",
    f"""CREATE TABLE count_surplus (
        id INTEGER PRIMARY KEY,
        session_id INTEGER NOT NULL REFERENCES count_session (id),
        storeroom_id INTEGER NOT NULL REFERENCES storeroom (id),
        position INTEGER NOT NULL CHECK (position > 0),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        specification TEXT NOT NULL DEFAULT '',
        unit TEXT NOT NULL DEFAULT '',
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        value_fen INTEGER NOT NULL CHECK (value_fen >= 0),
        value_basis TEXT NOT NULL DEFAULT '',
        place TEXT NOT NULL DEFAULT '',
        holder_id INTEGER REFERENCES person (id),
        note TEXT NOT NULL DEFAULT '',
        photo TEXT REFERENCES attachment (sha256),
        {date_column("counted_on")},
        asset_id INTEGER UNIQUE REFERENCES asset (id),
        dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
        UNIQUE (session_id, position)) STRICT""",
    f"""CREATE TABLE count_finding (
        id INTEGER PRIMARY KEY,
        session_id INTEGER NOT NULL REFERENCES count_session (id),
        line_id INTEGER REFERENCES count_line (id),
        surplus_id INTEGER REFERENCES count_surplus (id),
        result TEXT NOT NULL CHECK (result IN ({_RESULTS})),
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        value_fen INTEGER NOT NULL CHECK (value_fen >= 0),
        cause TEXT NOT NULL DEFAULT '',
        handling TEXT CHECK (handling IN ({_HANDLINGS})),
        liable_id INTEGER REFERENCES person (id),
        compensation_fen INTEGER CHECK (compensation_fen > 0),
        document TEXT NOT NULL DEFAULT '',
        {date_column("settled_on", optional=True)},
        dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
        UNIQUE (line_id, result),
        UNIQUE (surplus_id),
        CHECK ((line_id IS NULL) <> (surplus_id IS NULL)),
        CHECK (surplus_id IS NULL OR result = 'surplus'),
        CHECK ((handling IS NULL) = (trim(cause) = '')),
        CHECK (settled_on IS NULL OR handling IS NOT NULL)) STRICT""",
    "CREATE INDEX count_finding_session ON count_finding (session_id)",
)
_LINE_FROZEN = (
    "session_id",
    "asset_id",
    "sheet_room_id",
    "position",
    "frozen_room_id",
    "frozen_place",
    "frozen_quantity",
    "frozen_value_fen",
    "frozen_holder_id",
    "accumulated_fen",
    "posting_mark",
    "value_mark",
)
GUARDED = (
    Guarded(
        "count_session",
        keys=("id", "number"),
        for_ever=(
            "title",
            "baseline_on",
            "opened_on",
            "categories",
        ),
    ),
    Guarded(
        "count_room",
        keys=("id",),
        compound=("session_id", "storeroom_id"),
        for_ever=("session_id", "storeroom_id"),
    ),
    Guarded(
        "count_line",
        keys=("id",),
        compound=("session_id", "asset_id"),
        for_ever=_LINE_FROZEN,
    ),
    Guarded(
        "count_surplus",
        keys=("id", "asset_id"),
        compound=("session_id", "position"),
        for_ever=("session_id", "position"),
    ),
    Guarded(
        "count_finding",
        keys=("id", "surplus_id"),
        compound=("line_id", "result"),
        for_ever=("session_id", "line_id", "surplus_id", "result"),
    ),
)

_OVER = (
    "EXISTS (SELECT 1 FROM count_session WHERE id = {0}"
    " AND (closed_on IS NOT NULL OR withdrawn_on IS NOT NULL))"
)
_LOCKED = "清查已经签结或撤销，不能再改"
_SAME_FINDING = " AND ".join(
    f"NEW.{name} IS OLD.{name}"
    for name in ("quantity", "value_fen", "cause", "handling", "liable_id", "compensation_fen")
)
_SAME_SURPLUS = " AND ".join(
    f"NEW.{name} IS OLD.{name}"
    for name in (
        "storeroom_id",
        "name",
        "specification",
        "unit",
        "quantity",
        "value_fen",
        "value_basis",
        "place",
        "holder_id",
        "note",
        "photo",
        "counted_on",
        "dropped",
    )
)
RULES = (
    trigger(
        "count_session_new",
        "INSERT ON count_session",
        "NEW.closed_on IS NOT NULL OR NEW.withdrawn_on IS NOT NULL",
        "新的清查还没有签结",
    ),
    trigger(
        "count_session_over",
        "UPDATE ON count_session",
        "OLD.closed_on IS NOT NULL OR OLD.withdrawn_on IS NOT NULL",
        _LOCKED,
    ),
    trigger(
        "count_session_whole",
        "UPDATE OF closed_on ON count_session",
        "NEW.closed_on IS NOT NULL AND (EXISTS (SELECT 1 FROM count_room"
        " WHERE session_id = NEW.id AND finished_on IS NULL)"
        " OR EXISTS (SELECT 1 FROM count_line WHERE session_id = NEW.id"
        " AND (counted_on IS NULL OR counted_on > NEW.closed_on))"
        " OR EXISTS (SELECT 1 FROM count_finding WHERE session_id = NEW.id"
        " AND dropped = 0 AND handling IS NULL))",
        "还有没盘完的室、没盘的行或没有处理意见的差异",
    ),
    *(
        trigger(
            f"{table}_over_{event.lower()}",
            f"{event} ON {table}",
            f"{_OVER.format('NEW.session_id')}{but}",
            _LOCKED,
        )
        for table, event, but in (
            ("count_room", "INSERT", ""),
            ("count_room", "UPDATE", ""),
            ("count_line", "INSERT", ""),
            ("count_line", "UPDATE", ""),
            ("count_surplus", "INSERT", ""),
            ("count_surplus", "UPDATE", f" AND NOT (OLD.asset_id IS NULL AND {_SAME_SURPLUS})"),
            ("count_finding", "INSERT", ""),
            (
                "count_finding",
                "UPDATE",
                f" AND NOT (OLD.settled_on IS NULL AND OLD.dropped = NEW.dropped AND {_SAME_FINDING})",
            ),
        )
    ),
    trigger(
        "count_surplus_entered",
        "UPDATE OF asset_id ON count_surplus",
        "OLD.asset_id IS NOT NULL OR NEW.dropped = 1 OR (NEW.asset_id IS NOT NULL AND"
        " NOT EXISTS (SELECT 1 FROM count_session WHERE id = NEW.session_id"
        " AND closed_on IS NOT NULL))",
        "盘盈的东西在清查签结以后才能入账，而且只入账一次",
    ),
    *(
        trigger(
            f"count_line_room_{event.split(' ')[0].lower()}",
            event,
            "NEW.counted_room_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM count_room"
            " WHERE session_id = NEW.session_id AND storeroom_id = NEW.counted_room_id)",
            "这间保管室不在清查范围里",
        )
        for event in ("INSERT ON count_line", "UPDATE OF counted_room_id ON count_line")
    ),
    *(
        trigger(
            f"count_finding_agrees_{event.split(' ')[0].lower()}",
            event,
            "NEW.dropped = 0 AND ((NEW.line_id IS NOT NULL AND NOT EXISTS (SELECT 1"
            " FROM count_line l WHERE l.id = NEW.line_id AND l.session_id = NEW.session_id"
            " AND l.counted_quantity IS NOT NULL AND CASE NEW.result"
            " WHEN 'surplus' THEN NEW.quantity = l.counted_quantity - l.booked_quantity"
            " WHEN 'shortage' THEN NEW.quantity = l.booked_quantity - l.counted_quantity"
            " ELSE NEW.quantity <= min(l.counted_quantity, l.booked_quantity) END))"
            " OR (NEW.surplus_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM count_surplus s"
            " WHERE s.id = NEW.surplus_id AND s.session_id = NEW.session_id"
            " AND s.quantity = NEW.quantity AND s.value_fen = NEW.value_fen)))",
            "差异与盘点的数量不符",
        )
        for event in ("INSERT ON count_finding", "UPDATE ON count_finding")
    ),
)


def up(connection: sqlite3.Connection) -> None:
    """Make the tables, their guards and the rules of a count."""
    for statement in TABLES:
        connection.execute(statement)
    for table in GUARDED:
        for statement in guards(table):
            connection.execute(statement)
    for statement in RULES:
        connection.execute(statement)
