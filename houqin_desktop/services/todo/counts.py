"""Counts that go on, and signed-off ones of which a difference still waits for its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of
from houqin_desktop.storage.count_progress import open_sessions, progress_of_sessions, unsettled

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session


def counts_open(session: Session) -> TodoGroup | None:
    """List the counts that are not signed off, each with what is still missing."""
    progress = progress_of_sessions()
    lines = []
    for row in open_sessions():
        far = progress[row.id]
        detail = f"盘完 {far.finished}/{far.rooms} 室，{far.counted:,}/{far.lines:,} 行"
        if far.unexplained:
            detail += f"，{far.unexplained:,} 项差异没有说明"
        days = (session.clock.today() - row.opened_on).days
        lines.append(
            TodoLine(f"{row.title}（{row.number}）", detail, Leads("record", row.number), days)
        )
    return group_of(
        "counts_open", "清查没有盘完", "check", "一室一室盘完，说明差异，再签结。", lines
    )


def differences_open(session: Session) -> TodoGroup | None:
    """List the signed-off counts of which differences are not settled."""
    today = session.clock.today()
    lines = [
        TodoLine(
            f"{title}（{number}）还有 {waiting:,} 项差异没有办理",
            f"签结日期 {closed_on}",
            Leads("record", number),
            (today - closed_on).days,
        )
        for number, title, closed_on, waiting in unsettled()
    ]
    return group_of(
        "differences_open",
        "清查差异没有办理",
        "write_off",
        "在“清查”里逐项办理：报损、转移、入账。",
        lines,
    )


SOURCES = (counts_open, differences_open)
