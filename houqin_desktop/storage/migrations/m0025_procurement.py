"""Procurement: budget, suppliers, request, purchase, acceptance, and what came in by them.

Frozen once released. Stocked = accepted <= ordered <= approved holds line by line at every moment,
counted over what stands: a paper that was withdrawn, refused or reversed frees what it took. Nobody
approves or accepts what he himself asked for, unless the paper says why.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

_FORMS = "('government', 'departmental', 'dispersed', 'petty')"

TABLES = (
    """CREATE TABLE supplier (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
        tax_number TEXT NOT NULL DEFAULT '',
        contact TEXT NOT NULL DEFAULT '',
        remarks TEXT NOT NULL DEFAULT '',
        retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
        sort_key TEXT NOT NULL,
        search_text TEXT NOT NULL) STRICT""",
    """CREATE TABLE budget_line (
        id INTEGER PRIMARY KEY,
        year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2999),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        funding_source TEXT NOT NULL DEFAULT '',
        amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
        department_id INTEGER REFERENCES department (id),
        remarks TEXT NOT NULL DEFAULT '',
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
        UNIQUE (year, name)) STRICT""",
    f"""CREATE TABLE purchase_request (
        id INTEGER PRIMARY KEY REFERENCES slip (id),
        form TEXT NOT NULL CHECK (form IN {_FORMS}),
        funding_source TEXT NOT NULL DEFAULT '',
        budget_line_id INTEGER REFERENCES budget_line (id),
        exception TEXT NOT NULL DEFAULT '',
        over_budget TEXT NOT NULL DEFAULT '',
        splitting TEXT NOT NULL DEFAULT '',
        {date_column("closed_on", optional=True)},
        closing_reason TEXT NOT NULL DEFAULT '',
        CHECK ((closed_on IS NULL) = (closing_reason = ''))) STRICT""",
    "CREATE INDEX purchase_request_budget ON purchase_request (budget_line_id)",
    """CREATE TABLE request_line (
        id INTEGER PRIMARY KEY,
        slip_id INTEGER NOT NULL REFERENCES purchase_request (id),
        position INTEGER NOT NULL CHECK (position > 0),
        item_id INTEGER REFERENCES stock_item (id),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        specification TEXT NOT NULL DEFAULT '',
        unit TEXT NOT NULL DEFAULT '',
        category TEXT NOT NULL DEFAULT '',
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        price_fen INTEGER NOT NULL CHECK (price_fen >= 0),
        on_hand TEXT NOT NULL DEFAULT '',
        purpose TEXT NOT NULL DEFAULT '',
        remarks TEXT NOT NULL DEFAULT '',
        UNIQUE (slip_id, position)) STRICT""",
    f"""CREATE TABLE request_choice (
        id INTEGER PRIMARY KEY,
        line_id INTEGER NOT NULL REFERENCES request_line (id),
        choice TEXT NOT NULL CHECK (choice IN ('buy', 'issue', 'transfer', 'repair', 'cut')),
        quantity INTEGER NOT NULL CHECK (quantity >= 0),
        found TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL CHECK (trim(reason) <> ''),
        document TEXT NOT NULL DEFAULT '',
        {date_column("chosen_on")},
        CHECK ((choice = 'buy') = (quantity = 0))) STRICT""",
    "CREATE INDEX request_choice_line ON request_choice (line_id)",
    f"""CREATE TABLE purchase (
        id INTEGER PRIMARY KEY REFERENCES slip (id),
        supplier_id INTEGER NOT NULL REFERENCES supplier (id),
        form TEXT NOT NULL CHECK (form IN {_FORMS}),
        contract_number TEXT NOT NULL DEFAULT '',
        plan_number TEXT NOT NULL DEFAULT '',
        quotations_wanted INTEGER NOT NULL CHECK (quotations_wanted >= 0),
        exception TEXT NOT NULL DEFAULT '') STRICT""",
    """CREATE TABLE purchase_line (
        id INTEGER PRIMARY KEY,
        slip_id INTEGER NOT NULL REFERENCES purchase (id),
        position INTEGER NOT NULL CHECK (position > 0),
        request_line_id INTEGER NOT NULL REFERENCES request_line (id),
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        price_fen INTEGER NOT NULL CHECK (price_fen >= 0),
        UNIQUE (slip_id, position)) STRICT""",
    "CREATE INDEX purchase_line_request ON purchase_line (request_line_id)",
    f"""CREATE TABLE quotation (
        id INTEGER PRIMARY KEY,
        slip_id INTEGER NOT NULL REFERENCES purchase (id),
        supplier_id INTEGER NOT NULL REFERENCES supplier (id),
        amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
        {date_column("quoted_on")},
        remarks TEXT NOT NULL DEFAULT '',
        UNIQUE (slip_id, supplier_id)) STRICT""",
    f"""CREATE TABLE acceptance (
        id INTEGER PRIMARY KEY REFERENCES slip (id),
        purchase_id INTEGER NOT NULL REFERENCES purchase (id),
        delivery_note TEXT NOT NULL DEFAULT '',
        invoice_number TEXT NOT NULL DEFAULT '',
        {date_column("invoice_on", optional=True)},
        invoice_fen INTEGER CHECK (invoice_fen >= 0),
        {date_column("arrived_on")},
        differences TEXT NOT NULL DEFAULT '',
        exception TEXT NOT NULL DEFAULT '',
        over_budget TEXT NOT NULL DEFAULT '') STRICT""",
    "CREATE INDEX acceptance_purchase ON acceptance (purchase_id)",
    f"""CREATE TABLE acceptance_line (
        id INTEGER PRIMARY KEY,
        slip_id INTEGER NOT NULL REFERENCES acceptance (id),
        position INTEGER NOT NULL CHECK (position > 0),
        purchase_line_id INTEGER NOT NULL REFERENCES purchase_line (id),
        delivered INTEGER NOT NULL CHECK (delivered > 0),
        accepted INTEGER NOT NULL CHECK (accepted BETWEEN 0 AND delivered),
        price_fen INTEGER NOT NULL CHECK (price_fen >= 0),
        quality TEXT NOT NULL DEFAULT '',
        papers TEXT NOT NULL DEFAULT '',
        rejected TEXT NOT NULL DEFAULT '' CHECK (rejected IN ('', 'return', 'replace', 'without')),
        {date_column("warranty_until", optional=True)},
        UNIQUE (slip_id, position),
        UNIQUE (slip_id, purchase_line_id),
        CHECK ((rejected = '') = (accepted = delivered))) STRICT""",
    "CREATE INDEX acceptance_line_purchase ON acceptance_line (purchase_line_id)",
    """CREATE TABLE accepted_serial (
        id INTEGER PRIMARY KEY,
        line_id INTEGER NOT NULL REFERENCES acceptance_line (id),
        serial TEXT NOT NULL CHECK (trim(serial) <> ''),
        UNIQUE (line_id, serial)) STRICT""",
    """CREATE TABLE stocked_line (
        line_id INTEGER PRIMARY KEY REFERENCES slip_line (id),
        acceptance_line_id INTEGER NOT NULL REFERENCES acceptance_line (id)) STRICT""",
    "CREATE INDEX stocked_line_accepted ON stocked_line (acceptance_line_id)",
    """CREATE TABLE handed_receipt (
        slip_id INTEGER PRIMARY KEY REFERENCES slip (id),
        receipt_id INTEGER NOT NULL REFERENCES slip (id)) STRICT""",
    "CREATE INDEX handed_receipt_of ON handed_receipt (receipt_id)",
    f"""CREATE TABLE accounts_entry (
        slip_id INTEGER PRIMARY KEY REFERENCES slip (id),
        number TEXT NOT NULL,
        {date_column("entered_on", optional=True)},
        CHECK ((number = '') = (entered_on IS NULL))) STRICT""",
)
GUARDED: tuple[Guarded, ...] = (
    Guarded("supplier", keys=("id", "name")),
    Guarded("budget_line", keys=("id",), compound=("year", "name"), for_ever=("year",)),
    Guarded(
        "purchase_request",
        keys=("id",),
        for_ever=("form", "funding_source", "budget_line_id", "splitting"),
    ),
    Guarded("request_line", keys=("id",), compound=("slip_id", "position"), append_only=True),
    Guarded("request_choice", keys=("id",), append_only=True),
    Guarded(
        "purchase",
        keys=("id",),
        for_ever=("supplier_id", "form", "contract_number", "plan_number", "quotations_wanted"),
    ),
    Guarded("purchase_line", keys=("id",), compound=("slip_id", "position"), append_only=True),
    Guarded("quotation", keys=("id",), compound=("slip_id", "supplier_id"), append_only=True),
    Guarded(
        "acceptance",
        keys=("id",),
        for_ever=(
            "purchase_id",
            "delivery_note",
            "invoice_number",
            "invoice_on",
            "invoice_fen",
            "arrived_on",
            "differences",
        ),
    ),
    Guarded("acceptance_line", keys=("id",), compound=("slip_id", "position"), append_only=True),
    Guarded("accepted_serial", keys=("id",), compound=("line_id", "serial"), append_only=True),
    Guarded("stocked_line", keys=("line_id",), append_only=True),
    Guarded("handed_receipt", keys=("slip_id",), append_only=True),
    Guarded("accounts_entry", keys=("slip_id",)),
)

_GONE = (
    "((SELECT state FROM voucher WHERE id = {0}) IN ('withdrawn', 'rejected')"
    " OR EXISTS (SELECT 1 FROM slip red JOIN voucher w ON w.id = red.id WHERE red.original_id = {0}"
    " AND w.kind = 'stock_reversal' AND w.state = 'executed'))"
)
_KIND = "(SELECT kind FROM voucher WHERE id = {0})"
_STATE = "(SELECT state FROM voucher WHERE id = {0})"
_OPEN = (
    "EXISTS (SELECT 1 FROM voucher WHERE id = {0} AND kind = '{1}' AND state = 'signing'"
    " AND NOT EXISTS (SELECT 1 FROM voucher_sheet WHERE voucher_id = voucher.id))"
)
_TAKEN_OFF = "(SELECT coalesce(sum(c.quantity), 0) FROM request_choice c WHERE c.line_id = {0}.id)"
_ORDERED = (
    "(SELECT coalesce(sum(o.quantity), 0) FROM purchase_line o WHERE o.request_line_id = {0}"
    f" AND NOT {_GONE.format('o.slip_id')})"
)
_ACCEPTED = (
    "(SELECT coalesce(sum(t.accepted), 0) FROM acceptance_line t WHERE t.purchase_line_id = {0}"
    f" AND NOT {_GONE.format('t.slip_id')})"
)
_STOCKED = (
    "(SELECT coalesce(sum(l.quantity), 0) FROM stocked_line k JOIN slip_line l ON l.id = k.line_id"
    f" WHERE k.acceptance_line_id = {{0}} AND NOT {_GONE.format('l.slip_id')})"
)
# What stands upon a paper, as it would be left hanging without it.
_UPON = (
    "(EXISTS (SELECT 1 FROM request_line q JOIN purchase_line o ON o.request_line_id = q.id"
    f" WHERE q.slip_id = {{0}} AND NOT {_GONE.format('o.slip_id')})"
    f" OR EXISTS (SELECT 1 FROM acceptance a WHERE a.purchase_id = {{0}}"
    f" AND NOT {_GONE.format('a.id')})"
    " OR EXISTS (SELECT 1 FROM acceptance_line t JOIN stocked_line k ON k.acceptance_line_id = t.id"
    " JOIN slip_line l ON l.id = k.line_id"
    f" WHERE t.slip_id = {{0}} AND NOT {_GONE.format('l.slip_id')})"
    f" OR EXISTS (SELECT 1 FROM handed_receipt h WHERE h.receipt_id = {{0}}"
    f" AND NOT {_GONE.format('h.slip_id')}))"
)
# Who asked for what a paper is about.
_ASKED = (
    "(SELECT s.taker_id FROM slip s WHERE s.id = NEW.voucher_id"
    " AND {0} = 'purchase_request' UNION SELECT s.taker_id FROM acceptance_line t"
    " JOIN purchase_line o ON o.id = t.purchase_line_id JOIN request_line q"
    " ON q.id = o.request_line_id JOIN slip s ON s.id = q.slip_id WHERE t.slip_id = NEW.voucher_id)"
)
# What the requests of a budget line up to one of them cost: what was accepted at its price, what
# is still to come at the price that was expected.
_COST = (
    "(SELECT coalesce(sum(CASE WHEN r.closed_on IS NULL"
    " THEN (q.quantity - (SELECT coalesce(sum(c.quantity), 0) FROM request_choice c"
    " WHERE c.line_id = q.id) - (SELECT coalesce(sum(t.accepted), 0) FROM acceptance_line t"
    " JOIN purchase_line o ON o.id = t.purchase_line_id WHERE o.request_line_id = q.id"
    f" AND NOT {_GONE.format('t.slip_id')})) * q.price_fen ELSE 0 END"
    " + (SELECT coalesce(sum(t.accepted * t.price_fen), 0) FROM acceptance_line t"
    " JOIN purchase_line o ON o.id = t.purchase_line_id WHERE o.request_line_id = q.id"
    f" AND NOT {_GONE.format('t.slip_id')})), 0)"
    " FROM purchase_request r JOIN request_line q ON q.slip_id = r.id"
    f" WHERE r.budget_line_id = b.id AND r.id <= {{0}} AND NOT {_GONE.format('r.id')})"
)

RULES = (
    trigger(
        "purchase_request_new",
        "INSERT ON purchase_request",
        f"{_KIND.format('NEW.id')} IS NOT 'purchase_request' OR NEW.closed_on IS NOT NULL"
        " OR (SELECT taker_id FROM slip WHERE id = NEW.id) IS NULL"
        " OR EXISTS (SELECT 1 FROM budget_line WHERE id = NEW.budget_line_id AND withdrawn = 1)",
        "采购申请要有申请人，预算项目要在用",
    ),
    trigger(
        "purchase_request_said",
        "UPDATE ON purchase_request",
        "((NEW.exception <> OLD.exception OR NEW.over_budget <> OLD.over_budget)"
        f" AND NOT {_OPEN.format('OLD.id', 'purchase_request')})"
        " OR (NEW.closed_on IS NOT OLD.closed_on AND (OLD.closed_on IS NOT NULL"
        f" OR {_STATE.format('OLD.id')} IS NOT 'executed'))",
        "采购申请打印或签字以后不可改动，签齐以后只能结束一次",
    ),
    trigger(
        "request_line_new",
        "INSERT ON request_line",
        f"NOT {_OPEN.format('NEW.slip_id', 'purchase_request')}",
        "采购申请打印或签字以后不可改动",
    ),
    trigger(
        "request_choice_new",
        "INSERT ON request_choice",
        "NOT EXISTS (SELECT 1 FROM request_line q WHERE q.id = NEW.line_id"
        f" AND q.quantity >= NEW.quantity + {_TAKEN_OFF.format('q')}"
        f" AND ({_OPEN.format('q.slip_id', 'purchase_request')}"
        f" OR (NEW.choice = 'cut' AND {_STATE.format('q.slip_id')} = 'signing')))",
        "改办和核减不能超过申请数量，签齐以后不可再改",
    ),
    trigger(
        "purchase_new",
        "INSERT ON purchase",
        f"{_KIND.format('NEW.id')} IS NOT 'purchase'"
        " OR (SELECT retired FROM supplier WHERE id = NEW.supplier_id) = 1",
        "采购单的供应商已停用，或不是采购单",
    ),
    trigger(
        "purchase_said",
        "UPDATE ON purchase",
        f"NOT {_OPEN.format('OLD.id', 'purchase')}",
        "采购单打印或签字以后不可改动",
    ),
    trigger(
        "purchase_line_new",
        "INSERT ON purchase_line",
        f"NOT {_OPEN.format('NEW.slip_id', 'purchase')} OR NOT EXISTS (SELECT 1 FROM request_line q"
        " JOIN purchase_request r ON r.id = q.slip_id WHERE q.id = NEW.request_line_id"
        f" AND r.closed_on IS NULL AND {_STATE.format('r.id')} = 'executed'"
        f" AND NOT {_GONE.format('r.id')} AND q.quantity >= NEW.quantity + {_TAKEN_OFF.format('q')}"
        f" + {_ORDERED.format('q.id')})",
        "采购的数量超过批准的数量，或申请还没有批准",
    ),
    trigger(
        "quotation_new",
        "INSERT ON quotation",
        f"NOT {_OPEN.format('NEW.slip_id', 'purchase')}",
        "采购单打印或签字以后不可改动",
    ),
    trigger(
        "acceptance_new",
        "INSERT ON acceptance",
        f"{_KIND.format('NEW.id')} IS NOT 'acceptance' OR {_GONE.format('NEW.purchase_id')}"
        " OR NOT EXISTS (SELECT 1 FROM voucher WHERE id = NEW.purchase_id AND kind = 'purchase'"
        " AND (state = 'executed' OR (state = 'signing' AND route = 'purchase_direct')))"
        " OR NOT EXISTS (SELECT 1 FROM slip WHERE id = NEW.id AND taker_id <> witness_id)",
        "验收要有两位验收人，比价的采购要先签齐",
    ),
    trigger(
        "acceptance_said",
        "UPDATE ON acceptance",
        f"NOT {_OPEN.format('OLD.id', 'acceptance')}",
        "验收单打印或签字以后不可改动",
    ),
    trigger(
        "acceptance_line_new",
        "INSERT ON acceptance_line",
        f"NOT {_OPEN.format('NEW.slip_id', 'acceptance')} OR NOT EXISTS (SELECT 1 FROM acceptance a"
        " JOIN purchase_line o ON o.slip_id = a.purchase_id WHERE a.id = NEW.slip_id"
        " AND o.id = NEW.purchase_line_id"
        f" AND o.quantity >= NEW.accepted + {_ACCEPTED.format('o.id')})",
        "验收合格的数量超过采购的数量",
    ),
    trigger(
        "accepted_serial_new",
        "INSERT ON accepted_serial",
        "NOT EXISTS (SELECT 1 FROM acceptance_line t WHERE t.id = NEW.line_id"
        f" AND {_OPEN.format('t.slip_id', 'acceptance')} AND t.accepted > (SELECT count(*)"
        " FROM accepted_serial WHERE line_id = t.id))",
        "出厂编号多于验收合格的数量",
    ),
    trigger(
        "stocked_line_new",
        "INSERT ON stocked_line",
        "NOT EXISTS (SELECT 1 FROM slip_line l JOIN slip s ON s.id = l.slip_id"
        " AND s.source = 'purchase' JOIN voucher v ON v.id = s.id AND v.kind = 'receipt'"
        " AND v.state = 'signing' JOIN acceptance_line t ON t.id = NEW.acceptance_line_id"
        f" WHERE l.id = NEW.line_id AND {_STATE.format('t.slip_id')} = 'executed'"
        f" AND NOT {_GONE.format('t.slip_id')}"
        f" AND t.accepted >= l.quantity + {_STOCKED.format('t.id')})",
        "入库的数量超过验收合格的数量，或验收单还没有签齐",
    ),
    trigger(
        "stock_posting_accepted",
        "INSERT ON stock_posting",
        "NEW.reverses_id IS NULL AND (SELECT source FROM slip WHERE id = NEW.voucher_id)"
        " = 'purchase' AND NOT EXISTS (SELECT 1 FROM stocked_line WHERE line_id = NEW.line_id)",
        "采购的物品凭验收单入库",
    ),
    trigger(
        "handed_receipt_new",
        "INSERT ON handed_receipt",
        f"{_KIND.format('NEW.slip_id')} NOT IN ('issue', 'loan') OR {_GONE.format('NEW.receipt_id')}"
        " OR NOT EXISTS (SELECT 1 FROM slip WHERE id = NEW.receipt_id AND source = 'purchase')",
        "只有采购入库的物品才这样发放",
    ),
    trigger(
        "accounts_entry_new",
        "INSERT ON accounts_entry",
        f"{_KIND.format('NEW.slip_id')} IS NOT 'receipt' OR {_GONE.format('NEW.slip_id')}",
        "只有入库单登记财务入账",
    ),
    trigger(
        "signature_not_for_himself",
        "INSERT ON signature",
        "NEW.decision = 'agree' AND NEW.step <> 'applicant' AND NEW.person_id IN "
        f"{_ASKED.format(_KIND.format('NEW.voucher_id'))}"
        " AND coalesce((SELECT exception FROM purchase_request WHERE id = NEW.voucher_id),"
        " (SELECT exception FROM acceptance WHERE id = NEW.voucher_id), '') = ''",
        "申请人不能审批或验收自己申请的东西",
    ),
    trigger(
        "purchase_compared_enough",
        "UPDATE OF state ON voucher",
        "NEW.kind = 'purchase' AND NEW.state IN ('approved', 'executed')"
        " AND EXISTS (SELECT 1 FROM purchase p WHERE p.id = NEW.id AND p.exception = ''"
        " AND p.quotations_wanted > (SELECT count(*) FROM quotation WHERE slip_id = p.id))",
        "报价不够，不能定下供应商",
    ),
    trigger(
        "purchase_within_budget",
        "UPDATE OF state ON voucher",
        "NEW.state IN ('approved', 'executed') AND NEW.kind = 'purchase_request'"
        " AND EXISTS (SELECT 1 FROM purchase_request p JOIN budget_line b"
        " ON b.id = p.budget_line_id WHERE p.id = NEW.id AND p.over_budget = ''"
        f" AND b.amount_fen < {_COST.format('NEW.id')})",
        "超过预算而没有写明怎样决定",
    ),
    trigger(
        "procured_upon",
        "UPDATE OF state ON voucher",
        "(NEW.state IN ('withdrawn', 'rejected') AND OLD.state <> NEW.state AND OLD.kind IN"
        " ('purchase_request', 'purchase', 'acceptance', 'receipt')"
        f" AND {_UPON.format('NEW.id')}) OR (NEW.kind = 'stock_reversal' AND NEW.state = 'executed'"
        " AND EXISTS (SELECT 1 FROM slip red WHERE red.id = NEW.id"
        f" AND {_UPON.format('red.original_id')}))",
        "后面的单据还在账上，不能撤销或冲销",
    ),
    trigger(
        "stocked_whole",
        "INSERT ON command",
        "EXISTS (SELECT 1 FROM stocked_line k JOIN acceptance_line t ON t.id = k.acceptance_line_id"
        " JOIN acceptance_line u ON u.slip_id = t.slip_id"
        " WHERE k.line_id = (SELECT max(line_id) FROM stocked_line)"
        f" AND {_STOCKED.format('u.id')} NOT IN (0, u.accepted))",
        "入库数量与验收合格数量不符",
    ),
)
VOUCHER_KINDS = (("purchase_request", "CG"), ("purchase", "DD"), ("acceptance", "YS"))
_ASKING = (
    ("applicant", 1, "taker", None, 0),
    ("department", 2, "witness", None, 0),
    ("stock_check", 3, "head_storekeeper", None, 0),
    ("director", 4, "general_affairs_director", None, 0),
)
_FINANCE = ("finance", 5, "finance", None, 0)
ROUTE_STEPS = (
    *(
        (route, *step)
        for route in ("request_short", "request_full", "request_council")
        for step in _ASKING
    ),
    ("request_short", "leader", 5, "supervising_leader", None, 0),
    *(
        (route, *step)
        for route in ("request_full", "request_council")
        for step in (_FINANCE, ("leader", 6, "supervising_leader", None, 0))
    ),
    ("request_full", "principal", 7, "principal", None, 0),
    ("request_council", "council", 7, "principal", None, 1),
    ("purchase_direct", "buyer", 1, "giver", None, 0),
    ("purchase_compared", "buyer", 1, "giver", None, 0),
    ("purchase_compared", "director", 2, "general_affairs_director", None, 0),
    ("purchase_compared", "leader", 3, "supervising_leader", None, 0),
    ("acceptance", "buyer", 1, "giver", None, 0),
    ("acceptance", "acceptor", 1, "taker", None, 0),
    ("acceptance", "second_acceptor", 1, "witness", None, 0),
    ("acceptance", "keeper", 1, "storekeeper", None, 0),
    ("acceptance", "director", 2, "general_affairs_director", None, 0),
)
_SLIPS = "'gate_pass', 'stock_reversal')"
_MORE_SLIPS = "'gate_pass', 'stock_reversal', 'purchase_request', 'purchase', 'acceptance')"
_ROUTES = """
    WHEN 'purchase_request' THEN iif(NEW.route IN ('request_short', 'request_full',
        'request_council'), NEW.route, 'request_short')
    WHEN 'purchase' THEN iif(NEW.route = 'purchase_compared', NEW.route, 'purchase_direct')"""
_OWN_ROUTE = ("SELECT CASE NEW.kind", f"SELECT CASE NEW.kind{_ROUTES}")
# Rules of before that only learn the new kinds, where they stand in them.
_TAUGHT: dict[str, tuple[tuple[str, str], ...]] = {
    "voucher_lines": ((_SLIPS, _MORE_SLIPS),),
    "slip_version": ((_SLIPS, _MORE_SLIPS),),
    "slip_new": ((_SLIPS, _MORE_SLIPS),),
    "slip_withdrawn": (
        (f"'stocktake', {_SLIPS}", f"'stocktake', {_MORE_SLIPS}"),
        (
            "('transfer', 'handover', 'stock_reversal')",
            (
                "('transfer', 'handover', 'stock_reversal', 'purchase_request', 'purchase',"
                " 'acceptance')"
            ),
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
    """Make the new tables, teach the rules of before the new kinds, add kinds and routes."""
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
