"""Operators, their passwords and recovery codes; the last administrator stays.

Where nobody was authorised yet, the 总保管员 in office is the administrator: a command that ends
his term must leave another one in office without an end. A handover ends one term before it writes
the next, so that rule is asked when the command is entered, after all its rows.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

_SECRET = "CHECK ({0} GLOB 'scrypt$[0-9]*$[0-9]*$[0-9]*$*' AND length({0}) BETWEEN 100 AND 200)"

_TABLES = (
    f"""CREATE TABLE operator (
        id INTEGER PRIMARY KEY,
        person_id INTEGER NOT NULL UNIQUE REFERENCES person (id),
        administrator INTEGER NOT NULL CHECK (administrator IN (0, 1)),
        active INTEGER NOT NULL CHECK (active IN (0, 1)),
        password TEXT {_SECRET.format("password")},
        CHECK (active = 1 OR administrator = 0)) STRICT""",
    f"""CREATE TABLE recovery_code (
        id INTEGER PRIMARY KEY,
        secret TEXT NOT NULL UNIQUE {_SECRET.format("secret")},
        {date_column("made_on")},
        {date_column("ended_on", optional=True)},
        used INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1)),
        CHECK (ended_on IS NULL OR ended_on >= made_on),
        CHECK (used = 0 OR ended_on IS NOT NULL)) STRICT""",
    "CREATE UNIQUE INDEX recovery_code_one ON recovery_code ((1)) WHERE ended_on IS NULL",
)

GUARDED = (
    Guarded("operator", keys=("id", "person_id"), for_ever=("person_id",)),
    Guarded(
        "recovery_code",
        keys=("id", "secret"),
        only_one="(ended_on IS NULL AND NEW.ended_on IS NULL)",
        for_ever=("secret", "made_on"),
    ),
)

_OTHER = (
    "EXISTS (SELECT 1 FROM operator o JOIN person p ON p.id = o.person_id WHERE"
    " o.administrator = 1 AND o.active = 1 AND p.left_on IS NULL AND p.id <> {0})"
)
_OFFICE = (
    "EXISTS (SELECT 1 FROM appointment a JOIN person p ON p.id = a.person_id WHERE"
    " a.post = 'head_storekeeper' AND a.to_on IS NULL AND p.left_on IS NULL)"
)
_RULES = (
    trigger(
        "operator_first",
        "INSERT ON operator",
        "NEW.administrator = 0 AND NOT EXISTS (SELECT 1 FROM operator)",
        "第一个操作员须是管理员",
    ),
    trigger(
        "operator_last_administrator",
        "UPDATE ON operator",
        "OLD.administrator = 1 AND (NEW.administrator = 0 OR NEW.active = 0)"
        f" AND NOT {_OTHER.format('OLD.person_id')}",
        "最后一位管理员不能停用或撤下",
    ),
    trigger(
        "operator_gone_new",
        "INSERT ON operator",
        "(SELECT left_on FROM person WHERE id = NEW.person_id) IS NOT NULL",
        "离岗的人不能作操作员",
    ),
    trigger(
        "operator_gone",
        "UPDATE OF administrator, active ON operator",
        "(NEW.active > OLD.active OR NEW.administrator > OLD.administrator)"
        " AND (SELECT left_on FROM person WHERE id = NEW.person_id) IS NOT NULL",
        "离岗的人不能作操作员",
    ),
    trigger(
        "person_last_administrator",
        "UPDATE OF left_on ON person",
        "NEW.left_on IS NOT NULL AND OLD.left_on IS NULL AND EXISTS (SELECT 1 FROM operator"
        " WHERE person_id = NEW.id AND administrator = 1)"
        f" AND NOT {_OTHER.format('NEW.id')}",
        "最后一位管理员不能离岗",
    ),
    trigger(
        "command_last_administrator",
        "INSERT ON command",
        f"NOT EXISTS (SELECT 1 FROM operator) AND NOT {_OFFICE} AND EXISTS (SELECT 1 FROM journal j"
        " WHERE j.command_id = NEW.id AND (j.subject = 'person' AND j.before IS NOT NULL"
        " OR j.subject = 'appointment' AND (SELECT post FROM appointment"
        " WHERE id = CAST(j.subject_key AS INTEGER)) = 'head_storekeeper'))",
        "总保管员是账簿的管理员，不能没有人接任",
    ),
    trigger(
        "recovery_code_ended",
        "UPDATE ON recovery_code",
        "OLD.ended_on IS NOT NULL",
        "用过或作废的恢复码不可改动",
    ),
)


def up(connection: sqlite3.Connection) -> None:
    """Make the two tables with their guards and the rules about the last administrator."""
    every_guard = (statement for table in GUARDED for statement in guards(table))
    for statement in (*_TABLES, *every_guard, *_RULES):
        connection.execute(statement)
