"""What is filled in to transfer things between rooms, departments and people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class TransferLine(Draft):
    """A card, part of a batch card, or pieces of an item that change hands."""

    item: str = argument("物品或资产", Kind.ITEM)
    quantity: int | None = argument("数量", Kind.QUANTITY, default=None)
    place: str | None = argument("新存放地点", default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class Transfer(Draft):
    """Things go from one room, department or person to another.

    With a department the one who receives becomes the 使用人 of the cards. A 分保管员 may write it
    for what leaves his own room, wherever it goes.
    """

    judged_by: ClassVar[tuple[str, ...]] = ("storeroom", "lines")

    giver: str = argument("移交人", Kind.PERSON)
    taker: str = argument("接收人", Kind.PERSON)
    reason: str = argument("转移原因")
    lines: tuple[TransferLine, ...] = argument("明细", Kind.ROWS, rows=TransferLine)
    storeroom: str | None = argument("调出保管室", Kind.STOREROOM, default=None)
    other_storeroom: str | None = argument("调入保管室", Kind.STOREROOM, default=None)
    giver_department: str | None = argument("调出部门", Kind.DEPARTMENT, default=None)
    department: str | None = argument("调入部门", Kind.DEPARTMENT, default=None)
    place: str | None = argument("新存放地点", default=None)
    remarks: str | None = argument("说明", default=None)
