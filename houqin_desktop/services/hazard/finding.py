"""Finding a hazard by its number, with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard import (
    HazardStepKind,
    Standing,
    effective,
    require_another,
    require_step,
    standing_of,
)
from houqin_desktop.domain.numbering import normalise_code
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task
from houqin_desktop.services.loan.things import require_here
from houqin_desktop.storage.hazard import Hazard, HazardStep, notices_of, steps_of
from houqin_desktop.storage.people import Person

_LOOKS_AGAIN = frozenset({HazardStepKind.PASS, HazardStepKind.FAIL, HazardStepKind.CLOSE_OUT})


@dataclass(frozen=True)
class HazardCase:
    """A hazard with its steps."""

    row: Hazard

    @cached_property
    def steps(self) -> list[HazardStep]:
        """Return every step, the retracted ones too."""
        return steps_of(self.row.id)

    @cached_property
    def standing(self) -> Standing:
        """Return where it stands now."""
        return standing_of(self.steps)

    @property
    def effective(self) -> list[HazardStep]:
        """Return the steps that count."""
        return effective(self.steps)

    @property
    def last_day(self) -> date:
        """Return the day of its last step, or of its finding."""
        return self.steps[-1].happened_on if self.steps else self.row.found_on


def find_hazard(code: str) -> HazardCase:
    """Return the hazard with this number.

    :raises Refused: when there is none.
    """
    row = Hazard.find(code=normalise_code(code))
    if row is None:
        raise Refused(f"没有隐患“{code}”。请检查隐患编号。", code="unknown_hazard")
    return HazardCase(row)


def hazard_key(code: str) -> int:
    """Return the key in the register of the hazard with this number.

    :raises Refused: when there is none.
    """
    return find_hazard(code).row.id


def by_whom(task: Task, reference: str | None, on: date) -> Person:
    """Return who did a step: who is named, else who enters it.

    :raises Refused: for somebody unknown, or who has left by then.
    """
    person = lookup.person(reference) if reference else task.require_actor()
    return require_here(person, on)


def take_step(
    task: Task,
    case: HazardCase,
    kind: HazardStepKind,
    person: Person,
    on: date | None,
    **columns: Any,
) -> Outcome:
    """Write the next step of a hazard, if it is its turn.

    :param on: the day it happened, by default the business date.
    :raises Refused: out of turn, before the last step, after the business date, or by who put the
        hazard right where somebody else is wanted.
    """
    code = case.row.code
    noticed = bool(notices_of(case.row.id))
    if kind is not HazardStepKind.RETRACT:
        require_step(case.standing, kind, code, noticed=noticed)
    if kind in _LOOKS_AGAIN:
        require_another(case.standing.fixer_id, person.id, person.name, kind)
    day = on or task.on
    require_in_order(task, case, day)
    task.insert(
        HazardStep,
        hazard_id=case.row.id,
        position=len(case.steps) + 1,
        kind=kind,
        person_id=person.id,
        happened_on=day,
        **columns,
    )
    return Outcome(code, (code,))


def require_in_order(task: Task, case: HazardCase, on: date) -> None:
    """Refuse a day before the last step of a hazard, or one that is still to come.

    :raises Refused: `future_date`, `date_order`.
    """
    if on > task.on:
        raise Refused(f"日期 {on} 晚于 {task.on}。请核对日期。", code="future_date")
    if on < case.last_day:
        raise Refused(
            f"隐患 {case.row.code} 的上一步是 {case.last_day}，不能记在 {on}。请核对日期。",
            code="date_order",
        )
