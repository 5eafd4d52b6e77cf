"""Who may sit down: the operators, or before anybody was authorised everyone in office today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houqin_desktop.domain.right import ADMINISTRATOR_TITLE
from houqin_desktop.services import lookup
from houqin_desktop.storage.operators import Operator
from houqin_desktop.storage.people import Person, Storeroom

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """Somebody who may sit down: number, words such as 王建国（总保管员）, what is asked of him."""

    number: str
    words: str
    administrator: bool
    has_password: bool


def people_at_the_door(session: Session) -> list[AtTheDoor]:
    """Return everyone who may sit down today, sorted by name."""
    today = session.clock.today()
    operators = {row.person_id: row for row in Operator.every()}
    posts = posts_held(session)
    # A staff of hundreds need not be read for the ten who hold a post.
    asked = [*operators.keys() | posts.keys()]
    marks = ",".join("?" * len(asked))
    found = []
    for person in Person.picked(f"id IN ({marks})", *asked, order="sort_key, id"):
        operator = operators.get(person.id)
        held = posts.get(person.id, [])
        if operators and (operator is None or not operator.active):
            continue
        if person.left_on is not None and person.left_on < today:
            continue
        if operator is not None and operator.administrator:
            held = [*held, ADMINISTRATOR_TITLE]
        words = f"{person.name}（{'、'.join(held)}）" if held else person.name
        found.append(
            AtTheDoor(
                person.number,
                words,
                operator is not None and operator.administrator,
                operator is not None and operator.password is not None,
            )
        )
    return found


def posts_held(session: Session) -> dict[int, list[str]]:
    """Return by person what he holds today, as one says it: 总保管员, or the room he keeps."""
    today = session.clock.today()
    rooms = {room.id: room.name for room in Storeroom.every()}
    posts: dict[int, list[str]] = {}
    for term in reversed(lookup.terms()):
        if term.covers(today):
            title = rooms[term.storeroom_id] if term.storeroom_id else term.post.label
            posts.setdefault(term.person_id, []).append(title)
    return posts


def people_in_office(session: Session) -> list[tuple[str, str]]:
    """Return number and words of everyone who may be chosen as the one at work, and of who is."""
    offered = [(one.number, one.words) for one in people_at_the_door(session)]
    actor = session.actor()
    if actor is not None and actor.number not in dict(offered):
        offered.append((actor.number, f"{actor.name}（没有岗位）"))
    return offered


def login_wanted() -> bool:
    """Say whether the program asks who sits down: there are several, or one has a password."""
    active = [row for row in Operator.every() if row.active]
    return len(active) > 1 or any(row.password is not None for row in active)
