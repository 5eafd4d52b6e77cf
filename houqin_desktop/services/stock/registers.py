"""物品目录 and 库存: what is kept, and how much of it lies in which room or with whom."""

from __future__ import annotations

from functools import partial

from houqin_desktop.domain.stock import Worth, is_low, spread
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.people import Person, Storeroom
from houqin_desktop.storage.stock import StockItem, StockMinimum, balances, places_of, worths

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


def _items(_session: Session) -> list[RegisterRow]:
    worth = worths()
    rooms = {room.location_id for room in Storeroom.every()}
    in_rooms: dict[int, int] = {}
    for item, place, pieces in balances():
        if place in rooms:
            in_rooms[item] = in_rooms.get(item, 0) + pieces
    return [
        _item_row(item, in_rooms.get(item.id, 0), worth.get(item.id, Worth()))
        for item in StockItem.every("sort_key, id")
    ]


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


def _stock(_session: Session) -> list[RegisterRow]:
    items = {item.id: item for item in StockItem.every("id")}
    rooms = {room.location_id: room for room in Storeroom.every()}
    people = {person.location_id: person.name for person in Person.every("id")}
    minimums = {(row.item_id, row.storeroom_id): row.quantity for row in StockMinimum.every("id")}
    there: dict[int, list[tuple[int, int]]] = {}
    for item, place, pieces in balances():
        there.setdefault(item, []).append((place, pieces))
    worth, rows = worths(), []
    for item_id, places in there.items():
        values = spread(worth[item_id], [pieces for _, pieces in places])
        for (place, pieces), value in zip(places, values, strict=True):
            room = rooms.get(place)
            least = None if room is None else minimums.get((item_id, room.id))
            name = people.get(place, "") if room is None else room.name
            kind = "person" if room is None else "storeroom"
            rows.append(_stock_row(items[item_id], place, (kind, name), pieces, value, least))
    return sorted(rows, key=lambda row: (items[row.key >> 32].sort_key, row.key))


def _stock_row(
    item: StockItem,
    place: int,
    where: tuple[str, str],
    pieces: int,
    value_fen: int,
    least: int | None,
) -> RegisterRow:
    kind, name = where
    state = state_of(pieces, least or None)
    return RegisterRow(
        (item.id << 32) | place,
        (
            item.code,
            item.name,
            item.specification,
            item.unit,
            "保管室" if kind == "storeroom" else "个人",
            name,
            pieces,
            least or None,
            value_fen,
            state if kind == "storeroom" else "在用或借出",
        ),
        quantity=pieces,
        value_fen=value_fen,
        facets=frozenset({("place", name), ("where", kind), ("state", state)}),
    )


def _items_register(session: Session) -> Register:
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
    return RowsRegister("items", "物品目录", columns, partial(_items, session))


def _stock_register(session: Session) -> Register:
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
    return RowsRegister("stock", "库存", columns, partial(_stock, session))


MAKERS = {"items": _items_register, "stock": _stock_register}
