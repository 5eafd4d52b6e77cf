"""Responsibility letters: tenants with contracts and papers, texts by kind of signer, letters.

Frozen once released. Who must sign is in no table: it follows from people, departments, contracts
and texts. A letter stands until it is withdrawn, refused or reversed; of one text nobody has two.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

_SIGNERS = "('teacher', 'department', 'tenant')"
_SCHOOL_YEAR = (
    "CHECK (school_year GLOB '[1-9][0-9][0-9][0-9]-[1-9][0-9][0-9][0-9]'"
    " AND CAST(substr(school_year, 6) AS INTEGER) = CAST(substr(school_year, 1, 4) AS INTEGER) + 1)"
)

TABLES = (
    """CREATE TABLE tenant (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
        contact TEXT NOT NULL DEFAULT '',
        remarks TEXT NOT NULL DEFAULT '',
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
        sort_key TEXT NOT NULL,
        search_text TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE tenant_telephone (
        id INTEGER PRIMARY KEY,
        tenant_id INTEGER NOT NULL REFERENCES tenant (id),
        telephone_key TEXT NOT NULL
            CHECK (length(telephone_key) = 64 AND telephone_key NOT GLOB '*[^0-9a-f]*'),
        {date_column("kept_on")}) STRICT""",
    "CREATE INDEX tenant_telephone_of ON tenant_telephone (tenant_id)",
    f"""CREATE TABLE tenancy (
        id INTEGER PRIMARY KEY,
        tenant_id INTEGER NOT NULL REFERENCES tenant (id),
        position INTEGER NOT NULL CHECK (position > 0),
        contract_number TEXT NOT NULL DEFAULT '',
        place TEXT NOT NULL CHECK (trim(place) <> ''),
        {date_column("from_on")},
        {date_column("to_on")},
        {date_column("ended_on", optional=True)},
        ending_reason TEXT NOT NULL DEFAULT '',
        CHECK (to_on >= from_on),
        CHECK ((ended_on IS NULL) = (ending_reason = '')),
        CHECK (ended_on IS NULL OR ended_on BETWEEN from_on AND to_on),
        UNIQUE (tenant_id, position)) STRICT""",
    f"""CREATE TABLE tenant_paper (
        id INTEGER PRIMARY KEY,
        tenant_id INTEGER NOT NULL REFERENCES tenant (id),
        position INTEGER NOT NULL CHECK (position > 0),
        title TEXT NOT NULL CHECK (trim(title) <> ''),
        number TEXT NOT NULL DEFAULT '',
        {date_column("expires_on", optional=True)},
        sha256 TEXT REFERENCES attachment (sha256),
        dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
        UNIQUE (tenant_id, position)) STRICT""",
    f"""CREATE TABLE pledge_text (
        id INTEGER PRIMARY KEY,
        school_year TEXT NOT NULL {_SCHOOL_YEAR},
        topic TEXT NOT NULL CHECK (topic IN ('safety', 'fire')),
        signer TEXT NOT NULL CHECK (signer IN {_SIGNERS}),
        version INTEGER NOT NULL CHECK (version > 0),
        preamble TEXT NOT NULL DEFAULT '',
        goals TEXT NOT NULL DEFAULT '',
        duties TEXT NOT NULL CHECK (trim(duties) <> ''),
        appraisal TEXT NOT NULL DEFAULT '',
        supplement TEXT NOT NULL DEFAULT '',
        anew INTEGER NOT NULL CHECK (anew IN (0, 1)),
        {date_column("written_on")},
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
        UNIQUE (school_year, topic, signer, version)) STRICT""",
    """CREATE TABLE pledge (
        id INTEGER PRIMARY KEY REFERENCES slip (id),
        text_id INTEGER NOT NULL REFERENCES pledge_text (id),
        tenancy_id INTEGER REFERENCES tenancy (id)) STRICT""",
    "CREATE INDEX pledge_of_text ON pledge (text_id)",
    "CREATE INDEX pledge_of_tenancy ON pledge (tenancy_id)",
)
GUARDED: tuple[Guarded, ...] = (
    Guarded("tenant", keys=("id", "name")),
    Guarded("tenant_telephone", keys=("id",), append_only=True),
    Guarded(
        "tenancy",
        keys=("id",),
        compound=("tenant_id", "position"),
        for_ever=("tenant_id", "position"),
    ),
    Guarded(
        "tenant_paper",
        keys=("id",),
        compound=("tenant_id", "position"),
        for_ever=("tenant_id", "position", "title", "number", "expires_on", "sha256"),
    ),
    Guarded(
        "pledge_text",
        keys=("id",),
        compound=("school_year", "topic", "signer", "version"),
        for_ever=(
            "school_year",
            "topic",
            "signer",
            "version",
            "preamble",
            "goals",
            "duties",
            "appraisal",
            "supplement",
            "anew",
            "written_on",
        ),
    ),
    Guarded("pledge", keys=("id",), append_only=True),
)
_GONE = (
    "((SELECT state FROM voucher WHERE id = {0}) IN ('withdrawn', 'rejected')"
    " OR EXISTS (SELECT 1 FROM slip red JOIN voucher w ON w.id = red.id WHERE red.original_id = {0}"
    " AND w.kind = 'stock_reversal' AND w.state = 'executed'))"
)
# Who signs a letter: a person, a department by its head, a tenant by its contract.
_FITS = (
    "EXISTS (SELECT 1 FROM voucher v JOIN slip s ON s.id = v.id JOIN pledge_text t"
    " ON t.id = NEW.text_id WHERE v.id = NEW.id AND v.kind = 'pledge' AND v.state = 'signing'"
    " AND t.withdrawn = 0 AND (NEW.tenancy_id IS NOT NULL) = (t.signer = 'tenant')"
    " AND (s.taker_id IS NULL) = (t.signer = 'tenant')"
    " AND (s.taker_department_id IS NOT NULL) = (t.signer = 'department')"
    " AND (s.giver_id IS NOT NULL) = (v.route = 'pledge_layered')"
    " AND CASE t.signer WHEN 'teacher' THEN v.route IN ('pledge', 'pledge_layered')"
    " ELSE v.route = 'pledge_' || t.signer END)"
)
_TWICE = (
    "EXISTS (SELECT 1 FROM pledge_text t JOIN slip s ON s.id = NEW.id JOIN pledge_text u"
    " ON u.school_year = t.school_year AND u.topic = t.topic AND u.signer = t.signer"
    " JOIN pledge p ON p.text_id = u.id JOIN slip o ON o.id = p.id JOIN voucher v ON v.id = p.id"
    " WHERE t.id = NEW.text_id AND CASE t.signer WHEN 'teacher' THEN o.taker_id = s.taker_id"
    " WHEN 'department' THEN o.taker_department_id = s.taker_department_id"
    " ELSE p.tenancy_id = NEW.tenancy_id END AND (u.id = t.id OR v.state = 'signing')"
    f" AND NOT {_GONE.format('p.id')})"
)
RULES = (
    trigger(
        "tenant_withdrawn",
        "UPDATE OF withdrawn ON tenant",
        "NEW.withdrawn = 1 AND EXISTS (SELECT 1 FROM tenancy c JOIN pledge p ON p.tenancy_id = c.id"
        f" WHERE c.tenant_id = NEW.id AND NOT {_GONE.format('p.id')})",
        "已有责任状的租赁单位不能撤销",
    ),
    trigger(
        "tenant_telephone_new",
        "INSERT ON tenant_telephone",
        "NOT EXISTS (SELECT 1 FROM personal_value WHERE key = NEW.telephone_key"
        " AND kind = 'telephone' AND month = substr(NEW.kept_on, 1, 7))",
        "租赁单位的电话没有另存",
    ),
    trigger(
        "tenancy_new",
        "INSERT ON tenancy",
        "(SELECT withdrawn FROM tenant WHERE id = NEW.tenant_id) = 1",
        "租赁单位已经撤销",
    ),
    trigger(
        "tenant_paper_new",
        "INSERT ON tenant_paper",
        "NEW.dropped = 1 OR (SELECT withdrawn FROM tenant WHERE id = NEW.tenant_id) = 1",
        "租赁单位已经撤销",
    ),
    trigger(
        "pledge_text_new",
        "INSERT ON pledge_text",
        "NEW.withdrawn = 1 OR NEW.version <> 1 + (SELECT coalesce(max(version), 0) FROM pledge_text"
        " WHERE school_year = NEW.school_year AND topic = NEW.topic AND signer = NEW.signer)",
        "责任状文本的版次须连续",
    ),
    trigger(
        "pledge_text_withdrawn",
        "UPDATE OF withdrawn ON pledge_text",
        "NEW.withdrawn = 1 AND EXISTS (SELECT 1 FROM pledge p WHERE p.text_id = NEW.id"
        f" AND NOT {_GONE.format('p.id')})",
        "已按这一版开出责任状，文本不能撤销",
    ),
    trigger(
        "pledge_new",
        "INSERT ON pledge",
        f"NOT {_FITS} OR {_TWICE}",
        "责任状与它的文本、签订人不符，或已经有一份",
    ),
)
VOUCHER_KIND = ("pledge", "ZR")
ROUTE_STEPS = (
    *(
        (route, "principal", 1, "principal", None, 0)
        for route in ("pledge", "pledge_department", "pledge_tenant")
    ),
    ("pledge", "signer", 1, "taker", None, 0),
    ("pledge_layered", "head", 1, "giver", None, 0),
    ("pledge_layered", "signer", 1, "taker", None, 0),
    ("pledge_department", "signer", 1, "taker", None, 0),
    ("pledge_tenant", "signer", 1, None, "tenant", 0),
)
_OWN_ROUTE = (
    "SELECT CASE NEW.kind",
    """SELECT CASE NEW.kind
    WHEN 'pledge' THEN iif(NEW.route IN ('pledge_layered', 'pledge_department', 'pledge_tenant'),
        NEW.route, 'pledge')""",
)
_KINDS = ("'gate_pass', 'stock_reversal'", "'gate_pass', 'stock_reversal', 'pledge'")
# Rules of before that only learn the new kind, where it stands in them.
_TAUGHT: dict[str, tuple[tuple[str, str], ...]] = {
    "voucher_lines": (_KINDS,),
    "slip_version": (_KINDS,),
    "slip_new": (_KINDS,),
    "slip_withdrawn": (
        _KINDS,
        (
            "('transfer', 'handover', 'stock_reversal'",
            "('transfer', 'handover', 'stock_reversal', 'pledge'",
        ),
    ),
    "voucher_own_route_insert": (_OWN_ROUTE,),
    "voucher_own_route_update": (_OWN_ROUTE,),
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
        rule = rule.replace(words, others)
    connection.execute(rule)


def up(connection: sqlite3.Connection) -> None:
    """Make the new tables, teach the rules of before the new kind, add its routes."""
    every_guard = (statement for table in GUARDED for statement in guards(table))
    for name, lessons in _TAUGHT.items():
        _taught(connection, name, lessons)
    for statement in (*TABLES, *every_guard, *RULES):
        connection.execute(statement)
    for seal in ("route_step_sealed", "voucher_kind_sealed"):
        connection.execute(f"DROP TRIGGER {seal}")
    connection.execute("INSERT INTO voucher_kind (kind, prefix) VALUES (?, ?)", VOUCHER_KIND)
    connection.executemany("INSERT INTO route_step VALUES (?, ?, ?, ?, ?, ?)", ROUTE_STEPS)
    for statement in SEALS:
        connection.execute(statement)
