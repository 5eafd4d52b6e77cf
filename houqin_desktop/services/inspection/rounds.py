"""A round is opened with its lines, and written who led and who walked along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.inspection import InspectionKind
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.inspection.drafts import ChangeInspection, OpenInspection
from houqin_desktop.services.inspection.items import items_of
from houqin_desktop.services.inspection.scope import Point, Scope, points_in
from houqin_desktop.services.loan.things import number_of, require_here
from houqin_desktop.services.papers.vouchers import is_frozen
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.slips.engine import SlipCase, find_slip, open_slip
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.inspection import (
    Inspection,
    InspectionLine,
    InspectionMember,
)
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.slip import Slip


def round_of(case: SlipCase) -> Inspection:
    """Return what is particular to a round."""
    return Inspection.get_by_id(case.slip.id)


def lines_of(slip_id: int) -> list[InspectionLine]:
    """Return the lines of a round in walking order, without those that were dropped."""
    return InspectionLine.picked("slip_id = ? AND dropped = 0", slip_id, order="position")


def members_of(slip_id: int) -> list[Person]:
    """Return who walked along."""
    rows = InspectionMember.picked("slip_id = ? AND dropped = 0", slip_id, order="id")
    return [Person.get_by_id(row.person_id) for row in rows]


def people_of(number: str) -> tuple[str, list[str]]:
    """Return the number of who leads a round, and the names of who walked along.

    :raises Refused: for a number that no round has.
    """
    case = find_round(number)
    leader = round_of(case).led_by_id
    members = [person.name for person in members_of(case.slip.id)]
    return "" if leader is None else Person.get_by_id(leader).number, members


def find_round(number: str) -> SlipCase:
    """Return the round with this number.

    :raises Refused: for an unknown number, or another kind of paper.
    """
    return find_slip(number, VoucherKind.INSPECTION)


def require_open(case: SlipCase) -> None:
    """Refuse to write into a round of which the paper says what was found.

    :raises Refused: `already_frozen`.
    """
    if case.voucher.state is VoucherState.SIGNING and not is_frozen(case.voucher):
        return
    raise Refused(
        f"{case.voucher.number} 的排查记录已经打印、签字或撤销，不能再改。"
        "写错了请撤销或冲销这张单，另开一张；没查到的下次排查再查。",
        code="already_frozen",
    )


@command("开排查单", OpenInspection)
def open_inspection(task: Task, draft: OpenInspection) -> Outcome:
    """Open a round over places in walking order, each with what is looked at there.

    :raises Refused: without a leader, without any point, for somebody who has left.
    """
    department = lookup.department(draft.department) if draft.department else None
    scope = Scope(
        places=draft.places or (),
        area=draft.area or "",
        department_id=None if department is None else department.id,
        only_key=bool(draft.only_key),
        categories=draft.categories or (),
        only_open=bool(draft.only_open),
    )
    _require_who(draft)
    items_of(scope.categories)
    head = RoundHead(
        kind=draft.kind,
        led_by=_person(task, draft.led_by),
        group_leader=_person(task, draft.group_leader),
        head=_person(task, draft.head),
        department_id=scope.department_id,
        subject=draft.subject or "",
        outside=draft.outside or "",
        remarks=draft.remarks or "",
    )
    slip = write_round(task, head, points_in(scope))
    for person in _people(task, draft.members or ()):
        task.insert(InspectionMember, slip_id=slip.id, person_id=person.id)
    number = number_of(slip)
    return Outcome(number, (number,))


@dataclass(frozen=True, slots=True)
class RoundHead:
    """Who walks, who is looked at, and why.

    :param group_leader: who signs as 检查组长; who leads, where nobody else is named.
    :param rule: the rule of the plan and its due day, for a round that the plan asked for.
    """

    kind: InspectionKind
    led_by: Person | None
    group_leader: Person | None = None
    head: Person | None = None
    department_id: int | None = None
    subject: str = ""
    outside: str = ""
    remarks: str = ""
    rule: tuple[int, date] | None = None


def write_round(task: Task, head: RoundHead, points: Sequence[Point]) -> Slip:
    """Write a round with a line for every point."""
    is_from_above = head.kind is InspectionKind.SUPERIOR
    leader = None if is_from_above else (head.group_leader or head.led_by)
    slip = open_slip(
        task,
        VoucherKind.INSPECTION,
        route="inspection_superior" if is_from_above else "inspection",
        giver_id=None if leader is None else leader.id,
        taker_id=None if head.head is None else head.head.id,
        taker_department_id=head.department_id,
        purpose=head.subject,
        outside=head.outside,
        remarks=head.remarks,
    )
    rule_id, rule_due_on = head.rule or (None, None)
    task.insert(
        Inspection,
        id=slip.id,
        kind=head.kind,
        led_by_id=None if head.led_by is None else head.led_by.id,
        rule_id=rule_id,
        rule_due_on=rule_due_on,
    )
    for position, point in enumerate(points, start=1):
        task.insert(
            InspectionLine,
            slip_id=slip.id,
            position=position,
            campus_place_id=point.place.id,
            check_item_id=None if point.item is None else point.item.id,
            wording=point.wording,
        )
    return slip


@command("改排查人员", ChangeInspection)
def change_inspection(task: Task, draft: ChangeInspection) -> Outcome:
    """Write who led and who walked along, until the paper says it.

    :raises Refused: once the record was printed or signed, or where nothing changes.
    """
    case = find_round(draft.number)
    require_open(case)
    number = case.voucher.number
    changed = False
    if draft.led_by:
        leader = require_here(lookup.person(draft.led_by), task.on)
        changed = bool(task.update(round_of(case), led_by_id=leader.id))
    if draft.members is not None:
        changed = _write_members(task, case, _people(task, draft.members)) or changed
    if not changed:
        raise Refused(
            f"{number} 的带队人和参加人员本来就是这样，没有要改的。请改动其中一项。",
            code="nothing_changed",
        )
    return Outcome(number, (number,))


def _write_members(task: Task, case: SlipCase, people: Sequence[Person]) -> bool:
    wanted = {person.id for person in people}
    changed = False
    for row in InspectionMember.picked("slip_id = ?", case.slip.id):
        changed = bool(task.update(row, dropped=row.person_id not in wanted)) or changed
        wanted.discard(row.person_id)
    for person in people:
        if person.id in wanted:
            task.insert(InspectionMember, slip_id=case.slip.id, person_id=person.id)
            changed = True
    return changed


def _require_who(draft: OpenInspection) -> None:
    if draft.kind is InspectionKind.SUPERIOR:
        if not draft.outside:
            raise Refused("上级检查要写检查单位。请填写，例如 市教育局。", code="no_outside")
    elif not draft.led_by:
        raise Refused("没有写谁带队。请填写带队人。", code="no_leader")
    if draft.kind is InspectionKind.SELF_CHECK and not draft.department:
        raise Refused("部门自查要写是哪个部门。请填写被查部门。", code="no_department")


def _person(task: Task, words: str | None) -> Person | None:
    return require_here(lookup.person(words), task.on) if words else None


def _people(task: Task, names: Sequence[str]) -> list[Person]:
    found = {person.id: person for person in map(lookup.person, names)}
    return [require_here(person, task.on) for person in found.values()]


@undoes("open_inspection")
def _taken_back(deed: Deed) -> WithdrawSlip:
    return WithdrawSlip(number=deed.number or "", reason="撤销排查")


@undoes("change_inspection")
def _people_before(deed: Deed) -> ChangeInspection:
    case = find_round(deed.number or "")
    people = {person.id: person for person in members_of(case.slip.id)}
    members = dict.fromkeys(people)
    for row, touched in deed.still(InspectionMember):
        if touched.before is None or touched.before.get("dropped"):
            members.pop(row.person_id, None)
        else:
            members[row.person_id] = None
    leaders = [touched for _, touched in deed.still(Inspection)]
    before = (leaders[0].before or {}).get("led_by_id") if leaders else None
    return ChangeInspection(
        number=case.voucher.number,
        led_by=None if before is None else Person.get_by_id(before).number,
        members=tuple(Person.get_by_id(person).number for person in members),
    )
