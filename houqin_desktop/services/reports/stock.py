"""库存总表, every item over all rooms, and 分室库存清单, a room a page, as of any day."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.stock import StockKind, spread
from houqin_desktop.services import lookup
from houqin_desktop.services.reports.lists import (
    LEDGER_BOXES,
    ROOM_BOXES,
    numbered,
    room_fields,
)
from houqin_desktop.services.stock.registers import lying, state_of
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.stock import StockItem, StockMinimum

if TYPE_CHECKING:
    from datetime import date

    from houqin_desktop.services.reports.catalogue import Request

MONEY, COUNT, CENTRED = PaperKind.MONEY, PaperKind.COUNT, PaperKind.CENTRED
_ROOMS = "在各保管室"
_NAMED = (
    PaperColumn("序号", CENTRED),
    PaperColumn("物品编号"),
    PaperColumn("名称", wraps=True),
    PaperColumn("规格型号", wraps=True),
    PaperColumn("单位", CENTRED),
)
_AMOUNT = PaperColumn("金额（元）", MONEY, summed=True)
ROOM_COLUMNS = (
    *_NAMED,
    PaperColumn("数量", COUNT, summed=True),
    PaperColumn("单价（元）", MONEY),
    _AMOUNT,
    PaperColumn("最低库存", COUNT, dashed=True),
    PaperColumn("状态", CENTRED),
    PaperColumn("实点", CENTRED),
)


def stock_table(request: Request) -> ListSheet:
    """Return 库存总表: an item a line, a room a column, what people have beside them."""
    there, worth_of_item = lying(_past(request))
    rooms = [
        room for room in Storeroom.every("level <> 'central', sort_key, id") if not room.closed
    ]
    columns = (
        *_NAMED,
        *(PaperColumn(one.name, COUNT, _ROOMS, wraps=True, dashed=True) for one in rooms),
        PaperColumn("在外", COUNT, dashed=True),
        PaperColumn("合计", COUNT),
        _AMOUNT,
    )
    rows: dict[StockKind, list[tuple[SheetCell, ...]]] = {kind: [] for kind in StockKind}
    for item in StockItem.every("sort_key, id"):
        pieces = dict(there.get(item.id, ()))
        worth = worth_of_item(item.id)
        if not worth.quantity:
            continue
        in_rooms = [pieces.pop(room.location_id, 0) for room in rooms]
        figures = (*in_rooms, sum(pieces.values()), worth.quantity, worth.value_fen)
        rows[item.kind].append((*_name_of(item), *figures))
    numbers = count(1)
    sections = [
        PaperSection(kind.label, numbered(of_kind, numbers)) for kind, of_kind in rows.items()
    ]
    return request.sheet(
        columns,
        [one for one in sections if one.rows],
        boxes=LEDGER_BOXES,
        value_column=len(columns) - 1,
    )


def storeroom_stock(request: Request) -> ListSheet:
    """Return 分室库存清单: what lies in each room and is worth, with a column to count by hand."""
    there, worth_of_item = lying(_past(request))
    minimums = {(one.item_id, one.storeroom_id): one.quantity for one in StockMinimum.every("id")}
    rooms = {room.location_id: room for room in Storeroom.every("level <> 'central', sort_key, id")}
    found: dict[int, list[tuple[SheetCell, ...]]] = {place: [] for place in rooms}
    for item in StockItem.every("sort_key, id"):
        places = there.get(item.id, [])
        values = spread(worth_of_item(item.id), [pieces for _, pieces in places])
        for (place, pieces), value in zip(places, values, strict=True):
            if place in rooms:
                least = minimums.get((item.id, rooms[place].id)) or None
                found[place].append((*_name_of(item), *_figures(pieces, value, least), ""))
    wanted = None if request.only is None else lookup.storeroom(request.only).location_id
    sections = []
    for place, lines in found.items():
        if place == wanted or (wanted is None and lines):
            fields = room_fields(rooms[place], request.as_of.on, len(lines))
            sections.append(PaperSection(rooms[place].name, numbered(lines), fields))
    return request.sheet(ROOM_COLUMNS, sections, boxes=ROOM_BOXES, value_column=7, apart=True)


def _past(request: Request) -> date | None:
    """Return the day of a report of the past, None for today: then what is wanting is listed."""
    on = request.as_of.on
    return None if on == request.session.clock.today() else on


def _name_of(item: StockItem) -> tuple[SheetCell, ...]:
    return item.code, item.name, item.specification, item.unit


def _figures(pieces: int, value_fen: int, least: int | None) -> tuple[SheetCell, ...]:
    price = (2 * value_fen + pieces) // (2 * pieces) if pieces else None
    return pieces, price, value_fen, least, state_of(pieces, least)


SHEETS = {"stock_table": stock_table, "storeroom_stock": storeroom_stock}
