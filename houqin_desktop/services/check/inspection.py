"""Invariants of rounds over the campus that one query can state."""

from __future__ import annotations

from typing import Final

from houqin_desktop.services.check.row_rules import RowRule

_GONE = (
    "(v.state IN ('withdrawn', 'rejected') OR EXISTS (SELECT 1 FROM slip red"
    " JOIN voucher w ON w.id = red.id WHERE red.original_id = v.id AND w.state = 'executed'))"
)
INSPECTION_RULES: Final = (
    RowRule(
        "I70",
        "签过字的排查都查过",
        "inspection",
        "SELECT v.number FROM inspection i JOIN voucher v ON v.id = i.id"
        " JOIN voucher_sheet s ON s.voucher_id = v.id WHERE i.walked_on IS NULL OR NOT EXISTS"
        " (SELECT 1 FROM inspection_line l WHERE l.slip_id = i.id AND l.check_result IS NOT NULL)",
        "排查单 {0} 没有结果就打印或签了字",
    ),
    RowRule(
        "I71",
        "排查日期是最早查的一天",
        "inspection",
        "SELECT v.number FROM inspection i JOIN voucher v ON v.id = i.id WHERE i.walked_on IS NOT"
        " (SELECT min(seen_on) FROM inspection_line l WHERE l.slip_id = i.id)",
        "排查单 {0} 的排查日期与各行不符",
    ),
    RowRule(
        "I72",
        "计划的一天一张排查单",
        "inspection",
        "SELECT min(v.number), max(v.number) FROM inspection i JOIN voucher v ON v.id = i.id"
        f" WHERE i.rule_id IS NOT NULL AND NOT {_GONE} GROUP BY i.rule_id, i.rule_due_on"
        " HAVING count(*) > 1",
        "排查单 {0} 和 {1} 是计划的同一天",
    ),
    RowRule(
        "I73",
        "有隐患的检查点写明了怎样整改",
        "inspection_line",
        "SELECT v.number, l.position FROM inspection_line l JOIN voucher v ON v.id = l.slip_id"
        " WHERE (l.check_result = 'fault' AND (l.severity IS NULL OR l.measure IS NULL"
        " OR trim(l.observation) = '')) OR (l.measure IS 'by_deadline') <> (l.due_on IS NOT NULL)",
        "排查单 {0} 第 {1} 行的隐患没有写全",
    ),
)
