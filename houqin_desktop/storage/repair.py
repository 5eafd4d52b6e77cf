"""Repairs: what was reported, who was sent, what was done, what it took.

A repair is a slip whose taker reported it; what is particular to it has the id of that slip.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from houqin_desktop.domain.repair import RepairResult
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import (
    day,
    integer,
    optional_day,
    optional_integer,
    optional_text,
    text,
    word,
)


class Repair(BaseModel):
    """What is broken and where; a card, or a thing in words."""

    id: int = integer(key=True)
    asset_id: int | None = optional_integer()
    thing: str = text("")
    campus_place_id: int | None = optional_integer()
    storeroom_id: int | None = optional_integer()
    spot: str = text("")
    fault: str = text()
    photo: str | None = optional_text()


class RepairAssignment(BaseModel):
    """Who is sent, a person or a firm; neither: nobody any more. The latest one counts."""

    id: int = integer(key=True)
    slip_id: int = integer()
    position: int = integer()
    worker_id: int | None = optional_integer()
    supplier_id: int | None = optional_integer()
    assigned_on: date = day()
    due_on: date | None = optional_day()
    remarks: str = text("")


class RepairWork(BaseModel):
    """What was done by whom was sent then, and the labour in 分; the last one stands unless ended.

    `ended`: empty, or why it counts no longer as done (`domain.repair.WorkEnd`).
    """

    id: int = integer(key=True)
    slip_id: int = integer()
    position: int = integer()
    assignment_id: int = integer()
    started_on: date = day()
    done_on: date = day()
    deed: str = text()
    result: RepairResult = word(RepairResult)
    labour_fen: int = integer(0)
    invoice: str = text("")
    photo: str | None = optional_text()
    ended: str = text("")
    ended_on: date | None = optional_day()
    ending_reason: str = text("")


class RepairMaterial(BaseModel):
    """Pieces that were bought for a work, the price of one in 分, and the words of the invoice."""

    id: int = integer(key=True)
    work_id: int = integer()
    position: int = integer()
    name: str = text()
    specification: str = text("")
    unit: str = text("")
    quantity: int = integer()
    price_fen: int = integer()
    invoice: str = text("")


class RepairIssue(BaseModel):
    """An issue by which parts for a repair left the stock."""

    slip_id: int = integer(key=True)
    repair_id: int = integer()


# Every table, each after those to which its rows point.
REPAIR_TABLES: Final = (Repair, RepairAssignment, RepairWork, RepairMaterial, RepairIssue)


def photos_of_repair(slip_id: int) -> list[tuple[str, date, bool]]:
    """Return the photos of a repair: content, day, and whether it was taken after the work."""
    rows = db.execute_sql(
        "SELECT r.photo, v.dated_on, 0 FROM repair r JOIN voucher v ON v.id = r.id"
        " WHERE r.id = ?1 AND r.photo IS NOT NULL UNION ALL SELECT photo, done_on, 1"
        " FROM repair_work WHERE slip_id = ?1 AND photo IS NOT NULL",
        (slip_id,),
    )
    return [(sha256, date.fromisoformat(on), bool(after)) for sha256, on, after in rows]


def latest_assignment(slip_id: int) -> RepairAssignment | None:
    """Return whom a repair is with now, None where nobody was ever sent or is any more."""
    found = RepairAssignment.picked("slip_id = ?", slip_id, order="position DESC LIMIT 1")
    sent = [one for one in found if (one.worker_id, one.supplier_id) != (None, None)]
    return sent[0] if sent else None


def standing_work(slip_id: int) -> RepairWork | None:
    """Return the work by which a repair is done, None where none is or it was sent back."""
    found = RepairWork.picked("slip_id = ? AND ended = ''", slip_id)
    return found[0] if found else None
