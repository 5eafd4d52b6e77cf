"""Invariants of the counts: what differs is what was counted, what is signed off is whole."""

from __future__ import annotations

from typing import Final

from houqin_desktop.services.check.row_rules import RowRule

# The card of a line, or a part that was split off it.
_CARD: Final = (
    "(t.asset_id = l.asset_id OR t.asset_id IN"
    " (SELECT part_id FROM asset_split WHERE asset_id = l.asset_id))"
)
_ON_SLIP: Final = (
    "EXISTS (SELECT 1 FROM slip_line t WHERE t.slip_id = v.id"
    f" AND (t.item_id = l.item_id OR {_CARD}))"
)
_MISSING: Final = (
    f"v.kind = 'stocktake' AND {_ON_SLIP} AND (SELECT purpose FROM slip WHERE id = v.id) = s.number"
)
# Before stock was counted, any words stood for the transfer or the payment of a card.
_SETTLED_BY: Final = f"""CASE f.handling
    WHEN 'transfer' THEN v.id IS NULL OR v.kind = 'transfer' AND {_ON_SLIP}
    WHEN 'compensate' THEN v.id IS NULL AND l.item_id IS NULL OR {_MISSING}
    WHEN 'write_off' THEN iif(l.item_id IS NOT NULL, {_MISSING}, v.kind = 'write_off'
        AND EXISTS (SELECT 1 FROM disposal_line t WHERE t.disposal_id = v.id AND {_CARD}))
    WHEN 'enter' THEN CASE WHEN l.id IS NULL AND u.kind IS NULL
        THEN f.document IS (SELECT code FROM asset WHERE id = u.asset_id)
        ELSE EXISTS (SELECT 1 FROM slip r JOIN slip_line t ON t.slip_id = r.id WHERE r.id = v.id
            AND r.source = 'surplus' AND t.quantity = f.quantity
            AND (l.id IS NULL OR t.item_id = l.item_id)) END
    WHEN 'correct' THEN l.id IS NULL OR iif(l.item_id IS NOT NULL, {_ON_SLIP},
        f.document IS (SELECT code FROM asset WHERE id = l.asset_id))
    ELSE 1 END"""

COUNT_RULES: Final = (
    RowRule(
        "I36",
        "账面加盘盈减盘亏等于实盘",
        "count_line",
        "SELECT s.number, coalesce(a.code, i.code) FROM count_line l"
        " JOIN count_session s ON s.id = l.session_id LEFT JOIN asset a ON a.id = l.asset_id"
        " LEFT JOIN stock_item i ON i.id = l.item_id WHERE l.counted_quantity IS NOT NULL"
        " AND l.counted_quantity - l.booked_quantity <> (SELECT coalesce(sum(CASE f.result"
        " WHEN 'surplus' THEN f.quantity WHEN 'shortage' THEN -f.quantity ELSE 0 END), 0)"
        " FROM count_finding f WHERE f.line_id = l.id AND f.dropped = 0)"
        " UNION SELECT s.number, '盘盈' || p.position FROM count_surplus p"
        " JOIN count_session s ON s.id = p.session_id WHERE p.dropped = 0 AND NOT EXISTS"
        " (SELECT 1 FROM count_finding f WHERE f.surplus_id = p.id AND f.dropped = 0"
        " AND f.quantity = p.quantity AND f.value_fen = p.value_fen)",
        "清查 {0} 的 {1} 差异与数量不符",
    ),
    RowRule(
        "I37",
        "签结的清查全部盘完，差异都有处理",
        "count_session",
        "SELECT s.number FROM count_session s WHERE s.closed_on IS NOT NULL"
        " AND (EXISTS (SELECT 1 FROM count_line WHERE session_id = s.id AND counted_on IS NULL)"
        " OR EXISTS (SELECT 1 FROM count_room WHERE session_id = s.id AND finished_on IS NULL)"
        " OR EXISTS (SELECT 1 FROM count_finding WHERE session_id = s.id AND dropped = 0"
        " AND handling IS NULL))",
        "清查 {0} 签结时没有盘完或处理完",
    ),
    RowRule(
        "I41",
        "差异的单据写的是同一件东西",
        "count_finding",
        "SELECT s.number, coalesce(a.code, i.code, '盘盈' || u.position), f.document"
        " FROM count_finding f JOIN count_session s ON s.id = f.session_id"
        " LEFT JOIN count_line l ON l.id = f.line_id LEFT JOIN asset a ON a.id = l.asset_id"
        " LEFT JOIN stock_item i ON i.id = l.item_id"
        " LEFT JOIN count_surplus u ON u.id = f.surplus_id"
        " LEFT JOIN voucher v ON v.number = f.document"
        f" WHERE f.settled_on IS NOT NULL AND f.dropped = 0 AND ({_SETTLED_BY}) IS NOT 1",
        "清查 {0} 的 {1} 由 {2} 办理，单据上没有它",
    ),
)
