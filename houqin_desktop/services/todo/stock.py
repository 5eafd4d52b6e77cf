"""Stock that runs low: less of an item in a room, or in the whole school, than there should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of
from houqin_desktop.storage.stock import low_stock

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session


def stock_low(_session: Session) -> TodoGroup | None:
    """List what is below its minimum, each item in each room once."""
    lines = [
        TodoLine(
            f"{room or '全校'}的{name}只有 {there:,} {unit}",
            f"最低库存 {least:,} {unit}，还差 {least - there:,} {unit}",
            Leads("record", code),
        )
        for code, name, unit, room, there, least in low_stock()
    ]
    advice = "采购入库，或从别的保管室转来；用不着的改最低库存。"
    return group_of("stock_low", "低于最低库存", "batch", advice, lines)


SOURCES = (stock_low,)
