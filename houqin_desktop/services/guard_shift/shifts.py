"""A shift begins, is written up, handed over by two who both count, and signed by the leader."""

from __future__ import annotations

from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.guard_shift import read_targets, require_explained
from houqin_desktop.domain.settings import GUARD_EQUIPMENT
from houqin_desktop.domain.visit import require_in_order
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.gate.moments import require_come, time_of
from houqin_desktop.services.gate.voiding import require_standing, void
from houqin_desktop.services.guard_shift.drafts import (
    EquipmentRow,
    HandOverShift,
    OpenShift,
    SignShift,
    VoidShift,
    WriteShift,
)
from houqin_desktop.services.guard_shift.finding import find_shift, shift_times, writable_shift
from houqin_desktop.services.numbers import next_of_year
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.guard_shift import GuardShift, ShiftEquipment, ShiftGuard, equipment_of

_TEXTS = ("weather", "school_start", "school_end", "remarks")

for _verb, _reason in {
    "hand_over_shift": "交接双方已经当面点清。数目记错了，请在带班领导签字前再办一次“交班”。",
    "sign_shift": "签字要如实留存。日志有误请作废这一份，另记一份并写明更正。",
    "void_shift": "作废要如实留存。请另记一份，并在“更正哪一份日志”里写它。",
}.items():
    cannot_undo(_verb, _reason)


@command("开始班次", OpenShift)
def open_shift(task: Task, draft: OpenShift) -> Outcome:
    """Begin the log of a shift of the template.

    :raises Refused: for a shift that is in no template, or has its log already.
    """
    times = {one.name: one for one in shift_times()}
    shift = times.get(draft.shift_name)
    if shift is None:
        raise Refused(
            f"没有班次“{draft.shift_name[:20]}”。可选：{'、'.join(times)}。"
            "要添班次，请改参数“安保班次”。",
            code="unknown_shift_name",
        )
    there = GuardShift.picked(
        "shift_on = ? AND shift_name = ? AND voided_on IS NULL", task.on.isoformat(), shift.name
    )
    if there:
        raise Refused(
            f"{task.on} {shift.name}已有日志 {there[0].code}。请直接在上面记。", code="shift_exists"
        )
    if not draft.guards:
        raise Refused("还没有填值班人员。请至少填一人。", code="no_guards")
    code = next_of_year(task, "RZ", GuardShift, task.on.year)
    row = task.insert(
        GuardShift,
        code=code,
        shift_on=task.on,
        shift_name=shift.name,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        weather=draft.weather or "",
        corrects_id=_corrected(draft.corrects),
    )
    for person_id in dict.fromkeys(lookup.person(name).id for name in draft.guards):
        task.insert(ShiftGuard, shift_id=row.id, person_id=person_id)
    return Outcome(code, (code,))


def _corrected(words: str | None) -> int | None:
    """Return the void log that a new one stands in for."""
    if not words:
        return None
    wrong = find_shift(words)
    if wrong.voided_on is None:
        raise Refused(f"{wrong.code} 还没有作废，不用更正。请先作废它。", code="not_voided")
    later = GuardShift.picked("corrects_id = ? AND voided_on IS NULL", wrong.id)
    if later:
        raise Refused(
            f"{wrong.code} 已由 {later[0].code} 更正。请在那一份上记。", code="corrected_already"
        )
    return wrong.id


@command("记安保日志", WriteShift)
def write_shift(task: Task, draft: WriteShift) -> Outcome:
    """Write up the peaks of the day, the weather and other matters of a shift."""
    shift = writable_shift(draft.shift)
    values = {n: getattr(draft, n) for n in _TEXTS if getattr(draft, n) is not None}
    if not values or not task.update(shift, **values):
        raise Refused(f"{shift.code} 没有改动。请填写要记的内容。", code="nothing_changed")
    return Outcome(shift.code, (shift.code,))


@command("交班", HandOverShift)
def hand_over_shift(task: Task, draft: HandOverShift) -> Outcome:
    """Hand a shift over; until the leader has signed it may be put right by doing it again.

    :raises Refused: for a difference that nobody explains, or one and the same on both sides.
    """
    shift = writable_shift(draft.shift)
    handed_by = lookup.person(draft.handed_by) if draft.handed_by else task.require_actor()
    taken_by = lookup.person(draft.taken_by)
    if handed_by.id == taken_by.id:
        raise Refused(
            f"交班人和接班人都是{handed_by.name}，不能自己交给自己。请填接班的人。",
            code="same_person",
        )
    on = draft.handed_on or task.on
    at = time_of(task, draft, "handed_at")
    require_come(task, on, at, "交接时间")
    require_in_order(f"{shift.shift_on} {shift.starts_at}", f"{on} {at}", "交接时间")
    _count(task, shift, draft.equipment or ())
    matters = shift.matters if draft.matters is None else draft.matters
    task.update(
        shift,
        handed_by_id=handed_by.id,
        taken_by_id=taken_by.id,
        handed_on=on,
        handed_at=at,
        matters=matters,
    )
    return Outcome(shift.code, (shift.code,))


def _count(task: Task, shift: GuardShift, rows: tuple[EquipmentRow, ...]) -> None:
    """Write what both counted of each piece on the list; what nobody names is all there."""
    there = {one.name: one for one in equipment_of(shift.id)}
    targets = {one.name: one.number for one in read_targets(lookup.setting(GUARD_EQUIPMENT))}
    counted: dict[str, EquipmentRow] = {}
    for number, row in enumerate(rows, start=1):
        with in_row(number):
            if row.name not in targets or row.name in counted:
                raise Refused(
                    f"“{row.name[:20]}”不在器械清单上，或写了两次。清单上有："
                    f"{'、'.join(targets)}。请核对，或改参数“门卫器械和应有数”。",
                    code="unknown_equipment",
                )
            if row.handed < 0 or row.taken < 0:
                raise Refused(f"{row.name}的数目不能小于 0。请重新填写。", code="bad_number")
            reason = row.explanation or ""
            require_explained(row.name, targets[row.name], row.handed, row.taken, reason)
            counted[row.name] = row
    for name, target in targets.items():
        found = counted.get(name)
        values: dict[str, Any] = {
            "target": target,
            "handed": target if found is None else found.handed,
            "taken": target if found is None else found.taken,
            "explanation": "" if found is None else found.explanation or "",
        }
        if name in there:
            task.update(there[name], **values)
        else:
            task.insert(ShiftEquipment, shift_id=shift.id, name=name, **values)


@command("带班领导签字", SignShift)
def sign_shift(task: Task, draft: SignShift) -> Outcome:
    """Put on record that the leader on duty has signed a shift that was handed over.

    :raises Refused: before the hand-over, or where the leader is one of the two.
    """
    shift = writable_shift(draft.shift)
    if shift.handed_on is None:
        raise Refused(f"{shift.code} 还没有交班，不能签字。请先办交班。", code="not_handed_over")
    leader = lookup.person(draft.signed_by)
    if leader.id in (shift.handed_by_id, shift.taken_by_id):
        raise Refused(
            f"{leader.name}是这一班的交班人或接班人，不能自己给自己签字。请由带班领导签。",
            code="own_signature",
        )
    if task.on < shift.handed_on:
        raise Refused(
            f"签字日期 {task.on} 早于交接日期 {shift.handed_on}。请核对日期。", code="time_order"
        )
    task.update(shift, signed_by_id=leader.id, signed_on=task.on, opinion=draft.opinion or "")
    return Outcome(shift.code, (shift.code,))


@command("作废安保日志", VoidShift)
def void_shift(task: Task, draft: VoidShift) -> Outcome:
    """Mark a log that was written down wrongly as a whole; it stays and counts no more."""
    shift = find_shift(draft.shift)
    require_standing(shift.code, shift.voided_on, shift.void_reason)
    void(task, shift, draft.reason)
    return Outcome(shift.code, (shift.code,))


@undoes("open_shift")
def _voided(deed: Deed) -> VoidShift:
    ((shift, _),) = deed.still(GuardShift)
    return VoidShift(shift=shift.code, reason="撤销")


@undoes("write_shift")
def _as_it_was(deed: Deed) -> WriteShift:
    ((shift, touched),) = deed.still(GuardShift)
    before = touched.before or {}
    return WriteShift(shift=shift.code, **{name: before[name] for name in _TEXTS if name in before})
