"""Who keeps a room since when, and who kept it before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.domain.people import Post
from houqin_desktop.domain.storeroom import StoreroomLevel
from houqin_desktop.services import lookup
from houqin_desktop.services.storerooms.room_page import RoomBlock, RoomLine

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session
    from houqin_desktop.storage.people import Storeroom

MOST = 4


def keepers(session: Session, room: Storeroom) -> RoomBlock | None:
    """List the keeper of today and those of before, the latest first."""
    today = session.clock.today()
    central = room.level is StoreroomLevel.CENTRAL
    post = Post.HEAD_STOREKEEPER if central else Post.STOREKEEPER
    terms = [
        term
        for term in lookup.terms()
        if term.post is post and (central or term.storeroom_id == room.id)
    ]
    lines = []
    if not room.closed and not any(term.covers(today) for term in terms):
        lines.append(RoomLine("今天没有保管员", "请任命一名保管员"))
    for term in terms[:MOST]:
        name = lookup.person_by_id(term.person_id).name
        until = "至今" if term.to_on is None else f"至 {term.to_on}"
        lines.append(RoomLine(f"{name}（{post.label}）", f"{term.from_on} {until}"))
    return RoomBlock("keepers", "保管员", "people", tuple(lines))


SOURCES = (keepers,)
