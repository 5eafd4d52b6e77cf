"""What repairs cost (分): labour, parts bought for them, parts that left the stock for them."""

from __future__ import annotations

from typing import NamedTuple

from houqin_desktop.storage.base import db
from houqin_desktop.storage.procurement_sums import GONE

# Money that was spent stays spent where the work failed; what was entered by mistake never was.
_COUNTS = "w.ended <> 'mistaken'"
_PARTS = (
    "SELECT i.repair_id AS repair, l.id AS line, l.quantity, l.value_fen,"
    " (SELECT coalesce(sum(b.quantity), 0) FROM slip_line b WHERE b.of_line_id = l.id"
    f" AND NOT {GONE.format('b.slip_id')}) AS back,"
    " (SELECT coalesce(sum(b.value_fen), 0) FROM slip_line b WHERE b.of_line_id = l.id"
    f" AND NOT {GONE.format('b.slip_id')}) AS back_fen"
    " FROM repair_issue i JOIN slip_line l ON l.slip_id = i.slip_id"
    f" WHERE NOT {GONE.format('i.slip_id')}"
)


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


def repair_costs() -> dict[int, RepairCost]:
    """Return what each repair cost that anything was spent on, by its id."""
    rows = db.execute_sql(
        "SELECT repair, sum(labour), sum(bought), sum(parts) FROM ("
        "SELECT w.slip_id AS repair, w.labour_fen AS labour, 0 AS bought, 0 AS parts"
        f" FROM repair_work w WHERE {_COUNTS}"
        " UNION ALL SELECT w.slip_id, 0, m.quantity * m.price_fen, 0 FROM repair_material m"
        f" JOIN repair_work w ON w.id = m.work_id WHERE {_COUNTS}"
        f" UNION ALL SELECT repair, 0, 0, value_fen - back_fen FROM ({_PARTS})) GROUP BY repair"
    )
    return {repair: RepairCost(labour, bought, parts) for repair, labour, bought, parts in rows}


def repair_cost(slip_id: int) -> RepairCost:
    """Return what one repair cost."""
    return repair_costs().get(slip_id, RepairCost())


def used_parts(slip_id: int) -> list[UsedPart]:
    """Return what a repair took from the stock and kept, line by line."""
    rows = db.execute_sql(
        "SELECT v.number, i.code, i.name, i.specification, i.unit, p.quantity - p.back,"
        f" p.value_fen - p.back_fen FROM ({_PARTS}) p JOIN slip_line l ON l.id = p.line"
        " JOIN voucher v ON v.id = l.slip_id JOIN stock_item i ON i.id = l.item_id"
        " WHERE p.repair = ? AND p.quantity > p.back ORDER BY l.id",
        (slip_id,),
    )
    return [UsedPart(*row) for row in rows]


def issues_of_repair(slip_id: int) -> list[str]:
    """Return the numbers of the issues that stand and gave out parts for a repair."""
    rows = db.execute_sql(
        "SELECT v.number FROM repair_issue i JOIN voucher v ON v.id = i.slip_id"
        f" WHERE i.repair_id = ? AND NOT {GONE.format('i.slip_id')} ORDER BY v.id",
        (slip_id,),
    )
    return [number for (number,) in rows]


def repairs_of(asset_id: int) -> list[int]:
    """Return the repairs of a card that count, the latest first."""
    rows = db.execute_sql(
        f"SELECT id FROM repair r WHERE asset_id = ? AND NOT {GONE.format('r.id')}"
        " ORDER BY id DESC",
        (asset_id,),
    )
    return [key for (key,) in rows]
