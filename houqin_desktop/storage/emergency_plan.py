"""应急预案 and 规章制度, each with the versions that the school issued."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.emergency_plan import PlanKind
from houqin_desktop.storage.base import BaseModel
from houqin_desktop.storage.fields import (
    day,
    flag,
    integer,
    optional_day,
    optional_integer,
    optional_text,
    text,
    word,
)


class EmergencyPlan(BaseModel):
    """A plan for an emergency; withdrawn while it has no version."""

    id: int = integer(key=True)
    code: str = text()
    name: str = text()
    kind: PlanKind = word(PlanKind)
    withdrawn: bool = flag()


class Regulation(BaseModel):
    """A rule of the school; withdrawn while it has no version."""

    id: int = integer(key=True)
    code: str = text()
    name: str = text()
    withdrawn: bool = flag()


class IssuedVersion(BaseModel):
    """What was issued of a plan or a regulation, by whom, in force from when to when."""

    id: int = integer(key=True)
    plan_id: int | None = optional_integer()
    regulation_id: int | None = optional_integer()
    version: int = integer()
    issued_by: str = text()
    from_on: date = day()
    to_on: date | None = optional_day()
    sha256: str | None = optional_text()
    remarks: str = text("")
    withdrawn: bool = flag()


def versions_of(
    *, plan_id: int | None = None, regulation_id: int | None = None
) -> list[IssuedVersion]:
    """Return every version of a plan or a regulation, those taken back too, the oldest first."""
    return IssuedVersion.picked(
        "plan_id IS ? AND regulation_id IS ?", plan_id, regulation_id, order="version"
    )
