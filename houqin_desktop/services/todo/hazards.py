"""Hazards that wait: for a level or a plan, past their term, for a check; notices not back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from houqin_desktop.domain.hazard import HazardState
from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of
from houqin_desktop.storage.hazard import is_any_hazard, unanswered_notices

if TYPE_CHECKING:
    from houqin_desktop.services.hazard.facts import HazardFact
    from houqin_desktop.services.session import Session

Chosen = Callable[["HazardFact"], int | None]


def hazards_overdue(session: Session) -> TodoGroup | None:
    """List the hazards whose term has passed without being put right."""
    today = session.clock.today()
    return group_of(
        "hazards_overdue",
        "隐患过了整改期限",
        "warning",
        "催责任人整改；要延期的请重新落实并写明原因。",
        _lines(lambda one: one.days_late(today) or None),
    )


def hazards_to_check(session: Session) -> TodoGroup | None:
    """List the hazards that wait for somebody to look again, or to be struck off."""

    def waits(one: HazardFact) -> int | None:
        if one.state not in (HazardState.RECTIFIED, HazardState.PASSED):
            return None
        return (session.clock.today() - one.steps[-1].happened_on).days

    return group_of(
        "hazards_to_check",
        "隐患等待复查、销号",
        "check",
        "整改人以外的人去复查；合格的销号，不合格的重新整改。",
        _lines(waits),
    )


def hazards_to_plan(session: Session) -> TodoGroup | None:
    """List the hazards that have no level or no plan yet."""

    def waits(one: HazardFact) -> int | None:
        if one.state not in (HazardState.REGISTERED, HazardState.GRADED):
            return None
        return (session.clock.today() - one.row.found_on).days

    return group_of(
        "hazards_to_plan",
        "隐患没有定级、落实整改",
        "next",
        "先定级，再按“五落实”写明责任人、措施、资金、时限和预案。",
        _lines(waits),
    )


def notices_not_back(session: Session) -> TodoGroup | None:
    """List the notices that were signed for and whose term has passed without a 回执."""
    today = session.clock.today()
    lines = [
        TodoLine(
            f"{one.department}的整改回执还没有收回",
            f"{one.number}，期限 {one.due_on}",
            Leads("record", one.number),
            (today - one.due_on).days,
        )
        for one in unanswered_notices()
        if one.due_on < today
    ]
    return group_of(
        "notices_not_back", "整改回执没有收回", "signature", "收回回执后逐条登记整改情况。", lines
    )


def _lines(waits: Chosen) -> list[TodoLine]:
    if not is_any_hazard():
        return []
    from houqin_desktop.services.hazard.facts import hazard_facts

    lines = []
    for one in hazard_facts():
        days = waits(one)
        if days is not None:
            said = f"{one.row.code}，{one.severity or '未定级'}，{one.department}"
            text = f"{one.where}：{one.row.description}"
            lines.append(TodoLine(text, said, Leads("record", one.row.code), days))
    return lines


SOURCES = (hazards_overdue, hazards_to_check, hazards_to_plan, notices_not_back)
