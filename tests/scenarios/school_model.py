"""The school's rules once more, in plain dictionaries, to hold the real book against.

Nothing here knows of rows, journals or SQL. Each verb either changes the dictionaries or raises No;
the book must do the same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from houqin_desktop.domain.people import Post
from tests import builders as b

JOINT = set(b.LARGE_STEPS[:2])
SIGNER = {
    "general_affairs": Post.GENERAL_AFFAIRS_DIRECTOR,
    "central_storeroom": Post.HEAD_STOREKEEPER,
    "supervising_leader": Post.SUPERVISING_LEADER,
    "finance": Post.FINANCE,
    "principals_meeting": Post.PRINCIPAL,
}


class No(Exception):
    """The school would not do this."""


def need(condition: object) -> None:
    if not condition:
        raise No


@dataclass
class Card:
    room: str
    quantity: int
    value: int
    status: str
    holder: str | None
    young: bool
    case: str | None = None
    split: bool = False
    changes: list[tuple[date, int]] = field(default_factory=list)

    def change_value(self, day: date, delta: int) -> None:
        """Note what the card is worth more from a day on; it is never worth less than nothing."""
        days = {day, *(later for later, _ in self.changes if later > day)}
        need(all(self.worth(one) + delta >= 0 for one in days))
        self.changes.append((day, delta))
        self.value += delta

    def worth(self, day: date) -> int:
        return self.value - sum(delta for later, delta in self.changes if later > day)

    @property
    def movable(self) -> bool:
        return self.case is None and self.status != "disposed"


@dataclass
class Case:
    kind: str
    limits: tuple[int, int]
    codes: list[str] = field(default_factory=list)
    before: dict[str, str] = field(default_factory=dict)
    large: bool = False
    state: str = "signing"
    version: int = 1
    frozen: bool = False
    signed: set[str] = field(default_factory=set)
    incomes: int = 0
    reversed: bool = False
    held: dict[str, str | None] = field(default_factory=dict)

    def due(self) -> set[str]:
        if self.large and not self.signed >= JOINT:
            return JOINT - self.signed
        steps = b.LARGE_STEPS if self.large else b.SMALL_STEPS
        return set([step for step in steps if step not in self.signed][:1])


class School:
    """People, rooms, cards and cases as a person would keep them in a notebook."""

    def __init__(self) -> None:
        self.people = [
            *(
                b.HEAD_KEEPER,
                b.DIRECTOR,
                b.LEADER,
                b.ACCOUNTANT,
                b.PRINCIPAL,
                b.KEEPER,
                b.OTHER_KEEPER,
            ),
            b.COLLEAGUE,
        ]
        self.posts: dict[tuple[Post, str | None], str] = {
            (Post.HEAD_STOREKEEPER, None): b.HEAD_KEEPER,
            (Post.GENERAL_AFFAIRS_DIRECTOR, None): b.DIRECTOR,
            (Post.SUPERVISING_LEADER, None): b.LEADER,
            (Post.FINANCE, None): b.ACCOUNTANT,
            (Post.PRINCIPAL, None): b.PRINCIPAL,
            (Post.STOREKEEPER, b.ROOM): b.KEEPER,
            (Post.STOREKEEPER, b.OTHER_ROOM): b.OTHER_KEEPER,
        }
        self.departments = {b.DEPARTMENT}
        self.rooms = {b.CENTRAL, b.ROOM, b.OTHER_ROOM}
        self.left: set[str] = set()
        self.operators: dict[str, str] = {}
        self.passwords: set[str] = set()
        self.limits = [500_000, 2_000_000]
        self.cards: dict[str, Card] = {}
        self.cases: dict[str, Case] = {}

    def holder(self, step: str, case: Case) -> str | None:
        if step == "storekeeper":
            room = self.cards[case.codes[0]].room
            if room != b.CENTRAL:
                return self.posts.get((Post.STOREKEEPER, room))
            step = "central_storeroom"
        return self.posts.get((SIGNER[step], None))

    def add_room(self, name: str) -> None:
        need(name and name not in self.rooms)
        self.rooms.add(name)

    def add_department(self, name: str) -> None:
        need(name and name not in self.departments)
        self.departments.add(name)

    def appoint(self, person: str, post: Post, room: str | None) -> None:
        need((room is not None) == (post is Post.STOREKEEPER) and room != b.CENTRAL)
        need(self.posts.get((post, room)) != person)
        self.posts[post, room] = person

    def end(self, person: str, post: Post, room: str | None) -> None:
        need((room is not None) == (post is Post.STOREKEEPER) and room != b.CENTRAL)
        need(self.posts.get((post, room)) == person)
        del self.posts[post, room]

    @property
    def administrators(self) -> set[str]:
        return {name for name, word in self.operators.items() if word == "administrator"}

    def authorise(self, person: str) -> None:
        need(self.operators.get(person, "suspended") == "suspended")
        if not self.operators:
            self.operators[b.HEAD_KEEPER] = "administrator"
        self.operators[person] = "operator"
        self.passwords.discard(person)

    def suspend(self, person: str) -> None:
        need(self.operators.get(person, "suspended") != "suspended")
        self.operators[person] = "suspended"

    def make(self, person: str) -> None:
        need(self.operators.get(person) == "operator")
        self.operators[person] = "administrator"

    def unmake(self, person: str) -> None:
        need(self.operators.get(person) == "administrator")
        self.operators[person] = "operator"

    def set_password(self, person: str) -> None:
        # The first password of all is the head storekeeper's own to begin with operators.
        need(person in self.operators)
        self.passwords.add(person)

    def remove_password(self, person: str) -> None:
        need(person in self.passwords)
        self.passwords.remove(person)

    def rename(self, person: str, name: str) -> None:
        need(name != person)
        self.people = [name if one == person else one for one in self.people]
        for post, one in self.posts.items():
            self.posts[post] = name if one == person else one
        for card in self.cards.values():
            card.holder = name if card.holder == person else card.holder
        for case in self.cases.values():
            case.held = {c: name if one == person else one for c, one in case.held.items()}
        if person in self.operators:
            self.operators[name] = self.operators.pop(person)
        if person in self.passwords:
            self.passwords.remove(person)
            self.passwords.add(name)

    def depart(self, person: str) -> None:
        need(person not in self.posts.values())
        mine = [card for card in self.cards.values() if card.holder == person]
        need(all(card.status == "disposed" for card in mine))
        self.left.add(person)
        # Nobody chooses him again; a colleague stands in his place.
        self.people[self.people.index(person)] = b.COLLEAGUE
        if person in self.operators:
            self.operators[person] = "suspended"

    def lose_the_last_administrator(self) -> None:
        raise No

    def register(self, code: str, card: Card) -> None:
        need(code not in self.cards)
        self.cards[code] = card

    def print_out(self, number: str) -> None:
        self.cases[number].frozen = True

    def free(self, code: str) -> Card:
        card = self.cards.get(code)
        need(card is not None and card.movable)
        assert card is not None
        return card

    def correct(self, code: str, today: date, **changes: object) -> None:
        card = self.free(code)
        need(changes.get("quantity") != 0)
        need(any(getattr(card, name) != value for name, value in changes.items()))
        if "value" in changes:
            card.change_value(today, int(str(changes.pop("value"))) - card.value)
        for name, value in changes.items():
            setattr(card, name, value)

    def revalue(self, code: str, delta: int, day: date) -> None:
        card = self.free(code)
        need(delta)
        card.change_value(day, delta)

    def assess(self, case: Case, number: str | None, codes: Collection[str]) -> bool:
        """Say whether the large route is needed; refuse what no route takes."""
        need(codes)
        cards = [self.cards.get(code) for code in codes]
        for card in cards:
            need(card is not None and card.status != "disposed" and card.case in (None, number))
            assert card is not None
            need(not (card.young and case.kind == "scrap"))
        chosen = [card for card in cards if card is not None]
        unit, total = case.limits
        large = any(card.value >= unit * card.quantity for card in chosen)
        large = large or sum(card.value for card in chosen) >= total
        need(large or len({card.room for card in chosen}) == 1)
        return large

    def apply(self, number: str, kind: str, codes: list[str]) -> None:
        case = Case(kind, (self.limits[0], self.limits[1]))
        case.large = self.assess(case, None, codes)
        self.cases[number] = case
        self.take(number, codes)

    def take(self, number: str, codes: list[str]) -> None:
        case = self.cases[number]
        for code in [code for code in case.codes if code not in codes]:
            self.let_go(number, code)
        for code in codes:
            if self.cards[code].case is None:
                case.before[code] = self.cards[code].status
            self.cards[code].case, self.cards[code].status = number, "pending_disposal"
        case.codes = list(codes)

    def let_go(self, number: str, code: str) -> None:
        card = self.cards[code]
        if card.case == number:
            card.case, card.status = None, self.cases[number].before[code]

    def change(self, number: str, codes: list[str] | None) -> None:
        case = self.cases[number]
        need(case.state in {"signing", "returned"})
        wanted = case.codes if codes is None else codes
        case.large = self.assess(case, number, wanted)
        if case.frozen:
            case.version, case.frozen, case.signed = case.version + 1, False, set()
        case.state = "signing"
        self.take(number, list(wanted))

    def sign(self, number: str, step: str, decision: str) -> None:
        case = self.cases[number]
        need(case.state == "signing" and step in case.due())
        need(step.endswith("bureau") or self.holder(step, case))
        case.frozen = True
        if decision == "agree":
            case.signed.add(step)
            case.state = "signing" if case.due() else "approved"
        else:
            self.close(number, "returned" if decision == "return" else "rejected")

    def withdraw(self, number: str) -> None:
        need(self.cases[number].state in {"signing", "returned", "approved"})
        self.close(number, "withdrawn")

    def close(self, number: str, state: str) -> None:
        self.cases[number].state = state
        for code in self.cases[number].codes:
            self.let_go(number, code)

    def write_off(self, number: str) -> None:
        need(self.cases[number].state == "approved")
        self.cases[number].state = "executed"
        for code in self.cases[number].codes:
            card = self.cards[code]
            self.cases[number].held[code] = card.holder
            card.case, card.status, card.holder = None, "disposed", None

    def income(self, number: str, amount: int) -> None:
        need(self.cases[number].state == "executed" and amount >= 0)
        need(not self.cases[number].reversed)
        self.cases[number].incomes += 1
