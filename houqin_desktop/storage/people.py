"""People, departments, storerooms and the locations behind them."""

from __future__ import annotations

from datetime import date, datetime

from houqin_desktop.domain.people import Post
from houqin_desktop.domain.storeroom import LocationKind, StoreroomLevel
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import (
    day,
    derived,
    flag,
    integer,
    optional_day,
    optional_integer,
    text,
    word,
)


class Location(BaseModel):
    """Where a thing can be: a storeroom, a person or a virtual place."""

    id: int = integer(key=True)
    kind: LocationKind = word(LocationKind)
    code: str = text()


class Person(BaseModel):
    """A member of staff; never deleted, at most marked as left."""

    id: int = integer(key=True)
    number: str = text()
    name: str = text()
    location_id: int = integer()
    left_on: date | None = optional_day()
    sort_key: str = derived()
    search_text: str = derived()
    withdrawn: bool = flag()


class Department(BaseModel):
    """A department or office of the school (部门、处室)."""

    id: int = integer(key=True)
    name: str = text()
    closed: bool = flag()
    sort_key: str = derived()
    search_text: str = derived()
    withdrawn: bool = flag()


class Storeroom(BaseModel):
    """The central storeroom or one of its branches."""

    id: int = integer(key=True)
    name: str = text()
    level: StoreroomLevel = word(StoreroomLevel)
    parent_id: int | None = optional_integer()
    location_id: int = integer()
    closed: bool = flag()
    sort_key: str = derived()
    search_text: str = derived()
    closed_on: date | None = optional_day()


class Appointment(BaseModel):
    """Who held which post, from one day to another, both included."""

    id: int = integer(key=True)
    person_id: int = integer()
    post: Post = word(Post)
    storeroom_id: int | None = optional_integer()
    from_on: date = day()
    to_on: date | None = optional_day()


def held_on(person_id: int, on: date) -> list[tuple[str, int | None]]:
    """Return the posts that this person holds on that day, each with its storeroom."""
    return list(
        db.execute_sql(
            "SELECT post, storeroom_id FROM appointment WHERE person_id = ? AND from_on <= ?"
            " AND coalesce(to_on, '9999-12-31') >= ?",
            (person_id, on.isoformat(), on.isoformat()),
        )
    )


def term_entered_on(term: Appointment) -> date:
    """Return the day on which a term was written into the book, whatever day it begins on."""
    (recorded_at,) = db.execute_sql(
        "SELECT recorded_at FROM journal WHERE subject = 'appointment' AND subject_key = ?"
        " AND before IS NULL",
        (str(term.id),),
    ).fetchone()
    return datetime.fromisoformat(recorded_at).date()
