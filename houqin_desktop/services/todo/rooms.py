"""Rooms that nobody keeps: every room in use has somebody who answers for it (专人保管)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from houqin_desktop.domain.people import Post
from houqin_desktop.services import lookup
from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of
from houqin_desktop.storage.people import Storeroom

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session


def rooms_without_keeper(session: Session) -> TodoGroup | None:
    """List the rooms that nobody keeps today, with the days since the last keeper's term ended."""
    today = session.clock.today()
    lines = [
        _line(room, today)
        for room in Storeroom.every("level <> 'central', id")
        if not room.closed and lookup.holder(Post.STOREKEEPER, today, room.id) is None
    ]
    return group_of(
        "rooms_without_keeper",
        "保管室没有保管员",
        "storeroom",
        "打开保管室，按“任命保管员”。",
        lines,
    )


def _line(room: Storeroom, today: date) -> TodoLine:
    leads = Leads("storerooms", room.name)
    ended = [
        term
        for term in lookup.terms()
        if term.storeroom_id == room.id and term.to_on is not None and term.to_on < today
    ]
    if not ended:
        return TodoLine(f"{room.name}还没有任命过保管员", "", leads)
    last = max(ended, key=lambda term: term.to_on or date.min)
    until = last.to_on
    assert until is not None
    name = lookup.person_by_id(last.person_id).name
    return TodoLine(
        f"{room.name}没有保管员", f"{name} 任期止于 {until}", leads, (today - until).days
    )


SOURCES = (rooms_without_keeper,)
