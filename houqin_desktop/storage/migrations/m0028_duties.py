"""值班: the school's own days of the calendar, absences, tables of duties, changes, attendance.

Who was planned stays for ever beside who stands there now; every swap and stand-in is a row.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

GUARDED: tuple[Guarded, ...] = (
    Guarded("calendar_day", keys=("id", "on_day"), for_ever=("on_day",)),
    Guarded("absence", keys=("id", "code"), for_ever=("code", "person_id")),
    Guarded("duty_table", keys=("id", "code"), for_ever=("code", "duty_kind", "from_on", "to_on")),
    Guarded("duty_post", keys=("id",), compound=("table_id", "name"), append_only=True),
    Guarded(
        "duty",
        keys=("id",),
        for_ever=("table_id", "post_id", "from_on", "to_on", "planned_id"),
    ),
    Guarded(
        "duty_change",
        keys=("id",),
        for_ever=("duty_id", "other_id", "from_id", "into_id", "changed_on", "approved_by_id"),
    ),
    Guarded(
        "duty_mark", keys=("id",), compound=("duty_id", "on_day"), for_ever=("duty_id", "on_day")
    ),
)
_FLAG = "INTEGER NOT NULL DEFAULT 0 CHECK ({0} IN (0, 1))"
TABLES = (
    f"""CREATE TABLE calendar_day (
        id INTEGER PRIMARY KEY,
        {date_column("on_day")} UNIQUE,
        day_kind TEXT CHECK (day_kind IN ('school', 'holiday', 'make_up')),
        name TEXT NOT NULL CHECK (trim(name) <> '' OR day_kind IS NULL)) STRICT""",
    f"""CREATE TABLE absence (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE CHECK (code GLOB 'QJ[0-9][0-9][0-9][0-9]*'),
        person_id INTEGER NOT NULL REFERENCES person (id),
        {date_column("from_on")},
        {date_column("to_on")},
        reason TEXT NOT NULL CHECK (trim(reason) <> ''),
        withdrawn {_FLAG.format("withdrawn")},
        CHECK (from_on <= to_on)) STRICT""",
    "CREATE INDEX absence_of ON absence (person_id)",
    f"""CREATE TABLE duty_table (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE CHECK (code GLOB 'ZB[0-9][0-9][0-9][0-9]*'),
        duty_kind TEXT NOT NULL CHECK (duty_kind IN
            ('morning_duty', 'afternoon_duty', 'weekly_duty', 'holiday_duty')),
        title TEXT NOT NULL CHECK (trim(title) <> ''),
        {date_column("from_on")},
        {date_column("to_on")},
        beside_others {_FLAG.format("beside_others")},
        remarks TEXT NOT NULL DEFAULT '',
        withdrawn {_FLAG.format("withdrawn")},
        CHECK (from_on <= to_on)) STRICT""",
    """CREATE TABLE duty_post (
        id INTEGER PRIMARY KEY,
        table_id INTEGER NOT NULL REFERENCES duty_table (id),
        position INTEGER NOT NULL CHECK (position > 0),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        hours TEXT NOT NULL DEFAULT '',
        seats INTEGER NOT NULL CHECK (seats BETWEEN 1 AND 60),
        roster_id INTEGER NOT NULL REFERENCES roster (id),
        UNIQUE (table_id, name)) STRICT""",
    f"""CREATE TABLE duty (
        id INTEGER PRIMARY KEY,
        table_id INTEGER NOT NULL REFERENCES duty_table (id),
        post_id INTEGER NOT NULL REFERENCES duty_post (id),
        {date_column("from_on")},
        {date_column("to_on")},
        planned_id INTEGER NOT NULL REFERENCES person (id),
        holder_id INTEGER NOT NULL REFERENCES person (id),
        CHECK (from_on <= to_on)) STRICT""",
    "CREATE INDEX duty_in ON duty (table_id, from_on)",
    "CREATE INDEX duty_of ON duty (holder_id, from_on)",
    f"""CREATE TABLE duty_change (
        id INTEGER PRIMARY KEY,
        duty_id INTEGER NOT NULL REFERENCES duty (id),
        other_id INTEGER REFERENCES duty (id),
        from_id INTEGER NOT NULL REFERENCES person (id),
        into_id INTEGER NOT NULL REFERENCES person (id),
        {date_column("changed_on")},
        approved_by_id INTEGER NOT NULL REFERENCES person (id),
        reason TEXT NOT NULL CHECK (trim(reason) <> ''),
        withdrawn {_FLAG.format("withdrawn")},
        CHECK (from_id <> into_id AND duty_id IS NOT other_id)) STRICT""",
    "CREATE INDEX duty_change_of ON duty_change (duty_id)",
    f"""CREATE TABLE duty_mark (
        id INTEGER PRIMARY KEY,
        duty_id INTEGER NOT NULL REFERENCES duty (id),
        {date_column("on_day")},
        mark TEXT CHECK (mark IN ('present', 'late', 'absent', 'substituted')),
        substitute_id INTEGER REFERENCES person (id),
        remarks TEXT NOT NULL DEFAULT '',
        CHECK ((mark IS 'substituted') = (substitute_id IS NOT NULL)),
        UNIQUE (duty_id, on_day)) STRICT""",
)
_TWICE = (
    "EXISTS (SELECT 1 FROM duty d WHERE d.holder_id = NEW.holder_id AND d.table_id = NEW.table_id"
    " AND d.id <> NEW.id AND d.from_on <= NEW.to_on AND NEW.from_on <= d.to_on)"
)
_TABLE = "(SELECT {0} FROM duty_table WHERE id = NEW.table_id)"
_GONE = (
    "(SELECT t.withdrawn FROM duty d JOIN duty_table t ON t.id = d.table_id"
    " WHERE d.id = NEW.duty_id) IS NOT 0"
)
_GAVE_AWAY = "(SELECT holder_id FROM duty WHERE id = NEW.duty_id) IS NOT NEW.from_id"
_MARKED = (
    "EXISTS (SELECT 1 FROM duty_mark m JOIN duty d ON d.id = m.duty_id"
    " WHERE d.table_id = NEW.id AND m.mark IS NOT NULL)"
)
_OUTSIDE = (
    "NOT EXISTS (SELECT 1 FROM duty d WHERE d.id = NEW.duty_id"
    " AND NEW.on_day BETWEEN d.from_on AND d.to_on)"
)
RULES = (
    trigger(
        "duty_post_people",
        "INSERT ON duty_post",
        "(SELECT kind FROM roster WHERE id = NEW.roster_id) IS NOT 'people'",
        "值班岗位的名单须列人员",
    ),
    trigger(
        "duty_in_table",
        "INSERT ON duty",
        f"{_TABLE.format('withdrawn')} IS NOT 0 OR NEW.holder_id <> NEW.planned_id"
        f" OR NEW.from_on < {_TABLE.format('from_on')} OR NEW.to_on > {_TABLE.format('to_on')}"
        " OR (SELECT table_id FROM duty_post WHERE id = NEW.post_id) IS NOT NEW.table_id",
        "班次须在值班表的期间和岗位里",
    ),
    trigger("duty_twice", "INSERT ON duty", _TWICE, "同一天一个人不能排两个班"),
    trigger(
        "duty_twice_again",
        "UPDATE ON duty",
        f"{_TWICE} OR {_TABLE.format('withdrawn')} IS NOT 0",
        "同一天一个人不能排两个班，撤销的值班表也不能再改",
    ),
    trigger(
        "duty_change_of_holder",
        "INSERT ON duty_change",
        f"{_GONE} OR {_GAVE_AWAY} OR NEW.withdrawn <> 0",
        "调班须从现在的值班人调起",
    ),
    trigger(
        "duty_mark_day", "INSERT ON duty_mark", f"{_GONE} OR {_OUTSIDE}", "点名须在班次的日期里"
    ),
    trigger(
        "duty_mark_again", "UPDATE ON duty_mark", f"{_GONE} OR {_OUTSIDE}", "点名须在班次的日期里"
    ),
    trigger(
        "duty_table_marked",
        "UPDATE ON duty_table",
        f"NEW.withdrawn = 1 AND {_MARKED}",
        "点过名的值班表不能撤销",
    ),
)


def up(connection: sqlite3.Connection) -> None:
    """Make the calendar of the school, absences and the tables of duties."""
    statements = (*TABLES, *(rule for table in GUARDED for rule in guards(table)), *RULES)
    for statement in statements:
        connection.execute(statement)
