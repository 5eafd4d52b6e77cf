"""The school's own calendar days, absences, tables of duties, their changes and attendance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from houqin_desktop.domain.duty import DutyKind, Mark
from houqin_desktop.domain.school_days import DayKind
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import (
    day,
    flag,
    integer,
    optional_integer,
    optional_word,
    text,
    word,
)
from houqin_desktop.storage.roster import RosterMember


class CalendarDay(BaseModel):
    """A day of which the school says something of its own; without a kind it does so no more."""

    id: int = integer(key=True)
    on_day: date = day()
    day_kind: DayKind | None = optional_word(DayKind)
    name: str = text()


class Absence(BaseModel):
    """Somebody is away from one day to another, both included, and why."""

    id: int = integer(key=True)
    code: str = text()
    person_id: int = integer()
    from_on: date = day()
    to_on: date = day()
    reason: str = text()
    withdrawn: bool = flag()


class DutyTable(BaseModel):
    """A table of duties; never deleted, at most withdrawn."""

    id: int = integer(key=True)
    code: str = text()
    duty_kind: DutyKind = word(DutyKind)
    title: str = text()
    from_on: date = day()
    to_on: date = day()
    beside_others: bool = flag()
    remarks: str = text("")
    withdrawn: bool = flag()


class DutyPost(BaseModel):
    """Where people of a table stand, when, how many of them, and from which list."""

    id: int = integer(key=True)
    table_id: int = integer()
    position: int = integer()
    name: str = text()
    hours: str = text("")
    seats: int = integer()
    roster_id: int = integer()


class Duty(BaseModel):
    """One person on one turn at one post: who was planned, and who stands there now."""

    id: int = integer(key=True)
    table_id: int = integer()
    post_id: int = integer()
    from_on: date = day()
    to_on: date = day()
    planned_id: int = integer()
    holder_id: int = integer()


class DutyChange(BaseModel):
    """A duty went from one person to another: a swap with another duty, or a stand-in."""

    id: int = integer(key=True)
    duty_id: int = integer()
    other_id: int | None = optional_integer()
    from_id: int = integer()
    into_id: int = integer()
    changed_on: date = day()
    approved_by_id: int = integer()
    reason: str = text()
    withdrawn: bool = flag()


class DutyMark(BaseModel):
    """How somebody came to a duty on a day; without a mark it was taken back."""

    id: int = integer(key=True)
    duty_id: int = integer()
    on_day: date = day()
    mark: Mark | None = optional_word(Mark)
    substitute_id: int | None = optional_integer()
    remarks: str = text("")


DUTY_TABLES: Final[tuple[type[BaseModel], ...]] = (
    CalendarDay,
    Absence,
    DutyTable,
    DutyPost,
    Duty,
    DutyChange,
    DutyMark,
)


def own_days() -> list[CalendarDay]:
    """Return the days of which the school says something of its own, in order."""
    return CalendarDay.picked("day_kind IS NOT NULL", order="on_day")


def posts_of(table_id: int) -> list[DutyPost]:
    """Return the posts of a table in their order."""
    return DutyPost.picked("table_id = ?", table_id, order="position")


def duties_of(table_id: int) -> list[Duty]:
    """Return the duties of a table, day by day, post by post."""
    return Duty.picked("table_id = ?", table_id, order="from_on, post_id, id")


def absences_between(from_on: date, to_on: date) -> list[Absence]:
    """Return the absences of which a day lies in a stretch."""
    return Absence.picked(
        "withdrawn = 0 AND from_on <= ? AND to_on >= ?",
        to_on.isoformat(),
        from_on.isoformat(),
        order="from_on, id",
    )


def members_between(roster_id: int, from_on: date, to_on: date) -> list[RosterMember]:
    """Return the stretches of people on a list of which a day lies in a stretch."""
    return RosterMember.picked(
        "roster_id = ? AND from_on <= ? AND coalesce(to_on, '9999-12-31') >= ?"
        " AND coalesce(to_on, '9999-12-31') >= from_on",
        roster_id,
        to_on.isoformat(),
        from_on.isoformat(),
        order="id",
    )


def standing_duties_between(from_on: date, to_on: date, besides: int | None = None) -> list[Duty]:
    """Return the duties of standing tables of which a day lies in a stretch.

    :param besides: a table that is left out.
    """
    return Duty.picked(
        "from_on <= ? AND to_on >= ? AND table_id IS NOT ?"
        " AND table_id IN (SELECT id FROM duty_table WHERE withdrawn = 0)",
        to_on.isoformat(),
        from_on.isoformat(),
        besides,
        order="from_on, id",
    )


def duty_of_person(table_id: int, on: date, person_id: int) -> Duty | None:
    """Return the duty that somebody has on a day in a table, or None."""
    found = Duty.picked(
        "table_id = ? AND holder_id = ? AND from_on <= ? AND to_on >= ?",
        table_id,
        person_id,
        on.isoformat(),
        on.isoformat(),
    )
    return found[0] if found else None


def changes_of(table_id: int) -> list[DutyChange]:
    """Return the changes of a table that stand, in the order in which they were made."""
    return DutyChange.picked(
        "withdrawn = 0 AND duty_id IN (SELECT id FROM duty WHERE table_id = ?)",
        table_id,
        order="id",
    )


def last_change(duty_id: int) -> DutyChange | None:
    """Return the change by which a duty came to who has it now, or None."""
    found = DutyChange.picked("withdrawn = 0 AND duty_id = ?", duty_id, order="id DESC")
    return found[0] if found else None


def marks_of(table_id: int) -> list[DutyMark]:
    """Return how people came to the duties of a table, day by day."""
    return DutyMark.picked(
        "mark IS NOT NULL AND duty_id IN (SELECT id FROM duty WHERE table_id = ?)",
        table_id,
        order="on_day, id",
    )


def table_before(kind: DutyKind, from_on: date) -> DutyTable | None:
    """Return the last standing table of a kind that ended before a day, or None."""
    found = DutyTable.picked(
        "duty_kind = ? AND withdrawn = 0 AND to_on < ?",
        kind.value,
        from_on.isoformat(),
        order="to_on DESC, id DESC",
    )
    return found[0] if found else None


def duties_by_holder(table_id: int) -> Counter[int]:
    """Return how many duties each person has in a table."""
    rows: Iterable[tuple[int, int]] = db.execute_sql(
        "SELECT holder_id, count(*) FROM duty WHERE table_id = ? GROUP BY holder_id", (table_id,)
    )
    return Counter(dict(rows))


def duties_on(table_id: int, on: date) -> list[Duty]:
    """Return the duties of a table on a day, post by post."""
    return Duty.picked(
        "table_id = ? AND from_on <= ? AND to_on >= ?",
        table_id,
        on.isoformat(),
        on.isoformat(),
        order="post_id, id",
    )


def is_marked(duty_id: int) -> bool:
    """Say whether attendance at a duty was ticked on any of its days."""
    return bool(DutyMark.picked("duty_id = ? AND mark IS NOT NULL", duty_id))


def duties_of_absent(from_on: date) -> list[tuple[str, str, int, str, str]]:
    """Return the duties from a day on that fall on an absence, or after somebody has left.

    :return: table, first day, person, number of the absence (empty for who has left), reason.
    """
    return list(
        db.execute_sql(
            "SELECT t.code, d.from_on, d.holder_id, a.code, a.reason FROM duty d"
            " JOIN duty_table t ON t.id = d.table_id AND t.withdrawn = 0"
            " JOIN absence a ON a.person_id = d.holder_id AND a.withdrawn = 0"
            " AND a.from_on <= d.to_on AND a.to_on >= d.from_on WHERE d.to_on >= ?1"
            " UNION ALL SELECT t.code, d.from_on, d.holder_id, '', '离岗' FROM duty d"
            " JOIN duty_table t ON t.id = d.table_id AND t.withdrawn = 0"
            " JOIN person p ON p.id = d.holder_id AND p.left_on <= d.from_on WHERE d.to_on >= ?1"
            " ORDER BY 2, 1, 3",
            (from_on.isoformat(),),
        )
    )


def standing_tables() -> list[DutyTable]:
    """Return the tables that are in use, the latest first."""
    return DutyTable.picked("withdrawn = 0", order="from_on DESC, id DESC")


def unticked_days(from_on: date, before: date) -> list[tuple[str, str, DutyKind, date]]:
    """Return the days before another on which duties of one day were not ticked at all.

    :return: number, title and kind of the table, and the day, the longest ago first.
    """
    rows = db.execute_sql(
        "SELECT t.code, t.title, t.duty_kind, d.from_on FROM duty d"
        " JOIN duty_table t ON t.id = d.table_id AND t.withdrawn = 0"
        " LEFT JOIN duty_mark m ON m.duty_id = d.id AND m.mark IS NOT NULL"
        " WHERE d.from_on >= ? AND d.to_on < ? GROUP BY t.id, d.from_on"
        " HAVING count(m.id) = 0 ORDER BY d.from_on, t.id",
        (from_on.isoformat(), before.isoformat()),
    )
    return [(code, title, DutyKind(kind), date.fromisoformat(on)) for code, title, kind, on in rows]
