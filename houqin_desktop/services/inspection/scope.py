"""Where a round leads by: places in walking order, and what is looked at in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.campus.places import find_campus_place
from houqin_desktop.services.inspection.items import items_in_use
from houqin_desktop.services.inspection.points import points_of
from houqin_desktop.storage.campus import CampusPlace, campus_places
from houqin_desktop.storage.inspection import CheckItem
from houqin_desktop.storage.inspection_facts import open_points

ALL_OF_IT: Final = "全面查看"


class NoPoints(Refused):
    """A round would lead by nothing."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which places, and which categories of items; nothing named means all of them.

    :param only_open: only points that were passed over and nobody has looked at since.
    """

    places: Sequence[str] = ()
    area: str = ""
    department_id: int | None = None
    only_key: bool = False
    categories: Sequence[str] = ()
    only_open: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One line to come: a place, and an item of it, or None to look at all of the place."""

    place: CampusPlace
    item: CheckItem | None

    @property
    def wording(self) -> str:
        """Return what is looked at."""
        return ALL_OF_IT if self.item is None else self.item.name


def points_in(scope: Scope) -> list[Point]:
    """Return the points of a round in walking order.

    A place of which nobody said what is looked at there is looked at as a whole, unless the round
    is about some categories or about what was left open.

    :raises Refused: for an unknown place.
    :raises NoPoints: where nothing is to be looked at.
    """
    items = {item.id: item for item in items_in_use()}
    named = {key for key, item in items.items() if item.category in scope.categories}
    wanted = named if scope.categories else None
    left = {(one.place_id, one.item_id) for one in open_points()} if scope.only_open else None
    found = []
    for place in _places(scope):
        points = points_of(place.id)
        if not points and wanted is None and left is None:
            found.append(Point(place, None))
        for point in points:
            is_wanted = wanted is None or point.check_item_id in wanted
            is_left = left is None or (place.id, point.check_item_id) in left
            if is_wanted and is_left:
                found.append(Point(place, items[point.check_item_id]))
    if not found:
        raise NoPoints(
            "这个范围里没有要查的检查点。请先登记场所、安排检查点，或放宽范围。", code="no_points"
        )
    return found


def _places(scope: Scope) -> list[CampusPlace]:
    if scope.places:
        named = {place.id: place for place in map(find_campus_place, scope.places)}
        return sorted(named.values(), key=lambda place: (place.walking_order, place.id))
    return [
        place
        for place in campus_places()
        if scope.area in ("", place.area)
        and scope.department_id in (None, place.department_id)
        and (place.is_key or not scope.only_key)
    ]
