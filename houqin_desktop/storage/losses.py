"""What was lost or broken: found in a count, written off, or come back worse than it went out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from houqin_desktop.storage.base import db


class Loss(NamedTuple):
    """One card lost or broken on a day; money in 分, `followed` the document that came of it."""

    on: str
    asset_id: int
    code: str
    name: str
    what: str
    source: str
    quantity: int
    value_fen: int
    cause: str
    liable: str
    compensation_fen: int
    followed: str


_COUNTED = (
    "SELECT l.counted_on, a.id, a.code, a.name, f.result, s.number, f.quantity, f.value_fen,"
    " f.cause, coalesce(p.name, ''), coalesce(f.compensation_fen, 0), f.document"
    " FROM count_finding f JOIN count_line l ON l.id = f.line_id"
    " JOIN count_session s ON s.id = f.session_id AND s.withdrawn_on IS NULL"
    " JOIN asset a ON a.id = l.asset_id LEFT JOIN person p ON p.id = f.liable_id"
    " WHERE f.dropped = 0 AND f.result IN ('shortage', 'damaged')"
)
_WORSE = (
    "slip_line b JOIN voucher v ON v.id = b.slip_id AND v.state NOT IN ('withdrawn', 'rejected')"
    " JOIN slip_line o ON o.id = b.of_line_id AND b.condition <> o.condition"
    " AND b.condition IN ('damaged', 'lost')"
)
_APPLIED = (
    "disposal_line l JOIN voucher w ON w.id = l.disposal_id AND w.kind = 'write_off'"
    " AND w.state NOT IN ('withdrawn', 'rejected') AND l.dropped = 0"
)
# An application that follows from a count or from a return stands on the line of that.
_WRITTEN_OFF = (
    "SELECT w.dated_on, a.id, a.code, a.name, d.reason, w.number, l.quantity,"
    f" l.original_value_fen, d.reason_note, '', 0, w.number FROM {_APPLIED}"
    " JOIN disposal d ON d.id = w.id JOIN asset a ON a.id = l.asset_id"
    " WHERE w.number NOT IN (SELECT document FROM count_finding WHERE dropped = 0)"
    f" AND NOT EXISTS (SELECT 1 FROM {_WORSE}"
    " WHERE b.asset_id = a.id AND v.dated_on <= w.dated_on)"
)
_CAME_BACK = (
    "SELECT v.dated_on, a.id, a.code, a.name, 'back_' || b.condition, v.number, b.quantity,"
    " b.value_fen, b.condition_note, coalesce(p.name, ''), coalesce((SELECT sum(c.amount_fen)"
    " FROM compensation c WHERE c.line_id = b.id AND c.withdrawn = 0), 0),"
    f" coalesce((SELECT min(w.number) FROM {_APPLIED}"
    " WHERE l.asset_id = a.id AND w.dated_on >= v.dated_on), '')"
    f" FROM {_WORSE} JOIN slip s ON s.id = v.id JOIN asset a ON a.id = b.asset_id"
    " LEFT JOIN person p ON p.id = s.giver_id"
)


def losses(after: str, until: str) -> list[Loss]:
    """Return what was lost or broken from one day to another, both included, the earliest first."""
    sql = " UNION ALL ".join((_COUNTED, _WRITTEN_OFF, _CAME_BACK))
    rows = db.execute_sql(f"SELECT * FROM ({sql}) ORDER BY 1, 3")
    return [one for one in (Loss(*row) for row in rows) if after <= one.on <= until]


def holders_of(asset_ids: Sequence[int]) -> dict[int, list[tuple[str, str, str, str]]]:
    """Return by card from when it was in whose hands: day, holder, responsible, keeper."""
    found: dict[int, list[tuple[str, str, str, str]]] = {}
    marks = ",".join("?" * len(asset_ids))
    for row in db.execute_sql(
        "SELECT c.asset_id, c.from_on, coalesce(h.name, ''), coalesce(r.name, ''),"
        " coalesce(k.name, '') FROM custody c LEFT JOIN person h ON h.id = c.holder_id"
        " LEFT JOIN person r ON r.id = c.responsible_id LEFT JOIN person k ON k.id = c.keeper_id"
        f" WHERE c.asset_id IN ({marks}) ORDER BY c.from_on, c.id",
        tuple(asset_ids),
    ):
        found.setdefault(row[0], []).append(tuple(row[1:]))
    return found


def hand_overs_of(asset_ids: Sequence[int]) -> dict[int, list[tuple[str, str, str, str, str]]]:
    """Return by card the slips that handed it over: day, number, giver, taker, condition."""
    found: dict[int, list[tuple[str, str, str, str, str]]] = {}
    marks = ",".join("?" * len(asset_ids))
    for row in db.execute_sql(
        "SELECT l.asset_id, v.dated_on, v.number, coalesce(g.name, ''),"
        " coalesce(t.name, s.outside), l.condition FROM slip_line l"
        " JOIN voucher v ON v.id = l.slip_id AND v.state NOT IN ('withdrawn', 'rejected')"
        " JOIN slip s ON s.id = v.id LEFT JOIN person g ON g.id = s.giver_id"
        " LEFT JOIN person t ON t.id = s.taker_id"
        f" WHERE l.asset_id IN ({marks}) ORDER BY v.dated_on, l.id",
        tuple(asset_ids),
    ):
        found.setdefault(row[0], []).append(tuple(row[1:]))
    return found
