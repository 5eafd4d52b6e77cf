"""The check list of a term that begins soon or has begun, while something on it is not ticked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.term import Season, plan_title
from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of
from houqin_desktop.storage.term import open_checks

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

# So many days before the first day of the term it is on the list, and so many after it.
DAYS_BEFORE: Final = 45
DAYS_AFTER: Final = 60


def checks_open(session: Session) -> TodoGroup | None:
    """List the plans of which the check list is not done, around the first day of the term."""
    today = session.clock.today()
    lines = []
    for code, year, season, begins, unticked, whole in open_checks():
        left = (date.fromisoformat(begins) - today).days
        if not -DAYS_AFTER <= left <= DAYS_BEFORE:
            continue
        when = f"离开学还有 {left} 天" if left > 0 else "已经开学"
        lines.append(
            TodoLine(
                f"{plan_title(year, Season(season))}开学检查还有 {unticked}/{whole} 项没有完成",
                f"{code}，开学日期 {begins}，{when}",
                Leads("record", code),
                max(-left, 0) or None,
            )
        )
    return group_of(
        "term_checks",
        "开学前检查没有完成",
        "check",
        "水电、门窗、消防逐项检修，做完一项勾一项。",
        lines,
    )


SOURCES = (checks_open,)
