"""异常事件: what happened, which plan was started, who was told and when, how it ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from houqin_desktop.domain.day_time import read_time
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.visit import require_in_order
from houqin_desktop.services.campus.places import find_campus_place
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import in_row
from houqin_desktop.services.gate.moments import clock_time, require_come, time_of
from houqin_desktop.services.gate.voiding import entry_alone, void
from houqin_desktop.services.guard_shift.drafts import (
    CloseIncident,
    RecordIncident,
    ReportIncident,
    VoidIncident,
)
from houqin_desktop.services.guard_shift.finding import (
    day_in_shift,
    find_incident,
    is_within,
    open_shifts,
    writable_shift,
)
from houqin_desktop.services.numbers import next_of_year
from houqin_desktop.services.undoing.verbs import Deed, cannot_undo, undoes
from houqin_desktop.storage.emergency_plan import EmergencyPlan
from houqin_desktop.storage.guard_shift import GuardShift, Incident, IncidentReport

for _verb, _reason in {
    "report_incident": "什么时候报告给了谁要如实留存。写错了请再记一条，写明更正。",
    "void_incident": "作废要如实留存。请重新登记，并在“更正哪一件”里写它。",
}.items():
    cannot_undo(_verb, _reason)


@command("登记事件", RecordIncident)
def record_incident(task: Task, draft: RecordIncident) -> Outcome:
    """Write down an incident in the log of its shift, if one is kept; a correction voids the other.

    :raises Refused: without a place, or with a plan of which nobody knows when it was started.
    """
    wrong = None if not draft.corrects else find_incident(draft.corrects)
    at = time_of(task, draft, "happened_at")
    shift = _shift(draft, wrong, task.on, at)
    on = task.on if shift is None else day_in_shift(shift, at)
    require_come(task, on, at, "发生时间")
    code = next_of_year(task, "SJ", Incident, on.year)
    values = _what(draft)
    if wrong is not None:
        task.update(wrong, voided_on=task.on, void_reason=f"更正为 {code}")
    incident = task.insert(
        Incident,
        code=code,
        shift_id=None if shift is None else shift.id,
        happened_on=on,
        happened_at=at,
        noted_by_id=task.require_actor().id,
        corrects_id=None if wrong is None else wrong.id,
        **values,
    )
    for number, row in enumerate(draft.told or (), start=1):
        with in_row(number):
            _tell(task, incident, row.told, row.told_at, row.note)
    return Outcome(code, (code,) if wrong is None else (code, wrong.code))


def _shift(draft: RecordIncident, wrong: Incident | None, on: date, at: str) -> GuardShift | None:
    """Return the log that an incident belongs to: the one named, or the only one being written."""
    if draft.shift:
        return writable_shift(draft.shift)
    if wrong is not None and wrong.shift_id is not None:
        return writable_shift(GuardShift.get_by_id(wrong.shift_id).code)
    lasting = [one for one in open_shifts() if is_within(one, on, at)]
    return lasting[0] if len(lasting) == 1 else None


def _what(draft: RecordIncident) -> dict[str, Any]:
    for name, title in (("title", "事件"), ("course", "经过")):
        if not getattr(draft, name):
            raise Refused(f"“{title}”没有填。请写明发生了什么。", code="missing_course")
    if not draft.place and not draft.spot:
        raise Refused("没有填在哪里发生。请填场所或具体位置。", code="no_place")
    started, plan = None, None
    if draft.plan:
        plan = EmergencyPlan.find(name=draft.plan, withdrawn=False)
        if not draft.plan_started_at:
            raise Refused(f"启动了“{draft.plan}”，没有填启动时间。请填写。", code="no_time")
        started = read_time(draft.plan_started_at, "启动时间")
    elif draft.plan_started_at:
        raise Refused("填了启动时间，没有填启动的是哪个应急预案。请填写。", code="no_plan")
    return {
        "title": draft.title,
        "course": draft.course,
        "campus_place_id": find_campus_place(draft.place).id if draft.place else None,
        "spot": draft.spot or "",
        "plan": draft.plan or "",
        "emergency_plan_id": None if plan is None else plan.id,
        "plan_started_at": started,
    }


def _tell(task: Task, incident: Incident, told: str, at: str | None, note: str | None) -> None:
    if not told:
        raise Refused("没有填报告给谁。请填写。", code="nobody_told")
    told_at = read_time(at, "报告时间") if at else clock_time(task)
    on = task.on
    require_come(task, on, told_at, "报告时间")
    require_in_order(
        f"{incident.happened_on} {incident.happened_at}", f"{on} {told_at}", "报告时间"
    )
    task.insert(
        IncidentReport,
        incident_id=incident.id,
        told_on=on,
        told_at=told_at,
        told=told,
        note=note or "",
    )


@command("登记事件报告", ReportIncident)
def report_incident(task: Task, draft: ReportIncident) -> Outcome:
    """Write down whom else an incident was reported to."""
    incident = find_incident(draft.incident)
    _tell(task, incident, draft.told, draft.told_at, draft.note)
    return Outcome(incident.code, (incident.code,))


@command("登记事件结果", CloseIncident)
def close_incident(task: Task, draft: CloseIncident) -> Outcome:
    """Write down how an incident ended, or that it has not.

    :raises Refused: without saying what came of it.
    """
    incident = find_incident(draft.incident)
    values: dict[str, Any] = {"over_on": None, "over_at": None, "aftermath": ""}
    if not draft.undone:
        if not draft.aftermath:
            raise Refused("处理结果没有填。请写明怎么处理的。", code="no_outcome")
        on, at = draft.over_on or task.on, time_of(task, draft, "over_at")
        require_come(task, on, at, "结束时间")
        require_in_order(f"{incident.happened_on} {incident.happened_at}", f"{on} {at}", "结束时间")
        values = {"over_on": on, "over_at": at, "aftermath": draft.aftermath}
    if not task.update(incident, **values):
        raise Refused(
            f"{incident.code} 本来就是这样，没有要改的。请核对编号。", code="nothing_changed"
        )
    return Outcome(incident.code, (incident.code,))


@command("作废事件登记", VoidIncident)
def void_incident(task: Task, draft: VoidIncident) -> Outcome:
    """Mark an incident that was written down wrongly; it stays and counts no more."""
    incident = find_incident(draft.incident)
    void(task, incident, draft.reason)
    return Outcome(incident.code, (incident.code,))


@undoes("record_incident")
def _voided(deed: Deed) -> VoidIncident:
    entry = entry_alone(deed, Incident)
    return VoidIncident(incident=entry.code, reason="撤销")


@undoes("close_incident")
def _as_before_the_end(deed: Deed) -> CloseIncident:
    ((incident, touched),) = deed.still(Incident)
    before = {**dict.fromkeys(("over_on", "over_at", "aftermath")), **(touched.before or {})}
    if before["over_on"] is None and "over_on" in (touched.before or {}):
        return CloseIncident(incident=incident.code, undone=True)
    return CloseIncident(
        incident=incident.code,
        aftermath=before["aftermath"] or incident.aftermath,
        over_on=date.fromisoformat(before["over_on"]) if before["over_on"] else incident.over_on,
        over_at=before["over_at"] or incident.over_at,
    )
