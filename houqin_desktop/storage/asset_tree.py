"""How many cards there are of each kind: the counts behind the tree that narrows the register."""

from __future__ import annotations

from houqin_desktop.storage.asset_register import MISSES_SOMEBODY, WAITS_FOR_CODE
from houqin_desktop.storage.base import db

_IN_REGISTER = "FROM asset a WHERE a.status <> 'disposed'"
_COUNTS = {
    "category": f"SELECT a.category_code, count(*) {_IN_REGISTER} GROUP BY a.category_code",
    "storeroom": (
        "SELECT s.name, (SELECT count(*) FROM asset a"
        " WHERE a.storeroom_id = s.id AND a.status <> 'disposed')"
        " FROM storeroom s WHERE s.closed = 0 ORDER BY s.level <> 'central', s.sort_key"
    ),
    "department": (
        f"SELECT coalesce(d.name, ''), n FROM (SELECT a.using_department_id AS id, count(*) AS n"
        f" {_IN_REGISTER} GROUP BY a.using_department_id) AS used"
        " LEFT JOIN department d ON d.id = used.id ORDER BY d.sort_key IS NULL, d.sort_key"
    ),
    "old_code": f"SELECT '', count(*) {_IN_REGISTER} AND {WAITS_FOR_CODE}",
    "unverified": f"SELECT '', count(*) {_IN_REGISTER} AND a.unverified = 1",
    "missing_role": f"SELECT '', count(*) {_IN_REGISTER} AND {MISSES_SOMEBODY}",
    "status": (
        "SELECT a.status, count(*) - CASE a.status WHEN 'disposed' THEN (SELECT count(*)"
        " FROM asset WHERE withdrawn_code IS NOT NULL) ELSE 0 END FROM asset a GROUP BY a.status"
    ),
}


def counts_by(facet: str) -> list[tuple[str | None, int]]:
    """Return value and number of cards for each value of the facet."""
    return [(row[0], row[1]) for row in db.execute_sql(_COUNTS[facet])]


def whole_register() -> tuple[int, int, int]:
    """Return cards, pieces and value in 分 of everything that has not left the register."""
    cards, pieces, value = db.execute_sql(
        "SELECT count(*), coalesce(sum(quantity), 0), coalesce(sum(original_value_fen), 0)"
        f" {_IN_REGISTER}"
    ).fetchone()
    return int(cards), int(pieces), int(value)
