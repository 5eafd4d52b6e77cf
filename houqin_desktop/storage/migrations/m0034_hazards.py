"""Hazards with their steps, photos and links; the 整改通知书 and its 回执.

Frozen once released. A hazard is struck off exactly when all that is wanted of it is there: the
rules below reckon where it stands from the steps that no later one takes back.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

_LEVELS = "('general', 'serious', 'major')"
TABLES = (
    f"""CREATE TABLE hazard (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2999),
        serial INTEGER NOT NULL CHECK (serial > 0),
        {date_column("registered_on")},
        {date_column("found_on")},
        found_by_id INTEGER REFERENCES person (id),
        source TEXT NOT NULL CHECK (source IN ('inspection', 'reported', 'outside')),
        inspection_line_id INTEGER REFERENCES inspection_line (id),
        campus_place_id INTEGER NOT NULL REFERENCES campus_place (id),
        spot TEXT NOT NULL DEFAULT '',
        description TEXT NOT NULL CHECK (trim(description) <> ''),
        category TEXT NOT NULL CHECK (trim(category) <> ''),
        department_id INTEGER NOT NULL REFERENCES department (id),
        asset_id INTEGER REFERENCES asset (id),
        corrects_id INTEGER REFERENCES hazard (id),
        UNIQUE (year, serial),
        CHECK (found_on <= registered_on),
        CHECK (code = 'YHB' || year || printf('%04d', serial)),
        CHECK (year = CAST(substr(registered_on, 1, 4) AS INTEGER)),
        CHECK ((source = 'inspection') = (inspection_line_id IS NOT NULL))) STRICT""",
    "CREATE INDEX hazard_of_line ON hazard (inspection_line_id)",
    f"""CREATE TABLE hazard_step (
        id INTEGER PRIMARY KEY,
        hazard_id INTEGER NOT NULL REFERENCES hazard (id),
        position INTEGER NOT NULL CHECK (position > 0),
        kind TEXT NOT NULL CHECK (kind IN ('grade', 'plan', 'rectify', 'pass', 'fail', 'report',
            'close_out', 'void', 'retract')),
        person_id INTEGER NOT NULL REFERENCES person (id),
        {date_column("happened_on")},
        details TEXT NOT NULL DEFAULT '',
        severity TEXT CHECK (severity IN {_LEVELS}),
        on_the_spot INTEGER NOT NULL DEFAULT 0 CHECK (on_the_spot IN (0, 1)),
        measures TEXT NOT NULL DEFAULT '',
        amount_fen INTEGER CHECK (amount_fen >= 0),
        {date_column("due_on", optional=True)},
        emergency_plan TEXT NOT NULL DEFAULT '',
        interim TEXT NOT NULL DEFAULT '',
        body TEXT NOT NULL DEFAULT '',
        document_number TEXT NOT NULL DEFAULT '',
        {date_column("document_on", optional=True)},
        sha256 TEXT REFERENCES attachment (sha256),
        retracts_id INTEGER REFERENCES hazard_step (id),
        UNIQUE (hazard_id, position),
        CHECK ((kind = 'grade') = (severity IS NOT NULL)),
        CHECK ((kind = 'plan') = (due_on IS NOT NULL)),
        CHECK (kind <> 'plan' OR trim(measures) <> ''),
        CHECK (kind = 'plan' OR (on_the_spot = 0 AND measures = '' AND emergency_plan = ''
            AND interim = '')),
        CHECK (kind IN ('plan', 'rectify') OR amount_fen IS NULL),
        CHECK (kind <> 'rectify' OR trim(details) <> '' OR sha256 IS NOT NULL),
        CHECK (kind <> 'report' OR sha256 IS NOT NULL
            OR (trim(body) <> '' AND trim(document_number) <> '' AND document_on IS NOT NULL)),
        CHECK (kind NOT IN ('fail', 'void', 'retract') OR trim(details) <> ''),
        CHECK ((kind = 'retract') = (retracts_id IS NOT NULL))) STRICT""",
    "CREATE UNIQUE INDEX hazard_step_retracted ON hazard_step (retracts_id)",
    f"""CREATE TABLE hazard_photo (
        id INTEGER PRIMARY KEY,
        hazard_id INTEGER NOT NULL REFERENCES hazard (id),
        position INTEGER NOT NULL CHECK (position > 0),
        stage TEXT NOT NULL CHECK (stage IN ('before', 'after')),
        sha256 TEXT NOT NULL REFERENCES attachment (sha256),
        {date_column("taken_on")},
        dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
        UNIQUE (hazard_id, position)) STRICT""",
    """CREATE TABLE hazard_link (
        id INTEGER PRIMARY KEY,
        hazard_id INTEGER NOT NULL REFERENCES hazard (id),
        voucher_id INTEGER NOT NULL REFERENCES voucher (id),
        dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
        UNIQUE (hazard_id, voucher_id)) STRICT""",
    "CREATE INDEX hazard_link_voucher ON hazard_link (voucher_id)",
    f"""CREATE TABLE rectification_notice (
        id INTEGER PRIMARY KEY REFERENCES slip (id),
        {date_column("inspected_on")},
        interim TEXT NOT NULL DEFAULT '') STRICT""",
    """CREATE TABLE notice_line (
        id INTEGER PRIMARY KEY,
        slip_id INTEGER NOT NULL REFERENCES rectification_notice (id),
        position INTEGER NOT NULL CHECK (position > 0),
        hazard_id INTEGER NOT NULL REFERENCES hazard (id),
        UNIQUE (slip_id, position),
        UNIQUE (slip_id, hazard_id)) STRICT""",
    "CREATE INDEX notice_line_hazard ON notice_line (hazard_id)",
    f"""CREATE TABLE notice_reply (
        id INTEGER PRIMARY KEY,
        slip_id INTEGER NOT NULL REFERENCES rectification_notice (id),
        {date_column("replied_on")},
        replied_by_id INTEGER NOT NULL REFERENCES person (id),
        details TEXT NOT NULL DEFAULT '',
        sha256 TEXT REFERENCES attachment (sha256),
        dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1))) STRICT""",
    "CREATE INDEX notice_reply_of ON notice_reply (slip_id)",
)
GUARDED: tuple[Guarded, ...] = (
    Guarded("hazard", keys=("id", "code"), compound=("year", "serial"), append_only=True),
    Guarded("hazard_step", keys=("id",), compound=("hazard_id", "position"), append_only=True),
    Guarded(
        "hazard_photo",
        keys=("id",),
        compound=("hazard_id", "position"),
        for_ever=("hazard_id", "position", "stage", "sha256", "taken_on"),
    ),
    Guarded(
        "hazard_link",
        keys=("id",),
        compound=("hazard_id", "voucher_id"),
        for_ever=("hazard_id", "voucher_id"),
    ),
    Guarded("rectification_notice", keys=("id",), append_only=True),
    Guarded(
        "notice_line",
        keys=("id",),
        compound=("slip_id", "position"),
        only_one="(slip_id = NEW.slip_id AND hazard_id = NEW.hazard_id)",
        append_only=True,
    ),
    Guarded(
        "notice_reply",
        keys=("id",),
        for_ever=("slip_id", "replied_on", "replied_by_id", "details", "sha256"),
    ),
)

_GONE = (
    "((SELECT state FROM voucher WHERE id = {0}) IN ('withdrawn', 'rejected')"
    " OR EXISTS (SELECT 1 FROM slip red JOIN voucher w ON w.id = red.id WHERE red.original_id = {0}"
    " AND w.kind = 'stock_reversal' AND w.state = 'executed'))"
)
# The position of the last step of some kinds of a hazard that no later step takes back, else 0.
_LAST = (
    "(SELECT coalesce(max(s.position), 0) FROM hazard_step s WHERE s.hazard_id = {0}"
    " AND s.kind IN ({1}) AND NOT EXISTS (SELECT 1 FROM hazard_step r WHERE r.retracts_id = s.id))"
)
_EVERY_KIND = "'grade', 'plan', 'rectify', 'pass', 'fail', 'report', 'close_out', 'void'"


def _last(hazard: str, *kinds: str) -> str:
    return _LAST.format(hazard, ", ".join(f"'{kind}'" for kind in kinds))


def _of(hazard: str, column: str, kind: str) -> str:
    """Return a column of the last step of a kind that counts."""
    return (
        f"(SELECT t.{column} FROM hazard_step t WHERE t.hazard_id = {hazard}"
        f" AND t.position = {_last(hazard, kind)})"
    )


def _ended(hazard: str) -> str:
    return f"{_last(hazard, 'close_out', 'void')} > 0"


def _planned(hazard: str) -> str:
    return f"{_last(hazard, 'plan')} > {_last(hazard, 'grade')}"


def _rectified(hazard: str) -> str:
    return f"{_last(hazard, 'rectify')} > {_last(hazard, 'fail')}"


def _noticed(hazard: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM notice_line l WHERE l.hazard_id = {hazard}"
        f" AND NOT {_GONE.format('l.slip_id')})"
    )


_NEW = "NEW.hazard_id"
_CLOSED_TO = f"{_ended(_NEW)} OR "
_FIXER = _of(_NEW, "person_id", "rectify")
_LEVEL = _of(_NEW, "severity", "grade")


def _step(kinds: str, when: str, message: str) -> str:
    name = f"hazard_step_{kinds.split(chr(39))[1]}"
    return trigger(name, "INSERT ON hazard_step", f"NEW.kind IN ({kinds}) AND ({when})", message)


# A hazard was put right under a notice, which would be missing without it.
_UPON_NOTICE = (
    "EXISTS (SELECT 1 FROM notice_line n WHERE n.slip_id = {0}"
    f" AND {_rectified('n.hazard_id')} AND {_of('n.hazard_id', 'on_the_spot', 'plan')} = 0"
    f" AND {_last('n.hazard_id', 'void')} = 0)"
)
_NOTICE_OPEN = (
    "EXISTS (SELECT 1 FROM voucher WHERE id = NEW.slip_id AND kind = 'rectification_notice'"
    " AND state = 'signing' AND NOT EXISTS (SELECT 1 FROM voucher_sheet"
    " WHERE voucher_id = voucher.id))"
)
RULES = (
    trigger(
        "hazard_new",
        "INSERT ON hazard",
        "NEW.serial <> 1 + (SELECT coalesce(max(serial), 0) FROM hazard WHERE year = NEW.year)"
        " OR (SELECT withdrawn FROM campus_place WHERE id = NEW.campus_place_id) = 1"
        " OR EXISTS (SELECT 1 FROM hazard h WHERE h.inspection_line_id = NEW.inspection_line_id"
        f" AND {_last('h.id', 'void')} = 0)"
        " OR EXISTS (SELECT 1 FROM hazard WHERE corrects_id = NEW.corrects_id)"
        f" OR (NEW.corrects_id IS NOT NULL AND {_last('NEW.corrects_id', 'void')} = 0)",
        "隐患编号要连续，场所要在用，一条排查记录只登记一次，更正的要先作废",
    ),
    trigger(
        "hazard_step_new",
        "INSERT ON hazard_step",
        "NEW.position <> 1 + (SELECT coalesce(max(position), 0) FROM hazard_step"
        f" WHERE hazard_id = {_NEW}) OR NEW.happened_on < (SELECT max(h.found_on,"
        " coalesce((SELECT max(happened_on) FROM hazard_step WHERE hazard_id = h.id), ''))"
        f" FROM hazard h WHERE h.id = {_NEW})",
        "隐患的每一步要按次序登记，日期不能早于上一步",
    ),
    _step(
        "'grade'",
        f"{_CLOSED_TO}{_rectified(_NEW)}",
        "隐患已经整改、销号或作废，不能定级",
    ),
    _step(
        "'plan'",
        f"{_CLOSED_TO}{_rectified(_NEW)} OR {_LEVEL} IS NULL OR NEW.due_on < NEW.happened_on"
        f" OR ({_LEVEL} <> 'general' AND (NEW.amount_fen IS NULL OR NEW.emergency_plan = ''))"
        f" OR ({_LEVEL} = 'major' AND (NEW.interim = '' OR NEW.on_the_spot = 1))",
        "隐患的整改没有落实齐，或不能再落实",
    ),
    _step(
        "'rectify'",
        f"{_CLOSED_TO}{_rectified(_NEW)} OR NOT {_planned(_NEW)}"
        f" OR ({_of(_NEW, 'on_the_spot', 'plan')} = 0 AND NOT {_noticed(_NEW)})",
        "隐患没有落实整改或没有下达通知书，不能登记整改",
    ),
    _step(
        "'pass', 'fail'",
        f"{_CLOSED_TO}NOT {_rectified(_NEW)} OR NEW.person_id = {_FIXER}",
        "没有整改的不能复查，整改人不能自己复查",
    ),
    _step(
        "'report'",
        f"{_CLOSED_TO}NOT {_rectified(_NEW)}",
        "没有整改的隐患不能登记验收意见",
    ),
    _step(
        "'close_out'",
        f"{_CLOSED_TO}NOT {_rectified(_NEW)} OR NEW.person_id = {_FIXER}"
        f" OR {_last(_NEW, 'pass')} < {_last(_NEW, 'rectify')}"
        f" OR ({_LEVEL} = 'major' AND {_last(_NEW, 'report')} < {_last(_NEW, 'rectify')})",
        "隐患没有整改、复查合格，或重大隐患没有验收意见，不能销号",
    ),
    _step("'void'", _ended(_NEW), "隐患已经销号或作废，不能作废"),
    _step(
        "'retract'",
        f"NEW.retracts_id IS NOT (SELECT id FROM hazard_step WHERE hazard_id = {_NEW}"
        f" AND position = {_LAST.format(_NEW, _EVERY_KIND)})"
        " OR EXISTS (SELECT 1 FROM hazard_step t JOIN hazard h ON h.corrects_id = t.hazard_id"
        " WHERE t.id = NEW.retracts_id AND t.kind = 'void')"
        " OR EXISTS (SELECT 1 FROM hazard_step t JOIN hazard h ON h.id = t.hazard_id"
        " JOIN hazard o ON o.inspection_line_id = h.inspection_line_id AND o.id <> h.id"
        f" WHERE t.id = NEW.retracts_id AND t.kind = 'void' AND {_last('o.id', 'void')} = 0)",
        "只能撤回隐患的最后一步，已另行登记的不能撤回作废",
    ),
    trigger(
        "rectification_notice_new",
        "INSERT ON rectification_notice",
        "(SELECT kind FROM voucher WHERE id = NEW.id) IS NOT 'rectification_notice'"
        " OR NOT EXISTS (SELECT 1 FROM slip WHERE id = NEW.id AND taker_id IS NOT NULL"
        " AND taker_department_id IS NOT NULL)",
        "整改通知书要有受文部门和签收人",
    ),
    trigger(
        "notice_line_new",
        "INSERT ON notice_line",
        f"NOT {_NOTICE_OPEN} OR {_CLOSED_TO}{_rectified(_NEW)} OR NOT {_planned(_NEW)}"
        f" OR {_of(_NEW, 'on_the_spot', 'plan')} = 1 OR (SELECT department_id FROM hazard"
        f" WHERE id = {_NEW}) IS NOT (SELECT taker_department_id FROM slip WHERE id = NEW.slip_id)",
        "通知书只列本部门已落实、要限期整改的隐患，打印以后不可改动",
    ),
    trigger(
        "notice_upon",
        "UPDATE OF state ON voucher",
        "(NEW.kind = 'rectification_notice' AND NEW.state IN ('withdrawn', 'rejected')"
        f" AND OLD.state <> NEW.state AND {_UPON_NOTICE.format('NEW.id')})"
        " OR (NEW.kind = 'stock_reversal' AND NEW.state = 'executed' AND EXISTS (SELECT 1"
        f" FROM slip red WHERE red.id = NEW.id AND {_UPON_NOTICE.format('red.original_id')}))",
        "通知书上的隐患已经整改，不能撤销或冲销",
    ),
    trigger(
        "notice_reply_new",
        "INSERT ON notice_reply",
        "NEW.dropped = 1 OR NOT EXISTS (SELECT 1 FROM voucher WHERE id = NEW.slip_id"
        f" AND state = 'executed' AND dated_on <= NEW.replied_on) OR {_GONE.format('NEW.slip_id')}",
        "签收以后的通知书才有回执",
    ),
)
VOUCHER_KINDS = (("rectification_notice", "ZG"),)
_ISSUERS = (
    ("notice_director", "general_affairs_director"),
    ("notice_leader", "supervising_leader"),
    ("notice_principal", "principal"),
)
ROUTE_STEPS = tuple(
    step
    for route, post in _ISSUERS
    for step in (
        (route, "issuer", 1, post, None, 0),
        (route, "receiver", 2, "taker", None, 0),
    )
)
_AMONG = "'stock_reversal', "
_AMONG_THEM = "'stock_reversal', 'rectification_notice', "
_OWN_ROUTE = "SELECT CASE NEW.kind"
_OWN_ROUTES = f"""{_OWN_ROUTE}
    WHEN 'rectification_notice' THEN iif(NEW.route IN ('notice_leader', 'notice_principal'),
        NEW.route, 'notice_director')"""
# Rules of before that only learn the new kind, where it stands in them.
_TAUGHT = {
    "voucher_lines": (_AMONG, _AMONG_THEM),
    "slip_version": (_AMONG, _AMONG_THEM),
    "slip_new": (_AMONG, _AMONG_THEM),
    "slip_withdrawn": (_AMONG, _AMONG_THEM),
    "voucher_own_route_insert": (_OWN_ROUTE, _OWN_ROUTES),
    "voucher_own_route_update": (_OWN_ROUTE, _OWN_ROUTES),
}
SEALS = (
    trigger("route_step_sealed", "INSERT ON route_step", "1", "签批路线由程序规定"),
    trigger("voucher_kind_sealed", "INSERT ON voucher_kind", "1", "单据种类由程序规定"),
)


def _taught(connection: sqlite3.Connection, name: str, words: str, others: str) -> None:
    """Make a rule anew with other words in place of some of its own."""
    ((rule,),) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,))
    assert words in rule
    connection.execute(f"DROP TRIGGER {name}")
    connection.execute(rule.replace(words, others))


def up(connection: sqlite3.Connection) -> None:
    """Make the new tables, teach the rules of before the new kind, add kind and routes."""
    every_guard = (statement for table in GUARDED for statement in guards(table))
    for name, lesson in _TAUGHT.items():
        _taught(connection, name, *lesson)
    for statement in (*TABLES, *every_guard, *RULES):
        connection.execute(statement)
    for seal in ("route_step_sealed", "voucher_kind_sealed"):
        connection.execute(f"DROP TRIGGER {seal}")
    connection.executemany("INSERT INTO voucher_kind (kind, prefix) VALUES (?, ?)", VOUCHER_KINDS)
    connection.executemany("INSERT INTO route_step VALUES (?, ?, ?, ?, ?, ?)", ROUTE_STEPS)
    for statement in SEALS:
        connection.execute(statement)
