"""Places (存放地点) within a storeroom: a 柜 or 架 stands in the room, a 位 may lie in one of them.

The counting sheet of a room is walked in their order, so each has a number among its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled

LARGEST_ORDER = 9999


class PlaceKind(Labelled):
    """What sort of place it is."""

    CABINET = "cabinet", "柜"
    RACK = "rack", "架"
    SPOT = "spot", "位"


class Placed(Protocol):
    """A place as the order of a room's walk asks for it."""

    id: int
    parent_id: int | None
    walking_order: int


P = TypeVar("P", bound=Placed)


def place_code(serial: int) -> str:
    """Return the code of the place with this serial: PLACE0012."""
    return f"PLACE{serial:04d}"


def in_walking_order(places: Iterable[P]) -> Iterator[P]:
    """Yield the places of one room as one walks by them, each followed by what lies in it."""
    below: dict[int | None, list[P]] = {}
    for place in sorted(places, key=lambda place: (place.walking_order, place.id)):
        below.setdefault(place.parent_id, []).append(place)
    for place in below.get(None, []):
        yield place
        yield from below.get(place.id, [])


def require_fit(kind: PlaceKind, within: PlaceKind | None) -> None:
    """Refuse a place that lies where its kind cannot lie.

    :param within: the kind of the place that it is to lie in, if any.
    """
    if within is None:
        return
    if kind is not PlaceKind.SPOT:
        raise Refused(
            f"{kind.label}直接放在室内，不能放在别的地点里。请去掉“在哪个柜或架里”，或改成位。",
            code="place_kind",
        )
    if within is PlaceKind.SPOT:
        raise Refused("位里不能再分位。请选一个柜或架。", code="place_kind")


def require_order(order: int) -> None:
    """Refuse a number in the walk that is none."""
    if not 1 <= order <= LARGEST_ORDER:
        raise Refused(
            f"路线次序须在 1 到 {LARGEST_ORDER} 之间，填了 {order}。请改正。", code="place_order"
        )
