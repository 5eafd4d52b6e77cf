"""A count on the tour: the page, the sheet typed back, the forms, papers of every length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.count_paper import FORMS, REPORT, count_paper, count_sheet
from houqin_desktop.documents.list_form import render_list
from houqin_desktop.documents.preview import page_count
from houqin_desktop.domain.count import CountHandling, CountResult, CountScope, FoundCondition
from houqin_desktop.gui.count.dialogs import (
    OpenCountDialog,
    SurplusDialog,
    close_dialog,
    explain_dialog,
    finish_dialog,
    settle_dialog,
)
from houqin_desktop.gui.count.entry_dialog import CountEntryDialog
from houqin_desktop.gui.touring.loan_scenes import drawn, of_every_length
from houqin_desktop.gui.touring.operator_scenes import PASSWORD
from houqin_desktop.services import lookup
from houqin_desktop.services.count.drafts import (
    CloseCount,
    CountedLine,
    ExplainDifference,
    FinishCountRoom,
    OpenCount,
    RecordCountLines,
    RecordSurplus,
    SettleDifference,
)
from houqin_desktop.services.count.reconciling import (
    BureauCard,
    correction_sheet,
    reconcile,
)
from houqin_desktop.services.count.view import CountView
from houqin_desktop.services.slips.sheets import slip_sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.list_sheet import ListSheet
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.count.line_views import LineView
    from houqin_desktop.services.session import Session

ROOMS: Final = ("音乐室", "电脑1室")
MANY: Final = 200


def counted_demo(session: Session) -> str:
    """Count two rooms of the demo school, with a difference of every kind; return the number."""
    number = session.run(OpenCount(title="2026年秋季资产清查", rooms=ROOMS)).number
    assert number is not None
    first, second = ROOMS
    elsewhere = CountView(session, number).sheet(second)[0]
    lines = _found(CountView(session, number).sheet(first))
    lines.append(CountedLine(code=elsewhere.code, quantity=1))
    session.run(RecordCountLines(number=number, room=first, lines=tuple(lines)))
    session.run(
        RecordSurplus(
            number=number, room=first, name="节拍器", quantity=2, value=9_600, unit="个",
            value_basis="同类市场价",
        )
    )  # fmt: skip
    for one in CountView(session, number).differences[:3]:
        session.run(
            ExplainDifference(
                number=number,
                result=one.result,
                code=one.code or None,
                surplus=one.surplus,
                cause="搬教室时没有登记",
                handling=one.fitting[0],
            )
        )
    return number


def missed_demo(session: Session) -> str:
    """Count the stock of the 总保管室, of which two things are short; return the slip of 盘亏."""
    room = lookup.central_storeroom().name
    number = session.run(OpenCount(rooms=(room,), things=CountScope.STOCK)).number or ""
    short = tuple(line.code for line in CountView(session, number).lines[:2])
    lines = tuple(
        CountedLine(code=line.code, quantity=line.booked.quantity - (line.code in short))
        for line in CountView(session, number).lines
    )
    session.run(RecordCountLines(number=number, room=room, lines=lines))
    for code in short:
        session.run(
            ExplainDifference(
                number=number, result=CountResult.SHORTAGE, code=code, cause="领用没有登记",
                handling=CountHandling.WRITE_OFF,
            )
        )  # fmt: skip
    session.run(FinishCountRoom(number=number, room=room, counted_by="周建国"))
    session.confirm(PASSWORD)
    session.run(CloseCount(number=number, signers="周建国、陈志远"))
    settled = SettleDifference(number=number, result=CountResult.SHORTAGE, code=short[0])
    return session.run(settled).number or ""


def _found(own: tuple[LineView, ...]) -> list[CountedLine]:
    """Return what was found of a sheet: most as booked, one line of it in every other way."""
    lines = [CountedLine(line=one.position, quantity=one.booked.quantity) for one in own[5:-3]]
    lines += [
        CountedLine(line=own[0].position, quantity=max(0, own[0].booked.quantity - 1)),
        CountedLine(
            line=own[1].position,
            quantity=own[1].booked.quantity,
            condition=FoundCondition.DAMAGED,
            note="鼓皮破裂",
        ),
        CountedLine(line=own[2].position, quantity=own[2].booked.quantity, place="三楼储藏间"),
        CountedLine(
            line=own[3].position,
            quantity=own[3].booked.quantity,
            condition=FoundCondition.IDLE,
        ),
    ]
    return lines


def count_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield the page over a count that is going on, and its forms."""
    session, desk = window.session, window.desk
    number = counted_demo(session)
    window.show_page("count")
    page = window.page
    page.refresh()
    yield "清查·盘点中", window
    entry = CountEntryDialog(page, desk, number, ROOMS[0])
    entry.open()
    yield "登记盘点", entry
    entry.leave()
    one = CountView(session, number).differences[0]
    for title, dialog in (
        ("开始清查", OpenCountDialog(page, desk)),
        ("登记盘盈", SurplusDialog(page, desk, number, ROOMS[0])),
        ("一室盘完", finish_dialog(page, desk, number, ROOMS[0])),
        ("说明差异", explain_dialog(page, desk, number, one)),
        ("办理差异", settle_dialog(page, desk, number, one)),
        ("清查签结", close_dialog(page, desk, number)),
    ):
        dialog.open()
        yield title, dialog
        dialog.leave()
    window.show_page("assets")


def count_papers(session: Session) -> Iterator[tuple[str, bytes]]:
    """Yield every paper of a count, and 盘点表 with 0, 1, a full page, one more and 200 lines."""
    number = counted_demo(session)
    for form, title in FORMS.items():
        room = ROOMS[0] if form in ("sheet", "blind") else None
        yield title, count_paper(session, number, form, room)
    for form in FORMS:
        if form != REPORT:
            sheet = count_sheet(session, number, form)
            yield from lengths_of_list(sheet, FORMS[form])
    missing = slip_sheet(missed_demo(session))
    yield missing.title, drawn(missing)
    yield from of_every_length(missing)
    sheet = correction_sheet(session, reconcile(session, _exported(session, number), None), None)
    yield from lengths_of_list(sheet, sheet.title)


def _exported(session: Session, number: str) -> list[BureauCard]:
    """Return some cards as the bureau's system could have them, with a difference in each."""
    known = CountView(session, number).sheet(ROOMS[0])
    cards = [
        BureauCard(
            one.code,
            one.name,
            one.booked.value_fen + (100_000 if at % 3 == 0 else 0),
            "综合楼一楼" if at % 3 == 1 else None,
            "欧阳明" if at % 3 == 2 else None,
        )
        for at, one in enumerate(known[:30])
    ]
    return [*cards, BureauCard("TY2009000999", "摄像机", 860_000, "广播室", None)]


def lengths_of_list(sheet: ListSheet, title: str) -> Iterator[tuple[str, bytes]]:
    """Yield a list with 0, 1, a full page, one more and 200 lines, its own again and again."""
    if not sheet.rows:
        return
    full = 1
    while page_count(_drawn(sheet, full + 1)) == 1:
        full += 1
    for rows in (0, 1, full, full + 1, MANY):
        yield f"{title}（{rows} 行）", _drawn(sheet, rows)


def _drawn(sheet: ListSheet, rows: int) -> bytes:
    """Draw a sheet with so many rows in its first section, its own ones again and again."""
    known = sheet.rows
    some = tuple(known[at % len(known)] for at in range(rows))
    first = sheet.sections[0]
    first = replace(first, rows=some, title=first.title if sheet.apart else "")
    target = BytesIO()
    render_list(replace(sheet, sections=(first,)), target)
    return target.getvalue()
