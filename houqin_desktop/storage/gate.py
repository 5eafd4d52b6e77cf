"""Who came in at the gate and who went out of it."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.visit import CallResult, Credential, OutingKind, Sex
from houqin_desktop.storage.base import BaseModel
from houqin_desktop.storage.fields import (
    day,
    flag,
    integer,
    optional_day,
    optional_integer,
    optional_text,
    optional_word,
    text,
    word,
)


class Visit(BaseModel):
    """A visitor at the gate, let in or not; `*_key` are hashes of what is kept apart."""

    id: int = integer(key=True)
    code: str = text()
    came_on: date = day()
    came_at: str = text()
    name_key: str = text()
    sex: Sex | None = optional_word(Sex)
    organisation: str = text("")
    credential: Credential | None = optional_word(Credential)
    credential_key: str | None = optional_text()
    telephone_key: str | None = optional_text()
    heads: int = integer()
    plate: str = text("")
    hosted_by_id: int | None = optional_integer()
    department_id: int | None = optional_integer()
    purpose: str = text()
    called_at: str | None = optional_text()
    called_by_id: int | None = optional_integer()
    call_result: CallResult | None = optional_word(CallResult)
    admitted: bool = flag()
    turned_away: str = text("")
    badge: str = text("")
    belongings: str = text("")
    gate_by_id: int = integer()
    left_on: date | None = optional_day()
    left_at: str | None = optional_text()
    badge_back: bool = flag()
    remarks: str = text("")
    corrects_id: int | None = optional_integer()
    voided_on: date | None = optional_day()
    void_reason: str = text("")

    @property
    def inside(self) -> bool:
        """Say whether the visitor was let in and has not left."""
        return self.admitted and self.left_on is None and self.voided_on is None


class Outing(BaseModel):
    """Somebody of the school who went out of the gate while lessons went on."""

    id: int = integer(key=True)
    code: str = text()
    kind: OutingKind = word(OutingKind)
    person_id: int | None = optional_integer()
    class_name: str = text("")
    pupil_key: str | None = optional_text()
    went_on: date = day()
    went_at: str = text()
    purpose: str = text()
    destination: str = text("")
    approved_by_id: int | None = optional_integer()
    permitted_by_id: int | None = optional_integer()
    called_at: str | None = optional_text()
    called_by_id: int | None = optional_integer()
    call_result: CallResult | None = optional_word(CallResult)
    fetcher_key: str | None = optional_text()
    relation: str = text("")
    telephone_key: str | None = optional_text()
    expected_on: date | None = optional_day()
    expected_at: str | None = optional_text()
    back_on: date | None = optional_day()
    back_at: str | None = optional_text()
    gate_by_id: int = integer()
    remarks: str = text("")
    corrects_id: int | None = optional_integer()
    voided_on: date | None = optional_day()
    void_reason: str = text("")

    @property
    def out(self) -> bool:
        """Say whether somebody is out who is to come back."""
        return self.back_on is None and self.expected_on is not None and self.voided_on is None

    def overdue(self, moment: str) -> bool:
        """Say whether somebody should have been back by a moment, given as 2026-11-22 15:30."""
        return self.out and f"{self.expected_on} {self.expected_at}" < moment


def visits_inside() -> list[Visit]:
    """Return the visitors who were let in and have not left, the longest first."""
    return Visit.picked(
        "admitted = 1 AND left_on IS NULL AND voided_on IS NULL", order="came_on, came_at, id"
    )


def visits_inside_on(day: date) -> list[Visit]:
    """Return the visitors who were let in by a day and had not left by its end."""
    return Visit.picked(
        "admitted = 1 AND came_on <= ? AND (left_on IS NULL OR left_on > ?) AND voided_on IS NULL",
        day.isoformat(),
        day.isoformat(),
        order="came_on, came_at, id",
    )


def badges_out() -> list[Visit]:
    """Return the visits of which the badge was not given back though the visitor has left."""
    return Visit.picked(
        "badge <> '' AND badge_back = 0 AND left_on IS NOT NULL AND voided_on IS NULL",
        order="came_on, id",
    )


def badge_holder(badge: str) -> Visit | None:
    """Return the visit for which a badge is out, or None."""
    found = Visit.picked("badge = ? AND badge_back = 0 AND voided_on IS NULL", badge)
    return found[0] if found else None


def last_visit_by(column: str, keys: list[str]) -> Visit | None:
    """Return the last visit that stands and has one of these hashes in a column, or None."""
    if not keys:
        return None
    marks = ",".join("?" * len(keys))
    found = Visit.picked(
        f"{column} IN ({marks}) AND voided_on IS NULL", *keys, order="came_on DESC, id DESC LIMIT 1"
    )
    return found[0] if found else None


def outings_out() -> list[Outing]:
    """Return who is out and is to come back, the first to be back first."""
    return Outing.picked(
        "back_on IS NULL AND expected_on IS NOT NULL AND voided_on IS NULL",
        order="expected_on, expected_at, id",
    )


_AT_THE_GATE = "{0}_on || ' ' || {0}_at >= ? AND {0}_on || ' ' || {0}_at < ? AND voided_on IS NULL"


def visits_between(start: str, end: str) -> list[Visit]:
    """Return the visits that stand from one moment to before another, 2026-11-22 07:00."""
    return Visit.picked(_AT_THE_GATE.format("came"), start, end, order="came_on, came_at, id")


def outings_between(start: str, end: str) -> list[Outing]:
    """Return the outings that stand from one moment to before another."""
    return Outing.picked(_AT_THE_GATE.format("went"), start, end, order="went_on, went_at, id")
