"""The tree of the storerooms: 总保管室 and 分保管室, each with its places and how many cards."""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.domain.place import in_walking_order
from houqin_desktop.storage.asset_register import counts
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.place import Place, cards_by_place

TOP = "全部保管室"


@dataclass(frozen=True, slots=True)
class RoomBranch:
    """One line of the tree: its words, how many cards, the room and the place it stands for."""

    label: str
    count: int
    room: str = ""
    place: str = ""
    central: bool = False
    closed: bool = False
    below: tuple[RoomBranch, ...] = ()


def room_tree() -> RoomBranch:
    """Return the tree; rooms that are closed stand last and say so."""
    held = counts("storeroom_id")
    cards = cards_by_place()
    places: dict[int, list[Place]] = {}
    for place in Place.every():
        if not place.closed:
            places.setdefault(place.storeroom_id, []).append(place)
    rooms = [
        RoomBranch(
            room.name if room.closed_on is None else f"{room.name}（停用）",
            held.get(room.id, 0),
            room.name,
            central=room.parent_id is None,
            closed=room.closed,
            below=_places(room, places.get(room.id, []), cards),
        )
        for room in Storeroom.every("closed, level <> 'central', id")
        if not room.closed or room.closed_on is not None
    ]
    return RoomBranch(TOP, sum(held.values()), below=tuple(rooms))


def _places(
    room: Storeroom, places: list[Place], cards: dict[tuple[int, str], int]
) -> tuple[RoomBranch, ...]:
    """Return the places of a room, a 柜 with all that lies in it."""
    walked = list(in_walking_order(places))

    def branch(place: Place) -> RoomBranch:
        below = tuple(branch(one) for one in walked if one.parent_id == place.id)
        own = cards.get((room.id, place.name), 0)
        whole = own + sum(one.count for one in below)
        return RoomBranch(
            place.name,
            whole,
            room.name,
            place.name,
            central=room.parent_id is None,
            closed=room.closed,
            below=below,
        )

    return tuple(branch(place) for place in walked if place.parent_id is None)
