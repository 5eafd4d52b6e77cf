"""Hand-overs on the tour: the form, the departure that asks for one, the list at every length."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.handover import HandoverCause, SectionedSheet
from houqin_desktop.domain.people import Post
from houqin_desktop.gui.handover.dialog import HandoverDialog
from houqin_desktop.gui.operators.dialogs import DepartureDialog
from houqin_desktop.gui.touring.loan_scenes import drawn, of_every_length
from houqin_desktop.services import lookup
from houqin_desktop.services.handover.drafts import KeyLine, OpenHandover
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.slips.sheets import slip_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.slip import SlipSheet
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.session import Session

ROOM: Final = "音乐室"
# Who has something in his name and no post.
USER: Final = "P0010"


def _keeper(session: Session) -> str:
    """Return the number of who keeps a room with cards in the demo school."""
    room = lookup.storeroom(ROOM)
    keeper = lookup.holder(Post.STOREKEEPER, session.clock.today(), room.id)
    assert keeper is not None
    return lookup.person_by_id(keeper).number


def handed_over_demo(session: Session) -> str:
    """Return the number of a list of the demo school, opened once for both palettes."""
    waiting = register(session, "handovers")
    if keys := waiting.index().keys:
        return str(waiting.rows(keys[:1])[0][0])
    taker = session.actor()
    assert taker is not None
    number = session.run(
        OpenHandover(
            giver=_keeper(session),
            taker=taker.number,
            cause=HandoverCause.ROOM,
            storeroom=ROOM,
            keys=(
                KeyLine(name=f"{ROOM}前门", quantity=2),
                KeyLine(name="乐器柜", quantity=1, remarks="备用的一把在传达室"),
            ),
        )
    ).number
    assert number is not None
    return number


def handover_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield the form, empty and with something wrong, and a departure that was refused."""
    keeper = _keeper(window.session)
    prefilled = {"giver": keeper, "cause": HandoverCause.ROOM, "storeroom": ROOM}
    dialog = HandoverDialog(window, window.desk, prefilled)
    dialog.open()
    yield "办交接清册", dialog
    dialog.put_lines([[f"{ROOM}前门", "2"], ["", "3"]])
    dialog.values()
    yield "办交接清册·有要改的", dialog
    dialog.leave()
    user = lookup.person(USER)
    leaving = DepartureDialog(window, window.desk, user.number, user.name)
    leaving.open()
    leaving.save()
    yield "登记离岗·还有东西没交", leaving
    leaving.leave()


def handover_papers(session: Session) -> Iterator[tuple[str, bytes]]:
    """Yield the list as it is, and with 0, 1, a full page, one more and 200 lines."""
    sheet = slip_sheet(handed_over_demo(session))
    assert isinstance(sheet, SectionedSheet)
    yield sheet.title, drawn(sheet)
    yield from of_every_length(sheet, _of_length)


def _of_length(sheet: SlipSheet, rows: int) -> SlipSheet:
    assert isinstance(sheet, SectionedSheet)
    kept = (sheet.rows[at % len(sheet.rows)] for at in range(rows))
    first, *others = sheet.sections
    return replace(
        sheet,
        rows=tuple((str(at), *row[1:]) for at, row in enumerate(kept, start=1)),
        sections=(first, *(replace(one, above=rows) for one in others)),
    )
