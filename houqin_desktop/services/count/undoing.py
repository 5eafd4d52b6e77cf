"""The opposites of what is entered in a count, and why some entries have none."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.count import FoundCondition
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services import lookup
from houqin_desktop.services.count.drafts import (
    CountedLine,
    DropSurplus,
    RecordCountLines,
    ReopenCountRoom,
    WithdrawCount,
)
from houqin_desktop.services.undoing.verbs import (
    Deed,
    Touched,
    cannot_undo,
    present_row,
    undoes,
)
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.count import CountLine, CountRoom, CountSurplus
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.stock import StockItem

for _verb, _reason in {
    "drop_surplus": "撤销的盘盈不再恢复。请重新登记一次盘盈。",
    "reopen_count_room": "这一室已经可以接着盘。盘完请再点“一室盘完”。",
    "explain_difference": "原因和处理可以改写。请再“说明差异”一次。",
    "settle_difference": "单据已经开出。请撤销或冲销那张单据，差异就重新待办。",
    "close_count": "签结的清查不能再打开。要再盘请另开一次清查。",
    "withdraw_count": "撤销的清查不再恢复。请另开一次清查。",
}.items():
    cannot_undo(_verb, _reason)


@undoes("open_count")
def _given_up(deed: Deed) -> WithdrawCount:
    return WithdrawCount(number=deed.number or "", reason="撤销开始清查")


@undoes("record_surplus")
def _no_surplus(deed: Deed) -> DropSurplus:
    ((row, _),) = deed.still(CountSurplus)
    return DropSurplus(number=deed.number or "", surplus=row.position)


@undoes("finish_count_room")
def _opened_again(deed: Deed) -> ReopenCountRoom:
    ((row, _),) = deed.still(CountRoom)
    return ReopenCountRoom(
        number=deed.number or "", room=present_row(Storeroom, str(row.storeroom_id)).name
    )


@undoes("record_count_lines")
def _lines_as_they_were(deed: Deed) -> RecordCountLines:
    lines, rooms, days = [], set(), set()
    for row, touched in deed.still(CountLine):
        before = _whole_before(row, touched)
        if before["counted_quantity"] is not None:
            rooms.add(before["counted_room_id"])
            days.add(before["counted_on"])
        lines.append(_line(_code_of(row), before))
        here = row.counted_room_id or row.sheet_room_id
    if len(rooms) > 1 or len(days) > 1:
        raise Refused(
            f"{deed.words}改写了在几处、几天盘的行，不能一次撤销。请逐行重新登记。",
            code="cannot_undo",
        )
    room = present_row(Storeroom, str(next(iter(rooms), here)))
    return RecordCountLines(
        number=deed.number or "",
        room=room.name,
        lines=tuple(lines),
        counted_on=next(iter(days), None),
    )


def _code_of(row: CountLine) -> str:
    if row.asset_id is None:
        return present_row(StockItem, str(row.item_id)).code
    return present_row(Asset, str(row.asset_id)).code


def _whole_before(row: CountLine, touched: Touched) -> dict[str, Any]:
    """Return what stood in the counted half of a line before; nothing in a new line."""
    if touched.before is None:
        return {"counted_quantity": None}
    names = (
        "counted_on",
        "counted_quantity",
        "counted_room_id",
        "counted_place",
        "counted_holder_id",
        "condition",
        "affected_quantity",
        "note",
    )
    fields = row._meta.fields  # noqa: SLF001 - the columns of the model
    return {
        name: fields[name].python_value(touched.before[name])
        if name in touched.before
        else getattr(row, name)
        for name in names
    }


def _line(code: str, before: dict[str, Any]) -> CountedLine:
    if before["counted_quantity"] is None:
        return CountedLine(code=code)
    holder = before["counted_holder_id"]
    condition: FoundCondition = before["condition"]
    return CountedLine(
        code=code,
        quantity=before["counted_quantity"],
        place=before["counted_place"] or None,
        holder=None if holder is None else lookup.person_by_id(holder).number,
        condition=condition,
        affected=before["affected_quantity"],
        note=before["note"] or None,
    )
