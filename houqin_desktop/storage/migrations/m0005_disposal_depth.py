"""Split cards, appraisals, the papers of a disposal, reversals.

Frozen once released. A split is one row of `asset_split` that names its two postings and its two
value changes before they are written; the rows themselves are only let in if they are those. So
pieces and 分 of the two cards always add up to those of the undivided one.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

_OPEN_LINE = "EXISTS (SELECT 1 FROM disposal_line WHERE asset_id = {0} AND open = 1)"
_PIECES = (
    "(SELECT coalesce(sum(CASE WHEN to_location_id = {1} THEN quantity"
    " WHEN from_location_id = {1} THEN -quantity ELSE 0 END), 0)"
    " FROM posting WHERE asset_id = {0})"
)
_PIECES_THERE = _PIECES.format("NEW.asset_id", "NEW.from_location_id")
_VIRTUAL = "(SELECT id FROM location WHERE code = '{0}')"

VALUE_CHANGE = f"""CREATE TABLE value_change_next (
    id INTEGER PRIMARY KEY,
    asset_id INTEGER NOT NULL REFERENCES asset (id),
    kind TEXT NOT NULL CHECK (kind IN ('improvement', 'reduction', 'correction', 'split')),
    {date_column("changed_on")},
    delta_fen INTEGER NOT NULL CHECK (delta_fen <> 0),
    extra_months INTEGER NOT NULL DEFAULT 0 CHECK (extra_months >= 0),
    reason TEXT NOT NULL,
    accounting_voucher TEXT NOT NULL DEFAULT '') STRICT"""
VALUE_CHANGE_GUARDED = Guarded("value_change", keys=("id",), append_only=True)

_LATER = "DEFERRABLE INITIALLY DEFERRED"
TABLES = (
    f"""CREATE TABLE asset_split (
        id INTEGER PRIMARY KEY,
        asset_id INTEGER NOT NULL REFERENCES asset (id),
        part_id INTEGER NOT NULL UNIQUE REFERENCES asset (id),
        {date_column("split_on")},
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        value_fen INTEGER NOT NULL CHECK (value_fen >= 0),
        kept_quantity INTEGER NOT NULL CHECK (kept_quantity > 0),
        kept_value_fen INTEGER NOT NULL CHECK (kept_value_fen >= 0),
        out_posting_id INTEGER NOT NULL UNIQUE REFERENCES posting (id) {_LATER},
        in_posting_id INTEGER NOT NULL UNIQUE REFERENCES posting (id) {_LATER},
        out_change_id INTEGER UNIQUE REFERENCES value_change (id) {_LATER},
        in_change_id INTEGER UNIQUE REFERENCES value_change (id) {_LATER},
        reason TEXT NOT NULL DEFAULT '',
        CHECK (asset_id <> part_id),
        CHECK ((value_fen = 0) = (out_change_id IS NULL)),
        CHECK ((value_fen = 0) = (in_change_id IS NULL))) STRICT""",
    "CREATE INDEX asset_split_asset ON asset_split (asset_id)",
)
GUARDED: tuple[Guarded, ...] = (
    Guarded(
        "asset_split",
        keys=(
            "id",
            "part_id",
            "out_posting_id",
            "in_posting_id",
            "out_change_id",
            "in_change_id",
        ),
        append_only=True,
    ),
)

# What the part has to have in common with the card that it comes from.
_CARRIED = (
    "name",
    "specification",
    "category_code",
    "unit",
    "acquired_on",
    "life_months",
    "minimum_life_months",
    "value_type",
    "status",
    "storeroom_id",
    "using_department_id",
    "place",
)
_SAME_CARD = " AND ".join(f"p.{name} IS a.{name}" for name in _CARRIED)
_SPLIT_OUT = (
    "NOT EXISTS (SELECT 1 FROM asset_split s JOIN asset a ON a.id = s.asset_id"
    " JOIN storeroom r ON r.id = a.storeroom_id WHERE s.out_posting_id = NEW.id"
    " AND s.asset_id = NEW.asset_id AND s.quantity = NEW.quantity AND s.value_fen = NEW.value_fen"
    " AND s.split_on = NEW.posted_on AND r.location_id = NEW.from_location_id"
    " AND NEW.voucher_id IS NULL)"
)
_SPLIT_IN = (
    "NOT EXISTS (SELECT 1 FROM asset_split s JOIN asset a ON a.id = s.part_id"
    " JOIN storeroom r ON r.id = a.storeroom_id WHERE s.in_posting_id = NEW.id"
    " AND s.part_id = NEW.asset_id AND s.quantity = NEW.quantity AND s.value_fen = NEW.value_fen"
    " AND s.split_on = NEW.posted_on AND r.location_id = NEW.to_location_id"
    " AND NEW.voucher_id IS NULL)"
)

REPLACED = ("posting_places", "posting_whole")
RULES = (
    trigger(
        "value_change_in_case",
        "INSERT ON value_change",
        _OPEN_LINE.format("NEW.asset_id")
        + " OR (SELECT status FROM asset WHERE id = NEW.asset_id) = 'disposed'",
        "资产正在报废报损办理中，不能变动",
    ),
    trigger(
        "value_change_floor",
        "INSERT ON value_change",
        "(SELECT original_value_fen FROM asset WHERE id = NEW.asset_id) + NEW.delta_fen < 0",
        "原值不能为负",
    ),
    trigger(
        "value_change_split",
        "INSERT ON value_change",
        "CASE NEW.kind WHEN 'split' THEN NEW.extra_months <> 0 OR NOT EXISTS (SELECT 1"
        " FROM asset_split s WHERE s.split_on = NEW.changed_on AND ((s.out_change_id = NEW.id"
        " AND s.asset_id = NEW.asset_id AND NEW.delta_fen = -s.value_fen)"
        " OR (s.in_change_id = NEW.id AND s.part_id = NEW.asset_id"
        " AND NEW.delta_fen = s.value_fen)))"
        " ELSE EXISTS (SELECT 1 FROM asset_split s WHERE s.split_on > NEW.changed_on"
        " AND NEW.asset_id IN (s.asset_id, s.part_id)) END",
        "价值变动须与拆分相符，也不能早于拆分",
    ),
    trigger(
        "asset_split_true",
        "INSERT ON asset_split",
        "NOT EXISTS (SELECT 1 FROM asset a JOIN asset p ON p.id = NEW.part_id"
        " WHERE a.id = NEW.asset_id AND a.status <> 'disposed'"
        " AND a.quantity = NEW.quantity + NEW.kept_quantity"
        " AND a.original_value_fen = NEW.value_fen + NEW.kept_value_fen"
        " AND p.quantity = NEW.quantity AND p.original_value_fen = 0"
        f" AND p.opening_value_fen = 0 AND {_SAME_CARD})"
        f" OR {_OPEN_LINE.format('NEW.asset_id')} OR {_OPEN_LINE.format('NEW.part_id')}"
        " OR EXISTS (SELECT 1 FROM posting WHERE asset_id = NEW.part_id"
        " OR id IN (NEW.out_posting_id, NEW.in_posting_id)"
        " OR (asset_id = NEW.asset_id AND posted_on > NEW.split_on))"
        " OR EXISTS (SELECT 1 FROM value_change WHERE asset_id = NEW.part_id"
        " OR id IN (NEW.out_change_id, NEW.in_change_id)"
        " OR (asset_id = NEW.asset_id AND changed_on > NEW.split_on))"
        " OR NEW.in_posting_id <= NEW.out_posting_id OR NEW.in_change_id <= NEW.out_change_id",
        "拆分前后的卡片、数量和金额须相符",
    ),
    trigger(
        "posting_places",
        "INSERT ON posting",
        "NOT EXISTS (SELECT 1 FROM location f JOIN location t ON t.id = NEW.to_location_id"
        " WHERE f.id = NEW.from_location_id AND ((f.kind = 'storeroom'"
        " AND (t.kind = 'storeroom' OR t.code IN ('ADJUST', 'DISPOSED', 'SPLIT')"
        " OR (t.code = 'SUPPLIER' AND (SELECT withdrawn_code FROM asset"
        " WHERE id = NEW.asset_id) IS NOT NULL)))"
        " OR (f.code IN ('SUPPLIER', 'ADJUST', 'SPLIT') AND t.kind = 'storeroom')))",
        "卡片只在保管室之间变动",
    ),
    trigger(
        "posting_whole",
        "INSERT ON posting",
        "CASE (SELECT code FROM location WHERE id = NEW.from_location_id)"
        " WHEN 'SUPPLIER' THEN NOT EXISTS (SELECT 1 FROM asset a JOIN storeroom r"
        " ON r.id = a.storeroom_id WHERE a.id = NEW.asset_id AND a.quantity = NEW.quantity"
        " AND a.original_value_fen = NEW.value_fen AND r.location_id = NEW.to_location_id)"
        f" WHEN 'ADJUST' THEN {_PIECES.format('NEW.asset_id', 'NEW.to_location_id')} < 1"
        f" WHEN 'SPLIT' THEN {_SPLIT_IN}"
        " ELSE CASE (SELECT code FROM location WHERE id = NEW.to_location_id)"
        f" WHEN 'ADJUST' THEN {_PIECES_THERE} <= NEW.quantity"
        f" WHEN 'SPLIT' THEN {_SPLIT_OUT}"
        " WHEN 'DISPOSED' THEN NOT EXISTS (SELECT 1 FROM asset a JOIN storeroom r"
        " ON r.id = a.storeroom_id WHERE a.id = NEW.asset_id AND a.quantity = NEW.quantity"
        " AND a.original_value_fen = NEW.value_fen AND r.location_id = NEW.from_location_id)"
        f" ELSE {_PIECES_THERE} <> NEW.quantity END END",
        "一张卡片的全部数量只在一处",
    ),
    trigger(
        "posting_split_first",
        "INSERT ON posting",
        f"NEW.from_location_id = {_VIRTUAL.format('SUPPLIER')}"
        " AND EXISTS (SELECT 1 FROM asset_split WHERE part_id = NEW.asset_id)",
        "拆出的卡片不能再次入账",
    ),
)


def up(connection: sqlite3.Connection) -> None:
    """Let value changes know of splits, make the new tables, replace the rules that they touch."""
    for name in REPLACED:
        connection.execute(f"DROP TRIGGER {name}")
    _renew_value_change(connection)
    every_guard = (statement for table in GUARDED for statement in guards(table))
    for statement in (*TABLES, *every_guard, *RULES):
        connection.execute(statement)


def _renew_value_change(connection: sqlite3.Connection) -> None:
    """Make the table again with one more kind; its rows stay as they are."""
    for statement in (
        VALUE_CHANGE,
        "INSERT INTO value_change_next SELECT * FROM value_change",
        "DROP TABLE value_change",
        # Without it SQLite would look into the rules of other tables, which name this one.
        "PRAGMA legacy_alter_table = ON",
        "ALTER TABLE value_change_next RENAME TO value_change",
        "PRAGMA legacy_alter_table = OFF",
        "CREATE INDEX value_change_asset ON value_change (asset_id)",
        *guards(VALUE_CHANGE_GUARDED),
    ):
        connection.execute(statement)
