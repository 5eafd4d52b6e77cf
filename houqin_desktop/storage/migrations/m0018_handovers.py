"""交接清册: what is handed over with whom, and nobody leaves with things still in his name.

Frozen once released. Nothing changes hands before every hand has signed; then the roles on the
cards, the pieces that the giver himself had and the loans in his name are the taker's.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, guards, trigger

TABLES = (
    """CREATE TABLE handover_stock (
        line_id INTEGER PRIMARY KEY REFERENCES slip_line (id),
        storeroom_id INTEGER REFERENCES storeroom (id)) STRICT""",
    """CREATE TABLE handover_key (
        id INTEGER PRIMARY KEY,
        slip_id INTEGER NOT NULL REFERENCES slip (id),
        position INTEGER NOT NULL CHECK (position > 0),
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        remarks TEXT NOT NULL DEFAULT '',
        UNIQUE (slip_id, position)) STRICT""",
    """CREATE TABLE carried_loan (
        id INTEGER PRIMARY KEY,
        slip_id INTEGER NOT NULL REFERENCES slip (id),
        loan_id INTEGER NOT NULL REFERENCES slip (id),
        UNIQUE (slip_id, loan_id)) STRICT""",
    "CREATE INDEX carried_loan_of ON carried_loan (loan_id)",
)
GUARDED: tuple[Guarded, ...] = (
    Guarded("handover_stock", keys=("line_id",), append_only=True),
    Guarded("handover_key", keys=("id",), compound=("slip_id", "position"), append_only=True),
    Guarded("carried_loan", keys=("id",), compound=("slip_id", "loan_id"), append_only=True),
)

_REVERSED = (
    "EXISTS (SELECT 1 FROM slip red JOIN voucher w ON w.id = red.id"
    " WHERE red.original_id = {0} AND w.kind = 'stock_reversal' AND w.state = 'executed')"
)
_STANDS = (
    "(SELECT state FROM voucher WHERE id = {0}) NOT IN ('withdrawn', 'rejected')"
    f" AND NOT {_REVERSED}"
)
# A list on which nobody has written yet.
_BEGUN = (
    "EXISTS (SELECT 1 FROM voucher v WHERE v.id = {0} AND v.kind = 'handover'"
    " AND v.state = 'signing' AND NOT EXISTS (SELECT 1 FROM voucher_sheet WHERE voucher_id = v.id))"
)
# Who answers for a loan now: whoever took it over last, else who borrowed.
_BEARER = (
    "coalesce((SELECT h.taker_id FROM carried_loan c JOIN slip h ON h.id = c.slip_id"
    " JOIN voucher hv ON hv.id = h.id AND hv.state = 'executed'"
    f" WHERE c.loan_id = s.id AND NOT {_REVERSED.format('h.id')} ORDER BY c.id DESC LIMIT 1),"
    " s.taker_id)"
)
_BACK = (
    "(SELECT coalesce(sum(b.quantity), 0) FROM slip_line b WHERE b.of_line_id = l.id"
    f" AND {_STANDS.format('b.slip_id')})"
)
_OPEN_LINE = "EXISTS (SELECT 1 FROM disposal_line WHERE asset_id = NEW.asset_id AND open = 1)"
# The hand-over under which a card in a case changes hands, or comes back by its red document.
_HANDED = (
    "EXISTS (SELECT 1 FROM slip t JOIN voucher v ON v.id = t.id AND v.state = 'executed'"
    " JOIN slip o ON o.id = coalesce(t.original_id, t.id)"
    " JOIN voucher w ON w.id = o.id AND w.kind = 'handover'"
    " JOIN slip_line l ON l.slip_id = o.id AND l.asset_id = NEW.asset_id"
    " WHERE t.posted_on = NEW.from_on AND (t.id <> o.id"
    " OR o.taker_id IN (NEW.holder_id, NEW.responsible_id, NEW.keeper_id)))"
)
_HIS_CARDS = (
    "EXISTS (SELECT 1 FROM custody c JOIN asset a ON a.id = c.asset_id AND a.status <> 'disposed'"
    " WHERE c.to_on IS NULL AND NEW.id IN (c.holder_id, c.responsible_id, c.keeper_id))"
)
_HIS_STOCK = (
    "EXISTS (SELECT 1 FROM stock_balance WHERE location_id = NEW.location_id AND quantity > 0)"
)
_HIS_LOANS = (
    "EXISTS (SELECT 1 FROM slip s JOIN voucher v ON v.id = s.id AND v.kind = 'loan'"
    " JOIN slip_line l ON l.slip_id = s.id LEFT JOIN asset a ON a.id = l.asset_id"
    f" WHERE {_BEARER} = NEW.id AND {_STANDS.format('s.id')} AND l.quantity > {_BACK}"
    " AND coalesce(a.status, '') <> 'disposed')"
)
_HIS_ROOMS = (
    "EXISTS (SELECT 1 FROM appointment WHERE person_id = NEW.id"
    " AND post IN ('storekeeper', 'head_storekeeper')"
    " AND coalesce(to_on, '9999-12-31') > NEW.left_on)"
)
_HIS_LISTS = (
    "EXISTS (SELECT 1 FROM slip s JOIN voucher v ON v.id = s.id AND v.kind = 'handover'"
    " AND v.state = 'signing' WHERE NEW.id IN (s.giver_id, s.taker_id))"
)

RULES = (
    trigger(
        "slip_handover",
        "INSERT ON slip",
        "(SELECT kind FROM voucher WHERE id = NEW.id) = 'handover' AND (NEW.giver_id IS NULL"
        " OR NEW.taker_id IS NULL OR NEW.giver_id = NEW.taker_id"
        " OR NEW.other_storeroom_id IS NOT NULL OR NEW.purpose NOT IN ('换岗', '离岗', '换保管员')"
        " OR EXISTS (SELECT 1 FROM slip s JOIN voucher v ON v.id = s.id AND v.kind = 'handover'"
        " AND v.state = 'signing' WHERE s.giver_id = NEW.giver_id"
        " AND (s.storeroom_id IS NULL OR NEW.storeroom_id IS NULL"
        " OR s.storeroom_id = NEW.storeroom_id)))",
        "交接清册要有移交人和另一位接收人，同一范围只办一张",
    ),
    trigger(
        "handover_stock_new",
        "INSERT ON handover_stock",
        "NOT EXISTS (SELECT 1 FROM slip_line l WHERE l.id = NEW.line_id"
        f" AND l.item_id IS NOT NULL AND {_BEGUN.format('l.slip_id')})",
        "交接清册打印或签字以后不可改动",
    ),
    trigger(
        "handover_key_new",
        "INSERT ON handover_key",
        f"NOT {_BEGUN.format('NEW.slip_id')}",
        "交接清册打印或签字以后不可改动",
    ),
    trigger(
        "carried_loan_new",
        "INSERT ON carried_loan",
        f"NOT {_BEGUN.format('NEW.slip_id')} OR NOT EXISTS (SELECT 1 FROM slip s"
        " JOIN voucher v ON v.id = s.id AND v.kind = 'loan' WHERE s.id = NEW.loan_id"
        f" AND {_STANDS.format('s.id')}"
        f" AND {_BEARER} = (SELECT giver_id FROM slip WHERE id = NEW.slip_id))",
        "只有移交人自己的借用才随交接清册转给接收人",
    ),
    trigger(
        "person_open_items",
        "UPDATE OF left_on ON person",
        "NEW.left_on IS NOT NULL AND OLD.left_on IS NULL AND ("
        + " OR ".join((_HIS_CARDS, _HIS_STOCK, _HIS_LOANS, _HIS_ROOMS, _HIS_LISTS))
        + ")",
        "名下还有没交接的东西，不能登记离岗",
    ),
    trigger(
        "custody_in_case",
        "INSERT ON custody",
        f"({_OPEN_LINE} AND NOT {_HANDED})"
        " OR (SELECT status FROM asset WHERE id = NEW.asset_id) = 'disposed'",
        "资产正在报废报损办理中，不能变动",
    ),
)
REPLACED = ("custody_in_case",)
# What a giver himself has goes to the taker; what lies in a room stays there.
_WAY = (
    "WHEN 'handover' THEN v.state = 'executed' AND f.id = g.location_id AND t.id = k.location_id"
    " AND EXISTS (SELECT 1 FROM handover_stock h WHERE h.line_id = NEW.line_id"
    " AND h.storeroom_id IS NULL)"
)
# Rules of before that only learn one word more, where it stands in them.
_TAUGHT = {
    "stock_posting_ways": ("WHEN 'stocktake' THEN", f"{_WAY}\n    WHEN 'stocktake' THEN"),
    "slip_withdrawn": (
        "('transfer', 'stock_reversal')",
        "('transfer', 'handover', 'stock_reversal')",
    ),
}
# Rules that answer before one of those; SQLite asks the youngest first.
_ANSWER_FIRST = ("slip_built_upon", "slip_lent_again", "person_last_administrator")


def _retold(connection: sqlite3.Connection, name: str, word: str = "", words: str = "") -> None:
    """Make a rule anew, with other words in place of one word where some are given."""
    ((rule,),) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,))
    connection.execute(f"DROP TRIGGER {name}")
    connection.execute(words.join(rule.split(word)) if word else rule)


def up(connection: sqlite3.Connection) -> None:
    """Make the new tables, teach the rules of before what a hand-over is, add the new ones."""
    for name in REPLACED:
        connection.execute(f"DROP TRIGGER {name}")
    every_guard = (statement for table in GUARDED for statement in guards(table))
    for statement in (*TABLES, *every_guard, *RULES):
        connection.execute(statement)
    for name, (word, words) in _TAUGHT.items():
        _retold(connection, name, word, words)
    for name in _ANSWER_FIRST:
        _retold(connection, name)
