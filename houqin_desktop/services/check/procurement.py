"""Invariants of procurement that one query can state: I15, I17."""

from __future__ import annotations

from typing import Final

from houqin_desktop.services.check.row_rules import RowRule

_STANDS: Final = (
    "(SELECT state FROM voucher WHERE id = {0}) NOT IN ('withdrawn', 'rejected') AND NOT EXISTS"
    " (SELECT 1 FROM slip red JOIN voucher w ON w.id = red.id WHERE red.original_id = {0}"
    " AND w.kind = 'stock_reversal' AND w.state = 'executed')"
)

PROCUREMENT_RULES: Final = (
    RowRule(
        "I15A",
        "采购不超过批准",
        "request_line",
        "SELECT v.number, q.position FROM request_line q JOIN voucher v ON v.id = q.slip_id"
        " WHERE q.quantity - (SELECT coalesce(sum(quantity), 0) FROM request_choice"
        " WHERE line_id = q.id) < (SELECT coalesce(sum(o.quantity), 0) FROM purchase_line o"
        f" WHERE o.request_line_id = q.id AND {_STANDS.format('o.slip_id')})"
        " OR (v.state <> 'executed' AND EXISTS (SELECT 1 FROM purchase_line o"
        f" WHERE o.request_line_id = q.id AND {_STANDS.format('o.slip_id')}))",
        "采购申请 {0} 第 {1} 行采购的多于批准的",
    ),
    RowRule(
        "I15B",
        "验收不超过采购",
        "purchase_line",
        "SELECT v.number, o.position FROM purchase_line o JOIN voucher v ON v.id = o.slip_id"
        " WHERE o.quantity < (SELECT coalesce(sum(t.accepted), 0) FROM acceptance_line t"
        f" WHERE t.purchase_line_id = o.id AND {_STANDS.format('t.slip_id')})",
        "采购单 {0} 第 {1} 行验收的多于采购的",
    ),
    RowRule(
        "I15C",
        "入库等于验收合格",
        "acceptance_line",
        "SELECT number, position FROM (SELECT v.number, t.position, t.accepted, v.state,"
        " (SELECT coalesce(sum(l.quantity), 0) FROM stocked_line k JOIN slip_line l"
        f" ON l.id = k.line_id WHERE k.acceptance_line_id = t.id AND {_STANDS.format('l.slip_id')})"
        " AS stocked, (SELECT count(*) FROM stocked_line k JOIN slip_line l ON l.id = k.line_id"
        " JOIN acceptance_line u ON u.id = k.acceptance_line_id"
        f" WHERE u.slip_id = t.slip_id AND {_STANDS.format('l.slip_id')}) AS begun"
        " FROM acceptance_line t JOIN voucher v ON v.id = t.slip_id)"
        " WHERE (begun > 0 AND (stocked <> accepted OR state <> 'executed'))",
        "验收单 {0} 第 {1} 行入库数量与合格数量不符",
    ),
    RowRule(
        "I15D",
        "采购入库都有验收",
        "slip",
        "SELECT v.number FROM slip s JOIN voucher v ON v.id = s.id WHERE s.source = 'purchase'"
        " AND EXISTS (SELECT 1 FROM slip_line l WHERE l.slip_id = s.id"
        " AND NOT EXISTS (SELECT 1 FROM stocked_line WHERE line_id = l.id))",
        "入库单 {0} 有没有验收过的采购物品",
    ),
    RowRule(
        "I17",
        "申请人不审批、不验收",
        "signature",
        "SELECT v.number FROM signature g JOIN voucher v ON v.id = g.voucher_id"
        " JOIN purchase_request r ON r.id = v.id AND r.exception = ''"
        " JOIN slip s ON s.id = v.id AND s.taker_id = g.person_id"
        " WHERE g.decision = 'agree' AND g.step <> 'applicant'"
        " UNION SELECT v.number FROM signature g JOIN voucher v ON v.id = g.voucher_id"
        " JOIN acceptance a ON a.id = v.id AND a.exception = ''"
        " JOIN purchase_line o ON o.slip_id = a.purchase_id"
        " JOIN request_line q ON q.id = o.request_line_id"
        " JOIN acceptance_line t ON t.slip_id = a.id AND t.purchase_line_id = o.id"
        " JOIN slip s ON s.id = q.slip_id AND s.taker_id = g.person_id WHERE g.decision = 'agree'",
        "{0} 由申请人自己审批或验收，没有写明理由",
    ),
)
