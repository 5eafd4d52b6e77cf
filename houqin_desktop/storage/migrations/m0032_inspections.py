"""排查: check items and points, inspections with their lines and photos, and the yearly plan.

Frozen once released. A line belongs to its inspection for ever; what was found in it may be written
until the paper has a sheet, which it has not before anything was found. What is due is in no table.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

_SEVERITIES = "('general', 'serious', 'major')"
_KINDS = (
    "('self_check', 'follow_up_inspection', 'general_inspection', 'special_inspection',"
    " 'holiday_inspection', 'superior_inspection', 'dragnet')"
)
_RHYTHMS = "('weekly', 'monthly', 'yearly', 'before_term', 'before_holiday', 'occasional')"

TABLES = (
    f"""CREATE TABLE check_item (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE CHECK (code GLOB '[A-Z]*[0-9][0-9]'),
        category TEXT NOT NULL CHECK (trim(category) <> ''),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        standard TEXT NOT NULL DEFAULT '',
        frequency TEXT NOT NULL DEFAULT '',
        in_charge TEXT NOT NULL DEFAULT '',
        severity TEXT NOT NULL CHECK (severity IN {_SEVERITIES}),
        reference TEXT NOT NULL DEFAULT '',
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))) STRICT""",
    """CREATE TABLE check_point (
        id INTEGER PRIMARY KEY,
        campus_place_id INTEGER NOT NULL REFERENCES campus_place (id),
        check_item_id INTEGER NOT NULL REFERENCES check_item (id),
        walking_order INTEGER NOT NULL CHECK (walking_order > 0),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
        UNIQUE (campus_place_id, check_item_id)) STRICT""",
    "CREATE INDEX check_point_item ON check_point (check_item_id)",
    f"""CREATE TABLE inspection_rule (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE CHECK (code GLOB 'PC[0-9][0-9][0-9]*'),
        name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
        kind TEXT NOT NULL CHECK (kind IN {_KINDS}),
        rhythm TEXT NOT NULL CHECK (rhythm IN {_RHYTHMS}),
        weekday INTEGER CHECK (weekday BETWEEN 1 AND 7),
        month_day INTEGER CHECK (month_day BETWEEN 1 AND 28),
        year_days TEXT NOT NULL DEFAULT '',
        days_before INTEGER CHECK (days_before BETWEEN 0 AND 60),
        {date_column("from_on")},
        {date_column("until_on", optional=True)},
        area TEXT NOT NULL DEFAULT '',
        department_id INTEGER REFERENCES department (id),
        only_key INTEGER NOT NULL DEFAULT 0 CHECK (only_key IN (0, 1)),
        categories TEXT NOT NULL DEFAULT '',
        led_by_id INTEGER REFERENCES person (id),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
        CHECK ((rhythm = 'weekly') = (weekday IS NOT NULL)),
        CHECK ((rhythm = 'monthly') = (month_day IS NOT NULL)),
        CHECK ((rhythm = 'yearly') = (year_days <> '')),
        CHECK ((rhythm IN ('before_term', 'before_holiday')) = (days_before IS NOT NULL)),
        CHECK (until_on IS NULL OR until_on >= from_on)) STRICT""",
    f"""CREATE TABLE inspection_occasion (
        id INTEGER PRIMARY KEY,
        rule_id INTEGER NOT NULL REFERENCES inspection_rule (id),
        {date_column("due_on")},
        occasion TEXT NOT NULL CHECK (trim(occasion) <> ''),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
        UNIQUE (rule_id, due_on)) STRICT""",
    f"""CREATE TABLE inspection (
        id INTEGER PRIMARY KEY REFERENCES slip (id),
        kind TEXT NOT NULL CHECK (kind IN {_KINDS}),
        led_by_id INTEGER REFERENCES person (id),
        {date_column("walked_on", optional=True)},
        rule_id INTEGER REFERENCES inspection_rule (id),
        {date_column("rule_due_on", optional=True)},
        CHECK ((rule_id IS NULL) = (rule_due_on IS NULL)),
        CHECK (kind = 'superior_inspection' OR led_by_id IS NOT NULL)) STRICT""",
    "CREATE INDEX inspection_of_rule ON inspection (rule_id, rule_due_on)",
    """CREATE TABLE inspection_member (
        id INTEGER PRIMARY KEY,
        slip_id INTEGER NOT NULL REFERENCES inspection (id),
        person_id INTEGER NOT NULL REFERENCES person (id),
        dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
        UNIQUE (slip_id, person_id)) STRICT""",
    f"""CREATE TABLE inspection_line (
        id INTEGER PRIMARY KEY,
        slip_id INTEGER NOT NULL REFERENCES inspection (id),
        position INTEGER NOT NULL CHECK (position > 0),
        campus_place_id INTEGER NOT NULL REFERENCES campus_place (id),
        check_item_id INTEGER REFERENCES check_item (id),
        wording TEXT NOT NULL CHECK (trim(wording) <> ''),
        check_result TEXT CHECK (check_result IN ('sound', 'fault')),
        {date_column("seen_on", optional=True)},
        observation TEXT NOT NULL DEFAULT '',
        severity TEXT CHECK (severity IN {_SEVERITIES}),
        measure TEXT CHECK (measure IN ('at_once', 'by_deadline')),
        responsible_id INTEGER REFERENCES person (id),
        {date_column("due_on", optional=True)},
        beside INTEGER NOT NULL DEFAULT 0 CHECK (beside IN (0, 1)),
        dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
        UNIQUE (slip_id, position),
        UNIQUE (slip_id, campus_place_id, check_item_id),
        CHECK (dropped = 0 OR (beside = 1 AND check_result IS NULL)),
        CHECK ((check_result IS NULL) = (seen_on IS NULL)),
        CHECK ((check_result IS 'fault') = (severity IS NOT NULL)),
        CHECK ((severity IS NULL) = (measure IS NULL)),
        CHECK (check_result IS NOT 'fault' OR trim(observation) <> ''),
        CHECK ((measure IS 'by_deadline') = (due_on IS NOT NULL)),
        CHECK (due_on IS NULL OR due_on >= seen_on),
        CHECK (responsible_id IS NULL OR check_result IS 'fault')) STRICT""",
    "CREATE INDEX inspection_line_point ON inspection_line (campus_place_id, check_item_id)",
    f"""CREATE TABLE inspection_photo (
        id INTEGER PRIMARY KEY,
        line_id INTEGER NOT NULL REFERENCES inspection_line (id),
        position INTEGER NOT NULL CHECK (position > 0),
        sha256 TEXT NOT NULL REFERENCES attachment (sha256),
        {date_column("added_on")},
        dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
        UNIQUE (line_id, position)) STRICT""",
)
GUARDED: tuple[Guarded, ...] = (
    Guarded("check_item", keys=("id", "code"), for_ever=("code", "category")),
    Guarded(
        "check_point",
        keys=("id",),
        compound=("campus_place_id", "check_item_id"),
        for_ever=("campus_place_id", "check_item_id"),
    ),
    Guarded("inspection_rule", keys=("id", "code", "name"), for_ever=("code", "kind")),
    Guarded(
        "inspection_occasion",
        keys=("id",),
        compound=("rule_id", "due_on"),
        for_ever=("rule_id", "due_on"),
    ),
    Guarded("inspection", keys=("id",), for_ever=("kind", "rule_id", "rule_due_on")),
    Guarded(
        "inspection_member",
        keys=("id",),
        compound=("slip_id", "person_id"),
        for_ever=("slip_id", "person_id"),
    ),
    Guarded(
        "inspection_line",
        keys=("id",),
        compound=("slip_id", "position"),
        for_ever=("slip_id", "position", "campus_place_id", "check_item_id", "wording", "beside"),
    ),
    Guarded(
        "inspection_photo",
        keys=("id",),
        compound=("line_id", "position"),
        for_ever=("line_id", "position", "sha256", "added_on"),
    ),
)

_KIND = "(SELECT kind FROM voucher WHERE id = {0})"
_GONE = (
    "((SELECT state FROM voucher WHERE id = {0}) IN ('withdrawn', 'rejected')"
    " OR EXISTS (SELECT 1 FROM slip red JOIN voucher w ON w.id = red.id WHERE red.original_id = {0}"
    " AND w.kind = 'stock_reversal' AND w.state = 'executed'))"
)
_OPEN = (
    "EXISTS (SELECT 1 FROM voucher WHERE id = {0} AND kind = 'inspection' AND state = 'signing'"
    " AND NOT EXISTS (SELECT 1 FROM voucher_sheet WHERE voucher_id = voucher.id))"
)
_WRITTEN = "排查记录打印或签字以后不可改动"
_PHOTO_GONE = (
    "EXISTS (SELECT 1 FROM inspection_line l WHERE l.id = NEW.line_id"
    f" AND {_GONE.format('l.slip_id')})"
)
_SAME_PHOTO = (
    "EXISTS (SELECT 1 FROM inspection_photo WHERE line_id = NEW.line_id AND sha256 = NEW.sha256"
    " AND dropped = 0 AND id IS NOT NEW.id)"
)

RULES = (
    trigger(
        "check_point_new",
        "INSERT ON check_point",
        "(SELECT withdrawn FROM campus_place WHERE id = NEW.campus_place_id) = 1"
        " OR (SELECT withdrawn FROM check_item WHERE id = NEW.check_item_id) = 1",
        "场所或检查项目已经撤销，不能再设检查点",
    ),
    trigger(
        "inspection_occasion_new",
        "INSERT ON inspection_occasion",
        "(SELECT withdrawn FROM inspection_rule WHERE id = NEW.rule_id) = 1",
        "排查计划已经撤销，不能再定日期",
    ),
    trigger(
        "inspection_new",
        "INSERT ON inspection",
        f"NOT {_OPEN.format('NEW.id')}"
        " OR (NEW.kind = 'superior_inspection') <> ((SELECT route FROM voucher WHERE id = NEW.id)"
        " = 'inspection_superior')"
        " OR (NEW.rule_id IS NOT NULL AND EXISTS (SELECT 1 FROM inspection i"
        " WHERE i.rule_id = NEW.rule_id AND i.rule_due_on = NEW.rule_due_on"
        f" AND NOT {_GONE.format('i.id')}))",
        "排查单与它的种类不符，或计划的这一天已有排查单",
    ),
    trigger(
        "inspection_said",
        "UPDATE ON inspection",
        f"NOT {_OPEN.format('OLD.id')}",
        _WRITTEN,
    ),
    trigger(
        "inspection_member_new",
        "INSERT ON inspection_member",
        f"NOT {_OPEN.format('NEW.slip_id')}",
        _WRITTEN,
    ),
    trigger(
        "inspection_member_said",
        "UPDATE ON inspection_member",
        f"NOT {_OPEN.format('OLD.slip_id')}",
        _WRITTEN,
    ),
    trigger(
        "inspection_line_new",
        "INSERT ON inspection_line",
        f"NOT {_OPEN.format('NEW.slip_id')}",
        _WRITTEN,
    ),
    trigger(
        "inspection_line_said",
        "UPDATE ON inspection_line",
        f"NOT {_OPEN.format('OLD.slip_id')}",
        _WRITTEN,
    ),
    trigger(
        "inspection_line_point_once",
        "INSERT ON inspection_line",
        "EXISTS (SELECT 1 FROM inspection_line WHERE slip_id = NEW.slip_id"
        " AND campus_place_id = NEW.campus_place_id AND check_item_id = NEW.check_item_id)",
        "同一个检查点已在排查单上",
    ),
    trigger(
        "inspection_photo_new",
        "INSERT ON inspection_photo",
        f"NEW.dropped = 1 OR {_PHOTO_GONE} OR {_SAME_PHOTO}",
        "这张照片已经有了，或排查单已经撤销",
    ),
    trigger(
        "inspection_photo_back",
        "UPDATE OF dropped ON inspection_photo",
        f"{_PHOTO_GONE} OR (NEW.dropped = 0 AND {_SAME_PHOTO})",
        "这张照片已经有了，或排查单已经撤销",
    ),
    trigger(
        "inspection_walked",
        "INSERT ON voucher_sheet",
        f"{_KIND.format('NEW.voucher_id')} = 'inspection' AND NOT EXISTS (SELECT 1"
        " FROM inspection i JOIN inspection_line l ON l.slip_id = i.id"
        " WHERE i.id = NEW.voucher_id AND i.walked_on IS NOT NULL AND l.check_result IS NOT NULL)",
        "还没有登记排查结果，排查记录不能打印或签字",
    ),
)
VOUCHER_KINDS = (("inspection", "YH"),)
ROUTE_STEPS = (
    ("inspection", "head", 1, "taker", None, 0),
    ("inspection", "group_leader", 1, "giver", None, 0),
    ("inspection_superior", "head", 1, "taker", None, 0),
)
# Rules of before that only learn the new kind, beside a word that stands in each of them.
_BESIDE = (
    ("'stock_reversal', 'purchase_request'", "'stock_reversal', 'inspection', 'purchase_request'"),
)
_ROUTES = """
    WHEN 'inspection' THEN iif(NEW.route = 'inspection_superior', NEW.route, 'inspection')"""
_OWN_ROUTE = (("SELECT CASE NEW.kind", f"SELECT CASE NEW.kind{_ROUTES}"),)
_TAUGHT = {
    "voucher_lines": _BESIDE,
    "slip_version": _BESIDE,
    "slip_new": _BESIDE,
    "slip_withdrawn": _BESIDE,
    "voucher_own_route_insert": _OWN_ROUTE,
    "voucher_own_route_update": _OWN_ROUTE,
}
SEALS = (
    trigger("route_step_sealed", "INSERT ON route_step", "1", "签批路线由程序规定"),
    trigger("voucher_kind_sealed", "INSERT ON voucher_kind", "1", "单据种类由程序规定"),
)


def _taught(
    connection: sqlite3.Connection, name: str, lessons: tuple[tuple[str, str], ...]
) -> None:
    """Make a rule anew with other words in place of some of its own."""
    ((rule,),) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,))
    connection.execute(f"DROP TRIGGER {name}")
    for words, others in lessons:
        if words not in rule:
            raise LookupError(f"{name} does not say {words}")
        rule = rule.replace(words, others)
    connection.execute(rule)


def up(connection: sqlite3.Connection) -> None:
    """Make the new tables, teach the rules of before the new kind, add it and its routes."""
    every_guard = (statement for table in GUARDED for statement in guards(table))
    for name, lessons in _TAUGHT.items():
        _taught(connection, name, lessons)
    for statement in (*TABLES, *every_guard, *RULES):
        connection.execute(statement)
    for seal in ("route_step_sealed", "voucher_kind_sealed"):
        connection.execute(f"DROP TRIGGER {seal}")
    connection.executemany("INSERT INTO voucher_kind (kind, prefix) VALUES (?, ?)", VOUCHER_KINDS)
    connection.executemany("INSERT INTO route_step VALUES (?, ?, ?, ?, ?, ?)", ROUTE_STEPS)
    for statement in SEALS:
        connection.execute(statement)
