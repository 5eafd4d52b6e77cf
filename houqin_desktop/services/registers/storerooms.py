"""保管室、存放地点: who keeps each room since when, what lies there, and where in it."""

from __future__ import annotations

from functools import partial

from houqin_desktop.domain.people import Post
from houqin_desktop.domain.place import in_walking_order
from houqin_desktop.domain.storeroom import StoreroomLevel
from houqin_desktop.services import lookup
from houqin_desktop.services.registers.listing import Column, ColumnKind, Filter, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.session import Session
from houqin_desktop.storage.asset_register import value_by
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.place import Place, cards_by_place

QUANTITY, MONEY = ColumnKind.QUANTITY, ColumnKind.MONEY
IN_ORDER = "level <> 'central', id"
IN_USE, CLOSED = "使用中", "已停用"
# The rooms that something may be put into.
ROOMS_IN_USE = (Filter("state", IN_USE, IN_USE),)


def _storerooms(session: Session) -> list[RegisterRow]:
    today = session.clock.today()
    worth = value_by("storeroom_id")
    central = lookup.central_storeroom()
    rows = []
    for room in Storeroom.every(IN_ORDER):
        if room.closed and room.closed_on is None:
            continue
        is_central = room.level is StoreroomLevel.CENTRAL
        term = lookup.term_on(Post.STOREKEEPER, today, room.id)
        cards, pieces, value = worth.get(room.id, (0, 0, 0))
        state = CLOSED if room.closed else IN_USE
        rows.append(
            RegisterRow(
                room.id,
                (
                    room.name,
                    room.level.label,
                    "" if is_central else central.name,
                    "" if term is None else lookup.person_by_id(term.person_id).name,
                    None if term is None else term.from_on.isoformat(),
                    cards,
                    pieces,
                    value,
                    state,
                    None if room.closed_on is None else room.closed_on.isoformat(),
                ),
                pieces,
                value,
                frozenset({("state", state), ("level", room.level.value)}),
            )
        )
    return rows


def _places(_session: Session) -> list[RegisterRow]:
    rooms = [room for room in Storeroom.every(IN_ORDER) if not room.closed]
    found: dict[int, list[Place]] = {}
    for place in Place.every():
        if not place.closed:
            found.setdefault(place.storeroom_id, []).append(place)
    cards = cards_by_place()
    rows = []
    for room in rooms:
        names = {place.id: place.name for place in found.get(room.id, [])}
        rows += [
            RegisterRow(
                place.id,
                (
                    room.name,
                    place.name,
                    place.kind.label,
                    "" if place.parent_id is None else names[place.parent_id],
                    place.walking_order,
                    cards.get((room.id, place.name), 0),
                    place.code,
                ),
                facets=frozenset({("storeroom", room.name), ("kind", place.kind.value)}),
            )
            for place in in_walking_order(found.get(room.id, []))
        ]
    return rows


def _storerooms_register(session: Session) -> Register:
    columns = (
        Column("保管室", width=150),
        Column("层级", width=90),
        Column("上级", width=100),
        Column("保管员", width=90),
        Column("任职起日", ColumnKind.DATE, width=100),
        Column("卡片", QUANTITY, width=70),
        Column("数量", QUANTITY, width=80),
        Column("原值", MONEY, width=130),
        Column("状态", ColumnKind.STATUS, width=80),
        Column("停用日期", ColumnKind.DATE, width=100),
    )
    return RowsRegister("storerooms", "保管室", columns, partial(_storerooms, session))


def _places_register(session: Session) -> Register:
    columns = (
        Column("保管室", width=130),
        Column("存放地点", width=160),
        Column("类别", width=60),
        Column("在哪个柜或架里", width=140),
        Column("路线次序", QUANTITY, width=80),
        Column("卡片", QUANTITY, width=70),
        Column("编号", width=110),
    )
    return RowsRegister("places", "存放地点", columns, partial(_places, session))


MAKERS = {"storerooms": _storerooms_register, "places": _places_register}
