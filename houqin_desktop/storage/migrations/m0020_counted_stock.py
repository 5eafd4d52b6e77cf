"""Stock in a count: a line is a card or an item of a room; what is missing leaves by a slip of 盘亏.

Frozen once released. The table of lines is made again, for a line need no longer be a card; its
rows and those of the differences stay as they are. A session of before counts cards alone.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

GUARDED: tuple[Guarded, ...] = ()

_FROZEN = (
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
_COUNTED = (
    "counted_on",
    "counted_quantity",
    "counted_room_id",
    "counted_place",
    "counted_holder_id",
    "condition",
    "affected_quantity",
    "note",
    "booked_room_id",
    "booked_place",
    "booked_quantity",
    "booked_value_fen",
    "booked_holder_id",
)
COUNT_LINE = f"""CREATE TABLE count_line (
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL REFERENCES count_session (id),
    asset_id INTEGER REFERENCES asset (id),
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
    condition TEXT CHECK (condition IN ('good', 'damaged', 'idle')),
    affected_quantity INTEGER CHECK (affected_quantity BETWEEN 1 AND counted_quantity),
    note TEXT NOT NULL DEFAULT '',
    booked_room_id INTEGER REFERENCES storeroom (id),
    booked_place TEXT NOT NULL DEFAULT '',
    booked_quantity INTEGER CHECK (booked_quantity >= 0),
    booked_value_fen INTEGER CHECK (booked_value_fen >= 0),
    booked_holder_id INTEGER REFERENCES person (id),
    item_id INTEGER REFERENCES stock_item (id),
    school_quantity INTEGER CHECK (school_quantity >= 0),
    school_value_fen INTEGER CHECK (school_value_fen >= 0),
    UNIQUE (session_id, asset_id),
    UNIQUE (session_id, item_id, sheet_room_id),
    CHECK ((frozen_room_id IS NULL) = (frozen_quantity = 0)),
    CHECK (frozen_quantity > 0 OR frozen_value_fen = 0),
    CHECK ((counted_quantity IS NULL) = (counted_on IS NULL)),
    CHECK ((counted_quantity IS NULL) = (counted_room_id IS NULL)),
    CHECK ((counted_quantity IS NULL) = (condition IS NULL)),
    CHECK ((counted_quantity IS NULL) = (booked_quantity IS NULL)),
    CHECK ((booked_quantity IS NULL) = (booked_value_fen IS NULL)),
    CHECK (coalesce(booked_quantity, 0) > 0 OR coalesce(booked_value_fen, 0) = 0),
    CHECK ((booked_room_id IS NULL) = (coalesce(booked_quantity, 0) = 0)),
    CHECK ((asset_id IS NULL) <> (item_id IS NULL)),
    CHECK ((school_quantity IS NULL) = (item_id IS NULL OR counted_quantity IS NULL)),
    CHECK ((school_quantity IS NULL) = (school_value_fen IS NULL)),
    CHECK (item_id IS NULL OR (coalesce(frozen_room_id, sheet_room_id) = sheet_room_id
        AND coalesce(counted_room_id, sheet_room_id) = sheet_room_id
        AND coalesce(booked_room_id, sheet_room_id) = sheet_room_id
        AND coalesce(frozen_holder_id, counted_holder_id, booked_holder_id) IS NULL
        AND frozen_place || counted_place || booked_place = '' AND accumulated_fen = 0))) STRICT"""
_LINE_GUARD = Guarded(
    "count_line",
    keys=("id",),
    compound=("session_id", "asset_id"),
    for_ever=(*_FROZEN, "item_id"),
)
_SESSION_GUARD = Guarded(
    "count_session",
    keys=("id", "number"),
    for_ever=("title", "baseline_on", "opened_on", "categories", "things"),
)
ADDED = (
    """ALTER TABLE count_session ADD COLUMN things TEXT NOT NULL DEFAULT 'assets'
        CHECK (things IN ('all', 'assets', 'stock'))""",
    "ALTER TABLE count_surplus ADD COLUMN kind TEXT CHECK (kind IN ('consumable', 'material'))",
)
_OVER = (
    "EXISTS (SELECT 1 FROM count_session WHERE id = NEW.session_id"
    " AND (closed_on IS NOT NULL OR withdrawn_on IS NOT NULL))"
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
        "kind",
    )
)
_REVERSED = (
    "EXISTS (SELECT 1 FROM slip red JOIN voucher w ON w.id = red.id"
    " WHERE red.original_id = v.id AND w.kind = 'stock_reversal' AND w.state = 'executed')"
)
REPLACED = (
    "count_line_once",
    "count_line_identity",
    "count_session_identity",
    "count_surplus_over_update",
    "compensation_new",
)
RULES = (
    trigger(
        "count_line_item_once",
        "INSERT ON count_line",
        "EXISTS (SELECT 1 FROM count_line WHERE session_id = NEW.session_id"
        " AND item_id = NEW.item_id AND sheet_room_id = NEW.sheet_room_id)",
        "同一编号的记录已经存在",
    ),
    trigger(
        "count_line_things",
        "INSERT ON count_line",
        "(SELECT things FROM count_session WHERE id = NEW.session_id)"
        " = CASE WHEN NEW.item_id IS NULL THEN 'stock' ELSE 'assets' END",
        "这次清查不盘这一种东西",
    ),
    trigger(
        "count_surplus_over_update",
        "UPDATE ON count_surplus",
        f"{_OVER} AND NOT (OLD.asset_id IS NULL AND {_SAME_SURPLUS})",
        "清查已经签结或撤销，不能再改",
    ),
    trigger(
        "count_surplus_item",
        "UPDATE OF asset_id ON count_surplus",
        "NEW.asset_id IS NOT NULL AND NEW.kind IS NOT NULL",
        "盘盈的物品入库，不立卡片",
    ),
    trigger(
        "compensation_new",
        "INSERT ON compensation",
        "NEW.withdrawn <> 0 OR NOT EXISTS (SELECT 1 FROM slip_line l"
        " JOIN voucher v ON v.id = l.slip_id WHERE l.id = NEW.line_id"
        " AND v.kind IN ('take_back', 'restock', 'stocktake')"
        " AND l.condition IN ('worn', 'damaged', 'lost')"
        " AND v.dated_on <= NEW.paid_on AND v.state NOT IN ('withdrawn', 'rejected')"
        f" AND NOT {_REVERSED})",
        "只有损坏、丢失或磨损的归还和盘亏才登记赔偿",
    ),
)


def up(connection: sqlite3.Connection) -> None:
    """Make the lines anew, let sessions and surplus know of stock, let 盘亏 have its own number."""
    _renew_lines(connection)
    for name in REPLACED:
        connection.execute(f"DROP TRIGGER {name}")
    once, identity = (
        next(rule for rule in guards(_LINE_GUARD) if f"count_line_{name}" in rule)
        for name in ("once", "identity")
    )
    session = next(rule for rule in guards(_SESSION_GUARD) if "count_session_identity" in rule)
    for statement in (*ADDED, once, identity, session, *RULES):
        connection.execute(statement)
    _rename_prefix(connection)


def _renew_lines(connection: sqlite3.Connection) -> None:
    """Make the lines again under the same rules, and what refers to them, with the same rows."""
    rules = [*_made_of(connection, "count_line")[1:], *_made_of(connection, "count_finding")]
    kept = ", ".join(("id", *_FROZEN, *_COUNTED))
    for statement in (
        "CREATE TEMP TABLE kept_line AS SELECT * FROM count_line",
        "CREATE TEMP TABLE kept_finding AS SELECT * FROM count_finding",
        "DROP TABLE count_finding",
        "DROP TABLE count_line",
        COUNT_LINE,
        f"INSERT INTO count_line ({kept}) SELECT {kept} FROM kept_line",
    ):
        connection.execute(statement)
    for table in (True, False):
        for statement in rules:
            if statement.startswith("CREATE TABLE") is table:
                connection.execute(statement)
        if table:
            connection.execute("INSERT INTO count_finding SELECT * FROM kept_finding")
    for name in ("kept_line", "kept_finding"):
        connection.execute(f"DROP TABLE {name}")


def _made_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the statements that made a table, its indexes and its rules."""
    return [
        sql
        for (sql,) in connection.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL"
            " ORDER BY type <> 'table', rowid",
            (table,),
        )
    ]


def _rename_prefix(connection: sqlite3.Connection) -> None:
    """Give the slip of 盘亏 its own letters: PD is the number of the count itself."""
    fixed = _rule(connection, "voucher_kind_fixed")
    connection.execute("DROP TRIGGER voucher_kind_fixed")
    connection.execute("UPDATE voucher_kind SET prefix = 'PK' WHERE kind = 'stocktake'")
    connection.execute(fixed)


def _rule(connection: sqlite3.Connection, name: str) -> str:
    (found,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,))
    return str(found[0])
