"""Invariants of lists and of rules of equipment that one query can state."""

from __future__ import annotations

from typing import Final

from houqin_desktop.services.check.row_rules import RowRule

EQUIPMENT_RULES: Final = (
    RowRule(
        "I50",
        "名单里同一天只列一次",
        "roster_member",
        "SELECT DISTINCT r.name FROM roster_member m JOIN roster r ON r.id = m.roster_id"
        " WHERE (m.person_id IS NULL) <> (r.kind = 'departments') OR EXISTS"
        " (SELECT 1 FROM roster_member o WHERE o.roster_id = m.roster_id AND o.id > m.id"
        " AND o.person_id IS m.person_id AND o.department_id IS m.department_id"
        " AND max(o.from_on, m.from_on) <= min(coalesce(o.to_on, '9999-12-31'),"
        " coalesce(m.to_on, '9999-12-31'))"
        " AND coalesce(o.to_on, '9999-12-31') >= o.from_on"
        " AND coalesce(m.to_on, '9999-12-31') >= m.from_on)",
        "名单 {0} 的成员重复或列错",
    ),
    RowRule(
        "I51",
        "配备标准的名单在用",
        "equipment_rule",
        "SELECT e.code FROM equipment_rule e JOIN roster r ON r.id = e.roster_id"
        " WHERE e.withdrawn = 0 AND r.withdrawn = 1",
        "配备标准 {0} 的名单已经撤销",
    ),
)
