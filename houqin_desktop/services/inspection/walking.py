"""The sheets of a round: what is looked at in each place, and what was found the last time."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.inspection import PointResult
from houqin_desktop.domain.walking_sheet import WalkingLine, WalkingPlace, WalkingSheets
from houqin_desktop.services.inspection.paper import in_walking_order, walked_said
from houqin_desktop.services.inspection.photos import photos_of_line
from houqin_desktop.services.inspection.rounds import find_round, lines_of, members_of, round_of
from houqin_desktop.services.loan.things import for_whom, person_name
from houqin_desktop.services.settings import school_name
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.inspection import CheckItem, InspectionLine
from houqin_desktop.storage.inspection_facts import PointSeen, last_seen

NOTHING_ENTERED: Final = ("", "", "", "", "", "", "")


def walking_sheets(number: str) -> WalkingSheets:
    """Return the sheets of a round, blank where nothing is entered yet.

    :raises Refused: for a number that no round has.
    """
    case = find_round(number)
    lines = in_walking_order(lines_of(case.slip.id))
    items = {item.id: item for item in CheckItem.every()}
    before = {(one.place_id, one.item_id): one for one in last_seen(case.slip.id)}
    of_place: dict[int, list[WalkingLine]] = {}
    for line in lines:
        last = before.get((line.campus_place_id, line.check_item_id or 0))
        item = items.get(line.check_item_id or 0)
        of_place.setdefault(line.campus_place_id, []).append(_line(line, item, last))
    found = round_of(case)
    return WalkingSheets(
        school=school_name(),
        number=case.voucher.number,
        kind=found.kind.label,
        subject=case.slip.purpose,
        department=for_whom(case) or "全校",
        led_by=person_name(found.led_by_id),
        members="、".join(person.name for person in members_of(case.slip.id)),
        opened_on=case.voucher.dated_on.isoformat(),
        walked=walked_said(lines),
        places=tuple(_place(place_id, rows) for place_id, rows in of_place.items()),
    )


def last_said(last: PointSeen | None) -> str:
    """Return what was found the last time, with its day."""
    if last is None:
        return ""
    sign = PointResult(last.check_result).sign
    return f"{last.seen_on[5:]} {sign} {last.observation}".strip()


def _line(line: InspectionLine, item: CheckItem | None, last: PointSeen | None) -> WalkingLine:
    return WalkingLine(
        position=str(line.position),
        item=line.wording if item is None else f"{item.code} {line.wording}",
        standard="" if item is None else item.standard,
        last=last_said(last),
        by_hand=_entered(line),
    )


def _entered(line: InspectionLine) -> tuple[str, str, str, str, str, str, str]:
    if line.check_result is None and not line.observation:
        return NOTHING_ENTERED
    photos = len(photos_of_line(line.id))
    return (
        "" if line.check_result is None else line.check_result.sign,
        line.observation,
        f"{photos} 张" if photos else "",
        "" if line.severity is None else line.severity.label,
        "" if line.measure is None else line.measure.label,
        person_name(line.responsible_id),
        "" if line.due_on is None else line.due_on.isoformat(),
    )


def _place(place_id: int, lines: list[WalkingLine]) -> WalkingPlace:
    place = CampusPlace.get_by_id(place_id)
    return WalkingPlace(
        name=place.name,
        code=place.code,
        area=place.area,
        responsible=person_name(place.responsible_id),
        is_key=place.is_key,
        lines=tuple(lines),
    )
