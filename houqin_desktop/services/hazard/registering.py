"""登记隐患: where and what was found, by itself or out of a line of a 排查."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard import (
    HazardSource,
    HazardState,
    HazardStepKind,
    PhotoStage,
    hazard_code,
)
from houqin_desktop.services import lookup
from houqin_desktop.services.campus.places import find_campus_place
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, in_row
from houqin_desktop.services.hazard.drafts import (
    GradeHazard,
    RegisterFoundHazards,
    RegisterHazard,
    VoidHazard,
)
from houqin_desktop.services.hazard.finding import HazardCase, find_hazard, take_step
from houqin_desktop.services.hazard.from_inspection import FoundLine, found_line, lines_to_register
from houqin_desktop.services.hazard.photos import add_photo
from houqin_desktop.services.hazard.steps import grade
from houqin_desktop.services.inspection.items import categories_in_use
from houqin_desktop.services.stock.pictures import keep_photo_only
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.hazard import Hazard, HazardStep, next_hazard_serial
from houqin_desktop.storage.people import Department


@command("登记隐患", RegisterHazard)
def register_hazard(task: Task, draft: RegisterHazard) -> Outcome:
    """Write down a hazard with the next number of the year; with a level it is graded at once.

    :raises Refused: without place, words, category or department, for a day to come, or for a line
        of a 排查 that is registered already.
    """
    line = None if not draft.inspection else found_line(draft.inspection, draft.line)
    place = _place(draft, line)
    found_on = _found_on(task, draft, line)
    serial = next_hazard_serial(task.on.year)
    code = hazard_code(task.on.year, serial)
    corrected = None if not draft.corrects else _corrected(task, draft.corrects, code)
    row = task.insert(
        Hazard,
        code=code,
        year=task.on.year,
        serial=serial,
        registered_on=task.on,
        found_on=found_on,
        found_by_id=None if not draft.found_by else lookup.person(draft.found_by).id,
        source=_source(draft, line),
        inspection_line_id=None if line is None else line.line_id,
        campus_place_id=place.id,
        spot=draft.spot or "",
        description=_wanted(draft.description or _of(line, "words"), "隐患内容"),
        category=_wanted(draft.category or _of(line, "category"), "隐患类别"),
        department_id=_department(draft, line, place),
        asset_id=None if not draft.asset else lookup.asset(draft.asset).id,
        corrects_id=None if corrected is None else corrected.row.id,
    )
    case = HazardCase(row)
    severity = draft.severity or (None if line is None else line.severity)
    if severity is not None:
        grade(task, case, severity, GradeHazard(hazard=code, severity=severity))
    _keep(task, HazardCase(row), draft.photo, found_on)
    return Outcome(code, (code,))


@command("登记查出的隐患", RegisterFoundHazards)
def register_found_hazards(task: Task, draft: RegisterFoundHazards) -> Outcome:
    """Register every fault of a round that is no hazard yet, each under a number of its own.

    :raises Refused: `nothing_to_register`, or as `register_hazard` for the line that it names.
    """
    positions = lines_to_register(draft.inspection)
    if not positions:
        raise Refused(
            f"{draft.inspection} 上没有还没登记的隐患。请先登记排查结果，或核对单号。",
            code="nothing_to_register",
        )
    codes: list[str] = []
    for position in positions:
        with in_row(position):
            line = RegisterHazard(inspection=draft.inspection, line=position)
            codes += register_hazard(task, line).ids
    return Outcome(codes[0], tuple(codes))


cannot_undo("register_found_hazards", "一次登记了多条，不能一起撤销。登错的请逐条作废。")


def _keep(task: Task, case: HazardCase, photo: str | None, on: date) -> None:
    if photo:
        add_photo(task, case, keep_photo_only(task, Path(photo)), PhotoStage.BEFORE, on)


def _of(line: FoundLine | None, name: str) -> str:
    return "" if line is None else getattr(line, name)


def _wanted(words: str, title: str) -> str:
    if not words:
        raise Refused(f"没有写{title}。请填写{title}。", code="empty_name")
    return words


def _place(draft: RegisterHazard, line: FoundLine | None) -> CampusPlace:
    if draft.place:
        return find_campus_place(draft.place)
    if line is None:
        raise Refused("没有写隐患在哪里。请填写场所。", code="no_place")
    return CampusPlace.get_by_id(line.campus_place_id)


def _found_on(task: Task, draft: RegisterHazard, line: FoundLine | None) -> date:
    found_on = draft.found_on or (task.on if line is None else line.walked_on)
    if found_on > task.on:
        raise Refused(f"发现日期 {found_on} 晚于 {task.on}。请核对日期。", code="future_date")
    return found_on


def _source(draft: RegisterHazard, line: FoundLine | None) -> HazardSource:
    if line is not None:
        return HazardSource.INSPECTION
    if draft.source is HazardSource.INSPECTION:
        raise Refused(
            "来源是排查的隐患要写明排查单号和行号。请补上，或改选其他来源。", code="no_inspection"
        )
    return draft.source or HazardSource.REPORTED


def _department(draft: RegisterHazard, line: FoundLine | None, place: CampusPlace) -> int:
    if draft.department:
        return lookup.department(draft.department).id
    known = (None if line is None else line.department_id) or place.department_id
    if known is None:
        raise Refused(
            f"“{place.name}”没有写责任部门，不知道该由谁整改。请填写责任部门，或在“场所”里给它写上。",
            code="no_department",
        )
    return known


def _corrected(task: Task, reference: str, code: str) -> HazardCase:
    """Return the hazard whose place a new one takes, made void by that unless it is."""
    case = find_hazard(reference)
    if (other := Hazard.find(corrects_id=case.row.id)) is not None:
        raise Refused(
            f"隐患 {case.row.code} 已由 {other.code} 更正。请在 {other.code} 上更正。",
            code="corrected_by_another",
        )
    if case.standing.state is not HazardState.VOID:
        take_step(
            task,
            case,
            HazardStepKind.VOID,
            task.require_actor(),
            None,
            details=f"登记有误，已更正为 {code}",
        )
    return case


@undoes("register_hazard")
def _not_registered(deed: Deed) -> Draft:
    ((row, _),) = deed.still(Hazard)
    case = HazardCase(row)
    graded = sum(one.after["hazard_id"] == row.id for one in deed.of(HazardStep))
    if len(case.steps) > graded:
        raise deed.changed_since()
    return VoidHazard(hazard=row.code, reason=f"撤销{deed.words}")


def as_registered(row: Hazard) -> RegisterHazard:
    """Return what would register a hazard as it stands, to begin its correction from."""
    asset = None if row.asset_id is None else Asset.get_by_id(row.asset_id).code
    found_by = None if row.found_by_id is None else lookup.person_by_id(row.found_by_id).number
    return RegisterHazard(
        corrects=row.code,
        place=CampusPlace.get_by_id(row.campus_place_id).name,
        spot=row.spot or None,
        description=row.description,
        category=row.category,
        department=Department.get_by_id(row.department_id).name,
        found_on=row.found_on,
        found_by=found_by,
        asset=asset,
    )


def known_categories() -> list[str]:
    """Return the categories of the check items in use, then those of hazards that no item has."""
    others = [row.category for row in Hazard.picked("1", order="category")]
    return list(dict.fromkeys((*categories_in_use(), *others)))
