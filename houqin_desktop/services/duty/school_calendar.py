"""The calendar as the notices and the school have it."""

from __future__ import annotations

from datetime import date
from functools import cache

from houqin_desktop.domain.school_days import SchoolCalendar, SchoolDay, read_notices
from houqin_desktop.resources import resource_path
from houqin_desktop.storage.duty import own_days

OWN_SOURCE = "学校校历"


@cache
def _noticed() -> dict[date, SchoolDay]:
    return read_notices(resource_path("data"))


def school_calendar() -> SchoolCalendar:
    """Return the calendar of the notices and of the school."""
    own = {
        row.on_day: SchoolDay(row.on_day, row.day_kind, row.name, OWN_SOURCE)
        for row in own_days()
        if row.day_kind is not None
    }
    return SchoolCalendar(_noticed(), own)
