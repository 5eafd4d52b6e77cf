"""What was lent out of a room and is not back yet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from houqin_desktop.domain.loan import days_overdue
from houqin_desktop.services.storerooms.room_page import RoomBlock, RoomLine
from houqin_desktop.services.todo.day_list import Leads
from houqin_desktop.storage.loan import handed_out

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session
    from houqin_desktop.storage.people import Storeroom

MOST = 10


def loans(session: Session, room: Storeroom) -> RoomBlock | None:
    """List the lines that are out, the longest overdue first."""
    today = session.clock.today()
    out = [one for one in handed_out("loan", storeroom_id=room.id) if one.out]
    lines = []
    for one in sorted(out, key=lambda one: one.due_on)[:MOST]:
        late = days_overdue(one.out, date.fromisoformat(one.due_on), today)
        when = f"逾期 {late:,} 天" if late else f"{one.due_on} 前还"
        lines.append(
            RoomLine(
                f"{one.name} {one.code}",
                f"{one.out:,} {one.unit or '件'}　{one.taker} 借　{when}",
                Leads("record", one.number),
            )
        )
    if len(out) > MOST:
        lines.append(RoomLine(f"另有 {len(out) - MOST:,} 行"))
    return RoomBlock("loans", "借出未还", "return", tuple(lines), "双击打开借用单。")


SOURCES = (loans,)
