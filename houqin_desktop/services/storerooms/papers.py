"""The open papers about what lies in a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.services.storerooms.room_page import RoomBlock, RoomLine
from houqin_desktop.services.todo.day_list import Leads
from houqin_desktop.storage.room import open_papers

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session
    from houqin_desktop.storage.people import Storeroom


def papers(session: Session, room: Storeroom) -> RoomBlock | None:
    """List the cases under way that are about cards of the room, each with its next step."""
    numbers = open_papers(room.id)
    if not numbers:
        return None
    from houqin_desktop.services.disposal.case import disposal_case

    cases = [disposal_case(number, session.clock) for number in numbers]
    lines = [
        RoomLine(
            f"{case.number} {case.kind}",
            f"{case.step_title}，已 {case.days_waiting:,} 天",
            Leads("record", case.number),
        )
        for case in cases
    ]
    return RoomBlock("papers", "在办的单据", "dispose", tuple(lines), "双击打开。")


SOURCES = (papers,)
