"""物品目录 and 库存: what is kept, and how much of it lies in which room or with whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from houqin_desktop.domain.stock import Worth, is_low, spread
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.services.stock.as_of import StockOn
from houqin_desktop.storage.people import Person, Storeroom
from houqin_desktop.storage.stock import (
    StockItem,
    StockMinimum,
    balances,
    places_of,
    wanted_where_none,
    worths,
)

QUANTITY, MONEY = ColumnKind.QUANTITY, ColumnKind.MONEY
LOW, ENOUGH, NONE_LEFT, RETIRED = "低于最低库存", "充足", "无库存", "停用"


def state_of(on_hand: int, minimum: int | None) -> str:
    """Return how an item stands against its minimum, in one word."""
    if is_low(on_hand, minimum):
        return LOW
    return ENOUGH if on_hand else NONE_LEFT


def item_state(item: StockItem) -> str:
    """Return how an item of the catalogue stands now."""
    if item.retired:
        return RETIRED
    rooms = {room.location_id for room in Storeroom.every()}
    there = sum(pieces for place, pieces in places_of(item.id) if place in rooms)
    return state_of(there, item.school_minimum)


def lying(on: date | None) -> tuple[dict[int, list[tuple[int, int]]], Callable[[int], Worth]]:
    """Return place and pieces by item, now or on a day, and what tells the worth of an item.

    Of now a line also says where there should be some and is none.
    """
    there: dict[int, list[tuple[int, int]]] = {}
    if on is not None:
        then = StockOn(on)
        for item_id, place in sorted(then.lying()):
            there.setdefault(item_id, []).append((place, then.at(item_id, place).quantity))
        return there, then.worth
    for item_id, place, pieces in sorted([*balances(), *wanted_where_none()]):
        there.setdefault(item_id, []).append((place, pieces))
    worth, nothing = worths(), Worth()
    return there, lambda item_id: worth.get(item_id, nothing)


def _items(_session: Session, on: date | None) -> list[RegisterRow]:
    there, worth_of_item = lying(on)
    rooms = {room.location_id for room in Storeroom.every()}
    rows = []
    for item in StockItem.every("sort_key, id"):
        in_rooms = sum(pieces for place, pieces in there.get(item.id, ()) if place in rooms)
        rows.append(_item_row(item, in_rooms, worth_of_item(item.id)))
    return rows


def _item_row(item: StockItem, in_rooms: int, worth: Worth) -> RegisterRow:
    state = RETIRED if item.retired else state_of(in_rooms, item.school_minimum)
    average = None
    if worth.quantity:
        average = (2 * worth.value_fen + worth.quantity) // (2 * worth.quantity)
    return RegisterRow(
        item.id,
        (
            item.code,
            item.name,
            item.specification,
            item.kind.label,
            item.unit,
            in_rooms,
            worth.quantity - in_rooms,
            item.school_minimum,
            state,
            average,
            worth.value_fen,
            item.category,
            item.everyday_names,
            f"{item.pack_size} {item.unit}/{item.pack_unit}" if item.pack_size else "",
        ),
        quantity=worth.quantity,
        value_fen=worth.value_fen,
        facets=frozenset({("state", state), ("kind", item.kind.value)}),
    )


def _stock(_session: Session, on: date | None) -> list[RegisterRow]:
    rooms = {room.location_id: room for room in Storeroom.every()}
    people = {person.location_id: person.name for person in Person.every("id")}
    minimums = {(row.item_id, row.storeroom_id): row.quantity for row in StockMinimum.every("id")}
    there, worth_of_item = lying(on)
    rows = []
    for item in StockItem.every("sort_key, id"):
        places = there.get(item.id, ())
        said = (item.code, item.name, item.specification, item.unit)
        values = spread(worth_of_item(item.id), [pieces for _, pieces in places])
        for (place, pieces), value in zip(places, values, strict=True):
            room, key = rooms.get(place), (item.id << 32) | place
            if room is None:
                where = _Where("person", "个人", people.get(place, ""), "在用或借出")
                rows.append(_stock_row(key, said, where, (pieces, None, value)))
                continue
            least = minimums.get((item.id, room.id)) or None
            where = _Where("storeroom", "保管室", room.name, state_of(pieces, least))
            rows.append(_stock_row(key, said, where, (pieces, least, value)))
    return rows


class _Where(NamedTuple):
    """Where pieces lie, and how they stand there."""

    kind: str
    word: str
    name: str
    state: str


def _stock_row(
    key: int, said: tuple[str, ...], where: _Where, figures: tuple[int, int | None, int]
) -> RegisterRow:
    pieces, _, value_fen = figures
    cells = (*said, where.word, where.name, *figures, where.state)
    return RegisterRow(key, cells, pieces, value_fen, _facets_of(where))


@cache
def _facets_of(where: _Where) -> frozenset[tuple[str, str]]:
    return frozenset({("place", where.name), ("where", where.kind), ("state", where.state)})


def _items_register(session: Session, on: date | None = None) -> Register:
    columns = (
        Column("物品编号", width=100),
        Column("物品名称", width=160),
        Column("规格型号", width=120),
        Column("物品类别", width=90),
        Column("单位", width=60),
        Column("在库", QUANTITY, width=80),
        Column("在外", QUANTITY, width=80),
        Column("最低库存", QUANTITY, width=80),
        Column("状态", ColumnKind.STATUS, width=110),
        Column("平均单价", MONEY, width=110),
        Column("金额", MONEY, width=110),
        Column("类别", width=90),
        Column("俗名", width=120),
        Column("包装", width=90),
    )
    return RowsRegister("items", "物品目录", columns, partial(_items, session, on))


def _stock_register(session: Session, on: date | None = None) -> Register:
    columns = (
        Column("物品编号", width=100),
        Column("物品名称", width=160),
        Column("规格型号", width=120),
        Column("单位", width=60),
        Column("位置类别", width=80),
        Column("保管室或个人", width=140),
        Column("数量", QUANTITY, width=80),
        Column("最低库存", QUANTITY, width=80),
        Column("金额", MONEY, width=110),
        Column("状态", ColumnKind.STATUS, width=110),
    )
    return RowsRegister("stock", "库存", columns, partial(_stock, session, on))


MAKERS = {"items": _items_register, "stock": _stock_register}
