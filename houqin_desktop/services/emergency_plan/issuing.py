"""A plan or a regulation is issued in a new version, put out of force, or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from houqin_desktop.domain.emergency_plan import (
    PlanKind,
    plan_code,
    regulation_code,
    require_end,
    require_version,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.attaching import keep_photo
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft, Kind, argument
from houqin_desktop.services.emergency_plan.finding import (
    Issued,
    all_versions,
    find_emergency_plan,
    find_regulation,
    standing_versions,
)
from houqin_desktop.services.numbers import next_serial
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.emergency_plan import EmergencyPlan, IssuedVersion, Regulation


@dataclass(frozen=True, kw_only=True)
class IssueEmergencyPlan(Draft):
    """A plan is issued: a new one, or the next version of the one of this name."""

    name: str = argument("预案名称")
    kind: PlanKind | None = argument("预案种类", Kind.CHOICE, choices=PlanKind, default=None)
    issued_by: str = argument("发布单位")
    from_on: date = argument("施行日期", Kind.DATE)
    file: str | None = argument("正文", Kind.FILE, default=None)
    remarks: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class IssueRegulation(Draft):
    """A regulation is issued: a new one, or the next version of the one of this name."""

    name: str = argument("制度名称")
    issued_by: str = argument("发布单位")
    from_on: date = argument("施行日期", Kind.DATE)
    file: str | None = argument("正文", Kind.FILE, default=None)
    remarks: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class EndEmergencyPlan(Draft):
    """A plan is put out of force after a day, or is in force again without one."""

    plan: str = argument("应急预案")
    to_on: date | None = argument("施行到", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class EndRegulation(Draft):
    """A regulation is put out of force after a day, or is in force again without one."""

    regulation: str = argument("规章制度")
    to_on: date | None = argument("施行到", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawEmergencyPlan(Draft):
    """The newest version of a plan was registered by mistake, or was right after all."""

    plan: str = argument("应急预案")
    restore: bool | None = argument("恢复", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawRegulation(Draft):
    """The newest version of a regulation was registered by mistake, or was right after all."""

    regulation: str = argument("规章制度")
    restore: bool | None = argument("恢复", Kind.FLAG, default=None)


@command("发布应急预案", IssueEmergencyPlan)
def issue_emergency_plan(task: Task, draft: IssueEmergencyPlan) -> Outcome:
    """Write the next version of a plan; the one before it ends on the day before.

    :raises Refused: `no_kind` for a new plan that does not say for what it is.
    """
    plan = EmergencyPlan.find(name=draft.name)
    _require_next(plan, draft)
    if plan is None:
        if draft.kind is None:
            raise Refused("新预案要写明是哪一类。请选择预案种类。", code="no_kind")
        code = plan_code(next_serial(task, "emergency_plan"))
        plan = task.insert(EmergencyPlan, code=code, name=draft.name, kind=draft.kind)
    else:
        task.update(plan, kind=draft.kind or plan.kind, withdrawn=False)
    return _issue(task, plan, draft, plan_id=plan.id)


@command("发布规章制度", IssueRegulation)
def issue_regulation(task: Task, draft: IssueRegulation) -> Outcome:
    """Write the next version of a regulation; the one before it ends on the day before."""
    regulation = Regulation.find(name=draft.name)
    _require_next(regulation, draft)
    if regulation is None:
        code = regulation_code(next_serial(task, "regulation"))
        regulation = task.insert(Regulation, code=code, name=draft.name)
    else:
        task.update(regulation, withdrawn=False)
    return _issue(task, regulation, draft, regulation_id=regulation.id)


@command("废止应急预案", EndEmergencyPlan)
def end_emergency_plan(task: Task, draft: EndEmergencyPlan) -> Outcome:
    """Say until when the newest version of a plan is in force."""
    return _end(task, find_emergency_plan(draft.plan), draft.to_on)


@command("废止规章制度", EndRegulation)
def end_regulation(task: Task, draft: EndRegulation) -> Outcome:
    """Say until when the newest version of a regulation is in force."""
    return _end(task, find_regulation(draft.regulation), draft.to_on)


@command("撤销预案版本", WithdrawEmergencyPlan)
def withdraw_emergency_plan(task: Task, draft: WithdrawEmergencyPlan) -> Outcome:
    """Take back the newest version of a plan, or put it back."""
    return _withdraw(task, find_emergency_plan(draft.plan), restore=bool(draft.restore))


@command("撤销制度版本", WithdrawRegulation)
def withdraw_regulation(task: Task, draft: WithdrawRegulation) -> Outcome:
    """Take back the newest version of a regulation, or put it back."""
    return _withdraw(task, find_regulation(draft.regulation), restore=bool(draft.restore))


def _require_next(issued: Issued | None, draft: IssueEmergencyPlan | IssueRegulation) -> None:
    standing = [] if issued is None else standing_versions(issued)
    newest = standing[-1].from_on if standing else None
    require_version(draft.name, draft.issued_by, draft.from_on, newest)


def _issue(
    task: Task, issued: Issued, draft: IssueEmergencyPlan | IssueRegulation, **of: int
) -> Outcome:
    _end_before(task, standing_versions(issued), draft.from_on)
    task.insert(
        IssuedVersion,
        **of,
        version=len(all_versions(issued)) + 1,
        issued_by=draft.issued_by,
        from_on=draft.from_on,
        sha256=keep_photo(task, draft.file),
        remarks=draft.remarks or "",
    )
    return Outcome(issued.code, (issued.code,))


def _end_before(task: Task, standing: list[IssuedVersion], from_on: date) -> None:
    """Let the newest of these versions end before the next one begins."""
    if standing and (standing[-1].to_on is None or standing[-1].to_on >= from_on):
        task.update(standing[-1], to_on=from_on - timedelta(days=1))


def _end(task: Task, issued: Issued, to_on: date | None) -> Outcome:
    standing = standing_versions(issued)
    if not standing:
        raise Refused(f"{issued.name}没有在用的版本。请先发布。", code="no_version")
    if to_on is not None:
        require_end(issued.name, standing[-1].from_on, to_on)
    if not task.update(standing[-1], to_on=to_on):
        raise Refused(f"{issued.name}本来就是这样。请核对施行到哪天。", code="nothing_changed")
    return Outcome(issued.code, (issued.code,))


def _withdraw(task: Task, issued: Issued, *, restore: bool) -> Outcome:
    versions = all_versions(issued)
    newest = (
        versions[-1]
        if restore
        else next((one for one in versions[::-1] if not one.withdrawn), None)
    )
    if newest is None or newest.withdrawn is not restore:
        said = "最新一版没有撤销" if restore else "没有可撤销的版本"
        raise Refused(f"{issued.name}{said}。请核对名称。", code="nothing_changed")
    others = [one for one in standing_versions(issued) if one.id != newest.id]
    if restore:
        task.update(issued, withdrawn=False)
        _end_before(task, others, newest.from_on)
        task.update(newest, withdrawn=False)
    else:
        task.update(newest, withdrawn=True)
        if others and others[-1].to_on == newest.from_on - timedelta(days=1):
            task.update(others[-1], to_on=None)
        task.update(issued, withdrawn=not others)
    return Outcome(issued.code, (issued.code,))


@undoes("issue_emergency_plan")
def _without_plan_version(deed: Deed) -> Draft:
    list(deed.still(IssuedVersion))
    return WithdrawEmergencyPlan(plan=deed.number or "")


@undoes("issue_regulation")
def _without_regulation_version(deed: Deed) -> Draft:
    list(deed.still(IssuedVersion))
    return WithdrawRegulation(regulation=deed.number or "")


@undoes("withdraw_emergency_plan")
def _plan_version_back(deed: Deed) -> Draft:
    list(deed.still(IssuedVersion))
    return WithdrawEmergencyPlan(plan=deed.number or "", restore=_was_taken_back(deed))


@undoes("withdraw_regulation")
def _regulation_version_back(deed: Deed) -> Draft:
    list(deed.still(IssuedVersion))
    return WithdrawRegulation(regulation=deed.number or "", restore=_was_taken_back(deed))


@undoes("end_emergency_plan")
def _plan_end_before(deed: Deed) -> Draft:
    return EndEmergencyPlan(plan=deed.number or "", to_on=_end_of(deed))


@undoes("end_regulation")
def _regulation_end_before(deed: Deed) -> Draft:
    return EndRegulation(regulation=deed.number or "", to_on=_end_of(deed))


def _was_taken_back(deed: Deed) -> bool | None:
    taken = any(row.after.get("withdrawn") == 1 for row in deed.of(IssuedVersion))
    return True if taken else None


def _end_of(deed: Deed) -> date | None:
    ((_, touched),) = deed.still(IssuedVersion)
    before: dict[str, Any] = touched.before or {}
    return None if before.get("to_on") is None else date.fromisoformat(before["to_on"])
