"""Places (存放地点) of a storeroom: 柜 and 架 in the room, 位 in them or in the room itself.

A card's 存放地点 stays the words that somebody wrote on it; a card lies at a place of its room when
it says the place's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.values import names_nothing
from houqin_desktop.domain.place import (
    PlaceKind,
    in_walking_order,
    place_code,
    require_fit,
    require_order,
)
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.numbers import next_serial
from houqin_desktop.services.people.storerooms import require_new_name
from houqin_desktop.services.undoing.verbs import Deed, present_row, undoes
from houqin_desktop.storage.people import Storeroom
from houqin_desktop.storage.place import Place, cards_by_place, open_places


@dataclass(frozen=True, kw_only=True)
class AddPlace(Draft):
    """A 柜, 架 or 位 of a storeroom."""

    storeroom: str = argument("保管室", Kind.STOREROOM)
    kind: PlaceKind = argument("类别", Kind.CHOICE, choices=PlaceKind)
    name: str = argument("地点名称")
    within: str | None = argument("在哪个柜或架里", default=None)
    walking_order: int | None = argument("路线次序", Kind.QUANTITY, default=None)


@dataclass(frozen=True, kw_only=True)
class CorrectPlace(Draft):
    """A place is called otherwise, is another kind, lies elsewhere or comes at another turn.

    What is left out stays as it is; an empty `within` puts a 位 into the room itself.
    """

    storeroom: str = argument("保管室", Kind.STOREROOM)
    place: str = argument("存放地点")
    name: str | None = argument("改名为", default=None)
    kind: PlaceKind | None = argument("类别", Kind.CHOICE, choices=PlaceKind, default=None)
    within: str | None = argument("在哪个柜或架里", default=None)
    walking_order: int | None = argument("路线次序", Kind.QUANTITY, default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawPlace(Draft):
    """A place is not there any more, or was registered by mistake."""

    storeroom: str = argument("保管室", Kind.STOREROOM)
    place: str = argument("存放地点")


def place_of(room: Storeroom, name: str) -> Place:
    """Return the place in use of this name in the room.

    :raises Refused: when there is none.
    """
    found = Place.find(storeroom_id=room.id, name=name.strip(), closed=False)
    if found is None:
        raise Refused(
            f"{room.name}没有存放地点“{name}”。请先登记，或检查名称。", code="unknown_place"
        )
    return found


def places_of(room: Storeroom) -> list[Place]:
    """Return the places in use of a room as one walks by them."""
    return list(in_walking_order(open_places(room.id)))


def turns_of(storeroom_id: int) -> dict[str, int]:
    """Return at which turn one comes by each place of a room, by its name, from 0."""
    walked = in_walking_order(open_places(storeroom_id))
    return {place.name: turn for turn, place in enumerate(walked)}


def known_places(storeroom: str) -> list[str]:
    """Return what 存放地点 may be in a room of this name: its places, then what its cards say.

    A room that is not there has none.
    """
    room = Storeroom.find(name=storeroom, closed=False)
    if room is None:
        return []
    named = [place.name for place in places_of(room)]
    written = sorted(words for _, words in cards_by_place(room.id) if words)
    return list(dict.fromkeys([*named, *written]))


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place as its form shows it."""

    name: str
    kind: PlaceKind
    within: str
    walking_order: int


def place_view(storeroom: str, name: str) -> PlaceView:
    """Return a place of a room in use.

    :raises Refused: when the room or the place is not there.
    """
    place = place_of(lookup.storeroom(storeroom), name)
    return PlaceView(place.name, place.kind, _name_of(place.parent_id), place.walking_order)


def holders_of(storeroom: str) -> list[str]:
    """Return the 柜 and 架 of a room in which a 位 may lie."""
    places = places_of(lookup.storeroom(storeroom))
    return [place.name for place in places if place.kind is not PlaceKind.SPOT]


@command("登记存放地点", AddPlace)
def add_place(task: Task, draft: AddPlace) -> Outcome:
    """Write a new place; one of this name that was withdrawn comes back as it is written now."""
    room = lookup.storeroom(draft.storeroom)
    if not draft.name or names_nothing(draft.name):
        raise Refused(
            "地点名称不能为空，也不能写“无”“待定”。请写柜、架或位的名称。", code="empty_name"
        )
    found = Place.find(storeroom_id=room.id, name=draft.name)
    if found is not None and not found.closed:
        raise Refused(
            f"{room.name}已经有存放地点“{draft.name}”。请直接选用，或换一个名称。",
            code="place_exists",
        )
    parent = _parent(room, draft.kind, draft.within)
    order = draft.walking_order or _last_order(room) + 1
    require_order(order)
    values = {"kind": draft.kind, "parent_id": parent, "walking_order": order, "closed": False}
    if found is not None:
        task.update(found, **values)
        return Outcome(found.name, (found.code,))
    code = place_code(next_serial(task, "place"))
    task.insert(Place, storeroom_id=room.id, code=code, name=draft.name, **values)
    return Outcome(draft.name, (code,))


@command("更正存放地点", CorrectPlace)
def correct_place(task: Task, draft: CorrectPlace) -> Outcome:
    """Write a place right; what cards say of it stays what was written on them."""
    room = lookup.storeroom(draft.storeroom)
    place = place_of(room, draft.place)
    kind = draft.kind or place.kind
    within = draft.within
    if within is None and place.parent_id is not None and kind is PlaceKind.SPOT:
        within = present_row(Place, str(place.parent_id)).name
    if within == place.name:
        raise Refused(f"“{place.name}”不能放在它自己里。请另选一个柜或架。", code="place_kind")
    if kind is PlaceKind.SPOT and any(one.parent_id == place.id for one in open_places(room.id)):
        raise Refused(f"“{place.name}”里有位，不能改成位。请先把里面的位移走。", code="place_holds")
    order = draft.walking_order or place.walking_order
    require_order(order)
    parent = _parent(room, kind, within)
    values: dict[str, Any] = {"kind": kind, "parent_id": parent, "walking_order": order}
    if draft.name is not None and draft.name != place.name:
        taken = Place.find(storeroom_id=room.id, name=draft.name) is not None
        require_new_name("存放地点", draft.name, place.name, taken=taken)
        values["name"] = draft.name
    if all(getattr(place, name) == value for name, value in values.items()):
        raise Refused(
            f"存放地点“{place.name}”本来就是这样，没有要改的。请改动其中一项。", code="same_name"
        )
    task.update(place, **values)
    return Outcome(place.name, (place.code,))


@command("撤销存放地点", WithdrawPlace)
def withdraw_place(task: Task, draft: WithdrawPlace) -> Outcome:
    """Take a place off the lists; the row stays, and cards keep what is written on them."""
    room = lookup.storeroom(draft.storeroom)
    place = place_of(room, draft.place)
    inside = [one.name for one in places_of(room) if one.parent_id == place.id]
    if inside:
        raise Refused(
            f"“{place.name}”里还有{'、'.join(inside[:3])}等 {len(inside)} 个位，不能撤销。"
            "请先撤销它们，或移到别处。",
            code="place_holds",
        )
    task.update(place, closed=True)
    return Outcome(place.name, (place.code,))


def _parent(room: Storeroom, kind: PlaceKind, within: str | None) -> int | None:
    """Return the id of the 柜 or 架 that a place is to lie in."""
    if not within:
        return None
    parent = place_of(room, within)
    require_fit(kind, parent.kind)
    return parent.id


def _last_order(room: Storeroom) -> int:
    return max((place.walking_order for place in open_places(room.id)), default=0)


@undoes("add_place")
def _without_the_place(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Place)
    return WithdrawPlace(storeroom=_room_of(row), place=row.name)


@undoes("withdraw_place")
def _with_the_place(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Place)
    return AddPlace(
        storeroom=_room_of(row),
        kind=row.kind,
        name=row.name,
        within=_name_of(row.parent_id) or None,
        walking_order=row.walking_order,
    )


@undoes("correct_place")
def _place_as_it_was(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(Place)
    before = touched.before or {}
    kind = before.get("kind")
    return CorrectPlace(
        storeroom=_room_of(row),
        place=row.name,
        name=before.get("name"),
        kind=None if kind is None else PlaceKind(kind),
        within=_name_of(before["parent_id"]) if "parent_id" in before else None,
        walking_order=before.get("walking_order"),
    )


def _room_of(place: Place) -> str:
    return lookup.room_by_id(place.storeroom_id).name


def _name_of(place_id: int | None) -> str:
    return "" if place_id is None else present_row(Place, str(place_id)).name
