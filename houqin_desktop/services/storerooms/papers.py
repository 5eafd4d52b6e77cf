"""The open papers about what lies in a room, and its counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.storerooms.room_page import RoomBlock, RoomLine
from houqin_desktop.services.todo.day_list import Leads
from houqin_desktop.storage.count_progress import last_counted, open_sessions_of
from houqin_desktop.storage.room import open_papers, open_slips

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session
    from houqin_desktop.storage.people import Storeroom


def papers(session: Session, room: Storeroom) -> RoomBlock | None:
    """List the cases and slips under way that are about the room."""
    lines = [_case(session, number) for number in open_papers(room.id)]
    lines += [
        RoomLine(f"{number} {VoucherKind(kind).label}", "签字还没有齐", Leads("record", number))
        for number, kind in open_slips(room.id)
    ]
    return RoomBlock("papers", "在办的单据", "dispose", tuple(lines), "双击打开。")


def counts(_session: Session, room: Storeroom) -> RoomBlock | None:
    """Say in which counts the room is now, and when it was last counted."""
    lines = [
        RoomLine(f"{number} 正在清查", leads=Leads("record", number))
        for number in open_sessions_of(room.id)
    ]
    if (last := last_counted(room.id)) is not None:
        number, on = last
        lines.append(RoomLine(f"上次清查 {number}", f"{on} 盘完", Leads("record", number)))
    return RoomBlock("counts", "清查", "check", tuple(lines))


def _case(session: Session, number: str) -> RoomLine:
    # It brings the whole of disposal with it; a room without a case does without.
    from houqin_desktop.services.disposal.case import disposal_case

    case = disposal_case(number, session.clock)
    return RoomLine(
        f"{case.number} {case.kind}",
        f"{case.step_title}，已 {case.days_waiting:,} 天",
        Leads("record", case.number),
    )


SOURCES = (papers, counts)
