"""What repairs came to, now or by a day: how far, and what they cost (分)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from houqin_desktop.storage.base import db
from houqin_desktop.storage.procurement_facts import GONE_ON

_FOR_EVER: Final = "9999-12-31"
# The papers that count no longer by the day ?1.
_GONE: Final = (
    f"WITH gone AS MATERIALIZED (SELECT id FROM ({GONE_ON}) WHERE coalesce(gone_on, '') <= ?1)"
)
# Money that was spent stays spent where the work failed; what was entered by mistake never was.
_COUNTS: Final = "w.ended <> 'mistaken' AND w.done_on <= ?1"
_BACK: Final = (
    "(SELECT coalesce(sum(b.{0}), 0) FROM slip_line b JOIN voucher bv ON bv.id = b.slip_id"
    " WHERE b.of_line_id = l.id AND bv.dated_on <= ?1 AND b.slip_id NOT IN gone)"
)
_PARTS: Final = (
    "SELECT i.repair_id AS repair, l.id AS line, l.quantity, l.value_fen,"
    f" {_BACK.format('quantity')} AS back, {_BACK.format('value_fen')} AS back_fen"
    " FROM repair_issue i JOIN voucher iv ON iv.id = i.slip_id AND iv.dated_on <= ?1"
    " JOIN slip_line l ON l.slip_id = i.slip_id WHERE i.slip_id NOT IN gone"
)


_AMONG: Final = " AND {0} IN (SELECT value FROM json_each(?2))"


class RepairCost(NamedTuple):
    """What one repair cost, in 分."""

    labour_fen: int = 0
    bought_fen: int = 0
    parts_fen: int = 0

    @property
    def materials_fen(self) -> int:
        """Return what all its material cost, bought or out of the stock."""
        return self.bought_fen + self.parts_fen

    @property
    def total_fen(self) -> int:
        """Return all of it."""
        return self.labour_fen + self.materials_fen


class UsedPart(NamedTuple):
    """Pieces of an item of the stock that a repair took and kept, worth so much (分)."""

    number: str
    code: str
    name: str
    specification: str
    unit: str
    quantity: int
    value_fen: int


class RepairFact(NamedTuple):
    """A repair as it stood on a day; days as ISO text.

    :param is_gone: withdrawn, refused or reversed by then.
    :param is_closed: signed by every hand by then.
    """

    id: int
    number: str
    state: str
    dated_on: str
    reporter: str
    department: str
    code: str
    thing: str
    place: str
    spot: str
    fault: str
    sent: str
    due_on: str | None
    done_on: str | None
    result: str | None
    is_gone: int
    is_closed: int


def repair_facts(on: date | None = None, asset_id: int | None = None) -> list[RepairFact]:
    """Return every repair, or those of a card, that was reported by a day, the latest first."""
    only = "" if asset_id is None else " WHERE r.asset_id = ?2"
    mine = () if asset_id is None else (asset_id,)
    rows = db.execute_sql(
        f"{_GONE} SELECT r.id, v.number, v.state, v.dated_on, p.name, coalesce(d.name, ''),"
        " coalesce(a.code, ''), coalesce(trim(a.name || ' ' || a.specification), r.thing),"
        " coalesce(c.name, m.name, r.spot), r.spot, r.fault, coalesce(k.name, u.name, ''),"
        " t.due_on, w.done_on, w.result, r.id IN gone, coalesce(s.posted_on <= ?1, 0)"
        " FROM repair r JOIN voucher v ON v.id = r.id AND v.dated_on <= ?1"
        " JOIN slip s ON s.id = r.id JOIN person p ON p.id = s.taker_id"
        " LEFT JOIN department d ON d.id = s.taker_department_id"
        " LEFT JOIN asset a ON a.id = r.asset_id"
        " LEFT JOIN campus_place c ON c.id = r.campus_place_id"
        " LEFT JOIN storeroom m ON m.id = r.storeroom_id"
        " LEFT JOIN repair_assignment t ON t.slip_id = r.id AND t.position = (SELECT max(position)"
        " FROM repair_assignment WHERE slip_id = r.id AND assigned_on <= ?1)"
        " LEFT JOIN person k ON k.id = t.worker_id LEFT JOIN supplier u ON u.id = t.supplier_id"
        " LEFT JOIN repair_work w ON w.slip_id = r.id AND w.position = (SELECT max(position)"
        " FROM repair_work WHERE slip_id = r.id AND done_on <= ?1"
        f" AND (ended = '' OR (ended = 'failed' AND ended_on > ?1))){only} ORDER BY r.id DESC",
        (_day(on), *mine),
    )
    return [RepairFact(*row) for row in rows]


def repair_costs(
    on: date | None = None, only: Sequence[int] | None = None
) -> dict[int, RepairCost]:
    """Return by its id what each repair, or each of some, cost by a day, if anything."""
    mine, ids = ("", ()) if only is None else (_AMONG, (json.dumps(list(only)),))
    rows = db.execute_sql(
        f"{_GONE} SELECT repair, sum(labour), sum(bought), sum(parts) FROM ("
        "SELECT w.slip_id AS repair, w.labour_fen AS labour, 0 AS bought, 0 AS parts"
        f" FROM repair_work w WHERE {_COUNTS}{mine.format('w.slip_id')}"
        " UNION ALL SELECT w.slip_id, 0, m.quantity * m.price_fen, 0 FROM repair_material m"
        f" JOIN repair_work w ON w.id = m.work_id WHERE {_COUNTS}{mine.format('w.slip_id')}"
        " UNION ALL SELECT repair, 0, 0, value_fen - back_fen"
        f" FROM ({_PARTS}{mine.format('i.repair_id')})) GROUP BY repair",
        (_day(on), *ids),
    )
    return {repair: RepairCost(labour, bought, parts) for repair, labour, bought, parts in rows}


def _day(on: date | None) -> str:
    return _FOR_EVER if on is None else on.isoformat()


def repair_cost(slip_id: int) -> RepairCost:
    """Return what one repair cost."""
    return repair_costs(only=(slip_id,)).get(slip_id, RepairCost())


def used_parts(slip_id: int) -> list[UsedPart]:
    """Return what a repair took from the stock and kept, line by line."""
    rows = db.execute_sql(
        f"{_GONE} SELECT v.number, i.code, i.name, i.specification, i.unit, p.quantity - p.back,"
        f" p.value_fen - p.back_fen FROM ({_PARTS}) p JOIN slip_line l ON l.id = p.line"
        " JOIN voucher v ON v.id = l.slip_id JOIN stock_item i ON i.id = l.item_id"
        " WHERE p.repair = ?2 AND p.quantity > p.back ORDER BY l.id",
        (_FOR_EVER, slip_id),
    )
    return [UsedPart(*row) for row in rows]


def issues_of_repair(slip_id: int) -> list[str]:
    """Return the numbers of the issues that stand and gave out parts for a repair."""
    rows = db.execute_sql(
        f"{_GONE} SELECT v.number FROM repair_issue i JOIN voucher v ON v.id = i.slip_id"
        " WHERE i.repair_id = ?2 AND i.slip_id NOT IN gone ORDER BY v.id",
        (_FOR_EVER, slip_id),
    )
    return [number for (number,) in rows]
