"""Rounds asked for or not walked, faults that are no hazard yet, points that nobody looks at."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

from houqin_desktop.services.registers.listing import Filter
from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of
from houqin_desktop.storage.hazard import codes_of_lines
from houqin_desktop.storage.inspection import InspectionRule
from houqin_desktop.storage.inspection_facts import faults, open_points, unwalked_rounds

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

# A passed-over point may wait so many days for the next round.
OPEN_DAYS: Final = 7
_MOST_NAMED: Final = 2


def rounds_due(session: Session) -> TodoGroup | None:
    """List the lines of the plan that ask for a sheet today."""
    if InspectionRule.find(withdrawn=False) is None:
        return None
    from houqin_desktop.services.inspection.due import plan_state

    today = session.clock.today()
    due = (Filter("due", "yes", "应开单"),)
    lines = []
    for state in plan_state(today):
        day, rule = state.asked.due_on, state.rule
        if day is not None:
            missed = len(state.asked.missed)
            detail = f"{rule.kind.label}，应在 {day} 排查" + (
                f"，另漏 {missed} 次" if missed else ""
            )
            leads = Leads("inspection_plan", filters=due)
            lines.append(TodoLine(f"{rule.name}应开排查单", detail, leads, (today - day).days))
    return group_of(
        "inspections_due", "按计划应排查", "safety", "按“开出应查的单”，打印排查表去查。", lines
    )


def rounds_to_enter(session: Session) -> TodoGroup | None:
    """List the rounds that were opened and of which nothing is entered."""
    today = session.clock.today()
    lines = [
        TodoLine(
            f"{number} 还没有登记排查结果",
            f"{dated_on} 开单，{points} 个检查点",
            Leads("record", number),
            (today - dated_on).days,
        )
        for number, dated_on, points in unwalked_rounds()
    ]
    return group_of(
        "inspections_to_enter",
        "排查结果没有登记",
        "list",
        "打印排查表去查，回来逐行登记；不查的撤销。",
        lines,
    )


def faults_to_register(session: Session) -> TodoGroup | None:
    """List the rounds that found what nobody has registered as a hazard."""
    today, known = session.clock.today(), codes_of_lines()
    left = [one for one in faults() if one.line_id not in known]
    lines = []
    for number, of_round in groupby(left, lambda one: one.number):
        found = list(of_round)
        seen_on = date.fromisoformat(min(one.seen_on for one in found))
        lines.append(
            TodoLine(
                f"{number} 查出的 {len(found)} 条还没有登记隐患",
                "、".join(f"{one.place}：{one.observation}" for one in found[:_MOST_NAMED]),
                Leads("record", number),
                (today - seen_on).days,
            )
        )
    return group_of(
        "faults_to_register",
        "查出的隐患没有登记",
        "warning",
        "选中排查记录按“登记隐患”，再定级、落实整改。",
        lines,
    )


def points_open(session: Session) -> TodoGroup | None:
    """List the places of which points were passed over, and since when nobody looked at them."""
    today = session.clock.today()
    old = [one for one in open_points() if (today - one.walked_on).days >= OPEN_DAYS]
    if not old:
        return None
    days = max((today - one.walked_on).days for one in old)
    line = TodoLine(
        f"{len(old)} 个检查点上次没有查到",
        f"{len({one.place_id for one in old})} 个场所，最早 {min(one.walked_on for one in old)}",
        Leads("inspection_points_open"),
        days,
    )
    return group_of(
        "inspection_points_open", "漏查的检查点", "search", "开排查单时选“只查上次未查的”。", [line]
    )


SOURCES = (rounds_due, rounds_to_enter, faults_to_register, points_open)
