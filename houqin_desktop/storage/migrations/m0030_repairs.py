"""Repairs (报修): what is broken where, who repairs it, what was done, what it cost.

Frozen once released. A repair is a slip that has versions: its paper may go along with whoever
repairs, and what is entered after that is the next version. Nobody signs before the work is done,
and whoever repaired accepts nothing. Parts leave the stock by an issue that names the repair.

Beside that, nothing more is accepted for a request that was ended.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

TABLES = (
    """CREATE TABLE repair (
        id INTEGER PRIMARY KEY REFERENCES slip (id),
        asset_id INTEGER REFERENCES asset (id),
        thing TEXT NOT NULL DEFAULT '',
        campus_place_id INTEGER REFERENCES campus_place (id),
        storeroom_id INTEGER REFERENCES storeroom (id),
        spot TEXT NOT NULL DEFAULT '',
        fault TEXT NOT NULL CHECK (trim(fault) <> ''),
        photo TEXT REFERENCES attachment (sha256),
        CHECK ((asset_id IS NULL) = (trim(thing) <> '')),
        CHECK (campus_place_id IS NOT NULL OR storeroom_id IS NOT NULL OR trim(spot) <> ''))
        STRICT""",
    "CREATE INDEX repair_asset ON repair (asset_id) WHERE asset_id IS NOT NULL",
    f"""CREATE TABLE repair_assignment (
        id INTEGER PRIMARY KEY,
        slip_id INTEGER NOT NULL REFERENCES repair (id),
        position INTEGER NOT NULL CHECK (position > 0),
        worker_id INTEGER REFERENCES person (id),
        supplier_id INTEGER REFERENCES supplier (id),
        {date_column("assigned_on")},
        {date_column("due_on", optional=True)},
        remarks TEXT NOT NULL DEFAULT '',
        UNIQUE (slip_id, position),
        CHECK (worker_id IS NULL OR supplier_id IS NULL)) STRICT""",
    f"""CREATE TABLE repair_work (
        id INTEGER PRIMARY KEY,
        slip_id INTEGER NOT NULL REFERENCES repair (id),
        position INTEGER NOT NULL CHECK (position > 0),
        assignment_id INTEGER NOT NULL REFERENCES repair_assignment (id),
        {date_column("started_on")},
        {date_column("done_on")},
        deed TEXT NOT NULL CHECK (trim(deed) <> ''),
        result TEXT NOT NULL CHECK (result IN ('repaired', 'not_worth')),
        labour_fen INTEGER NOT NULL CHECK (labour_fen >= 0),
        invoice TEXT NOT NULL DEFAULT '',
        photo TEXT REFERENCES attachment (sha256),
        ended TEXT NOT NULL DEFAULT '' CHECK (ended IN ('', 'mistaken', 'failed')),
        {date_column("ended_on", optional=True)},
        ending_reason TEXT NOT NULL DEFAULT '',
        UNIQUE (slip_id, position),
        CHECK (started_on <= done_on),
        CHECK ((ended = '') = (ended_on IS NULL)),
        CHECK ((ended = '') = (trim(ending_reason) = ''))) STRICT""",
    """CREATE TABLE repair_material (
        id INTEGER PRIMARY KEY,
        work_id INTEGER NOT NULL REFERENCES repair_work (id),
        position INTEGER NOT NULL CHECK (position > 0),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        specification TEXT NOT NULL DEFAULT '',
        unit TEXT NOT NULL DEFAULT '',
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        price_fen INTEGER NOT NULL CHECK (price_fen >= 0),
        invoice TEXT NOT NULL DEFAULT '',
        UNIQUE (work_id, position)) STRICT""",
    """CREATE TABLE repair_issue (
        slip_id INTEGER PRIMARY KEY REFERENCES slip (id),
        repair_id INTEGER NOT NULL REFERENCES repair (id)) STRICT""",
    "CREATE INDEX repair_issue_of ON repair_issue (repair_id)",
)
GUARDED: tuple[Guarded, ...] = (
    Guarded("repair", keys=("id",), append_only=True),
    Guarded("repair_assignment", keys=("id",), compound=("slip_id", "position"), append_only=True),
    Guarded(
        "repair_work",
        keys=("id",),
        compound=("slip_id", "position"),
        for_ever=(
            "slip_id",
            "position",
            "assignment_id",
            "started_on",
            "done_on",
            "deed",
            "result",
            "labour_fen",
            "invoice",
            "photo",
        ),
    ),
    Guarded("repair_material", keys=("id",), compound=("work_id", "position"), append_only=True),
    Guarded("repair_issue", keys=("slip_id",), append_only=True),
)

_KIND = "(SELECT kind FROM voucher WHERE id = {0})"
_GONE = (
    "((SELECT state FROM voucher WHERE id = {0}) IN ('withdrawn', 'rejected')"
    " OR EXISTS (SELECT 1 FROM slip red JOIN voucher w ON w.id = red.id WHERE red.original_id = {0}"
    " AND w.kind = 'stock_reversal' AND w.state = 'executed'))"
)
_SIGNED = (
    "EXISTS (SELECT 1 FROM signature s JOIN voucher v ON v.id = s.voucher_id"
    " AND v.version = s.version WHERE v.id = {0} AND s.decision = 'agree')"
)
# A repair of which nothing is on paper in its present version.
_OPEN = (
    "EXISTS (SELECT 1 FROM voucher v WHERE v.id = {0} AND v.kind = 'repair'"
    " AND v.state = 'signing' AND NOT EXISTS (SELECT 1 FROM voucher_sheet k"
    " WHERE k.voucher_id = v.id AND k.version = v.version))"
)
_DONE = "EXISTS (SELECT 1 FROM repair_work k WHERE k.slip_id = {0} AND k.ended = '')"
_WORKER = (
    "(SELECT a.worker_id FROM repair_work k JOIN repair_assignment a ON a.id = k.assignment_id"
    " WHERE k.slip_id = {0} AND k.ended = '')"
)
_PARTS = (
    "EXISTS (SELECT 1 FROM repair_issue p WHERE p.repair_id = {0}"
    f" AND NOT {_GONE.format('p.slip_id')})"
)
# The repair behind an issue whose cost was signed and still counts.
_SETTLED = (
    "EXISTS (SELECT 1 FROM repair_issue p WHERE p.slip_id = {0}"
    f" AND {_SIGNED.format('p.repair_id')} AND NOT {_GONE.format('p.repair_id')})"
)
_NEXT = "NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM {0} WHERE {1} = NEW.{1})"
_ISSUES_BACK = (
    "SELECT l.slip_id FROM slip_line b JOIN slip_line l ON l.id = b.of_line_id WHERE b.slip_id"
)

RULES = (
    trigger(
        "repair_new",
        "INSERT ON repair",
        f"{_KIND.format('NEW.id')} IS NOT 'repair'"
        " OR (SELECT taker_id FROM slip WHERE id = NEW.id) IS NULL"
        " OR EXISTS (SELECT 1 FROM asset WHERE id = NEW.asset_id AND status = 'disposed')"
        " OR EXISTS (SELECT 1 FROM campus_place WHERE id = NEW.campus_place_id AND withdrawn = 1)",
        "报修单要有报修人，已处置的资产和停用的场所不能报修",
    ),
    trigger(
        "repair_assignment_new",
        "INSERT ON repair_assignment",
        f"NOT {_OPEN.format('NEW.slip_id')} OR {_DONE.format('NEW.slip_id')}"
        f" OR {_NEXT.format('repair_assignment', 'slip_id')}"
        " OR (SELECT retired FROM supplier WHERE id = NEW.supplier_id) = 1",
        "报修单已经完工、打印或办结，或维修单位已停用，不能派工",
    ),
    trigger(
        "repair_work_new",
        "INSERT ON repair_work",
        f"NOT {_OPEN.format('NEW.slip_id')} OR {_DONE.format('NEW.slip_id')}"
        f" OR NEW.ended <> '' OR {_NEXT.format('repair_work', 'slip_id')}"
        " OR NEW.started_on < (SELECT dated_on FROM voucher WHERE id = NEW.slip_id)"
        " OR NOT EXISTS (SELECT 1 FROM repair_assignment a WHERE a.id = NEW.assignment_id"
        " AND a.slip_id = NEW.slip_id AND (a.worker_id IS NOT NULL OR a.supplier_id IS NOT NULL)"
        " AND a.position = (SELECT max(position) FROM repair_assignment"
        " WHERE slip_id = NEW.slip_id))",
        "派了工、还没有完工的报修单才登记完工",
    ),
    trigger(
        "repair_work_ended",
        "UPDATE ON repair_work",
        f"OLD.ended <> '' OR NOT {_OPEN.format('OLD.slip_id')}",
        "完工登记只能退回一次，打印或签字以后先改版",
    ),
    trigger(
        "repair_material_new",
        "INSERT ON repair_material",
        f"{_NEXT.format('repair_material', 'work_id')}"
        " OR NOT EXISTS (SELECT 1 FROM repair_work k WHERE k.id = NEW.work_id AND k.ended = ''"
        f" AND {_OPEN.format('k.slip_id')})",
        "外购材料随完工一起登记",
    ),
    trigger(
        "repair_issue_new",
        "INSERT ON repair_issue",
        f"{_KIND.format('NEW.slip_id')} IS NOT 'issue'"
        f" OR NOT {_OPEN.format('NEW.repair_id')}"
        " OR EXISTS (SELECT 1 FROM slip_line WHERE slip_id = NEW.slip_id)"
        " OR (SELECT dated_on FROM voucher WHERE id = NEW.slip_id)"
        " < (SELECT dated_on FROM voucher WHERE id = NEW.repair_id)",
        "维修用料凭没有办结的报修单领用",
    ),
    trigger(
        "repair_issue_line",
        "INSERT ON slip_line",
        "NEW.asset_id IS NOT NULL"
        " AND EXISTS (SELECT 1 FROM repair_issue WHERE slip_id = NEW.slip_id)",
        "维修用料只领物品",
    ),
    trigger(
        "repair_issue_used",
        "INSERT ON stock_posting",
        "NEW.reverses_id IS NULL AND EXISTS (SELECT 1 FROM repair_issue"
        " WHERE slip_id = NEW.voucher_id) AND (SELECT code FROM location"
        " WHERE id = NEW.to_location_id) IS NOT 'CONSUMED'",
        "维修用料领出就用掉了",
    ),
    trigger(
        "repair_settled_line",
        "INSERT ON slip_line",
        "EXISTS (SELECT 1 FROM slip_line l WHERE l.id = NEW.of_line_id"
        f" AND {_SETTLED.format('l.slip_id')})",
        "维修费用已经签字，用料不能再退",
    ),
    trigger(
        "repair_settled",
        "UPDATE OF state ON voucher",
        "(NEW.state IN ('withdrawn', 'rejected') AND OLD.state <> NEW.state"
        f" AND ({_SETTLED.format('OLD.id')} OR EXISTS (SELECT 1 FROM ({_ISSUES_BACK} = OLD.id) x"
        f" WHERE {_SETTLED.format('x.slip_id')})))"
        " OR (NEW.kind = 'stock_reversal' AND NEW.state = 'executed' AND EXISTS"
        " (SELECT 1 FROM slip red WHERE red.id = NEW.id"
        f" AND ({_SETTLED.format('red.original_id')} OR EXISTS (SELECT 1"
        f" FROM ({_ISSUES_BACK} = red.original_id) x WHERE {_SETTLED.format('x.slip_id')}))))",
        "维修费用已经签字，用料不能再退",
    ),
    trigger(
        "repair_version",
        "UPDATE ON voucher",
        "OLD.kind = 'repair' AND (NOT EXISTS (SELECT 1 FROM repair WHERE id = OLD.id)"
        " OR NEW.state = 'returned' OR (NEW.state = 'withdrawn' AND OLD.state = 'approved')"
        f" OR (NEW.state IN ('approved', 'executed') AND NOT {_DONE.format('OLD.id')})"
        " OR (NEW.state IN ('withdrawn', 'rejected') AND NEW.state <> OLD.state"
        f" AND ({_DONE.format('OLD.id')} OR {_PARTS.format('OLD.id')})))",
        "报修单完工以后才办结，完工或领料以后不能撤销",
    ),
    trigger(
        "repair_signature",
        "INSERT ON signature",
        f"{_KIND.format('NEW.voucher_id')} = 'repair' AND NEW.decision = 'agree'"
        f" AND (NOT {_DONE.format('NEW.voucher_id')}"
        " OR NEW.signed_on < (SELECT done_on FROM repair_work WHERE slip_id = NEW.voucher_id"
        " AND ended = '')"
        " OR (NEW.step = 'worker'"
        f" AND NEW.person_id IS NOT {_WORKER.format('NEW.voucher_id')})"
        " OR (NEW.step <> 'worker'"
        f" AND NEW.person_id = {_WORKER.format('NEW.voucher_id')})"
        " OR (NEW.step = 'reporter' AND NOT EXISTS (SELECT 1 FROM slip s"
        " JOIN person p ON p.id = s.taker_id WHERE s.id = NEW.voucher_id"
        " AND (p.id = NEW.person_id OR p.left_on < NEW.signed_on"
        f" OR p.id = {_WORKER.format('s.id')}))))",
        "完工以后由维修人、报修人签字，维修人不验收自己的维修",
    ),
    trigger(
        "acceptance_line_wanted",
        "INSERT ON acceptance_line",
        "EXISTS (SELECT 1 FROM purchase_line o JOIN request_line q ON q.id = o.request_line_id"
        " JOIN purchase_request r ON r.id = q.slip_id"
        " WHERE o.id = NEW.purchase_line_id AND r.closed_on IS NOT NULL)",
        "采购申请已经结束，不再收货",
    ),
)
VOUCHER_KINDS = (("repair", "WX"),)
_ACCEPTING = (
    ("reporter", 2, "witness", None, 0),
    ("director", 3, "general_affairs_director", None, 0),
)
ROUTE_STEPS = (
    ("repair", "worker", 1, "giver", None, 0),
    ("repair_outside", "worker", 1, None, "repair_firm", 0),
    *((route, *step) for route in ("repair", "repair_outside") for step in _ACCEPTING),
)
# Rules of before that only learn the new kind, where the slips stand in them.
_AMONG_SLIPS = ("'gate_pass', 'stock_reversal'", "'repair', 'gate_pass', 'stock_reversal'")
_UNMOVED = (
    "('transfer', 'handover', 'stock_reversal'",
    "('transfer', 'handover', 'repair', 'stock_reversal'",
)
_ROUTES = """
    WHEN 'repair' THEN iif(NEW.route = 'repair_outside', NEW.route, 'repair')"""
_OWN_ROUTE = ("SELECT CASE NEW.kind", f"SELECT CASE NEW.kind{_ROUTES}")
_TAUGHT = {
    "voucher_lines": (_AMONG_SLIPS,),
    "slip_new": (_AMONG_SLIPS,),
    "slip_withdrawn": (_AMONG_SLIPS, _UNMOVED),
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
        if words not in rule:
            raise LookupError(f"{name} does not say {words}")
        rule = rule.replace(words, others)
    connection.execute(rule)


def up(connection: sqlite3.Connection) -> None:
    """Make the new tables, teach the rules of before the new kind, add kind and routes."""
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
