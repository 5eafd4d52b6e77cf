"""Invariants of the plans of terms that one query can state."""

from __future__ import annotations

from typing import Final

from houqin_desktop.services.check.row_rules import RowRule

TERM_RULES: Final = (
    RowRule(
        "I52",
        "开学发放都是计划里的领用单",
        "term_issue",
        "SELECT v.number FROM term_issue t JOIN voucher v ON v.id = t.id"
        " JOIN term_group g ON g.id = t.group_id JOIN term_plan p ON p.id = g.plan_id"
        " WHERE v.kind <> 'issue' OR ((g.dropped = 1 OR p.withdrawn = 1)"
        " AND v.state NOT IN ('withdrawn', 'rejected') AND NOT EXISTS (SELECT 1 FROM slip red"
        " JOIN voucher w ON w.id = red.id WHERE red.original_id = v.id AND w.state = 'executed'))",
        "领用单 {0} 的发放对象或开学计划已经撤销",
    ),
    RowRule(
        "I53",
        "按名单发放的都是人员名单",
        "term_group",
        "SELECT p.code, g.name FROM term_group g JOIN term_plan p ON p.id = g.plan_id"
        " JOIN roster r ON r.id = g.roster_id WHERE r.kind <> 'people' OR g.kind <> 'teachers'"
        " OR g.heads IS NOT NULL",
        "开学计划 {0} 的{1}人数算不出来",
    ),
)
