"""The guards' log: shifts, patrols with their points, the equipment handed over, incidents."""

from __future__ import annotations

from datetime import date

from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.fields import (
    day,
    flag,
    integer,
    optional_day,
    optional_integer,
    optional_text,
    text,
)


class GuardShift(BaseModel):
    """One shift at the gate: how it was, who handed over to whom, who signed for it."""

    id: int = integer(key=True)
    code: str = text()
    shift_on: date = day()
    shift_name: str = text()
    starts_at: str = text()
    ends_at: str = text()
    weather: str = text("")
    school_start: str = text("")
    school_end: str = text("")
    remarks: str = text("")
    matters: str = text("")
    handed_by_id: int | None = optional_integer()
    taken_by_id: int | None = optional_integer()
    handed_on: date | None = optional_day()
    handed_at: str | None = optional_text()
    signed_by_id: int | None = optional_integer()
    signed_on: date | None = optional_day()
    opinion: str = text("")
    corrects_id: int | None = optional_integer()
    voided_on: date | None = optional_day()
    void_reason: str = text("")


class ShiftGuard(BaseModel):
    """Somebody who was on duty in a shift."""

    id: int = integer(key=True)
    shift_id: int = integer()
    person_id: int = integer()


class Patrol(BaseModel):
    """One round of the grounds in a shift."""

    id: int = integer(key=True)
    shift_id: int = integer()
    ordinal: int = integer()
    patrolled_on: date = day()
    patrolled_at: str = text()
    patrolled_by_id: int = integer()
    finding: str = text()
    measures: str = text("")
    corrects_id: int | None = optional_integer()
    voided_on: date | None = optional_day()
    void_reason: str = text("")


class PatrolPoint(BaseModel):
    """A point of a round, passed or missed, and what was found there."""

    id: int = integer(key=True)
    patrol_id: int = integer()
    campus_place_id: int = integer()
    passed: bool = flag()
    finding: str = text("")


class ShiftEquipment(BaseModel):
    """How many of a piece of equipment both counted at the hand-over."""

    id: int = integer(key=True)
    shift_id: int = integer()
    name: str = text()
    target: int = integer()
    handed: int = integer()
    taken: int = integer()
    explanation: str = text("")


class Incident(BaseModel):
    """Something out of the ordinary: what happened, which plan was started, how it ended.

    `plan` is what the plan was called then, also where the school has none of this name.
    """

    id: int = integer(key=True)
    code: str = text()
    shift_id: int | None = optional_integer()
    happened_on: date = day()
    happened_at: str = text()
    campus_place_id: int | None = optional_integer()
    spot: str = text("")
    title: str = text()
    course: str = text()
    plan: str = text("")
    emergency_plan_id: int | None = optional_integer()
    plan_started_at: str | None = optional_text()
    noted_by_id: int = integer()
    over_on: date | None = optional_day()
    over_at: str | None = optional_text()
    aftermath: str = text("")
    corrects_id: int | None = optional_integer()
    voided_on: date | None = optional_day()
    void_reason: str = text("")


class IncidentReport(BaseModel):
    """Whom an incident was reported to, and when."""

    id: int = integer(key=True)
    incident_id: int = integer()
    told_on: date = day()
    told_at: str = text()
    told: str = text()
    note: str = text("")


def patrols_of(shift_id: int) -> list[Patrol]:
    """Return the rounds of a shift in their order, voided ones too."""
    return Patrol.picked("shift_id = ?", shift_id, order="ordinal")


def points_of(patrol_id: int) -> list[PatrolPoint]:
    """Return the points of a round in the order in which they were to be passed."""
    return PatrolPoint.picked("patrol_id = ?", patrol_id, order="id")


def equipment_of(shift_id: int) -> list[ShiftEquipment]:
    """Return what was counted at the hand-over of a shift, in the order of the list."""
    return ShiftEquipment.picked("shift_id = ?", shift_id, order="id")


def incidents_of(shift_id: int) -> list[Incident]:
    """Return the incidents of a shift that stand."""
    return Incident.picked(
        "shift_id = ? AND voided_on IS NULL", shift_id, order="happened_on, happened_at, id"
    )


def reports_of(incident_id: int) -> list[IncidentReport]:
    """Return whom an incident was reported to, in order."""
    return IncidentReport.picked("incident_id = ?", incident_id, order="told_on, told_at, id")


def patrol_route() -> list[CampusPlace]:
    """Return the points of a round: the key places in the order of walking."""
    return CampusPlace.picked("is_key = 1 AND withdrawn = 0", order="walking_order, id")


def patrols_by_day(since: date, until: date) -> dict[date, int]:
    """Return how many rounds that stand were walked on each day of a stretch."""
    rows = db.execute_sql(
        "SELECT p.patrolled_on, count(*) FROM patrol p JOIN guard_shift s ON s.id = p.shift_id"
        " WHERE p.voided_on IS NULL AND s.voided_on IS NULL AND p.patrolled_on BETWEEN ? AND ?"
        " GROUP BY p.patrolled_on",
        (since.isoformat(), until.isoformat()),
    )
    return {date.fromisoformat(on): int(number) for on, number in rows}
