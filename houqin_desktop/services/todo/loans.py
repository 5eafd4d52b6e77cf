"""Loans that wait: what should have come back by now, to the room or through the gate."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from houqin_desktop.services.loan.registers import overdue_days
from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of
from houqin_desktop.storage.loan import gate_passes_out, handed_out

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session


def loans_overdue(session: Session) -> TodoGroup | None:
    """List the loans of which something should be back, each once."""
    today = session.clock.today()
    late = [line for line in handed_out("loan") if overdue_days(line, today)]
    lines = []
    for number, found in groupby(late, key=lambda line: line.number):
        first, *others = found
        pieces = first.out
        more = f"等 {len(others) + 1} 项" if others else ""
        who = first.outside or first.taker
        lines.append(
            TodoLine(
                f"{who} 借的{first.name} {pieces:,} {first.unit}{more}没有归还",
                f"{number}，应还日期 {first.due_on}",
                Leads("record", number),
                overdue_days(first, today),
            )
        )
    return group_of(
        "loans_overdue", "借用逾期", "print", "打印催还单送到部门；已经拿回的登记归还。", lines
    )


def passes_overdue(session: Session) -> TodoGroup | None:
    """List what left the gate and should be back."""
    today = session.clock.today()
    lines = [
        TodoLine(
            f"{carrier} 携出到{outside}的物品没有返回",
            f"{number}，应返回日期 {due}",
            Leads("record", number),
            (today - due).days,
        )
        for number, carrier, outside, due in gate_passes_out()
        if today > due
    ]
    return group_of(
        "passes_overdue", "出门物品未返回", "print", "问一问携出人；已经返回的登记返回。", lines
    )


SOURCES = (loans_overdue, passes_overdue)
