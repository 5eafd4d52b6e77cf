"""配备标准 and the lists (名单) that it names: who should have how many of what.

Frozen once released. Somebody is on a list once at a time; a stretch that ends on the day before
it begins was written by mistake.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

GUARDED: tuple[Guarded, ...] = (
    Guarded("roster", keys=("id", "name"), for_ever=("kind",)),
    Guarded("roster_member", keys=("id",), for_ever=("roster_id", "person_id", "department_id")),
    Guarded(
        "equipment_rule",
        keys=("id", "code"),
        for_ever=("audience", "post", "department_id", "roster_id"),
    ),
)
TABLES = (
    """CREATE TABLE roster (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
        kind TEXT NOT NULL CHECK (kind IN ('people', 'departments')),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))) STRICT""",
    f"""CREATE TABLE roster_member (
        id INTEGER PRIMARY KEY,
        roster_id INTEGER NOT NULL REFERENCES roster (id),
        person_id INTEGER REFERENCES person (id),
        department_id INTEGER REFERENCES department (id),
        {date_column("from_on")},
        {date_column("to_on", optional=True)},
        CHECK ((person_id IS NULL) <> (department_id IS NULL)),
        CHECK (to_on IS NULL OR to_on >= date(from_on, '-1 day'))) STRICT""",
    "CREATE INDEX roster_member_of ON roster_member (roster_id)",
    """CREATE TABLE equipment_rule (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE CHECK (code GLOB 'PB[0-9][0-9][0-9]*'),
        audience TEXT NOT NULL CHECK (audience IN ('post', 'department', 'roster')),
        post TEXT CHECK (post IN ('head_storekeeper', 'storekeeper', 'general_affairs_director',
            'supervising_leader', 'finance', 'principal')),
        department_id INTEGER REFERENCES department (id),
        roster_id INTEGER REFERENCES roster (id),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        words TEXT NOT NULL DEFAULT '',
        category_code TEXT NOT NULL DEFAULT '',
        quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
        CHECK ((post IS NOT NULL) = (audience = 'post')),
        CHECK ((department_id IS NOT NULL) = (audience = 'department')),
        CHECK ((roster_id IS NOT NULL) = (audience = 'roster')),
        CHECK (trim(words) <> '' OR trim(category_code) <> '')) STRICT""",
)
_OTHER_KIND = (
    "(SELECT kind FROM roster WHERE id = NEW.roster_id)"
    " IS NOT iif(NEW.person_id IS NULL, 'departments', 'people')"
)
# Both stretches count, and one begins before the other is over.
_TWICE = (
    "coalesce(NEW.to_on, '9999-12-31') >= NEW.from_on AND EXISTS (SELECT 1 FROM roster_member m"
    " WHERE m.roster_id = NEW.roster_id AND m.id IS NOT NEW.id"
    " AND m.person_id IS NEW.person_id AND m.department_id IS NEW.department_id"
    " AND coalesce(m.to_on, '9999-12-31') >= m.from_on"
    " AND m.from_on <= coalesce(NEW.to_on, '9999-12-31')"
    " AND NEW.from_on <= coalesce(m.to_on, '9999-12-31'))"
)
_RULED = "EXISTS (SELECT 1 FROM equipment_rule r WHERE r.roster_id = NEW.id AND r.withdrawn = 0)"
_GONE = "(SELECT withdrawn FROM roster WHERE id = NEW.roster_id) = 1"
RULES = (
    trigger("roster_member_kind", "INSERT ON roster_member", _OTHER_KIND, "名单里只列同一种对象"),
    trigger("roster_member_twice", "INSERT ON roster_member", _TWICE, "同一天在名单里只列一次"),
    trigger("roster_member_again", "UPDATE ON roster_member", _TWICE, "同一天在名单里只列一次"),
    trigger("roster_named", "UPDATE ON roster", f"NEW.withdrawn = 1 AND {_RULED}",
        "名单还有配备标准在用，不能撤销"),
    trigger("equipment_roster", "INSERT ON equipment_rule", f"NEW.withdrawn = 0 AND {_GONE}",
        "撤销的名单不能再定配备标准"),
    trigger("equipment_roster_again", "UPDATE ON equipment_rule", f"NEW.withdrawn = 0 AND {_GONE}",
        "撤销的名单不能再定配备标准"),
)  # fmt: skip


def up(connection: sqlite3.Connection) -> None:
    """Make lists, their members and the rules of equipment."""
    statements = (*TABLES, *(rule for table in GUARDED for rule in guards(table)), *RULES)
    for statement in statements:
        connection.execute(statement)
