"""The list of the day as it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from houqin_desktop.domain.day_list import DayGroup, DayLine, DayListSheet, fitted
from houqin_desktop.services.settings import school_name

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session
    from houqin_desktop.services.todo.day_list import TodoGroup


def todo_sheet(session: Session, groups: Iterable[TodoGroup]) -> DayListSheet:
    """Return the sheet of these groups, cut to one page."""
    actor = session.actor()
    whole = tuple(
        DayGroup(
            group.title,
            tuple(
                DayLine(line.text, line.detail, "" if line.days is None else f"{line.days:,} 天")
                for line in group.lines
            ),
        )
        for group in groups
    )
    return DayListSheet(
        school_name(),
        session.clock.today().isoformat(),
        "" if actor is None else actor.name,
        fitted(whole),
    )
