"""Finding an emergency plan or a regulation by its number or name, and its version of a day."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.storage.emergency_plan import (
    EmergencyPlan,
    IssuedVersion,
    Regulation,
    versions_of,
)

Issued = EmergencyPlan | Regulation


def find_emergency_plan(reference: str) -> EmergencyPlan:
    """Return the plan with this number or name, also one that was withdrawn.

    :raises Refused: when there is none.
    """
    name = reference.strip()
    found = EmergencyPlan.find(name=name) or EmergencyPlan.find(code=normalise_code(name))
    if found is None:
        raise Refused(
            f"没有应急预案“{reference}”。请先登记预案，或检查名称。", code="unknown_emergency_plan"
        )
    return found


def find_regulation(reference: str) -> Regulation:
    """Return the regulation with this number or name, also one that was withdrawn.

    :raises Refused: when there is none.
    """
    name = reference.strip()
    found = Regulation.find(name=name) or Regulation.find(code=normalise_code(name))
    if found is None:
        raise Refused(
            f"没有规章制度“{reference}”。请先登记制度，或检查名称。", code="unknown_regulation"
        )
    return found


def all_versions(issued: Issued) -> list[IssuedVersion]:
    """Return every version of it, those taken back too, the oldest first."""
    if isinstance(issued, EmergencyPlan):
        return versions_of(plan_id=issued.id)
    return versions_of(regulation_id=issued.id)


def standing_versions(issued: Issued) -> list[IssuedVersion]:
    """Return the versions of it that count, the oldest first."""
    return [one for one in all_versions(issued) if not one.withdrawn]


def in_force(versions: list[IssuedVersion], on: date) -> IssuedVersion | None:
    """Return the version that was in force on a day, None where none was."""
    return next(
        (
            one
            for one in versions
            if not one.withdrawn and one.from_on <= on and (one.to_on is None or one.to_on >= on)
        ),
        None,
    )
