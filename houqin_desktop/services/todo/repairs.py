"""Repairs that wait: for somebody to be sent, to be done, to be accepted, to be written off."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of
from houqin_desktop.storage.repair_sums import RepairFact, repair_facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houqin_desktop.services.session import Session


def repairs_to_assign(session: Session) -> TodoGroup | None:
    """List what was reported and nobody was sent to."""
    waiting = (one for one in _open() if one.result is None and not one.sent)
    words = "{0.reporter}报修的{0.thing}还没有派工", "{0.number}，{0.place}，{0.fault}"
    lines = _lines(session, waiting, *words)
    advice = "打开报修单，按“派工”。"
    return group_of("repairs_to_assign", "报修还没有派工", "repair", advice, lines)


def repairs_to_do(session: Session) -> TodoGroup | None:
    """List what somebody was sent to and is not done, saying which are late."""
    waiting = (one for one in _open() if one.result is None and one.sent)
    words = "{0.thing}在{0.sent}处维修，还没有完工", "{0.number}，{0.place}"
    lines = _lines(session, waiting, *words)
    advice = "修好了登记完工；催一催过了要求日期的。"
    return group_of("repairs_to_do", "派了工还没有修完", "repair", advice, lines)


def _open() -> Iterable[RepairFact]:
    return (one for one in repair_facts() if not one.is_gone)


def _lines(session: Session, found: Iterable[RepairFact], text: str, detail: str) -> list[TodoLine]:
    today = session.clock.today()
    return [
        TodoLine(
            text.format(one),
            detail.format(one) + _due(one, today),
            Leads("record", one.number),
            (today - date.fromisoformat(one.dated_on)).days,
        )
        for one in found
    ]


def _due(one: RepairFact, today: date) -> str:
    if one.due_on is None:
        return ""
    late = (today - date.fromisoformat(one.due_on)).days
    return f"，要求 {one.due_on} 完成" + (f"，已过 {late} 天" if late > 0 else "")


SOURCES = (repairs_to_assign, repairs_to_do)
