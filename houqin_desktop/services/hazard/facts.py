"""Every hazard in words, as it stands on a day; what lists, reports and cards are made of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from houqin_desktop.domain.hazard import (
    HazardState,
    HazardStepKind,
    Standing,
    effective,
    standing_of,
    until,
)
from houqin_desktop.storage.asset import assets_by_id
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.hazard import (
    Hazard,
    HazardPhoto,
    HazardStep,
    inspections_behind,
    steps_by_hazard,
    tied_vouchers,
)
from houqin_desktop.storage.people import Department, Person
from houqin_desktop.storage.voucher import Voucher


class Names:
    """What people, places and departments are called, and what hazards are tied to, read once."""

    def __init__(self) -> None:
        self.people: dict[int | None, str] = {one.id: one.name for one in Person.every()}
        self.departments = {one.id: one.name for one in Department.every()}
        self.places = {one.id: one.name for one in CampusPlace.every()}
        self.inspections = inspections_behind()
        cards = [one.asset_id for one in Hazard.every() if one.asset_id is not None]
        self.cards = {one.id: f"{one.code} {one.name}" for one in assets_by_id(cards)}
        self.codes = {one.id: one.code for one in Hazard.every()}

    @cached_property
    def vouchers(self) -> dict[int, list[Voucher]]:
        """Return by hazard the vouchers to which it is tied."""
        found: dict[int, list[Voucher]] = defaultdict(list)
        for one in tied_vouchers():
            found[one.hazard_id].append(Voucher.get_by_id(one.voucher_id))
        return found

    @cached_property
    def photos(self) -> dict[int, list[HazardPhoto]]:
        """Return by hazard the photos that belong to it."""
        found: dict[int, list[HazardPhoto]] = defaultdict(list)
        for one in HazardPhoto.picked("dropped = 0", order="hazard_id, position"):
            found[one.hazard_id].append(one)
        return found


@dataclass(frozen=True)
class HazardFact:
    """A hazard with its steps up to a day, in words.

    :param steps: those of by then, the retracted ones too.
    :param every_step: all of them.
    """

    row: Hazard
    steps: list[HazardStep]
    every_step: list[HazardStep]
    names: Names

    @cached_property
    def standing(self) -> Standing:
        """Return where it stands that day."""
        return standing_of(self.steps)

    @property
    def state(self) -> HazardState:
        """Return how far it has come; what is void by now was never a hazard."""
        return HazardState.VOID if self.is_void else self.standing.state

    @cached_property
    def is_void(self) -> bool:
        """Say whether it is void, whenever it became that."""
        return standing_of(self.every_step).void

    def last(self, kind: HazardStepKind) -> HazardStep | None:
        """Return the last step of a kind that counts, or None."""
        found = [step for step in effective(self.steps) if step.kind is kind]
        return found[-1] if found else None

    @property
    def place(self) -> str:
        """Return the name of its place."""
        return self.names.places[self.row.campus_place_id]

    @property
    def where(self) -> str:
        """Return its place with the spot."""
        return f"{self.place} {self.row.spot}".strip()

    @property
    def department(self) -> str:
        """Return which department answers for it."""
        return self.names.departments[self.row.department_id]

    @property
    def source(self) -> str:
        """Return how the school came to know of it; of a 排查 which kind."""
        if self.row.inspection_line_id is None:
            return self.row.source.label
        return self.names.inspections[self.row.inspection_line_id].kind

    @property
    def inspection(self) -> str:
        """Return the number of the 排查 that found it, empty for any other source."""
        line = self.row.inspection_line_id
        return "" if line is None else self.names.inspections[line].number

    @property
    def severity(self) -> str:
        """Return its level, empty while it has none."""
        level = self.standing.severity
        return "" if level is None else level.label

    def who(self, kind: HazardStepKind) -> str:
        """Return who took the last step of a kind that counts."""
        step = self.last(kind)
        return "" if step is None else self.names.people[step.person_id]

    def days_late(self, on: date) -> int:
        """Return how many days its term has passed without being put right, else 0."""
        due = self.standing.due_on
        waits = self.state.is_open and self.standing.rectified_on is None
        return 0 if due is None or not waits else max(0, (on - due).days)


def hazard_facts(on: date | None = None) -> list[HazardFact]:
    """Return every hazard that was found by a day, in the order of their numbers.

    :param on: the last day that is looked at; None for now.
    """
    names, steps = Names(), steps_by_hazard()
    found = []
    for row in Hazard.every("year, serial"):
        if on is not None and row.found_on > on:
            continue
        every = steps.get(row.id, [])
        found.append(HazardFact(row, every if on is None else until(every, on), every, names))
    return found
