"""The labels of storerooms and of their places, and what a scanned one means."""

from __future__ import annotations

from collections.abc import Sequence

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.label import SpotLabel, spot_code_of
from houqin_desktop.services import lookup
from houqin_desktop.services.settings import school_name
from houqin_desktop.services.storerooms.places import place_of, places_of
from houqin_desktop.storage.people import Location, Storeroom
from houqin_desktop.storage.place import Place

ROOM_TITLE, PLACE_TITLE = "保管室", "存放地点"


def room_labels(keys: Sequence[int]) -> list[SpotLabel]:
    """Return the labels of the rooms with these keys in the register, in their order.

    :raises Refused: when there is not one.
    """
    _require_some(keys, "保管室")
    school = school_name()
    codes = {one.id: one.code for one in Location.every()}
    rooms = {room.id: room for room in Storeroom.every()}
    return [
        SpotLabel(
            school,
            ROOM_TITLE,
            codes[rooms[key].location_id],
            (
                ("名称", rooms[key].name, True),
                ("层级", rooms[key].level.label, False),
                ("编号", codes[rooms[key].location_id], False),
            ),
        )
        for key in keys
    ]


def place_labels(keys: Sequence[int]) -> list[SpotLabel]:
    """Return the labels of the places with these keys in the register, in their order.

    :raises Refused: when there is not one.
    """
    _require_some(keys, "存放地点")
    school = school_name()
    rooms = {room.id: room.name for room in Storeroom.every()}
    places = {place.id: place for place in Place.every()}
    found = []
    for key in keys:
        place = places[key]
        parent = "" if place.parent_id is None else places[place.parent_id].name
        found.append(
            SpotLabel(
                school,
                PLACE_TITLE,
                place.code,
                (
                    (place.kind.label, place.name, True),
                    ("在", parent, False),
                    ("保管室", rooms[place.storeroom_id], False),
                    ("编号", place.code, False),
                ),
            )
        )
    return found


def labels_of_room(name: str, place: str = "") -> list[SpotLabel]:
    """Return the labels of a room and of its places as one walks by them, or of one place of it.

    :raises Refused: when the room or the place is not there.
    """
    room = lookup.storeroom(name)
    if place:
        return place_labels([place_of(room, place).id])
    places = [one.id for one in places_of(room)]
    return [*room_labels([room.id]), *(place_labels(places) if places else ())]


def _require_some(keys: Sequence[int], what: str) -> None:
    if not keys:
        raise Refused(f"没有要打印标签的{what}。请先登记，或放宽筛选条件。", code="no_labels")


def scanned_spot(text: str) -> tuple[str, str] | None:
    """Return the names of the room and of the place that a scanned code means; None for others.

    The place is empty where the code is that of a room. What was closed or withdrawn is nothing.
    """
    code = spot_code_of(text)
    if code is None:
        return None
    place = Place.find(code=code, closed=False)
    if place is not None:
        return lookup.room_by_id(place.storeroom_id).name, place.name
    location = Location.find(code=code)
    room = None if location is None else Storeroom.find(location_id=location.id)
    return None if room is None or room.closed else (room.name, "")
