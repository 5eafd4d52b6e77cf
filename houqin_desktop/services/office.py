"""Who is in office today, for the chooser of the 经办人 until there is a log-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.services import lookup
from houqin_desktop.storage.people import Person, Storeroom

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session


def people_in_office(session: Session) -> list[tuple[str, str]]:
    """Return number and words, 王建国（总保管员）, of everyone who holds a post today."""
    today = session.clock.today()
    rooms = {room.id: room.name for room in Storeroom.select()}
    posts: dict[int, list[str]] = {}
    for term in reversed(lookup.terms()):
        if term.covers(today):
            title = rooms[term.storeroom_id] if term.storeroom_id else term.post.label
            posts.setdefault(term.person_id, []).append(title)
    people = Person.select().order_by(Person.sort_key, Person.id)
    return [
        (person.number, f"{person.name}（{'、'.join(posts[person.id])}）")
        for person in people
        if person.id in posts
    ]
