"""领用 and 借用: how a card stood before it was handed over, 续借, 赔偿, 出门返回, 预约.

Frozen once released. What came back is counted from lines, what is overdue from days; neither is
kept. A slip whose things came back in part can't be taken back itself, and a slip to which somebody
did not agree counts as little as one that was withdrawn.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, date_column, guards, trigger

TABLES = (
    """CREATE TABLE handed_card (
        line_id INTEGER PRIMARY KEY REFERENCES slip_line (id),
        holder_id INTEGER REFERENCES person (id),
        using_department_id INTEGER REFERENCES department (id),
        place TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE loan_renewal (
        id INTEGER PRIMARY KEY,
        slip_id INTEGER NOT NULL REFERENCES slip (id),
        {date_column("due_on")},
        {date_column("renewed_on")},
        reason TEXT NOT NULL DEFAULT '',
        CHECK (due_on >= renewed_on)) STRICT""",
    "CREATE INDEX loan_renewal_slip ON loan_renewal (slip_id)",
    f"""CREATE TABLE compensation (
        id INTEGER PRIMARY KEY,
        line_id INTEGER NOT NULL REFERENCES slip_line (id),
        person_id INTEGER NOT NULL REFERENCES person (id),
        amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
        {date_column("paid_on")},
        note TEXT NOT NULL DEFAULT '',
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))) STRICT""",
    "CREATE INDEX compensation_line ON compensation (line_id)",
    f"""CREATE TABLE gate_return (
        slip_id INTEGER PRIMARY KEY REFERENCES slip (id),
        {date_column("back_on")},
        checked_by_id INTEGER NOT NULL REFERENCES person (id),
        note TEXT NOT NULL DEFAULT '') STRICT""",
    f"""CREATE TABLE reservation (
        id INTEGER PRIMARY KEY,
        asset_id INTEGER REFERENCES asset (id),
        storeroom_id INTEGER REFERENCES storeroom (id),
        person_id INTEGER NOT NULL REFERENCES person (id),
        {date_column("reserved_on")},
        first_period INTEGER NOT NULL CHECK (first_period BETWEEN 1 AND 12),
        last_period INTEGER NOT NULL CHECK (last_period BETWEEN first_period AND 12),
        purpose TEXT NOT NULL DEFAULT '',
        cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
        CHECK ((asset_id IS NULL) <> (storeroom_id IS NULL))) STRICT""",
    "CREATE INDEX reservation_day ON reservation (reserved_on)",
)
GUARDED: tuple[Guarded, ...] = (
    Guarded("handed_card", keys=("line_id",), append_only=True),
    Guarded("loan_renewal", keys=("id",), append_only=True),
    Guarded("compensation", keys=("id",)),
    Guarded("gate_return", keys=("slip_id",), append_only=True),
    Guarded("reservation", keys=("id",)),
)
REPLACED = ("slip_line_lent", "slip_line_back")

_REVERSED = (
    "EXISTS (SELECT 1 FROM slip red JOIN voucher w ON w.id = red.id"
    " WHERE red.original_id = {0} AND w.kind = 'stock_reversal' AND w.state = 'executed')"
)
# A slip counts unless it was withdrawn, not agreed to or reversed.
_STANDS = (
    "(SELECT state FROM voucher WHERE id = {0}) NOT IN ('withdrawn', 'rejected')"
    f" AND NOT {_REVERSED}"
)
_BACK = (
    "(SELECT coalesce(sum(b.quantity), 0) FROM slip_line b WHERE b.of_line_id = l.id"
    f" AND {_STANDS.format('b.slip_id')})"
)
_OUT = (
    f"(SELECT coalesce(sum(l.quantity - {_BACK}), 0) FROM slip_line l"
    " JOIN voucher v ON v.id = l.slip_id AND v.kind = 'loan'"
    f" WHERE l.asset_id = {{0}} AND {_STANDS.format('l.slip_id')})"
)
_KIND = "(SELECT kind FROM voucher WHERE id = {0})"
# The slip that ceases to count when a voucher takes this state.
_CEASES = (
    "CASE WHEN NEW.state IN ('withdrawn', 'rejected') THEN OLD.id"
    " WHEN NEW.state = 'executed' AND OLD.kind = 'stock_reversal'"
    " THEN (SELECT original_id FROM slip WHERE id = OLD.id) END"
)
_HELD = "(SELECT holder_id FROM custody WHERE asset_id = a.id AND to_on IS NULL)"
_SAME = "NEW.{0} IS NOT OLD.{0}"


def _only(table: str, flag: str, *columns: str) -> str:
    """Return the trigger that lets a row be marked once and otherwise stay as it is."""
    kept = " OR ".join(_SAME.format(column) for column in columns)
    return trigger(
        f"{table}_marked",
        f"UPDATE ON {table}",
        f"{kept} OR NEW.{flag} <> 1 OR OLD.{flag} <> 0",
        "登记以后只能撤销，不可改动",
    )


RULES = (
    trigger(
        "slip_line_lent",
        "INSERT ON slip_line",
        f"NEW.asset_id IS NOT NULL AND {_KIND.format('NEW.slip_id')} = 'loan'"
        " AND (SELECT quantity FROM asset WHERE id = NEW.asset_id)"
        f" < NEW.quantity + {_OUT.format('NEW.asset_id')}",
        "资产已经借出",
    ),
    trigger(
        "slip_line_back",
        "INSERT ON slip_line",
        "NEW.of_line_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM slip_line l"
        " JOIN voucher v ON v.id = l.slip_id JOIN voucher mine ON mine.id = NEW.slip_id"
        " WHERE l.id = NEW.of_line_id AND l.item_id IS NEW.item_id AND l.asset_id IS NEW.asset_id"
        " AND v.kind = CASE mine.kind WHEN 'take_back' THEN 'loan' WHEN 'restock' THEN 'issue' END"
        f" AND v.dated_on <= mine.dated_on AND {_STANDS.format('l.slip_id')}"
        f" AND l.quantity >= NEW.quantity + {_BACK})",
        "归还的数量超过借出或领用的数量",
    ),
    trigger(
        "slip_loan_due",
        "INSERT ON slip",
        f"{_KIND.format('NEW.id')} = 'loan' AND (NEW.due_on IS NULL OR NEW.taker_id IS NULL"
        " OR NEW.due_on < (SELECT dated_on FROM voucher WHERE id = NEW.id)"
        " OR ((SELECT route FROM voucher WHERE id = NEW.id) = 'loan_outside')"
        " <> (NEW.outside <> ''))",
        "借用单要有借用人和不早于借出日的归还日期，校外借用由校长批准",
    ),
    trigger(
        "slip_built_upon",
        "UPDATE OF state ON voucher",
        f"EXISTS (SELECT 1 FROM slip_line l WHERE l.slip_id = {_CEASES} AND {_BACK} > 0)",
        "已有归还或退库，要先撤销或冲销它们",
    ),
    trigger(
        "slip_lent_again",
        "UPDATE OF state ON voucher",
        "NEW.state <> OLD.state AND EXISTS (SELECT 1 FROM slip_line x JOIN voucher k"
        " ON k.id = x.slip_id AND k.kind = 'take_back' JOIN asset a ON a.id = x.asset_id"
        f" WHERE x.slip_id = {_CEASES} AND (a.status = 'disposed'"
        f" OR a.quantity < x.quantity + {_OUT.format('x.asset_id')}))",
        "资产归还以后又已借出或处置，归还不能撤销",
    ),
    trigger(
        "handed_card_new",
        "INSERT ON handed_card",
        "NOT EXISTS (SELECT 1 FROM slip_line l JOIN voucher v ON v.id = l.slip_id"
        " JOIN asset a ON a.id = l.asset_id WHERE l.id = NEW.line_id"
        " AND v.kind IN ('issue', 'restock') AND v.state = 'executed' AND a.place = NEW.place"
        " AND a.using_department_id IS NEW.using_department_id"
        f" AND {_HELD} IS NEW.holder_id)",
        "交出的卡片与单据不符",
    ),
    trigger(
        "loan_renewal_new",
        "INSERT ON loan_renewal",
        f"{_KIND.format('NEW.slip_id')} IS NOT 'loan' OR NOT ({_STANDS.format('NEW.slip_id')})"
        " OR NEW.renewed_on < (SELECT dated_on FROM voucher WHERE id = NEW.slip_id)",
        "只有借出未还的借用单可以续借",
    ),
    trigger(
        "compensation_new",
        "INSERT ON compensation",
        "NEW.withdrawn <> 0 OR NOT EXISTS (SELECT 1 FROM slip_line l"
        " JOIN voucher v ON v.id = l.slip_id WHERE l.id = NEW.line_id"
        " AND v.kind IN ('take_back', 'restock') AND l.condition IN ('worn', 'damaged', 'lost')"
        f" AND v.dated_on <= NEW.paid_on AND {_STANDS.format('v.id')})",
        "只有损坏、丢失或磨损的归还才登记赔偿",
    ),
    _only("compensation", "withdrawn", "line_id", "person_id", "amount_fen", "paid_on", "note"),
    trigger(
        "gate_return_new",
        "INSERT ON gate_return",
        f"{_KIND.format('NEW.slip_id')} IS NOT 'gate_pass' OR {_REVERSED.format('NEW.slip_id')}"
        " OR NOT EXISTS (SELECT 1 FROM voucher v JOIN slip s ON s.id = v.id"
        " WHERE v.id = NEW.slip_id AND v.state = 'executed' AND s.due_on IS NOT NULL"
        " AND v.dated_on <= NEW.back_on)",
        "这张出门条没有放行，或不用返回",
    ),
    trigger(
        "reservation_new",
        "INSERT ON reservation",
        "NEW.cancelled <> 0 OR EXISTS (SELECT 1 FROM reservation r WHERE r.cancelled = 0"
        " AND r.asset_id IS NEW.asset_id AND r.storeroom_id IS NEW.storeroom_id"
        " AND r.reserved_on = NEW.reserved_on AND r.first_period <= NEW.last_period"
        " AND r.last_period >= NEW.first_period)"
        " OR EXISTS (SELECT 1 FROM asset WHERE id = NEW.asset_id AND status = 'disposed')"
        " OR EXISTS (SELECT 1 FROM storeroom WHERE id = NEW.storeroom_id AND closed = 1)",
        "这一节已经有人预约",
    ),
    _only(
        "reservation",
        "cancelled",
        "asset_id",
        "storeroom_id",
        "person_id",
        "reserved_on",
        "first_period",
        "last_period",
        "purpose",
    ),
)


def up(connection: sqlite3.Connection) -> None:
    """Make the new tables, replace the two rules about what came back, add the new ones."""
    for name in REPLACED:
        connection.execute(f"DROP TRIGGER {name}")
    every_guard = (statement for table in GUARDED for statement in guards(table))
    for statement in (*TABLES, *every_guard, *RULES):
        connection.execute(statement)
