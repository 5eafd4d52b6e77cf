"""Invariants of stock that one query can state."""

from __future__ import annotations

from typing import Final

from houqin_desktop.services.check.row_rules import RowRule

_MOVES: Final = (
    "WITH move AS (SELECT id, item_id, to_location_id AS place, quantity AS pieces,"
    " value_fen AS value, posted_on FROM stock_posting UNION ALL SELECT id, item_id,"
    " from_location_id, -quantity, -value_fen, posted_on FROM stock_posting)"
)
_REAL: Final = "(SELECT kind FROM location WHERE id = place) <> 'virtual'"

STOCK_RULES: Final = (
    RowRule(
        "I5S",
        "物品结存与收发相符",
        "stock_balance",
        _MOVES + ", summed AS (SELECT item_id, place, sum(pieces) AS pieces, max(id) AS last"
        f" FROM move WHERE {_REAL} GROUP BY item_id, place)"
        " SELECT i.code FROM summed s JOIN stock_item i ON i.id = s.item_id"
        " LEFT JOIN stock_balance b ON b.item_id = s.item_id AND b.location_id = s.place"
        " WHERE b.quantity IS NOT s.pieces OR b.posting_id IS NOT s.last"
        " UNION SELECT i.code FROM stock_balance b JOIN stock_item i ON i.id = b.item_id"
        " WHERE NOT EXISTS (SELECT 1 FROM summed s WHERE s.item_id = b.item_id"
        " AND s.place = b.location_id)",
        "物品 {0} 的结存与收发流水不符",
    ),
    RowRule(
        "I5W",
        "物品金额与收发相符",
        "stock_worth",
        _MOVES + f", summed AS (SELECT item_id, sum(iif({_REAL}, pieces, 0)) AS pieces,"
        f" sum(iif({_REAL}, value, 0)) AS value FROM move GROUP BY item_id)"
        " SELECT i.code FROM summed s JOIN stock_item i ON i.id = s.item_id"
        " LEFT JOIN stock_worth w ON w.item_id = s.item_id"
        " WHERE w.quantity IS NOT s.pieces OR w.value_fen IS NOT s.value"
        " UNION SELECT i.code FROM stock_worth w JOIN stock_item i ON i.id = w.item_id"
        " WHERE NOT EXISTS (SELECT 1 FROM summed s WHERE s.item_id = w.item_id)",
        "物品 {0} 的金额与收发流水不符",
    ),
    RowRule(
        "I9S",
        "物品结存任何时候不为负",
        "stock_posting",
        _MOVES + ", running AS (SELECT item_id, sum(pieces) OVER (PARTITION BY item_id, place"
        " ORDER BY id) AS by_entry, sum(pieces) OVER (PARTITION BY item_id, place"
        " ORDER BY posted_on RANGE UNBOUNDED PRECEDING) AS by_day"
        f" FROM move WHERE {_REAL}) SELECT DISTINCT i.code FROM running r"
        " JOIN stock_item i ON i.id = r.item_id WHERE r.by_entry < 0 OR r.by_day < 0",
        "物品 {0} 的结存曾经小于零",
    ),
    RowRule(
        "I18",
        "归还不超过借出和领用",
        "slip_line",
        "SELECT v.number, l.position FROM slip_line l JOIN voucher v ON v.id = l.slip_id"
        " WHERE l.quantity < (SELECT coalesce(sum(b.quantity), 0) FROM slip_line b"
        " JOIN voucher w ON w.id = b.slip_id WHERE b.of_line_id = l.id"
        " AND w.state NOT IN ('withdrawn', 'rejected') AND NOT EXISTS (SELECT 1 FROM slip red"
        " JOIN voucher c ON c.id = red.id WHERE red.original_id = w.id AND c.state = 'executed'))",
        "单据 {0} 第 {1} 行归还的多于借出的",
    ),
    RowRule(
        "I31S",
        "冲销与原单逐笔相反",
        "stock_posting",
        "SELECT v.number FROM stock_posting q JOIN stock_posting p ON p.id = q.reverses_id"
        " JOIN voucher v ON v.id = q.voucher_id WHERE p.item_id <> q.item_id"
        " OR p.quantity <> q.quantity OR p.value_fen <> q.value_fen"
        " OR p.from_location_id <> q.to_location_id OR p.to_location_id <> q.from_location_id"
        " UNION SELECT v.number FROM voucher v JOIN slip s ON s.id = v.id"
        " JOIN stock_posting p ON p.voucher_id = coalesce(s.original_id, s.id)"
        " AND p.reverses_id IS NULL WHERE (v.state = 'withdrawn' AND v.kind <> 'stock_reversal'"
        " OR v.kind = 'stock_reversal' AND v.state = 'executed')"
        " AND NOT EXISTS (SELECT 1 FROM stock_posting q WHERE q.reverses_id = p.id)",
        "单据 {0} 没有原样冲回",
    ),
    RowRule(
        "I19",
        "卡片只随签齐的转移单换保管室",
        "posting",
        "SELECT DISTINCT v.number FROM posting p JOIN slip s ON s.id = p.voucher_id"
        " JOIN voucher v ON v.id = s.id JOIN voucher w ON w.id = coalesce(s.original_id, s.id)"
        " WHERE v.state <> 'executed' OR w.kind <> 'transfer' OR NOT EXISTS (SELECT 1"
        " FROM slip_line l WHERE l.slip_id = w.id AND l.asset_id = p.asset_id)",
        "单据 {0} 没有签齐就移动了卡片",
    ),
    RowRule(
        "I40",
        "撤回的物品导入没有单据在账上",
        "import_undo",
        "SELECT b.number, v.number FROM import_undo u JOIN import_batch b ON b.id = u.id"
        " JOIN slip s ON s.import_batch_id = u.id JOIN voucher v ON v.id = s.id"
        " WHERE v.state NOT IN ('withdrawn', 'rejected') AND NOT EXISTS (SELECT 1 FROM slip red"
        " JOIN voucher w ON w.id = red.id WHERE red.original_id = v.id AND w.state = 'executed')",
        "导入批次 {0} 已撤回，{1} 还在账上",
    ),
)
