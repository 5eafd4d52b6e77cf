"""Times at the gate: what was written, or the minute of now."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.day_time import read_time
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import Task
from houqin_desktop.services.draft import Draft


def clock_time(task: Task) -> str:
    """Return the time of now as HH:MM."""
    return task.clock.now().strftime("%H:%M")


def time_of(task: Task, draft: Draft, name: str, on: date | None = None) -> str:
    """Return a time as it was written in a draft, or now.

    :param on: the day that it is of; without one the caller still has to see whether it has come.
    :raises Refused: for one that is no time, or has not come yet.
    """
    written = getattr(draft, name)
    if not written:
        return clock_time(task)
    title = next(one.title for one in draft.arguments() if one.name == name)
    at = read_time(written, title)
    return at if on is None else require_come(task, on, at, title)


def require_come(task: Task, on: date, at: str, title: str) -> str:
    """Return a time of a day, which must not be still to come.

    :raises Refused: for one that is.
    """
    now = f"{task.today} {clock_time(task)}"
    if f"{on} {at}" > now:
        raise Refused(
            f"“{title}”{on} {at} 还没有到，现在是 {now}。请核对日期和时间。", code="time_to_come"
        )
    return at


def minute_of(on: date | None, at: str | None) -> str:
    """Return a day and a time as lists show them; nothing for none."""
    return "" if on is None else f"{on} {at}"
