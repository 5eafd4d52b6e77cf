"""What settles a difference of a count is about that very thing; an import of stock leaves whole.

Frozen once released. A document settles a difference while it counts: where it was withdrawn,
refused or reversed, another may take its place, even after the sign-off. A batch of stock is taken
back when none of its slips counts any more, its items are out of use and nothing that came later
still moves them. Whether a name was corrected since changes no sum and stays a rule of the program.
"""

from __future__ import annotations

import sqlite3

from houqin_desktop.storage.migrations.guarding import Guarded, trigger

GUARDED: tuple[Guarded, ...] = ()

_REVERSED = (
    "(EXISTS (SELECT 1 FROM slip red JOIN voucher w ON w.id = red.id"
    " WHERE red.original_id = v.id AND w.state {0})"
    " OR EXISTS (SELECT 1 FROM reversal red JOIN voucher w ON w.id = red.id"
    " WHERE red.disposal_id = v.id AND w.state {0}))"
)
# A red document that waits for hands lets the paper count as yet, but settle nothing new.
_REVERSING = _REVERSED.format("IN ('signing', 'approved', 'executed')")
_REVERSED_NOW = _REVERSED.format("= 'executed'")
_COUNTS = f"v.state NOT IN ('withdrawn', 'rejected') AND NOT {_REVERSING}"
_GONE = (
    "EXISTS (SELECT 1 FROM voucher v WHERE v.number = OLD.document"
    f" AND (v.state IN ('withdrawn', 'rejected') OR {_REVERSED_NOW}))"
)
# The card of a line, or the part that was split off it.
_CARD = (
    "(t.asset_id = l.asset_id OR t.asset_id IN"
    " (SELECT part_id FROM asset_split WHERE asset_id = l.asset_id))"
)
_SLIP = (
    "EXISTS (SELECT 1 FROM voucher v JOIN slip s ON s.id = v.id JOIN slip_line t ON t.slip_id = s.id"
    " JOIN count_line l ON l.id = NEW.line_id WHERE v.number = NEW.document"
    f" AND {_COUNTS} AND (t.item_id = l.item_id OR {_CARD}) AND {{0}})"
)
_CASE = (
    "EXISTS (SELECT 1 FROM voucher v JOIN disposal_line t ON t.disposal_id = v.id AND t.dropped = 0"
    " JOIN count_line l ON l.id = NEW.line_id WHERE v.number = NEW.document"
    f" AND v.kind = 'write_off' AND {_COUNTS} AND {_CARD})"
)
_MISSING = _SLIP.format(
    "v.kind = 'stocktake' AND t.quantity = NEW.quantity AND s.purpose ="
    " (SELECT number FROM count_session WHERE id = NEW.session_id)"
)
_CARD_CODE = (
    "NEW.document IS (SELECT a.code FROM count_line l JOIN asset a ON a.id = l.asset_id"
    " WHERE l.id = NEW.line_id)"
)
_ENTERED_CARD = (
    "NEW.document IS (SELECT a.code FROM count_surplus u JOIN asset a ON a.id = u.asset_id"
    " WHERE u.id = NEW.surplus_id)"
)
_ENTERED_STOCK = (
    "EXISTS (SELECT 1 FROM voucher v JOIN slip s ON s.id = v.id AND s.source = 'surplus'"
    " JOIN slip_line t ON t.slip_id = s.id AND t.quantity = NEW.quantity"
    " JOIN stock_item i ON i.id = t.item_id JOIN count_surplus u ON u.id = NEW.surplus_id"
    f" WHERE v.number = NEW.document AND {_COUNTS} AND u.name = i.name"
    " AND u.specification = i.specification AND u.unit = i.unit)"
)
_OF_ITEM = "(SELECT item_id FROM count_line WHERE id = NEW.line_id) IS NOT NULL"
_IS_STOCK = "(SELECT kind FROM count_surplus WHERE id = NEW.surplus_id) IS NOT NULL"
_ENTERED_MORE = _SLIP.format(
    "v.kind = 'receipt' AND s.source = 'surplus' AND t.quantity = NEW.quantity"
)
_FITS = f"""CASE NEW.handling
    WHEN 'transfer' THEN {_SLIP.format("v.kind = 'transfer'")}
    WHEN 'compensate' THEN {_MISSING}
    WHEN 'write_off' THEN iif({_OF_ITEM}, {_MISSING}, {_CASE})
    WHEN 'enter' THEN CASE WHEN NEW.line_id IS NOT NULL THEN {_ENTERED_MORE}
        WHEN {_IS_STOCK} THEN {_ENTERED_STOCK} ELSE {_ENTERED_CARD} END
    WHEN 'correct' THEN CASE WHEN NEW.line_id IS NULL THEN 1
        WHEN {_OF_ITEM} THEN {_SLIP.format("1")} ELSE {_CARD_CODE} END
    ELSE 1 END"""
_OVER = (
    "EXISTS (SELECT 1 FROM count_session WHERE id = NEW.session_id"
    " AND (closed_on IS NOT NULL OR withdrawn_on IS NOT NULL))"
)
_SAME_FINDING = " AND ".join(
    f"NEW.{name} IS OLD.{name}"
    for name in (
        "dropped",
        "quantity",
        "value_fen",
        "cause",
        "handling",
        "liable_id",
        "compensation_fen",
    )
)
_UNSTOCKED = (
    "EXISTS (SELECT 1 FROM slip s JOIN voucher v ON v.id = s.id WHERE s.import_batch_id = NEW.id"
    f" AND v.state NOT IN ('withdrawn', 'rejected') AND NOT {_REVERSED_NOW})"
    " OR EXISTS (SELECT 1 FROM stock_item WHERE import_batch_id = NEW.id AND retired = 0)"
    " OR EXISTS (SELECT 1 FROM slip s JOIN slip_line t ON t.slip_id = s.id"
    " JOIN stock_posting own ON own.line_id = t.id AND own.reverses_id IS NULL"
    " JOIN stock_posting p ON p.item_id = own.item_id AND p.id > own.id AND p.reverses_id IS NULL"
    " JOIN slip o ON o.id = p.voucher_id WHERE s.import_batch_id = NEW.id"
    " AND o.import_batch_id IS NOT NEW.id"
    " AND NOT EXISTS (SELECT 1 FROM stock_posting q WHERE q.reverses_id = p.id))"
)
_UNDONE = "EXISTS (SELECT 1 FROM import_undo WHERE id = NEW.import_batch_id)"

REPLACED = ("count_finding_over_update",)
RULES = (
    trigger(
        "count_finding_over_update",
        "UPDATE ON count_finding",
        f"{_OVER} AND NOT ({_SAME_FINDING} AND (OLD.settled_on IS NULL"
        f" OR (NEW.settled_on IS NOT NULL AND {_GONE})))",
        "清查已经签结或撤销，不能再改",
    ),
    trigger(
        "count_finding_paper_insert",
        "INSERT ON count_finding",
        f"NEW.settled_on IS NOT NULL AND NOT {_FITS}",
        "办理差异的单据不是这件东西的，或已撤销、退回、冲销",
    ),
    trigger(
        "count_finding_paper_update",
        "UPDATE ON count_finding",
        "NEW.settled_on IS NOT NULL AND (NEW.settled_on IS NOT OLD.settled_on"
        " OR NEW.document IS NOT OLD.document OR NEW.handling IS NOT OLD.handling"
        f" OR NEW.quantity <> OLD.quantity) AND NOT {_FITS}",
        "办理差异的单据不是这件东西的，或已撤销、退回、冲销",
    ),
    trigger(
        "import_undo_stock",
        "INSERT ON import_undo",
        _UNSTOCKED,
        "这一批的物品还有单据在账上，或后来又有收发，不能撤回",
    ),
    trigger(
        "slip_of_import",
        "INSERT ON slip",
        f"NEW.import_batch_id IS NOT NULL AND (NEW.source <> 'opening' OR {_UNDONE})",
        "期初单据属于一个没有撤回的导入批次",
    ),
    *(
        trigger(
            f"stock_item_of_import_{event.split(' ')[0].lower()}",
            event,
            f"{_UNDONE}{changed}",
            "物品属于一个没有撤回的导入批次",
        )
        for event, changed in (
            ("INSERT ON stock_item", ""),
            (
                "UPDATE OF import_batch_id ON stock_item",
                " AND NEW.import_batch_id IS NOT OLD.import_batch_id",
            ),
        )
    ),
)


def up(connection: sqlite3.Connection) -> None:
    """Add the rules, and let a difference whose document is gone be settled by another."""
    for name in REPLACED:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in RULES:
        connection.execute(statement)
