"""What came into a room and went out of it of late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.domain.storeroom import VirtualLocation
from houqin_desktop.services.storerooms.room_page import RoomBlock, RoomLine
from houqin_desktop.services.todo.day_list import Leads
from houqin_desktop.storage.room import last_moves

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session
    from houqin_desktop.storage.people import Storeroom

MOST = 10
_CODES = frozenset(place.value for place in VirtualLocation)


def moves(_session: Session, room: Storeroom) -> RoomBlock | None:
    """List the last moves, the newest first."""
    lines = []
    for on, code, name, pieces, came, other in last_moves(room.location_id, MOST):
        side = VirtualLocation(other).label if other in _CODES else other
        way = f"{side} → 本室" if came else f"本室 → {side}"
        lines.append(
            RoomLine(f"{on}　{name} {code}", f"{pieces:,} 件　{way}", Leads("record", code))
        )
    return RoomBlock("moves", "最近变动", "history", tuple(lines))


SOURCES = (moves,)
