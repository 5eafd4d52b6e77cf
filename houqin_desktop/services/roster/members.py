"""Finding a list, and who is on it on a day; whoever has left the school is on none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.services import lookup
from houqin_desktop.storage.people import Department, Person
from houqin_desktop.storage.roster import Roster, RosterMember, members_on


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody or a department on a list; `key` is what a command names it by."""

    subject_id: int
    key: str
    name: str


def is_roster(name: str) -> bool:
    """Say whether a list in use has this name."""
    return Roster.find(name=name.strip(), withdrawn=False) is not None


def find_roster(name: str) -> Roster:
    """Return the list of this name.

    :raises Refused: when there is none.
    """
    found = Roster.find(name=name.strip(), withdrawn=False)
    if found is None:
        raise Refused(f"没有名单“{name}”。请先建名单，或检查名称。", code="unknown_roster")
    return found


def column_of(roster: Roster) -> str:
    """Return the column of a member that says who it is."""
    return "person_id" if roster.kind is RosterKind.PEOPLE else "department_id"


def subject_of(roster: Roster, reference: str) -> Member:
    """Return the person or the department that somebody meant.

    :raises Refused: for an unknown or ambiguous name.
    """
    if roster.kind is RosterKind.PEOPLE:
        person = lookup.person(reference)
        return Member(person.id, person.number, person.name)
    department = lookup.department(reference)
    return Member(department.id, department.name, department.name)


def member_of(row: RosterMember) -> Member:
    """Return who a row of a list is about."""
    if row.person_id is not None:
        person: Person = Person.get_by_id(row.person_id)
        return Member(person.id, person.number, person.name)
    department: Department = Department.get_by_id(row.department_id)
    return Member(department.id, department.name, department.name)


def members(roster: Roster, on: date) -> list[Member]:
    """Return who is on a list on a day, in the order in which they were written down."""
    found = []
    for row in members_on(roster.id, on):
        if row.person_id is not None:
            left_on = Person.get_by_id(row.person_id).left_on
            if left_on is not None and left_on <= on:
                continue
        found.append(member_of(row))
    return found
