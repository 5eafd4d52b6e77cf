"""Invariants of the hazards that one query can state: I26, I27."""

from __future__ import annotations

from typing import Final

from houqin_desktop.services.check.row_rules import RowRule

_COUNTS: Final = "NOT EXISTS (SELECT 1 FROM hazard_step r WHERE r.retracts_id = {0}.id)"
# The last step of a kind that counts, of each hazard.
_LAST: Final = (
    "(SELECT max(s.position) FROM hazard_step s WHERE s.hazard_id = h.id AND s.kind = '{0}'"
    f" AND {_COUNTS.format('s')})"
)
_GONE: Final = (
    "((SELECT state FROM voucher WHERE id = {0}) IN ('withdrawn', 'rejected')"
    " OR EXISTS (SELECT 1 FROM slip red JOIN voucher w ON w.id = red.id WHERE red.original_id = {0}"
    " AND w.kind = 'stock_reversal' AND w.state = 'executed'))"
)


def _last(kind: str) -> str:
    return _LAST.format(kind)


HAZARD_RULES: Final = (
    RowRule(
        "I26",
        "隐患销号都有依据",
        "hazard",
        "SELECT h.code FROM hazard h LEFT JOIN hazard_step g ON g.hazard_id = h.id"
        f" AND g.position = {_last('grade')} LEFT JOIN hazard_step p ON p.hazard_id = h.id"
        f" AND p.position = {_last('plan')} LEFT JOIN hazard_step f ON f.hazard_id = h.id"
        f" AND f.position = {_last('rectify')} LEFT JOIN hazard_step k ON k.hazard_id = h.id"
        f" AND k.position = {_last('pass')} JOIN hazard_step c ON c.hazard_id = h.id"
        f" AND c.position = {_last('close_out')}"
        " WHERE NOT coalesce(g.position < p.position AND p.position < f.position"
        " AND f.position < k.position AND k.position < c.position"
        " AND (trim(f.details) <> '' OR f.sha256 IS NOT NULL)"
        " AND f.person_id <> k.person_id AND f.person_id <> c.person_id"
        f" AND f.position > coalesce({_last('fail')}, 0)"
        f" AND (g.severity <> 'major' OR {_last('report')} > f.position)"
        " AND (p.on_the_spot = 1 OR EXISTS (SELECT 1 FROM notice_line l WHERE l.hazard_id = h.id"
        f" AND NOT {_GONE.format('l.slip_id')})), 0)",
        "隐患 {0} 没有整改、复查齐就销号了",
    ),
    RowRule(
        "I27A",
        "隐患编号连续",
        "hazard",
        "SELECT year, serial FROM hazard h WHERE serial <> (SELECT count(*) FROM hazard o"
        " WHERE o.year = h.year AND o.serial <= h.serial)",
        "{0} 年的隐患编号在第 {1} 号前不连续",
    ),
    RowRule(
        "I27B",
        "隐患的每一步都留着",
        "hazard_step",
        "SELECT h.code, s.position FROM hazard_step s JOIN hazard h ON h.id = s.hazard_id"
        " LEFT JOIN hazard_step b ON b.hazard_id = s.hazard_id AND b.position = s.position - 1"
        " LEFT JOIN hazard_step t ON t.id = s.retracts_id"
        " WHERE (s.position > 1 AND b.id IS NULL)"
        " OR s.happened_on < coalesce(b.happened_on, h.found_on)"
        " OR (s.retracts_id IS NOT NULL AND (t.hazard_id <> s.hazard_id"
        " OR t.position >= s.position OR t.kind = 'retract'))",
        "隐患 {0} 第 {1} 步的次序或日期不对",
    ),
    RowRule(
        "I27C",
        "更正的隐患都已作废",
        "hazard",
        "SELECT n.code, h.code FROM hazard n JOIN hazard h ON h.id = n.corrects_id"
        f" WHERE {_last('void')} IS NULL",
        "隐患 {0} 更正的 {1} 没有作废",
    ),
    RowRule(
        "I27D",
        "一条排查记录只登记一条隐患",
        "hazard",
        "SELECT max(h.code) FROM hazard h WHERE h.inspection_line_id IS NOT NULL"
        f" AND {_last('void')} IS NULL GROUP BY h.inspection_line_id HAVING count(*) > 1",
        "隐患 {0} 和别的隐患是同一条排查记录",
    ),
)
