"""开学准备: kits, the plan of each term with its groups and check list, and what was handed out.

Frozen once released. What is needed and what is to be bought is in no table: it is added up.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

GUARDED: tuple[Guarded, ...] = (
    Guarded("kit", keys=("id", "code", "name")),
    Guarded(
        "kit_line", keys=("id",), compound=("kit_id", "item_id"), for_ever=("kit_id", "item_id")
    ),
    Guarded(
        "term_plan",
        keys=("id", "code"),
        compound=("year", "season"),
        for_ever=("code", "year", "season"),
    ),
    Guarded("term_group", keys=("id",), compound=("plan_id", "name"), for_ever=("plan_id",)),
    Guarded("term_issue", keys=("id",), append_only=True),
    Guarded("term_check", keys=("id",), compound=("plan_id", "title"), for_ever=("plan_id",)),
)
TABLES = (
    """CREATE TABLE kit (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE CHECK (code GLOB 'TZ[0-9][0-9][0-9]*'),
        name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
        basis TEXT NOT NULL CHECK (basis IN ('each_class', 'each_pupil', 'each_teacher')),
        grade INTEGER CHECK (grade BETWEEN 1 AND 9),
        season TEXT CHECK (season IN ('spring', 'autumn')),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))) STRICT""",
    """CREATE TABLE kit_line (
        id INTEGER PRIMARY KEY,
        kit_id INTEGER NOT NULL REFERENCES kit (id),
        item_id INTEGER NOT NULL REFERENCES stock_item (id),
        quantity INTEGER NOT NULL CHECK (quantity BETWEEN 0 AND 10000),
        UNIQUE (kit_id, item_id)) STRICT""",
    f"""CREATE TABLE term_plan (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE CHECK (code GLOB 'KX[0-9][0-9][0-9][0-9]0[12]'),
        year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100),
        season TEXT NOT NULL CHECK (season IN ('spring', 'autumn')),
        {date_column("begins_on")},
        remarks TEXT NOT NULL DEFAULT '',
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
        UNIQUE (year, season)) STRICT""",
    """CREATE TABLE term_group (
        id INTEGER PRIMARY KEY,
        plan_id INTEGER NOT NULL REFERENCES term_plan (id),
        position INTEGER NOT NULL CHECK (position > 0),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        kind TEXT NOT NULL CHECK (kind IN ('class', 'grade', 'teachers')),
        grade INTEGER CHECK (grade BETWEEN 1 AND 9),
        classes INTEGER NOT NULL CHECK (classes BETWEEN 0 AND 100000),
        heads INTEGER CHECK (heads BETWEEN 0 AND 100000),
        taker_id INTEGER REFERENCES person (id),
        roster_id INTEGER REFERENCES roster (id),
        dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
        CHECK (kind <> 'class' OR classes = 1),
        CHECK (kind <> 'teachers' OR classes = 0),
        CHECK (roster_id IS NULL OR kind = 'teachers'),
        CHECK ((heads IS NULL) = (roster_id IS NOT NULL)),
        UNIQUE (plan_id, name)) STRICT""",
    """CREATE TABLE term_issue (
        id INTEGER PRIMARY KEY REFERENCES slip (id),
        group_id INTEGER NOT NULL REFERENCES term_group (id)) STRICT""",
    "CREATE INDEX term_issue_of ON term_issue (group_id)",
    f"""CREATE TABLE term_check (
        id INTEGER PRIMARY KEY,
        plan_id INTEGER NOT NULL REFERENCES term_plan (id),
        position INTEGER NOT NULL CHECK (position > 0),
        title TEXT NOT NULL CHECK (trim(title) <> ''),
        {date_column("planned_on", optional=True)},
        responsible_id INTEGER REFERENCES person (id),
        {date_column("done_on", optional=True)},
        done_by_id INTEGER REFERENCES person (id),
        remarks TEXT NOT NULL DEFAULT '',
        dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
        CHECK ((done_on IS NULL) = (done_by_id IS NULL)),
        UNIQUE (plan_id, title)) STRICT""",
)
_ISSUED = (
    "EXISTS (SELECT 1 FROM term_issue t JOIN voucher v ON v.id = t.id"
    " JOIN term_group g ON g.id = t.group_id"
    " WHERE {0} AND v.state NOT IN ('withdrawn', 'rejected') AND NOT EXISTS (SELECT 1 FROM slip red"
    " JOIN voucher w ON w.id = red.id WHERE red.original_id = v.id AND w.state = 'executed'))"
)
_CLOSED = "(SELECT withdrawn FROM term_plan WHERE id = NEW.plan_id) = 1"
_NO_PEOPLE = (
    "NEW.roster_id IS NOT NULL"
    " AND (SELECT kind FROM roster WHERE id = NEW.roster_id) IS NOT 'people'"
)
RULES = (
    trigger("term_group_plan", "INSERT ON term_group", _CLOSED, "开学计划已经撤销，不能再改"),
    trigger("term_group_people", "INSERT ON term_group", _NO_PEOPLE, "发放对象的名单须列人员"),
    trigger(
        "term_group_again", "UPDATE ON term_group", f"{_CLOSED} OR {_NO_PEOPLE}",
        "开学计划已经撤销，或名单列的不是人员",
    ),
    trigger(
        "term_group_issued",
        "UPDATE ON term_group",
        f"NEW.dropped = 1 AND {_ISSUED.format('g.id = NEW.id')}",
        "已经发过物品的发放对象不能去掉",
    ),
    trigger("term_check_plan", "INSERT ON term_check", _CLOSED, "开学计划已经撤销，不能再改"),
    trigger("term_check_again", "UPDATE ON term_check", _CLOSED, "开学计划已经撤销，不能再改"),
    trigger(
        "term_plan_issued",
        "UPDATE ON term_plan",
        f"NEW.withdrawn = 1 AND {_ISSUED.format('g.plan_id = NEW.id')}",
        "已经发过物品的开学计划不能撤销",
    ),
    trigger(
        "term_issue_kind",
        "INSERT ON term_issue",
        "(SELECT kind FROM voucher WHERE id = NEW.id) IS NOT 'issue'"
        " OR (SELECT p.withdrawn OR g.dropped FROM term_group g JOIN term_plan p"
        " ON p.id = g.plan_id WHERE g.id = NEW.group_id) IS NOT 0",
        "开学发放须是领用单，发放对象须在计划里",
    ),
)  # fmt: skip


def up(connection: sqlite3.Connection) -> None:
    """Make kits, plans, groups, check lists and the slips of a hand-out."""
    statements = (*TABLES, *(rule for table in GUARDED for rule in guards(table)), *RULES)
    for statement in statements:
        connection.execute(statement)
