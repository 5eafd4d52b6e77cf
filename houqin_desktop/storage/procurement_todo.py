"""What of procurement waits for the office on a day: to be bought, to come, to be brought in."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from houqin_desktop.storage.base import db
from houqin_desktop.storage.procurement_sums import GONE


class Waits(NamedTuple):
    """A paper that waits: since when, one thing on it, how many things and pieces, with whom."""

    number: str
    since: date
    name: str
    things: int
    pieces: int
    whose: str


_COLUMNS: Final = "min(name), count(DISTINCT name), sum(pieces), whose"


def _waiting(sql: str, *values: str) -> list[Waits]:
    rows = db.execute_sql(
        f"SELECT number, since, {_COLUMNS} FROM ({sql}) WHERE pieces > 0 GROUP BY id ORDER BY id",
        values,
    )
    return [Waits(number, date.fromisoformat(since), *told) for number, since, *told in rows]


def not_bought() -> list[Waits]:
    """Return the requests of which something is approved and not ordered, since the last hand."""
    return _waiting(
        "SELECT v.id, v.number, s.posted_on AS since, q.name, q.quantity"
        " - (SELECT coalesce(sum(quantity), 0) FROM request_choice WHERE line_id = q.id)"
        " - (SELECT coalesce(sum(o.quantity), 0) FROM purchase_line o"
        f" WHERE o.request_line_id = q.id AND NOT {GONE.format('o.slip_id')}) AS pieces,"
        " coalesce(d.name, '') AS whose FROM purchase_request r"
        " JOIN voucher v ON v.id = r.id AND v.state = 'executed'"
        " JOIN slip s ON s.id = r.id LEFT JOIN department d ON d.id = s.taker_department_id"
        " JOIN request_line q ON q.slip_id = r.id WHERE r.closed_on IS NULL"
        f" AND NOT {GONE.format('r.id')}"
    )


def not_delivered(on: date) -> list[Waits]:
    """Return the purchases of which something should have come before a day, since that day."""
    return _waiting(
        "SELECT v.id, v.number, s.due_on AS since, q.name, o.quantity"
        " - (SELECT coalesce(sum(t.accepted), 0) FROM acceptance_line t"
        f" WHERE t.purchase_line_id = o.id AND NOT {GONE.format('t.slip_id')}) AS pieces,"
        " s.outside AS whose FROM purchase p JOIN voucher v ON v.id = p.id"
        " JOIN slip s ON s.id = p.id AND s.due_on < ? JOIN purchase_line o ON o.slip_id = p.id"
        " JOIN request_line q ON q.id = o.request_line_id JOIN purchase_request r"
        f" ON r.id = q.slip_id AND r.closed_on IS NULL WHERE NOT {GONE.format('p.id')}",
        on.isoformat(),
    )


def not_brought_in() -> list[Waits]:
    """Return the acceptances that are signed and did not come into a room, since the last hand."""
    return _waiting(
        "SELECT v.id, v.number, s.posted_on AS since, q.name, t.accepted"
        " - (SELECT coalesce(sum(l.quantity), 0) FROM stocked_line k JOIN slip_line l"
        " ON l.id = k.line_id WHERE k.acceptance_line_id = t.id"
        f" AND NOT {GONE.format('l.slip_id')}) AS pieces, s.outside AS whose FROM acceptance a"
        " JOIN voucher v ON v.id = a.id AND v.state = 'executed' JOIN slip s ON s.id = a.id"
        " JOIN acceptance_line t ON t.slip_id = a.id"
        " JOIN purchase_line o ON o.id = t.purchase_line_id"
        f" JOIN request_line q ON q.id = o.request_line_id WHERE NOT {GONE.format('a.id')}"
    )


def not_handed_out() -> list[Waits]:
    """Return the receipts of which things that somebody asked for still lie where they came in.

    Those of the catalogue go over the counter as ever and are not among them.
    """
    return _waiting(
        "SELECT v.id, v.number, v.dated_on AS since, q.name, l.quantity AS pieces,"
        " coalesce(p.name, '') AS whose FROM slip s"
        " JOIN voucher v ON v.id = s.id AND v.kind = 'receipt' JOIN slip_line l ON l.slip_id = s.id"
        " JOIN stocked_line k ON k.line_id = l.id"
        " JOIN acceptance_line t ON t.id = k.acceptance_line_id"
        " JOIN purchase_line o ON o.id = t.purchase_line_id"
        " JOIN request_line q ON q.id = o.request_line_id JOIN slip asked ON asked.id = q.slip_id"
        " LEFT JOIN person p ON p.id = asked.taker_id LEFT JOIN storeroom m"
        f" ON m.id = s.storeroom_id WHERE NOT {GONE.format('s.id')} AND NOT EXISTS"
        " (SELECT 1 FROM handed_receipt h WHERE h.receipt_id = s.id"
        f" AND NOT {GONE.format('h.slip_id')})"
        " AND CASE WHEN l.asset_id IS NULL THEN q.item_id IS NULL AND EXISTS"
        " (SELECT 1 FROM stock_balance b WHERE b.item_id = l.item_id AND b.quantity > 0"
        " AND b.location_id = m.location_id) ELSE NOT EXISTS (SELECT 1 FROM slip_line x"
        " JOIN voucher w ON w.id = x.slip_id AND w.kind IN ('issue', 'loan', 'transfer')"
        f" WHERE x.asset_id = l.asset_id AND NOT {GONE.format('w.id')}) END"
    )
