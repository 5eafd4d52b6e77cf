"""名单: people or departments that the school names together: 班主任, 中层以上, 行政处室.

No table of the school says who is a 班主任 this year; whoever keeps the list does. Somebody is on
a list from one day to another, both included, so that a question about last term gets the names of
last term.
"""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled


class RosterKind(Labelled):
    """What is on a list."""

    PEOPLE = "people", "人员"
    DEPARTMENTS = "departments", "部门"


def is_on(from_on: date, to_on: date | None, on: date) -> bool:
    """Say whether a stretch on a list covers a day."""
    return from_on <= on and (to_on is None or on <= to_on)


def require_roster_name(name: str) -> None:
    """Refuse a list without a name."""
    if not name:
        raise Refused("名单要有名称。请填写，例如 班主任。", code="empty_name")
