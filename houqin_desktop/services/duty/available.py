"""Who of a list can stand on which turn, and why not where somebody cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from houqin_desktop.domain.duty import Turn, overlapping
from houqin_desktop.storage.duty import (
    Absence,
    Duty,
    DutyTable,
    absences_between,
    members_between,
    standing_duties_between,
)
from houqin_desktop.storage.people import Person

FAR = date.max


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of a list, with the turns on which he cannot stand and why."""

    person_id: int
    number: str
    name: str
    away: dict[int, str] = field(default_factory=dict)

    def why(self) -> str:
        """Say how often something keeps somebody off: 病假 12、已移出名单 3."""
        reasons = Counter(self.away.values())
        return "、".join(f"{reason} {count}" for reason, count in reasons.most_common())


@dataclass(frozen=True, slots=True)
class Occupied:
    """What takes people's days away: absences, and duties of other tables."""

    absences: Sequence[Absence]
    duties: Sequence[Duty]

    @classmethod
    def between(cls, turns: Sequence[Turn], *, beside_others: bool) -> Occupied:
        """Return what lies in the days of some turns.

        :param beside_others: whether duties of other tables do not count.
        """
        if not turns:
            return cls((), ())
        first, last = turns[0].from_on, turns[-1].to_on
        duties = [] if beside_others else standing_duties_between(first, last)
        return cls(absences_between(first, last), duties)


def candidates(roster_id: int, turns: Sequence[Turn], occupied: Occupied) -> list[Candidate]:
    """Return who is on a list while a table lasts, in the order in which they were written down."""
    if not turns:
        return []
    stretches = members_between(roster_id, turns[0].from_on, turns[-1].to_on)
    people: dict[int, list[tuple[date, date]]] = {}
    for row in stretches:
        if row.person_id is not None:
            people.setdefault(row.person_id, []).append((row.from_on, row.to_on or FAR))
    found = []
    for person_id, listed in people.items():
        person: Person = Person.get_by_id(person_id)
        if person.left_on is not None and person.left_on <= turns[0].from_on:
            continue
        one = Candidate(person.id, person.number, person.name)
        _off_the_list(one, listed, turns)
        _away(one, person, turns, occupied)
        found.append(one)
    return found


def _off_the_list(
    one: Candidate, listed: Sequence[tuple[date, date]], turns: Sequence[Turn]
) -> None:
    for place, turn in enumerate(turns):
        if not any(from_on <= turn.from_on and turn.to_on <= to_on for from_on, to_on in listed):
            later = any(turn.to_on < from_on for from_on, _ in listed)
            one.away[place] = "还没列入名单" if later else "已移出名单"


def _away(one: Candidate, person: Person, turns: Sequence[Turn], occupied: Occupied) -> None:
    for duty in occupied.duties:
        if duty.holder_id == person.id:
            places = overlapping(turns, duty.from_on, duty.to_on)
            one.away.update(dict.fromkeys(places, "有别的班"))
    for absence in occupied.absences:
        if absence.person_id == person.id:
            places = overlapping(turns, absence.from_on, absence.to_on)
            one.away.update(dict.fromkeys(places, absence.reason))
    if person.left_on is not None:
        one.away.update(dict.fromkeys(overlapping(turns, person.left_on, FAR), "离岗"))


def kept_from(table: DutyTable, duty: Duty, person: Person, *, besides: Duty | None) -> str:
    """Return why somebody cannot take over a duty, an empty text when he can.

    :param besides: a duty of his own that he gives away for it.
    """
    if person.left_on is not None and person.left_on <= duty.to_on:
        return f"{person.left_on} 离岗"
    for absence in absences_between(duty.from_on, duty.to_on):
        if absence.person_id == person.id:
            return f"{absence.from_on} 至 {absence.to_on} {absence.reason}"
    for other in standing_duties_between(duty.from_on, duty.to_on):
        mine = other.holder_id == person.id and (besides is None or other.id != besides.id)
        if mine and (other.table_id == table.id or not table.beside_others):
            return f"{other.from_on} 已经有班"
    return ""
