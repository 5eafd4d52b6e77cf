"""Places of the campus are registered, written right and given up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from houqin_desktop.domain.campus import campus_code, require_campus_name, require_turn
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument, in_row
from houqin_desktop.services.numbers import next_serial
from houqin_desktop.services.people.storerooms import require_new_name
from houqin_desktop.services.undoing.verbs import Deed, present_row, undoes
from houqin_desktop.storage.campus import CampusPlace, last_turn
from houqin_desktop.storage.people import Department, Person


@dataclass(frozen=True, kw_only=True)
class AddCampusPlaces(Draft):
    """Places of one area, in the order in which one walks by them."""

    names: tuple[str, ...] = argument("场所名称", Kind.NAMES)
    area: str | None = argument("区域", default=None)
    department: str | None = argument("责任部门", Kind.DEPARTMENT, default=None)
    responsible: str | None = argument("责任人", Kind.PERSON, default=None)
    is_key: bool | None = argument("重点部位", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class CorrectCampusPlace(Draft):
    """A place is called otherwise, somebody else answers for it, one comes by at another turn.

    What is left out stays as it is; empty words take out what stood there.
    """

    place: str = argument("场所", Kind.CAMPUS_PLACE)
    name: str | None = argument("改名为", default=None)
    area: str | None = argument("区域", default=None)
    department: str | None = argument("责任部门", Kind.DEPARTMENT, default=None)
    responsible: str | None = argument("责任人", Kind.PERSON, default=None)
    walking_order: int | None = argument("路线次序", Kind.QUANTITY, default=None)
    is_key: bool | None = argument("重点部位", Kind.FLAG, default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawCampusPlaces(Draft):
    """Places that are no more, or were registered by mistake."""

    places: tuple[str, ...] = argument("场所", Kind.NAMES)


def find_campus_place(words: str, *, withdrawn: bool = False) -> CampusPlace:
    """Return the place of this number or name.

    :param withdrawn: whether one that was given up will do.
    :raises Refused: `unknown_campus_place`.
    """
    asked = words.strip()
    found = CampusPlace.find(name=asked) or CampusPlace.find(code=asked.upper())
    if found is None or (found.withdrawn and not withdrawn):
        raise Refused(
            f"没有在用的校园场所“{asked}”。请先在“场所”里登记，或检查名称。",
            code="unknown_campus_place",
        )
    return found


@command("登记校园场所", AddCampusPlaces)
def add_campus_places(task: Task, draft: AddCampusPlaces) -> Outcome:
    """Write new places after the last one; a name that was given up comes back."""
    if not draft.names:
        raise Refused("还没有填场所名称。请至少填一个，几个之间用顿号。", code="empty_name")
    about = {
        "area": draft.area or "",
        "department_id": _department(draft.department),
        "responsible_id": _person(draft.responsible),
        "is_key": bool(draft.is_key),
    }
    codes = []
    for number, name in enumerate(draft.names, start=1):
        with in_row(number):
            codes.append(_add(task, name, last_turn() + 1, about))
    return Outcome(codes[0], tuple(codes))


def _add(task: Task, name: str, turn: int, about: dict[str, Any]) -> str:
    require_campus_name(name)
    require_turn(turn)
    found = CampusPlace.find(name=name)
    if found is None:
        code = campus_code(next_serial(task, "campus_place"))
        task.insert(CampusPlace, code=code, name=name, walking_order=turn, **about)
        return code
    if not found.withdrawn:
        raise Refused(
            f"已经有校园场所“{name}”（{found.code}）。请直接选用，或换一个名称。",
            code="campus_place_exists",
        )
    task.update(found, withdrawn=False, walking_order=turn, **about)
    return found.code


@command("更正校园场所", CorrectCampusPlace)
def correct_campus_place(task: Task, draft: CorrectCampusPlace) -> Outcome:
    """Write a place right."""
    place = find_campus_place(draft.place)
    values: dict[str, Any] = {}
    if draft.name is not None and draft.name != place.name:
        require_campus_name(draft.name)
        taken = CampusPlace.find(name=draft.name) is not None
        require_new_name("校园场所", draft.name, place.name, taken=taken)
        values["name"] = draft.name
    if draft.walking_order is not None:
        require_turn(draft.walking_order)
        values["walking_order"] = draft.walking_order
    if draft.department is not None:
        values["department_id"] = _department(draft.department)
    if draft.responsible is not None:
        values["responsible_id"] = _person(draft.responsible)
    for name in ("area", "is_key", "remarks"):
        if (value := getattr(draft, name)) is not None:
            values[name] = value
    if all(getattr(place, name) == value for name, value in values.items()):
        raise Refused(
            f"校园场所“{place.name}”本来就是这样，没有要改的。请改动其中一项。", code="same_name"
        )
    task.update(place, **values)
    return Outcome(place.code, (place.code,))


@command("撤销校园场所", WithdrawCampusPlaces)
def withdraw_campus_places(task: Task, draft: WithdrawCampusPlaces) -> Outcome:
    """Take places off the lists; what was written about them stays."""
    if not draft.places:
        raise Refused("还没有填要撤销的场所。请至少填一个。", code="empty_name")
    places = [find_campus_place(words) for words in draft.places]
    for place in places:
        task.update(place, withdrawn=True)
    return Outcome(places[0].code, tuple(place.code for place in places))


def correction_of(place: CampusPlace) -> dict[str, Any]:
    """Return what stands of a place, by the arguments that correct it, without its turn."""
    return {
        "name": place.name,
        "area": place.area,
        "department": _department_name(place.department_id),
        "responsible": _person_number(place.responsible_id),
        "is_key": place.is_key,
        "remarks": place.remarks,
    }


def _department(words: str | None) -> int | None:
    return lookup.department(words).id if words else None


def _person(words: str | None) -> int | None:
    return lookup.person(words).id if words else None


@undoes("add_campus_places")
def _without_the_places(deed: Deed) -> Draft:
    return WithdrawCampusPlaces(places=tuple(row.name for row, _ in deed.still(CampusPlace)))


@undoes("withdraw_campus_places")
def _with_the_places(deed: Deed) -> Draft:
    rows = [row for row, _ in deed.still(CampusPlace)]
    about = {(row.area, row.department_id, row.responsible_id, row.is_key) for row in rows}
    if len(about) > 1:
        raise Refused(
            f"{deed.words}撤销的场所归不同的部门，不能一次恢复。请用“登记场所”按原名逐个登记。",
            code="cannot_undo",
        )
    first = rows[0]
    return AddCampusPlaces(
        names=tuple(row.name for row in rows),
        area=first.area,
        department=_department_name(first.department_id) or None,
        responsible=_person_number(first.responsible_id) or None,
        is_key=first.is_key,
    )


@undoes("correct_campus_place")
def _place_as_it_was(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(CampusPlace)
    before = touched.before or {}
    is_key = before.get("is_key")
    return CorrectCampusPlace(
        place=row.code,
        name=before.get("name"),
        area=before.get("area"),
        department=(
            _department_name(before["department_id"]) if "department_id" in before else None
        ),
        responsible=(
            _person_number(before["responsible_id"]) if "responsible_id" in before else None
        ),
        walking_order=before.get("walking_order"),
        is_key=None if is_key is None else bool(is_key),
        remarks=before.get("remarks"),
    )


def _department_name(key: int | None) -> str:
    return "" if key is None else present_row(Department, str(key)).name


def _person_number(key: int | None) -> str:
    return "" if key is None else present_row(Person, str(key)).number
