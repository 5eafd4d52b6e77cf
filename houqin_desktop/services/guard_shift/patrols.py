"""巡查: a round of the key places in their order, with what was found and what was missed."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.visit import require_in_order
from houqin_desktop.services import lookup
from houqin_desktop.services.campus.places import find_campus_place
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.gate.moments import require_come, time_of
from houqin_desktop.services.gate.voiding import entry_alone, require_standing, void
from houqin_desktop.services.guard_shift.drafts import RecordPatrol, VoidPatrol
from houqin_desktop.services.guard_shift.finding import (
    day_in_shift,
    is_within,
    window_of,
    writable_shift,
)
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, present_row, undoes
from houqin_desktop.storage.guard_shift import (
    GuardShift,
    Patrol,
    PatrolPoint,
    patrol_route,
    patrols_of,
)

FOUND_NOTHING = "正常"

cannot_undo("void_patrol", "作废要如实留存。请再记一次巡查，并在“更正第几次巡查”里写它。")


@command("记巡查", RecordPatrol)
def record_patrol(task: Task, draft: RecordPatrol) -> Outcome:
    """Write down a round with all its points; a correction voids the round that it corrects.

    :raises Refused: for a point that is in no round, or is said to be missed and found at once.
    """
    shift, on, at = _hour(task, draft)
    missed, found = _points(draft)
    if not draft.finding and any(found.values()):
        raise Refused("有点位写了情况，巡查情况却没有填。请概括写一句。", code="no_finding")
    there = patrols_of(shift.id)
    ordinal = len(there) + 1
    wrong = None
    if draft.corrects is not None:
        wrong = _round(shift, there, draft.corrects)
        task.update(wrong, voided_on=task.on, void_reason=f"更正为第 {ordinal} 次")
    by = lookup.person(draft.patrolled_by).id if draft.patrolled_by else task.require_actor().id
    patrol = task.insert(
        Patrol,
        shift_id=shift.id,
        ordinal=ordinal,
        patrolled_on=on,
        patrolled_at=at,
        patrolled_by_id=by,
        finding=draft.finding or FOUND_NOTHING,
        measures=draft.measures or "",
        corrects_id=None if wrong is None else wrong.id,
    )
    for place in patrol_route():
        task.insert(
            PatrolPoint,
            patrol_id=patrol.id,
            campus_place_id=place.id,
            passed=place.id not in missed,
            finding=found.get(place.id, ""),
        )
    return Outcome(shift.code, (shift.code, str(ordinal)))


def _hour(task: Task, draft: RecordPatrol) -> tuple[GuardShift, date, str]:
    """Return the log of a round, and when it was walked in it."""
    shift = writable_shift(draft.shift)
    at = time_of(task, draft, "patrolled_at")
    if not draft.shift and not is_within(shift, task.on, at):
        raise Refused(
            f"{task.on} {at} 不在 {shift.code}（{shift.shift_on} {shift.shift_name}）这一班里。"
            "补记以前的班次请填写日志编号；新的一班请先开始班次。",
            code="which_shift",
        )
    on = day_in_shift(shift, at)
    require_come(task, on, at, "巡查时间")
    require_in_order(window_of(shift)[0], f"{on} {at}", "巡查时间")
    return shift, on, at


def _points(draft: RecordPatrol) -> tuple[set[int], dict[int, str]]:
    """Return which places of the route were missed, and what was found at others."""
    route = {place.id for place in patrol_route()}
    missed, found = set(), {}
    for words in draft.missed or ():
        missed.add(_on_route(words, route))
    for number, row in enumerate(draft.points or (), start=1):
        with in_row(number):
            place = _on_route(row.place, route)
            if place in missed:
                raise Refused(
                    f"{row.place}写了没有走到，又写了情况。请删去其中一个。", code="both_ways"
                )
            found[place] = row.finding
    return missed, found


def _on_route(words: str, route: set[int]) -> int:
    place = find_campus_place(words)
    if place.id not in route:
        raise Refused(
            f"{place.name}不是巡查点位。请先在“场所”里把它设为重点部位。", code="no_patrol_point"
        )
    return place.id


def _round(shift: GuardShift, there: list[Patrol], ordinal: int) -> Patrol:
    found = next((one for one in there if one.ordinal == ordinal), None)
    if found is None:
        raise Refused(
            f"{shift.code} 没有第 {ordinal} 次巡查，共记了 {len(there)} 次。请核对是第几次。",
            code="unknown_patrol",
        )
    require_standing(f"第 {ordinal} 次巡查", found.voided_on, found.void_reason)
    return found


@command("作废巡查", VoidPatrol)
def void_patrol(task: Task, draft: VoidPatrol) -> Outcome:
    """Mark a round that was written down wrongly; it stays and counts no more."""
    shift = writable_shift(draft.shift)
    patrol = _round(shift, patrols_of(shift.id), draft.ordinal)
    void(task, patrol, draft.reason)
    return Outcome(shift.code, (shift.code, str(draft.ordinal)))


@undoes("record_patrol")
def _voided(deed: Deed) -> VoidPatrol:
    patrol = entry_alone(deed, Patrol)
    shift = present_row(GuardShift, str(patrol.shift_id))
    return VoidPatrol(shift=shift.code, ordinal=patrol.ordinal, reason="撤销")
