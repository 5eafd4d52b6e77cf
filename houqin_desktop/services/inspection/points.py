"""检查点: which items belong to which places, in the order in which one looks at them."""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.campus.places import find_campus_place
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.inspection.drafts import SetCheckPoints
from houqin_desktop.services.inspection.items import find_check_item, items_of
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.inspection import CheckItem, CheckPoint


def points_of(place_id: int) -> list[CheckPoint]:
    """Return the points of a place that are looked at, in their order."""
    return CheckPoint.picked(
        "campus_place_id = ? AND withdrawn = 0"
        " AND check_item_id IN (SELECT id FROM check_item WHERE withdrawn = 0)",
        place_id,
        order="walking_order, id",
    )


def item_codes_of(place: str) -> list[str]:
    """Return the codes of the items that are looked at in a place, in their order.

    :raises Refused: for an unknown place.
    """
    points = points_of(find_campus_place(place).id)
    return [CheckItem.get_by_id(point.check_item_id).code for point in points]


@command("安排检查点", SetCheckPoints)
def set_check_points(task: Task, draft: SetCheckPoints) -> Outcome:
    """Bring the points of places to what is named; without any item nothing is looked at there.

    :raises Refused: without a place, or where nothing changes.
    """
    if not draft.places:
        raise Refused("还没有填场所。请至少填一个。", code="empty_name")
    places = [find_campus_place(words) for words in draft.places]
    named = [find_check_item(words) for words in draft.items or ()]
    wanted = list({item.id: item for item in (*named, *items_of(draft.categories or ()))})
    changed = [place for place in places if _arrange(task, place, wanted, keep=bool(draft.keep))]
    if not changed:
        raise Refused(
            f"{'、'.join(place.name for place in places)}的检查点本来就是这样，没有要改的。"
            "请改动检查项目或顺序。",
            code="nothing_changed",
        )
    return Outcome(changed[0].code, tuple(place.code for place in changed))


def _arrange(task: Task, place: CampusPlace, wanted: list[int], *, keep: bool) -> bool:
    """Write the points of one place; say whether anything changed."""
    there = {row.check_item_id: row for row in CheckPoint.picked("campus_place_id = ?", place.id)}
    kept = [point.check_item_id for point in points_of(place.id)] if keep else []
    order = list(dict.fromkeys([*kept, *wanted]))
    changed = False
    for turn, item_id in enumerate(order, start=1):
        row = there.pop(item_id, None)
        if row is None:
            task.insert(
                CheckPoint, campus_place_id=place.id, check_item_id=item_id, walking_order=turn
            )
            changed = True
        else:
            changed = bool(task.update(row, walking_order=turn, withdrawn=False)) or changed
    for row in there.values():
        changed = bool(task.update(row, withdrawn=True)) or changed
    return changed


@undoes("set_check_points")
def _points_before(deed: Deed) -> SetCheckPoints:
    """Return the lists of before; places that had different ones go back one by one."""
    before: dict[int, dict[int, tuple[int, int]]] = {}
    for row, touched in deed.still(CheckPoint):
        was = touched.before
        turn = 0 if was is None else was.get("walking_order", row.walking_order)
        gone = was is None or bool(was.get("withdrawn", row.withdrawn))
        before.setdefault(row.campus_place_id, {})[row.check_item_id] = (turn, int(gone))
    lists = {}
    for place_id, changed in before.items():
        rows = CheckPoint.picked("campus_place_id = ?", place_id)
        now = {row.check_item_id: (row.walking_order, int(row.withdrawn)) for row in rows}
        stood = {item: turn for item, (turn, gone) in (now | changed).items() if not gone}
        lists[place_id] = tuple(sorted(stood, key=stood.__getitem__))
    if len(set(lists.values())) > 1:
        raise Refused(
            f"{deed.words}改的场所原来各有各的检查点，不能一次恢复。请逐个场所重新安排。",
            code="cannot_undo",
        )
    (items,) = set(lists.values())
    return SetCheckPoints(
        places=tuple(CampusPlace.get_by_id(place).name for place in lists),
        items=tuple(CheckItem.get_by_id(item).code for item in items),
    )
