"""Invariants of the counts: what differs is what was counted, what is signed off is whole."""

from __future__ import annotations

from typing import Final

from houqin_desktop.services.check_rules import RowRule

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
)
