"""Invariants of repairs that one query can state: done before signed, never accepted by oneself."""

from __future__ import annotations

from typing import Final

from houqin_desktop.services.check.row_rules import RowRule

_SIGNED: Final = (
    " FROM signature g JOIN voucher v ON v.id = g.voucher_id AND v.version = g.version"
    " AND v.kind = 'repair' LEFT JOIN repair_work w ON w.slip_id = v.id AND w.ended = ''"
    " LEFT JOIN repair_assignment a ON a.id = w.assignment_id WHERE g.decision = 'agree'"
)

REPAIR_RULES: Final = (
    RowRule(
        "I60",
        "报修单都写明报修内容",
        "repair",
        "SELECT number FROM voucher WHERE kind = 'repair' AND id NOT IN (SELECT id FROM repair)",
        "报修单 {0} 没有报修内容",
    ),
    RowRule(
        "I61",
        "完工以后才签字",
        "signature",
        f"SELECT DISTINCT v.number{_SIGNED} AND (w.id IS NULL OR g.signed_on < w.done_on)",
        "报修单 {0} 还没有完工就签了字",
    ),
    RowRule(
        "I62",
        "维修人不验收自己的维修",
        "signature",
        f"SELECT DISTINCT v.number{_SIGNED}"
        " AND (g.step = 'worker') <> (g.person_id IS a.worker_id)",
        "报修单 {0} 由维修人自己验收，或不是维修人签的字",
    ),
    RowRule(
        "I63",
        "维修用料领出即耗用",
        "repair_issue",
        "SELECT v.number FROM repair_issue i JOIN voucher v ON v.id = i.slip_id"
        " JOIN stock_posting p ON p.voucher_id = i.slip_id AND p.reverses_id IS NULL"
        " JOIN location t ON t.id = p.to_location_id WHERE t.code <> 'CONSUMED'",
        "维修领料 {0} 的物品没有记作耗用",
    ),
)
