"""采购 on the tour: its lists, the guard at work, every form, the papers of any length."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.procurement.opening import procurement_page
from houqin_desktop.gui.procurement.purchase_dialogs import quotation_dialog
from houqin_desktop.gui.procurement.request_dialog import RequestDialog
from houqin_desktop.gui.procurement.small_dialogs import hand_out_dialog
from houqin_desktop.gui.touring.loan_scenes import drawn, of_every_length
from houqin_desktop.gui.touring.opening import opened
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.slips.documents import AttachDocument
from houqin_desktop.services.slips.sheets import slip_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.main_window import MainWindow

# The papers of the demo school by what they wait for.
FINISHED, TO_BUY, SIGNING, UNPRINTED = "CG20260001", "CG20260004", "CG20260005", "CG20260007"
COMPARED, TO_COME = "DD20260001", "DD20260002"
TO_STOCK, STOCKED = "YS20260002", "YS20260001"
RECEIPT: Final = "RK20260005"
PAPERS: Final = (FINISHED, COMPARED, STOCKED, SIGNING)
# Title, the paper that is chosen or the list that is shown, the action.
FORMS: Final = (
    ("处理申请行", UNPRINTED, "procurement.decide"),
    ("补写采购例外", UNPRINTED, "procurement.excuse"),
    ("结束采购申请", TO_BUY, "procurement.close"),
    ("采购", TO_BUY, "procurement.order"),
    ("验收", TO_COME, "procurement.accept"),
    ("验收入库", TO_STOCK, "procurement.stock"),
    ("登记财务入账", RECEIPT, "procurement.accounts"),
    ("采购流程", FINISHED, "procurement.thread"),
    ("附文件", FINISHED, "slip.attach"),
    ("随附文件", COMPARED, "slip.documents"),
    ("打印单上的标签", RECEIPT, "slip.labels"),
    ("登记预算", "budget", "procurement.budget"),
    ("调整预算", "budget", "procurement.change_budget"),
    ("登记供应商", "suppliers", "procurement.supplier"),
    ("更正供应商", "suppliers", "procurement.correct_supplier"),
)
LINES: Final = (
    {"name": "航拍无人机", "unit": "台", "quantity": 1, "price": 480_000},
    {"name": "投影仪", "unit": "台", "quantity": 2, "price": 320_000},
)


def procurement_page_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield each list of the page as it stands when one comes to it."""
    page = procurement_page(window)
    for at in range(page.lists.count()):
        page.lists.setCurrentIndex(at)
        page.panel.view.choose_first()
        yield f"采购·{page.lists.tabText(at)}", window
    page.lists.setCurrentIndex(0)


def procurement_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield papers in their states, the form of a request with the guard, and the other forms."""
    page = procurement_page(window)
    for number in (FINISHED, TO_BUY, SIGNING, COMPARED, TO_COME, STOCKED, RECEIPT):
        page.open_slip(number)
        yield f"采购·单据{number}", window
    request = RequestDialog(window, window.desk)
    request.open()
    yield "采购申请", request
    request.fill(LINES)
    request.sheet.grid.go_to(1, 0)
    yield "采购申请·学校已有", request
    request.leave()
    for title, form in (
        ("登记报价", quotation_dialog(window, window.desk, COMPARED)),
        ("采购发放", hand_out_dialog(window, window.desk, RECEIPT)),
    ):
        form.open()
        yield title, form
        form.leave()
    _attach(window)
    for title, where, action_id in FORMS:
        if where in page.registers:
            page.show_register(where)
            page.panel.view.choose_first()
        else:
            page.open_slip(where)
        dialog = opened(page.actions_of_page[action_id].trigger)
        yield title, dialog
        dialog.close()
    page.lists.setCurrentIndex(0)
    window.show_page("assets")


def _attach(window: MainWindow) -> None:
    """Keep a file with the compared purchase, unless it has one since the other palette."""
    session = window.desk.session
    if slip_view(COMPARED, session.clock).documents:
        return
    with TemporaryDirectory(prefix="houqin-tour-") as folder:
        contract = Path(folder) / "合同扫描件.pdf"
        contract.write_bytes(drawn(slip_sheet(COMPARED)))
        session.run(AttachDocument(number=COMPARED, file=str(contract), title="采购合同"))


def procurement_papers() -> Iterator[tuple[str, bytes]]:
    """Yield the papers with 0, 1, a full page, one more and 200 lines, and one with its reasons."""
    for number in PAPERS:
        sheet = slip_sheet(number)
        yield f"{sheet.title} {number}", drawn(sheet)
        if number != SIGNING:
            yield from of_every_length(sheet)
