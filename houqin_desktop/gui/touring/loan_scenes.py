"""The counter on the tour, empty and filled in, and the papers of slips of every length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.preview import page_count
from houqin_desktop.documents.slip_form import render_slip
from houqin_desktop.domain.loan import RestockReason
from houqin_desktop.domain.stock import Condition, ReceiptSource
from houqin_desktop.gui.loan.aftermath_dialogs import (
    PhotographDialog,
    compensate_dialog,
    gate_back_dialog,
    not_paid_dialog,
    renew_dialog,
)
from houqin_desktop.gui.loan.back_dialogs import RestockDialog, TakeBackDialog
from houqin_desktop.gui.loan.day_grid_dialog import DayGridDialog
from houqin_desktop.gui.loan.dialogs import GatePassDialog, IssueDialog, LendDialog
from houqin_desktop.gui.loan.photo_dialog import PhotoDialog
from houqin_desktop.gui.transfer.dialog import TransferDialog
from houqin_desktop.resources import resource_path
from houqin_desktop.services import lookup
from houqin_desktop.services.loan.drafts import (
    BackLine,
    IssueGatePass,
    IssueLine,
    IssueStock,
    Lend,
    LoanLine,
    Reserve,
    Restock,
    RestockLine,
    TakeBack,
)
from houqin_desktop.services.loan.photos import photos_of
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.slips.sheets import slip_sheet
from houqin_desktop.services.stock.drafts import ReceiptLine, ReceiveStock
from houqin_desktop.services.transfer.drafts import Transfer, TransferLine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.slip import SlipSheet
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.draft import Draft
    from houqin_desktop.services.session import Session

MANY: Final = 200
PHOTO: Final = "pictures/demo/computer.png"
# Chalk, pens, staplers, calculators of the demo school.
ITEMS: Final = ("WP00001", "WP00004", "WP00005", "WP00006")
STAPLERS, CALCULATORS = ITEMS[2:]


def lent_demo(session: Session) -> dict[str, str]:
    """Write a slip of every kind into the demo school; return their numbers by kind."""
    room = lookup.central_storeroom().name
    received = tuple(ReceiptLine(item=one, quantity=50, amount=20_050) for one in ITEMS)
    receipt = ReceiveStock(storeroom=room, source=ReceiptSource.OPENING, lines=received)
    arrived = _made(session, receipt)
    taker = session.actor()
    assert taker is not None
    person = taker.number
    due = session.clock.today() + timedelta(days=7)
    given = tuple(IssueLine(item=one, quantity=at) for at, one in enumerate(ITEMS, start=2))
    numbers = {
        "receipt": arrived,
        "issue": _made(
            session, IssueStock(storeroom=room, taker=person, lines=given, purpose="开学发放")
        ),
        "loan": _made(
            session,
            Lend(storeroom=room, borrower=person, due_on=due, lines=_lent(), outside="新城小学",
                 purpose="联合教研"),
        ),
    }  # fmt: skip
    worse = BackLine(line=2, quantity=1, condition=Condition.DAMAGED, condition_note="外壳开裂")
    back = TakeBack(number=numbers["loan"], lines=(BackLine(line=1, quantity=1), worse))
    left = RestockLine(line=1, quantity=1, reason=RestockReason.LEFT_OVER)
    numbers["take_back"] = _made(session, back)
    numbers["restock"] = _made(session, Restock(number=numbers["issue"], lines=(left,)))
    gate = IssueGatePass(
        storeroom=room,
        carrier=person,
        outside="新城小学",
        purpose="联合教研借用",
        loan=numbers["loan"],
        due_on=due,
    )
    numbers["transfer"] = _moved(session, room, person)
    _reserve(session, person)
    return numbers | {"gate_pass": _made(session, gate)}


def _lent() -> tuple[LoanLine, ...]:
    photo = str(resource_path(PHOTO))
    return (
        LoanLine(item=STAPLERS, quantity=2, photo=photo),
        LoanLine(item=CALCULATORS, quantity=3),
    )


def _moved(session: Session, room: str, person: str) -> str:
    lines = (TransferLine(item=CALCULATORS, quantity=2),)
    shared = {"giver": person, "taker": person, "storeroom": room}
    return _made(session, Transfer(**shared, reason="专用教室调整", lines=lines))


def _reserve(session: Session, person: str) -> None:
    """Reserve two rooms; the other palette finds them reserved already."""
    if register(session, "reservations").index().keys:
        return
    today = session.clock.today()
    for item, first, purpose in (("电脑1室", 2, "公开课"), ("音乐室", 5, "合唱")):
        session.run(
            Reserve(item=item, person=person, reserved_on=today, first_period=first,
                    last_period=first + 1, purpose=purpose)
        )  # fmt: skip


def _made(session: Session, draft: Draft) -> str:
    number = session.run(draft).number
    assert number is not None
    return number


def loan_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield the counter: empty, filled in with something wrong, and what comes back of a loan."""
    numbers = lent_demo(window.session)
    lines = [["白粉笔", "12"], ["dsj", "2", "是", "三年级办公室"], ["计算器", "0"]]
    for title, kind in (("领用登记", IssueDialog), ("借用登记", LendDialog)):
        dialog = kind(window, window.desk)
        dialog.open()
        yield title, dialog
        dialog.put_lines([line[:2] for line in lines] if kind is LendDialog else lines)
        dialog.values()
        yield f"{title}·有要改的", dialog
        dialog.leave()
    for title, form in (
        ("归还登记", TakeBackDialog(window, window.desk, numbers["loan"])),
        ("退库登记", RestockDialog(window, window.desk, numbers["issue"])),
        ("开物品出门条", GatePassDialog(window, window.desk)),
        ("部门转移", TransferDialog(window, window.desk)),
        ("续借", renew_dialog(window, window.desk, numbers["loan"])),
        ("补照片", PhotographDialog(window, window.desk, numbers["loan"], ((1, "计算器"),))),
        (
            "登记赔偿",
            compensate_dialog(window, window.desk, numbers["take_back"], ((2, "计算器 损坏"),)),
        ),
        (
            "撤销赔偿",
            not_paid_dialog(window, window.desk, numbers["take_back"], ((2, "计算器 损坏"),)),
        ),
        ("出门物品返回", gate_back_dialog(window, window.desk, numbers["gate_pass"])),
    ):
        form.open()
        yield title, form
        form.leave()
    photos = PhotoDialog(window, f"照片 {numbers['loan']}", photos_of(numbers["loan"]))
    photos.open()
    yield "借出时的照片", photos
    photos.accept()
    grid = DayGridDialog(window, window.desk)
    grid.open()
    yield "预约", grid
    grid.accept()


def loan_papers(session: Session) -> Iterator[tuple[str, bytes]]:
    """Yield the paper of every kind of slip with 0, 1, a full page, one more and 200 lines."""
    for number in lent_demo(session).values():
        sheet = slip_sheet(number)
        yield sheet.title, drawn(sheet)
        yield from of_every_length(sheet)


def of_every_length(
    sheet: SlipSheet,
    of_length: Callable[[SlipSheet, int], SlipSheet] | None = None,
    draw: Callable[[SlipSheet], bytes] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield a paper with 0, 1, a full page, one more and 200 lines."""
    of_length, draw = of_length or _of_length, draw or drawn
    full = 1
    while page_count(draw(of_length(sheet, full + 1))) == 1:
        full += 1
    for rows in (0, 1, full, full + 1, MANY):
        yield f"{sheet.title}（{rows} 行）", draw(of_length(sheet, rows))


def _of_length(sheet: SlipSheet, rows: int) -> SlipSheet:
    kept = [sheet.rows[at % len(sheet.rows)] for at in range(rows)]
    return replace(sheet, rows=tuple((str(at), *row[1:]) for at, row in enumerate(kept, start=1)))


def drawn(sheet: SlipSheet) -> bytes:
    """Return the PDF of a slip."""
    file = BytesIO()
    render_slip(sheet, file)
    return file.getvalue()
