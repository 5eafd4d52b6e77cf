"""Hands that count: who signed a count off, who supervises a hand-over, a photo taken afterwards.

Frozen once released. What is signed off is kept in words with their digest, and each name on it with
the post that was held that day; a count of before has the names alone. A hand-over of the 总务主任 is
supervised by somebody above him. A line of a loan or return gets its photo until the first signature.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

TABLES = (
    """CREATE TABLE count_sheet (
        session_id INTEGER PRIMARY KEY REFERENCES count_session (id),
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        sheet TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE count_signature (
        id INTEGER PRIMARY KEY,
        session_id INTEGER NOT NULL REFERENCES count_session (id),
        position INTEGER NOT NULL CHECK (position > 0),
        person_id INTEGER NOT NULL REFERENCES person (id),
        post TEXT CHECK (post IN ('head_storekeeper', 'storekeeper', 'general_affairs_director',
            'supervising_leader', 'finance', 'principal')),
        storeroom_id INTEGER REFERENCES storeroom (id),
        {date_column("signed_on")},
        digest TEXT NOT NULL,
        UNIQUE (session_id, position),
        UNIQUE (session_id, person_id),
        CHECK ((storeroom_id IS NOT NULL) = (post IS 'storekeeper'))) STRICT""",
)
GUARDED: tuple[Guarded, ...] = (
    Guarded("count_sheet", keys=("session_id",), append_only=True),
    Guarded(
        "count_signature",
        keys=("id",),
        compound=("session_id", "position"),
        only_one="(session_id = NEW.session_id AND person_id = NEW.person_id)",
        append_only=True,
    ),
)

_OVER = (
    "EXISTS (SELECT 1 FROM count_session WHERE id = NEW.session_id"
    " AND (closed_on IS NOT NULL OR withdrawn_on IS NOT NULL))"
)
_COUNT_SIGNED = (
    "EXISTS (SELECT 1 FROM count_signature s WHERE s.person_id = OLD.person_id"
    " AND s.post = OLD.post AND s.storeroom_id IS OLD.storeroom_id"
    " AND s.signed_on BETWEEN OLD.from_on AND coalesce(OLD.to_on, '9999-12-31'){0})"
)
_ROUTE_OF = """NEW.route NOT IN (SELECT CASE NEW.kind
    WHEN 'loan' THEN iif(NEW.route = 'loan_outside', NEW.route, 'loan')
    WHEN 'handover' THEN iif(NEW.route IN ('handover_leader', 'handover_principal'), NEW.route,
        'handover')
    WHEN 'scrap' THEN iif(NEW.route = 'disposal_large', NEW.route, 'disposal_small')
    WHEN 'write_off' THEN iif(NEW.route = 'disposal_large', NEW.route, 'disposal_small')
    ELSE NEW.kind END)"""
_UNSIGNED_LOAN = (
    "EXISTS (SELECT 1 FROM voucher v WHERE v.id = OLD.slip_id AND v.kind IN ('loan', 'take_back')"
    " AND v.state = 'signing' AND NOT EXISTS (SELECT 1 FROM signature WHERE voucher_id = v.id))"
)
_LINE = (
    "id",
    "slip_id",
    "position",
    "item_id",
    "asset_id",
    "quantity",
    "value_fen",
    "place",
    "condition",
    "condition_note",
    "traded_in",
    "batch",
    "expires_on",
    "of_line_id",
    "remarks",
)
_PHOTO_ALONE = "NEW.photo IS NOT OLD.photo AND " + " AND ".join(
    f"NEW.{name} IS OLD.{name}" for name in _LINE
)
REPLACED = ("voucher_own_route_insert", "voucher_own_route_update", "slip_line_fixed")
RULES = (
    trigger("count_sheet_open", "INSERT ON count_sheet", _OVER, "清查已经签结或撤销，不能再改"),
    trigger(
        "count_signature_true",
        "INSERT ON count_signature",
        f"{_OVER} OR NEW.digest IS NOT (SELECT digest FROM count_sheet"
        " WHERE session_id = NEW.session_id) OR NEW.signed_on < (SELECT max(baseline_on,"
        " coalesce((SELECT max(finished_on) FROM count_room WHERE session_id = NEW.session_id),"
        " baseline_on)) FROM count_session WHERE id = NEW.session_id)"
        " OR EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id AND left_on < NEW.signed_on)"
        " OR (NEW.post IS NOT NULL AND NOT EXISTS (SELECT 1 FROM appointment a"
        " WHERE a.person_id = NEW.person_id AND a.post = NEW.post"
        " AND a.storeroom_id IS NEW.storeroom_id AND NEW.signed_on"
        " BETWEEN a.from_on AND coalesce(a.to_on, '9999-12-31')))",
        "清查签字的内容、日期或当天的职务不符",
    ),
    trigger(
        "count_session_signed",
        "UPDATE OF closed_on ON count_session",
        "NEW.closed_on IS NOT NULL AND (NOT EXISTS (SELECT 1 FROM count_signature"
        " WHERE session_id = NEW.id) OR EXISTS (SELECT 1 FROM count_signature"
        " WHERE session_id = NEW.id AND signed_on > NEW.closed_on))",
        "清查没有登记签字，或签字日期晚于签结日期",
    ),
    trigger(
        "appointment_counted",
        "UPDATE OF to_on, person_id ON appointment",
        "NEW.person_id <> OLD.person_id AND "
        + _COUNT_SIGNED.format("")
        + " OR "
        + _COUNT_SIGNED.format(" AND s.signed_on > coalesce(NEW.to_on, '9999-12-31')"),
        "任期内已登记签字，不能换人，止日也不能早于签字日期",
    ),
    *(
        trigger(
            f"voucher_own_route_{event.split(' ')[0].lower()}",
            event,
            _ROUTE_OF,
            "每种单据有自己的签批路线",
        )
        for event in ("INSERT ON voucher", "UPDATE ON voucher")
    ),
    trigger(
        "signature_apart",
        "INSERT ON signature",
        "NEW.step = 'supervisor' AND EXISTS (SELECT 1 FROM slip WHERE id = NEW.voucher_id"
        " AND NEW.person_id IN (giver_id, taker_id))",
        "监交人不能是移交人或接收人",
    ),
    trigger(
        "slip_line_fixed",
        "UPDATE ON slip_line",
        f"NOT ({_PHOTO_ALONE} AND {_UNSIGNED_LOAN})",
        "流水不可修改",
    ),
)
SEAL = trigger("route_step_sealed", "INSERT ON route_step", "1", "签批路线由程序规定")
ROUTE_STEPS = tuple(
    (route, *step)
    for route, post in (
        ("handover_leader", "supervising_leader"),
        ("handover_principal", "principal"),
    )
    for step in (
        ("giver", 1, "giver", None, 0),
        ("taker", 1, "taker", None, 0),
        ("supervisor", 2, post, None, 0),
    )
)


def up(connection: sqlite3.Connection) -> None:
    """Make the tables of a sign-off, let a superior supervise, let a photo come afterwards."""
    for name in REPLACED:
        connection.execute(f"DROP TRIGGER {name}")
    every_guard = (statement for table in GUARDED for statement in guards(table))
    for statement in (*TABLES, *every_guard, *RULES):
        connection.execute(statement)
    connection.execute("DROP TRIGGER route_step_sealed")
    connection.executemany("INSERT INTO route_step VALUES (?, ?, ?, ?, ?, ?)", ROUTE_STEPS)
    connection.execute(SEAL)
