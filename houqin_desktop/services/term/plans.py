"""The plan of a term is opened, changed and withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.term import USUAL_CHECKS, plan_code, plan_title, require_year
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.term.drafts import ChangeTermPlan, OpenTermPlan, WithdrawTermPlan
from houqin_desktop.services.term.finding import find_plan, standing_plan, title_of
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.term import (
    TermCheck,
    TermGroup,
    TermPlan,
    checks_of,
    groups_of,
    issues_in_plan,
)

_COPIED = ("position", "name", "kind", "grade", "classes", "heads", "taker_id", "roster_id")


@command("开学计划", OpenTermPlan)
def open_term_plan(task: Task, draft: OpenTermPlan) -> Outcome:
    """Open the plan of a term with the usual check list, or with what an earlier plan had.

    :raises Refused: for a term that has a plan.
    """
    require_year(draft.year)
    like = None if not draft.like else find_plan(draft.like)
    code = plan_code(draft.year, draft.season)
    plan = TermPlan.find(code=code)
    if plan is not None:
        way = "请先恢复它。" if plan.withdrawn else "请直接在上面改。"
        raise Refused(
            f"{plan_title(draft.year, draft.season)}已有开学计划 {code}。{way}",
            code="plan_exists",
        )
    plan = task.insert(
        TermPlan,
        code=code,
        year=draft.year,
        season=draft.season,
        begins_on=draft.begins_on,
        remarks=draft.remarks or "",
        withdrawn=False,
    )
    for group in [] if like is None else groups_of(like.id):
        copied = {name: getattr(group, name) for name in _COPIED}
        task.insert(TermGroup, plan_id=plan.id, dropped=False, **copied)
    earlier = [] if like is None else checks_of(like.id)
    titles = [check.title for check in earlier] or list(USUAL_CHECKS)
    for position, title in enumerate(titles, start=1):
        task.insert(TermCheck, plan_id=plan.id, position=position, title=title, dropped=False)
    return Outcome(code, (code,))


@command("改开学计划", ChangeTermPlan)
def change_term_plan(task: Task, draft: ChangeTermPlan) -> Outcome:
    """Let a term begin on another day, or say something else of it; an empty text is emptied."""
    plan = standing_plan(draft.plan)
    values: dict[str, Any] = {
        name: getattr(draft, name)
        for name in ("begins_on", "remarks")
        if getattr(draft, name) is not None
    }
    if not values or not task.update(plan, **values):
        raise Refused(
            f"开学计划 {plan.code} 本来就是这样，没有要改的。请改动其中一项。",
            code="nothing_changed",
        )
    return Outcome(plan.code, (plan.code,))


@command("撤销开学计划", WithdrawTermPlan)
def withdraw_term_plan(task: Task, draft: WithdrawTermPlan) -> Outcome:
    """Take a plan out of use while nothing was handed out by it, or take it up again."""
    plan = find_plan(draft.plan)
    issued = [] if draft.restore else issues_in_plan(plan.id)
    if issued:
        raise Refused(
            f"{title_of(plan)}已按 {issued[0][3]} 等 {len(issued)} 张领用单发放，不能撤销。"
            "请先撤销或冲销这些单据。",
            code="plan_issued",
        )
    if not task.update(plan, withdrawn=not draft.restore):
        state = "在用" if draft.restore else "已撤销"
        raise Refused(f"开学计划 {plan.code} 本来就{state}。请核对编号。", code="nothing_changed")
    return Outcome(plan.code, (plan.code,))


@undoes("open_term_plan")
def _without_the_plan(deed: Deed) -> Draft:
    return WithdrawTermPlan(plan=deed.number or "")


@undoes("withdraw_term_plan")
def _the_other_way(deed: Deed) -> Draft:
    ((row, _),) = deed.still(TermPlan)
    return WithdrawTermPlan(plan=row.code, restore=row.withdrawn or None)


@undoes("change_term_plan")
def _plan_as_it_was(deed: Deed) -> Draft:
    ((row, touched),) = deed.still(TermPlan)
    before = dict(touched.before or {})
    if "begins_on" in before:
        before["begins_on"] = date.fromisoformat(before["begins_on"])
    return ChangeTermPlan(plan=row.code, **before)
