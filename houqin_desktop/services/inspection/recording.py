"""What was found is written down line by line, in the order in which one walked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.inspection import Finding, Measure, PointResult, require_finding
from houqin_desktop.services import lookup
from houqin_desktop.services.campus.places import find_campus_place
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.inspection.drafts import FoundLine, RecordFindings
from houqin_desktop.services.inspection.items import find_check_item
from houqin_desktop.services.inspection.rounds import find_round, lines_of, require_open, round_of
from houqin_desktop.services.inspection.scope import ALL_OF_IT
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.inspection import CheckItem, InspectionLine
from houqin_desktop.storage.people import Person


@command("登记排查结果", RecordFindings)
def record_findings(task: Task, draft: RecordFindings) -> Outcome:
    """Write what was found in lines of a round, and beside its list.

    :raises Refused: once the record was printed or signed, for a line that the round has not or
        that is written twice, a fault that nobody could act upon, or where nothing changes.
    """
    case = find_round(draft.number)
    require_open(case)
    walked_on = draft.walked_on or task.on
    if walked_on > task.on:
        raise Refused(f"检查日期 {walked_on} 晚于 {task.on}。请核对日期。", code="future_date")
    changed = _write_rows(task, case, draft, walked_on)
    if draft.rest_sound:
        changed += _write_rest(task, case, draft.place, walked_on)
    if not changed:
        raise Refused(
            f"{case.voucher.number} 的结果本来就是这样，没有要登记的。请至少填一行。",
            code="nothing_changed",
        )
    _keep_first_day(task, case)
    number = case.voucher.number
    return Outcome(number, (number, *map(str, changed)))


def _write_rows(task: Task, case: SlipCase, draft: RecordFindings, walked_on: date) -> list[int]:
    by_position = {line.position: line for line in _every_line(case)}
    seen: set[int] = set()
    changed = []
    for at, row in enumerate(draft.lines, start=1):
        with in_row(at):
            line = _line(task, case, row, by_position)
            if line.id in seen:
                raise Refused("这一行填了不止一次。请合成一行。", code="repeated_line")
            seen.add(line.id)
            is_new = row.line is None
            if _write(task, line, row, walked_on) or is_new:
                changed.append(line.position)
    return changed


def _every_line(case: SlipCase) -> list[InspectionLine]:
    return InspectionLine.picked("slip_id = ?", case.slip.id, order="position")


def _line(
    task: Task, case: SlipCase, row: FoundLine, by_position: Mapping[int, InspectionLine]
) -> InspectionLine:
    """Return the line that is meant; what is found beside the list gets one."""
    if (row.line is None) == (row.place is None):
        raise Refused("请填序号，或者填场所（表外发现的），两者只填一个。", code="which_line")
    if row.line is None:
        return _line_beside(task, case, row)
    if row.line not in by_position:
        raise Refused(
            f"{case.voucher.number} 没有第 {row.line} 行，只有 1 到 {max(by_position)} 行。"
            "请核对序号。",
            code="unknown_line",
        )
    return by_position[row.line]


def _line_beside(task: Task, case: SlipCase, row: FoundLine) -> InspectionLine:
    place = find_campus_place(row.place or "")
    item = find_check_item(row.item) if row.item else None
    if item is not None:
        there = InspectionLine.find(
            slip_id=case.slip.id, campus_place_id=place.id, check_item_id=item.id
        )
        if there is not None:
            raise Refused(
                f"{place.name}的 {item.code} 就是第 {there.position} 行。请填序号。",
                code="which_line",
            )
    return task.insert(
        InspectionLine,
        slip_id=case.slip.id,
        position=max(line.position for line in _every_line(case)) + 1,
        campus_place_id=place.id,
        check_item_id=None if item is None else item.id,
        wording=ALL_OF_IT if item is None else item.name,
        beside=True,
    )


def _write(task: Task, line: InspectionLine, row: FoundLine, walked_on: date) -> bool:
    if row.dropped:
        return _drop(task, line)
    finding = _finding(line, row)
    require_finding(finding, walked_on)
    seen_on = None if finding.result is None else walked_on
    return bool(task.update(line, dropped=False, seen_on=seen_on, **_columns(finding)))


def _drop(task: Task, line: InspectionLine) -> bool:
    if not line.beside:
        raise Refused(
            f"第 {line.position} 行是要查的检查点，不能去掉。没有查到请留作“未查”，下次再查。",
            code="keep_point",
        )
    nothing = _columns(Finding(None))
    return bool(task.update(line, dropped=True, seen_on=None, **nothing))


def _columns(finding: Finding) -> dict[str, Any]:
    return {
        "check_result": finding.result,
        "observation": finding.words,
        "severity": finding.severity,
        "measure": finding.measure,
        "responsible_id": finding.responsible_id,
        "due_on": finding.due_on,
    }


def _finding(line: InspectionLine, row: FoundLine) -> Finding:
    """Return what a row says, filled up with what goes without saying of a fault."""
    responsible = lookup.person(row.responsible).id if row.responsible else None
    finding = Finding(
        row.check_result,
        row.observation or "",
        row.severity,
        row.measure,
        responsible,
        row.due_on,
    )
    if row.check_result is not PointResult.FAULT:
        return finding
    has_deadline = row.due_on is not None
    return replace(
        finding,
        severity=row.severity or _usual_severity(line),
        measure=row.measure or (Measure.BY_DEADLINE if has_deadline else Measure.AT_ONCE),
        responsible_id=responsible or CampusPlace.get_by_id(line.campus_place_id).responsible_id,
    )


def _usual_severity(line: InspectionLine) -> HazardSeverity:
    if line.check_item_id is None:
        return HazardSeverity.GENERAL
    return CheckItem.get_by_id(line.check_item_id).severity


def _write_rest(task: Task, case: SlipCase, place: str | None, walked_on: date) -> list[int]:
    """Write that the lines nobody has entered, of one place or of all, were in order."""
    place_id = find_campus_place(place).id if place else None
    changed = []
    for line in lines_of(case.slip.id):
        is_there = place_id in (None, line.campus_place_id)
        if line.check_result is None and is_there:
            task.update(line, check_result=PointResult.SOUND, seen_on=walked_on)
            changed.append(line.position)
    return changed


def _keep_first_day(task: Task, case: SlipCase) -> None:
    """Keep on which day the round began; none while nothing was looked at."""
    days = [line.seen_on for line in lines_of(case.slip.id) if line.seen_on is not None]
    task.update(round_of(case), walked_on=min(days, default=None))


@undoes("record_findings")
def _findings_before(deed: Deed) -> RecordFindings:
    case = find_round(deed.number or "")
    rows, days = [], set()
    for line, touched in deed.still(InspectionLine):
        row, day = _row_before(line, touched.before)
        rows.append(row)
        days.add(day)
    days.discard(None)
    if len(days) > 1:
        raise Refused(
            f"{deed.words}改的行原来是几天里查的，不能一次恢复。请逐行改回去。", code="cannot_undo"
        )
    return RecordFindings(
        number=case.voucher.number, lines=tuple(rows), walked_on=next(iter(days), None)
    )


def _row_before(
    line: InspectionLine, before: dict[str, Any] | None
) -> tuple[FoundLine, date | None]:
    """Return the row that writes a line as it was, and the day on which it was looked at."""
    if before is None:
        return FoundLine(line=line.position, dropped=True), None

    def was(name: str, kind: Any = str) -> Any:
        value = before[name] if name in before else getattr(line, name)
        return None if value in (None, "") else kind(value)

    responsible = was("responsible_id", int)
    row = FoundLine(
        line=line.position,
        check_result=was("check_result", PointResult),
        observation=was("observation"),
        severity=was("severity", HazardSeverity),
        measure=was("measure", Measure),
        responsible=None if responsible is None else Person.get_by_id(responsible).number,
        due_on=_day(was("due_on")),
        dropped=bool(was("dropped", int)) or None,
    )
    return row, _day(was("seen_on"))


def _day(words: str | None) -> date | None:
    return None if words is None else date.fromisoformat(str(words))
