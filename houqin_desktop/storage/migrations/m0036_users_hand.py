"""The department that asked signs an acceptance too; an entry of 周边环境 has a prefix of its own.

Frozen once released. Acceptances of before keep the route that they were made with, entries the
number that they were given.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, trigger

GUARDED: tuple[Guarded, ...] = ()
_PARTIES = "('giver', 'taker', 'witness')"
_OWN_ROUTE = "SELECT CASE NEW.kind"
_ACCEPTANCE = """
    WHEN 'acceptance' THEN iif(NEW.route = 'acceptance_users', NEW.route, 'acceptance')"""
# Rules of before that only learn the new hand and its route, where they stand in them; others
# on signatures are made anew after the first, for the latest is asked first.
_TAUGHT: dict[str, tuple[tuple[str, str], ...]] = {
    "signature_holder": (
        (_PARTIES, "('giver', 'taker', 'witness', 'user')"),
        (
            "THEN s.taker_id ELSE",
            "THEN s.taker_id WHEN 'user' THEN (SELECT user_id FROM acceptance WHERE id = s.id) ELSE",
        ),
    ),
    "signature_apart": (),
    "signature_not_for_himself": (),
    "repair_signature": (),
    "voucher_own_route_insert": ((_OWN_ROUTE, f"{_OWN_ROUTE}{_ACCEPTANCE}"),),
    "voucher_own_route_update": ((_OWN_ROUTE, f"{_OWN_ROUTE}{_ACCEPTANCE}"),),
}
RULES = (
    trigger(
        "acceptance_users",
        "INSERT ON acceptance",
        "NEW.user_id IS NULL OR NOT EXISTS (SELECT 1 FROM voucher WHERE id = NEW.id"
        " AND route = 'acceptance_users')",
        "验收单要有使用部门签字",
    ),
    trigger(
        "acceptance_users_fixed",
        "UPDATE OF user_id ON acceptance",
        "NEW.user_id IS NOT OLD.user_id",
        "验收单的使用部门签字人不可改动",
    ),
    trigger(
        "liaison_prefix",
        "INSERT ON liaison",
        "NEW.code NOT GLOB 'LL*'",
        "周边联络记录的编号以 LL 开头",
    ),
)
ROUTE_STEPS = (
    ("acceptance_users", "buyer", 1, "giver", None, 0),
    ("acceptance_users", "acceptor", 1, "taker", None, 0),
    ("acceptance_users", "second_acceptor", 1, "witness", None, 0),
    ("acceptance_users", "user", 1, "user", None, 0),
    ("acceptance_users", "keeper", 1, "storekeeper", None, 0),
    ("acceptance_users", "director", 2, "general_affairs_director", None, 0),
)
_SEAL = trigger("route_step_sealed", "INSERT ON route_step", "1", "签批路线由程序规定")
_FIGURES = "[0-9]" * 8
_ONLY_ZB = f"CHECK (code GLOB 'ZB{_FIGURES}*')"
_ZB_OR_LL = f"CHECK (code GLOB 'ZB{_FIGURES}*' OR code GLOB 'LL{_FIGURES}*')"


def up(connection: sqlite3.Connection) -> None:
    """Add the hand and its route, teach the rules of before, let codes begin with LL."""
    connection.execute("ALTER TABLE acceptance ADD COLUMN user_id INTEGER REFERENCES person (id)")
    for name, lessons in _TAUGHT.items():
        ((rule,),) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,))
        connection.execute(f"DROP TRIGGER {name}")
        for words, others in lessons:
            rule = rule.replace(words, others)
        connection.execute(rule)
    connection.execute("DROP TRIGGER route_step_sealed")
    connection.executemany("INSERT INTO route_step VALUES (?, ?, ?, ?, ?, ?)", ROUTE_STEPS)
    connection.execute(_SEAL)
    _renew_liaison(connection)
    for statement in RULES:
        connection.execute(statement)


def _renew_liaison(connection: sqlite3.Connection) -> None:
    """Make the table again with one more prefix; its rows and rules stay as they are."""
    ((table,),) = connection.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'liaison'"
    )
    rules = connection.execute(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'liaison' AND type IN ('index', 'trigger')"
        " AND sql IS NOT NULL"
    ).fetchall()
    for statement in (
        table.replace("TABLE liaison (", "TABLE liaison_next (").replace(_ONLY_ZB, _ZB_OR_LL),
        "INSERT INTO liaison_next SELECT * FROM liaison",
        "DROP TABLE liaison",
        # Without it SQLite would look into the rules of other tables.
        "PRAGMA legacy_alter_table = ON",
        "ALTER TABLE liaison_next RENAME TO liaison",
        "PRAGMA legacy_alter_table = OFF",
        *(rule for (rule,) in rules),
    ):
        connection.execute(statement)
