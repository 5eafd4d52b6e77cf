"""配备标准 of the demo school: its lists of people and offices, what each of them should have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.services.demo.cards import CLASSROOMS, DemoPerson, demo_people
from houqin_desktop.services.demo.happenings import Happening, day_of
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.equipment.verbs import AddEquipmentRule
from houqin_desktop.services.roster.verbs import AddRoster

SET_ON: Final = day_of("2026-09-08")
CLASS_TEACHERS, HEADS, OFFICES = "班主任", "中层以上行政", "行政处室"
_OFFICES: Final = ("校长室", "校办公室", "财务室", "教导处", "德育处", "总务处", "保卫处")
_LEADERS: Final = "校长室"


def class_teachers() -> list[DemoPerson]:
    """Return the 班主任 of the classes, in the order of the classes."""
    by_subject = [
        one
        for name in ("语文组", "数学组", "综合组")
        for one in demo_people()
        if one.department == name
    ]
    return by_subject[: len(CLASSROOMS)]


def equipped() -> Iterator[Happening]:
    """Yield the lists and the rules that the school set at the beginning of the term."""
    heads = [one for one in demo_people() if one.is_head or one.department == _LEADERS]
    drafts: tuple[Draft, ...] = (
        AddRoster(name=CLASS_TEACHERS, kind=RosterKind.PEOPLE, members=_numbers(class_teachers())),
        AddRoster(name=HEADS, kind=RosterKind.PEOPLE, members=_numbers(heads)),
        AddRoster(name=OFFICES, kind=RosterKind.DEPARTMENTS, members=_OFFICES),
        AddEquipmentRule(name="打印机", quantity=1, roster=OFFICES, words="打印机、复合机"),
        AddEquipmentRule(name="电脑", quantity=1, roster=HEADS, words="计算机"),
        AddEquipmentRule(
            name="手提电脑", quantity=1, roster=CLASS_TEACHERS, words="便携式计算机、手提电脑"
        ),
    )
    for draft in drafts:
        yield Happening(SET_ON, partial(_always, draft))


def _always(draft: Draft, _number: str) -> Draft:
    return draft


def _numbers(people: list[DemoPerson]) -> tuple[str, ...]:
    return tuple(one.number for one in people)
