"""What lies in a room: its cards by state, by place, and by who uses them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.money import format_money
from houqin_desktop.services.registers.column_filters import BLANK, PREFIX
from houqin_desktop.services.registers.listing import Filter
from houqin_desktop.services.storerooms.places import places_of
from houqin_desktop.services.storerooms.room_page import RoomBlock, RoomLine
from houqin_desktop.services.todo.day_list import Leads
from houqin_desktop.storage.place import cards_by_place
from houqin_desktop.storage.room import states_of, stock_there, users_of

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session
    from houqin_desktop.storage.people import Storeroom

MOST_USERS = 12
MOST_ITEMS = 8


def assets(_session: Session, room: Storeroom) -> RoomBlock | None:
    """List cards, pieces and value of the room, whole and by state."""
    found = states_of(room.id)
    if not found:
        return RoomBlock("assets", "资产", "assets", (RoomLine("没有资产"),))
    whole = [sum(part) for part in zip(*found.values(), strict=True)]
    lines = [RoomLine("合计", _figures(*whole), _cards(room))]
    lines += [
        RoomLine(
            status.label,
            _figures(*found[status.value]),
            _cards(room, Filter("status", status.value, status.label)),
        )
        for status in AssetStatus
        if status.value in found
    ]
    return RoomBlock("assets", "资产", "assets", tuple(lines), "双击看明细。")


def stock(_session: Session, room: Storeroom) -> RoomBlock | None:
    """List what stock lies in the room, the most pieces first."""
    kinds, pieces, most = stock_there(room.location_id, MOST_ITEMS)
    if not kinds:
        return None
    lines = [RoomLine("合计", f"{kinds:,} 种 · {pieces:,} 件")]
    lines += [
        RoomLine(name, f"{quantity:,} {unit}", Leads("record", code))
        for code, name, quantity, unit in most
    ]
    if kinds > MOST_ITEMS:
        lines.append(RoomLine(f"另有 {kinds - MOST_ITEMS:,} 种"))
    return RoomBlock("stock", "库存物品", "storeroom", tuple(lines))


def places(_session: Session, room: Storeroom) -> RoomBlock | None:
    """List the places of the room as one walks by them, and the cards that lie at none."""
    said = {words: cards for (_, words), cards in cards_by_place(room.id).items()}
    known = places_of(room)
    names = {place.id: place.name for place in known}
    lines = []
    for place in known:
        inside = "" if place.parent_id is None else f"在{names[place.parent_id]}里 · "
        cards = said.pop(place.name, 0)
        leads = _cards(room, _column("存放地点", place.name)) if cards else None
        lines.append(
            RoomLine(
                f"{place.name}（{place.kind.label}）",
                f"{inside}{cards:,} 张卡片",
                leads,
                place.name,
            )
        )
    if lines and said:
        lines.append(RoomLine("其他地点和未填", f"{sum(said.values()):,} 张卡片"))
    return RoomBlock("places", "存放地点", "storeroom", tuple(lines), "盘点按这个次序走。")


def users(_session: Session, room: Storeroom) -> RoomBlock | None:
    """List who uses the cards of the room, the most valuable first."""
    found = users_of(room.id)
    lines = [
        RoomLine(name or "没有使用人", _figures(*figures), _cards(room, _column("使用人", name)))
        for name, *figures in found[:MOST_USERS]
    ]
    if len(found) > MOST_USERS:
        lines.append(RoomLine(f"另有 {len(found) - MOST_USERS} 人", "", _cards(room)))
    return RoomBlock("users", "使用人", "people", tuple(lines))


def _figures(cards: int, pieces: int, value_fen: int) -> str:
    return f"{cards:,} 张卡片 · {pieces:,} 件 · 原值 {format_money(value_fen)} 元"


def _cards(room: Storeroom, *filters: Filter) -> Leads:
    """Lead to the cards of the room in the register, narrowed further."""
    return Leads("assets", filters=(Filter("storeroom", room.name, room.name), *filters))


def _column(title: str, value: str) -> Filter:
    """Return the filter that keeps one value of a column, an empty one among them."""
    content = json.dumps({"values": [value or None]}, ensure_ascii=False)
    return Filter(PREFIX + title, content, value or BLANK)


SOURCES = (assets, stock, places, users)
