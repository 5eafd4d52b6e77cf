"""The check list of a term: what is looked at, when it was, by whom, and how it was."""

from __future__ import annotations

from datetime import date
from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.term.drafts import CheckRow, SetTermChecks, TickTermCheck
from houqin_desktop.services.term.finding import check_of, standing_plan
from houqin_desktop.services.term.rows import write_rows
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.term import TermCheck, TermPlan


@command("定检查项目", SetTermChecks)
def set_term_checks(task: Task, draft: SetTermChecks) -> Outcome:
    """Write lines of a check list as they should be; the others stay.

    :raises Refused: naming the row, for one that is ticked and is to be dropped.
    """
    plan = standing_plan(draft.plan)
    write_rows(
        plan,
        draft.checks,
        "检查项目",
        name_of=lambda row: row.title,
        write=lambda row: _write(task, plan, row),
    )
    return Outcome(plan.code, (plan.code,))


def _write(task: Task, plan: TermPlan, row: CheckRow) -> bool:
    if not row.title:
        raise Refused("检查项目要有名称。请填写。", code="empty_name")
    check = TermCheck.find(plan_id=plan.id, title=row.title)
    values: dict[str, Any] = {
        "planned_on": row.planned_on,
        "responsible_id": lookup.person(row.responsible).id if row.responsible else None,
        "dropped": bool(row.dropped),
    }
    if check is None:
        there = TermCheck.picked("plan_id = ?", plan.id)
        position = 1 + max((one.position for one in there), default=0)
        task.insert(TermCheck, plan_id=plan.id, position=position, title=row.title, **values)
        return True
    if row.dropped and check.done_on is not None:
        raise Refused(
            f"“{check.title}”已于 {check.done_on} 完成，不能去掉。请先改为没有完成。",
            code="check_done",
        )
    return bool(task.update(check, **values))


@command("登记检查完成", TickTermCheck)
def tick_term_check(task: Task, draft: TickTermCheck) -> Outcome:
    """Tick a line of a check list, or take the tick away; what was remarked stays or changes.

    :raises Refused: for a day to come, or when it is so already.
    """
    plan = standing_plan(draft.plan)
    check = check_of(plan, draft.title)
    done_on = None if draft.undone else draft.done_on or task.on
    if done_on is not None and done_on > task.today:
        raise Refused(f"完成日期 {done_on} 还没有到。请改正日期。", code="day_to_come")
    by = None
    if done_on is not None:
        by = lookup.person(draft.done_by).id if draft.done_by else task.require_actor().id
    remarks = check.remarks if draft.remarks is None else draft.remarks
    if not task.update(check, done_on=done_on, done_by_id=by, remarks=remarks):
        raise Refused(f"“{check.title}”本来就是这样。请核对项目。", code="nothing_changed")
    return Outcome(plan.code, (plan.code,))


@undoes("set_term_checks")
def _checks_as_they_were(deed: Deed) -> Draft:
    rows = []
    for check, touched in deed.still(TermCheck):
        before: dict[str, Any] = {"dropped": 1} if touched.before is None else touched.before
        planned, who = check.planned_on, before.get("responsible_id", check.responsible_id)
        if "planned_on" in before:
            planned = _day(before["planned_on"])
        rows.append(
            CheckRow(
                title=check.title,
                planned_on=planned,
                responsible=_number(who),
                dropped=bool(before.get("dropped", check.dropped)) or None,
            )
        )
    return SetTermChecks(plan=deed.number or "", checks=tuple(rows))


@undoes("tick_term_check")
def _tick_as_it_was(deed: Deed) -> Draft:
    ((check, touched),) = deed.still(TermCheck)
    before = touched.before or {}
    done_on = _day(before["done_on"]) if "done_on" in before else check.done_on
    return TickTermCheck(
        plan=deed.number or "",
        title=check.title,
        done_on=done_on,
        done_by=_number(before.get("done_by_id", check.done_by_id)),
        remarks=before.get("remarks"),
        undone=True if done_on is None else None,
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _number(person_id: int | None) -> str | None:
    return None if person_id is None else str(Person.get_by_id(person_id).number)
