"""安全教育和演练: what was held, the files with it, and what the school asks of a year."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.safety_event import EventKind, Period
from houqin_desktop.storage.base import BaseModel
from houqin_desktop.storage.fields import (
    day,
    flag,
    integer,
    optional_integer,
    optional_text,
    optional_word,
    text,
    word,
)


class EventRule(BaseModel):
    """What is asked for, how often; without a day a `Period.ON_DAY` means the last Monday."""

    id: int = integer(key=True)
    code: str = text()
    name: str = text()
    period: Period = word(Period)
    kind: EventKind | None = optional_word(EventKind)
    words: str = text("")
    times: int = integer()
    months: str = text("")
    month: int | None = optional_integer()
    day: int | None = optional_integer()
    withdrawn: bool = flag()


class SafetyEvent(BaseModel):
    """An activity or a drill as it was held; at most voided, and corrected by another."""

    id: int = integer(key=True)
    code: str = text()
    kind: EventKind = word(EventKind)
    theme: str = text()
    held_on: date = day()
    campus_place_id: int | None = optional_integer()
    spot: str = text("")
    audience: str = text("")
    attended: int | None = optional_integer()
    leader: str = text("")
    department_id: int | None = optional_integer()
    content: str = text("")
    result: str = text("")
    rule_id: int | None = optional_integer()
    plan_id: int | None = optional_integer()
    started_at: str | None = optional_text()
    arrived_at: str | None = optional_text()
    expected: int | None = optional_integer()
    present: int | None = optional_integer()
    problems: str = text("")
    recorded_by_id: int = integer()
    corrects_id: int | None = optional_integer()
    voided: bool = flag()
    void_reason: str = text("")


class EventDocument(BaseModel):
    """A programme, a list of those present or a picture of an activity."""

    id: int = integer(key=True)
    event_id: int = integer()
    position: int = integer()
    title: str = text()
    sha256: str = text()
    added_on: date = day()
    dropped: bool = flag()


def events_within(first: date, last: date) -> list[SafetyEvent]:
    """Return what was held from one day to another and stands, in its order."""
    return SafetyEvent.picked(
        "voided = 0 AND held_on BETWEEN ? AND ?",
        first.isoformat(),
        last.isoformat(),
        order="held_on, id",
    )


def documents_of_event(event_id: int) -> list[EventDocument]:
    """Return the files that belong to an activity."""
    return EventDocument.picked("event_id = ? AND dropped = 0", event_id, order="position")
