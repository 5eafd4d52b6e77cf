"""Who lacks and who has two: each rule asked of each it is for, against the cards of a day.

A person has the cards that he uses, else those that he answers for where nobody uses them; a
department has the cards of its own. What waits for its disposal is not counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.calendar import (
    PartialDate,
    completed_months,
    month_index,
    month_text,
)
from houqin_desktop.domain.equipment import (
    Audience,
    Provision,
    Wanted,
    name_words,
    service_words,
)
from houqin_desktop.domain.people import Post
from houqin_desktop.domain.roster import RosterKind
from houqin_desktop.services import lookup
from houqin_desktop.services.assets.as_of import AsOf
from houqin_desktop.services.roster.members import Member, members
from houqin_desktop.storage.asset import custodies_on
from houqin_desktop.storage.equipment import EquipmentCard, EquipmentRule, cards_in_use
from houqin_desktop.storage.people import Department, Person, Storeroom
from houqin_desktop.storage.roster import Roster


@dataclass(frozen=True, slots=True)
class HeldCard:
    """A card that meets a rule: how many pieces, and how far it is in its service life."""

    code: str
    name: str
    quantity: int
    acquired_on: str
    service: str


@dataclass(frozen=True, slots=True)
class Holding:
    """One person or department under one rule."""

    key: int
    rule: EquipmentRule
    name: str
    provision: Provision
    cards: tuple[HeldCard, ...]


def audience_words(rule: EquipmentRule) -> str:
    """Say for whom a rule is."""
    if rule.post is not None:
        return f"{rule.post.label}每人"
    if rule.department_id is not None:
        return str(Department.get_by_id(rule.department_id).name)
    roster: Roster = Roster.get_by_id(rule.roster_id)
    return f"{roster.name}{'每人' if roster.kind is RosterKind.PEOPLE else '每部门'}"


def standing_rules() -> list[EquipmentRule]:
    """Return the rules that hold, in the order in which they were set."""
    return EquipmentRule.picked("withdrawn = 0", order="id")


def holdings(as_of: AsOf, rules: Sequence[EquipmentRule] | None = None) -> list[Holding]:
    """Return who should have what and has what on a day, rule after rule."""
    chosen = standing_rules() if rules is None else rules
    cards = _Cards(as_of, chosen)
    found: list[Holding] = []
    for rule in chosen:
        of_department, audience = _audience(rule, as_of.on)
        wanted = Wanted(name_words(rule.words), rule.category_code)
        for member in audience:
            held = cards.of(member.subject_id, wanted, of_department=of_department)
            pieces = sum(card.quantity for card in held)
            found.append(
                Holding(
                    len(found) + 1,
                    rule,
                    member.name,
                    Provision(rule.quantity, pieces),
                    tuple(_held(card, as_of.on) for card in held),
                )
            )
    return found


def _audience(rule: EquipmentRule, on: date) -> tuple[bool, list[Member]]:
    """Return whether a rule is for departments, and those for whom it is on a day."""
    if rule.audience is Audience.DEPARTMENT:
        department: Department = Department.get_by_id(rule.department_id)
        return True, [Member(department.id, department.name, department.name)]
    if rule.audience is Audience.ROSTER:
        roster: Roster = Roster.get_by_id(rule.roster_id)
        return roster.kind is RosterKind.DEPARTMENTS, members(roster, on)
    assert rule.post is not None
    return False, _in_office(rule.post, on)


def _in_office(post: Post, on: date) -> list[Member]:
    """Return who holds a post on a day, each once, with the rooms for which it is held."""
    rooms: dict[int, list[str]] = {}
    for term in lookup.terms(post):
        if term.covers(on):
            held = rooms.setdefault(term.person_id, [])
            if term.storeroom_id is not None:
                held.append(str(Storeroom.get_by_id(term.storeroom_id).name))
    found = []
    for person_id, names in rooms.items():
        person: Person = Person.get_by_id(person_id)
        said = f"{person.name}（{'、'.join(names)}）" if names else person.name
        found.append(Member(person.id, person.number, said))
    return found


class _Cards:
    """The cards of a day by who has them."""

    def __init__(self, as_of: AsOf, rules: Sequence[EquipmentRule]) -> None:
        words = {word for rule in rules for word in name_words(rule.words)}
        categories = {rule.category_code for rule in rules if rule.category_code}
        custodies = custodies_on(as_of.on.isoformat())
        self._of_people: dict[int, list[EquipmentCard]] = {}
        self._of_departments: dict[int, list[EquipmentCard]] = {}
        for card in cards_in_use(as_of.source, as_of.membership, words, categories):
            holder, responsible, _ = custodies.get(card.key, (None, None, None))
            person = responsible if holder is None else holder
            if person is not None:
                self._of_people.setdefault(person, []).append(card)
            if card.department_id is not None:
                self._of_departments.setdefault(card.department_id, []).append(card)

    def of(self, subject: int, wanted: Wanted, *, of_department: bool) -> list[EquipmentCard]:
        """Return the cards of a person or a department that are such things."""
        held = self._of_departments if of_department else self._of_people
        return [card for card in held.get(subject, []) if wanted.fits(card.name, card.category)]


def _held(card: EquipmentCard, on: date) -> HeldCard:
    used = full_on = None
    if card.acquired_on is not None:
        first = PartialDate.parse(card.acquired_on).first_day
        used = completed_months(first, on)
        full_on = None if card.life_months is None else month_index(first) + card.life_months
    return HeldCard(
        card.code,
        card.name,
        card.quantity,
        card.acquired_on or "",
        service_words(used, card.life_months, "" if full_on is None else month_text(full_on)),
    )


def lacking(found: Sequence[Holding]) -> Iterator[Holding]:
    """Yield those that lack something."""
    return (one for one in found if one.provision.lacking)
