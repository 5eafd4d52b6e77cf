"""Invariants of the gate and of the guards' log, and of what is kept apart of visitors."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.personal import PersonalKind, personal_key
from houqin_desktop.services.check.row_rules import RowRule
from houqin_desktop.storage.personal import (
    kept_values,
    keys_in_rows,
    last_purge,
    was_restored_since,
)

_CORRECTABLE = {
    "visit": "code",
    "outing": "code",
    "incident": "code",
    "guard_shift": "code",
    "patrol": "ordinal",
}

# What is personal is in no copy of the book.
NOT_IN_BACKUP: Final = frozenset({"I86"})

GATE_RULES: Final = (
    RowRule(
        "I80",
        "来访人先电话核实再准入",
        "visit",
        "SELECT code FROM visit WHERE (admitted = 1 AND (call_result IS NOT 'agreed'"
        " OR called_at IS NULL OR called_by_id IS NULL)) OR (admitted = 0 AND turned_away = '')",
        "来访 {0} 没有核实就准入，或没有写明不准入的原因",
    ),
    RowRule(
        "I81",
        "临时证一证一人",
        "visit",
        "SELECT badge FROM visit WHERE badge <> '' AND badge_back = 0 AND voided_on IS NULL"
        " GROUP BY badge HAVING count(*) > 1",
        "临时证 {0} 同时发给了几个人",
    ),
    RowRule(
        "I82",
        "外出都有别人批准，学生有核验和接领人",
        "outing",
        "SELECT code FROM outing WHERE CASE kind WHEN 'staff_outing' THEN approved_by_id IS NULL"
        " OR approved_by_id = person_id ELSE permitted_by_id IS NULL OR called_by_id IS NULL"
        " OR fetcher_key IS NULL END",
        "外出 {0} 没有批准，或没有核验和接领人",
    ),
    RowRule(
        "I83",
        "更正的都是作废的，只更正一次",
        "visit",
        " UNION ALL ".join(
            f"SELECT '{table}', n.{name} FROM {table} n JOIN {table} o ON o.id = n.corrects_id"
            f" WHERE o.voided_on IS NULL OR EXISTS (SELECT 1 FROM {table} x WHERE x.id > n.id"
            " AND x.corrects_id = n.corrects_id AND x.voided_on IS NULL AND n.voided_on IS NULL)"
            for table, name in _CORRECTABLE.items()
        ),
        "{0} {1} 更正的登记没有作废，或更正了两次",
    ),
    RowRule(
        "I84",
        "安保日志先交班后签字，巡查次序无缺",
        "guard_shift",
        "SELECT code FROM guard_shift s WHERE (signed_on IS NOT NULL AND (handed_on IS NULL"
        " OR signed_on < handed_on)) OR (SELECT coalesce(max(ordinal), 0) - count(*) FROM patrol p"
        " WHERE p.shift_id = s.id) <> 0 OR (handed_on IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM shift_equipment e WHERE e.shift_id = s.id))",
        "安保日志 {0} 的签字、巡查次序或器械清点不全",
    ),
    RowRule(
        "I85",
        "器械交接的差异都有说明",
        "shift_equipment",
        "SELECT s.code, e.name FROM shift_equipment e JOIN guard_shift s ON s.id = e.shift_id"
        " WHERE trim(e.explanation) = '' AND (e.handed <> e.target OR e.taken <> e.target)",
        "安保日志 {0} 的{1}数目对不上，没有说明",
    ),
)


def personal_faults() -> tuple[int, list[str]]:
    """Hold every kept value against its hash, every row against what must still be kept of it.

    A backup holds none, so of rows that came back with one nothing need be there.
    """
    purge = last_purge()
    first_kept = "" if purge is None else purge.first_kept
    named = keys_in_rows()
    found, kept = [], set()
    for key, kind, month, salt, value in kept_values():
        kept.add(key)
        if personal_key(salt, PersonalKind(kind), value) != key:
            found.append(f"{month} 的一项个人信息与登记时不同（{key[:8]}）")
        if key not in named:
            found.append(f"{month} 的一项个人信息不属于任何登记（{key[:8]}）")
        if month < first_kept:
            found.append(f"{month} 的一项个人信息应已清除（{key[:8]}）")
    found += [
        f"{row.name} 的个人信息不见了，还没有到保存期限（{key[:8]}）"
        for key, row in sorted(named.items())
        if row.month >= first_kept and key not in kept and not was_restored_since(row)
    ]
    return len(kept), found
