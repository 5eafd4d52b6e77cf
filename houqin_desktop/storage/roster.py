"""Lists of people or departments, and who was on them from when to when."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.storage.base import BaseModel
from houqin_desktop.storage.fields import (
    day,
    flag,
    integer,
    optional_day,
    optional_integer,
    text,
    word,
)


class Roster(BaseModel):
    """A list that the school keeps; never deleted, at most withdrawn."""

    id: int = integer(key=True)
    name: str = text()
    kind: RosterKind = word(RosterKind)
    withdrawn: bool = flag()


class RosterMember(BaseModel):
    """Somebody, or a department, on a list from one day to another, both included.

    A stretch that ends on the day before it begins was written by mistake and never counted.
    """

    id: int = integer(key=True)
    roster_id: int = integer()
    person_id: int | None = optional_integer()
    department_id: int | None = optional_integer()
    from_on: date = day()
    to_on: date | None = optional_day()


def members_on(roster_id: int, on: date) -> list[RosterMember]:
    """Return who is on a list on a day, in the order in which they were written down."""
    return RosterMember.picked(
        "roster_id = ? AND from_on <= ? AND coalesce(to_on, '9999-12-31') >= ?",
        roster_id,
        on.isoformat(),
        on.isoformat(),
        order="id",
    )


def stretches_of(roster_id: int, column: str, subject_id: int) -> list[RosterMember]:
    """Return every stretch of a person or a department on a list, the latest first.

    :param column: `person_id` or `department_id`.
    """
    if column not in {"person_id", "department_id"}:
        raise ValueError(column)
    return RosterMember.picked(
        f"roster_id = ? AND {column} = ?", roster_id, subject_id, order="from_on DESC, id DESC"
    )
