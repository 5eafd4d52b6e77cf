"""The page 物品: an item is registered, comes in, the slip is signed, taken back, reversed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from houqin_desktop.domain.handover import HandoverCause
from houqin_desktop.domain.stock import Condition, ReceiptSource, StockKind
from houqin_desktop.gui.assets.picture_strip import Thumbnail
from houqin_desktop.gui.disposal.apply_dialog import ApplyDialog
from houqin_desktop.gui.disposal.signature_dialog import SignatureDialog
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.stock.item_dialogs import CorrectItemDialog, PictureItemDialog
from houqin_desktop.gui.stock.receive_dialog import ReceiveDialog
from houqin_desktop.services.handover.drafts import OpenHandover
from houqin_desktop.services.loan.drafts import BackLine, Lend, LoanLine, TakeBack
from houqin_desktop.services.stock.drafts import AddItem
from houqin_desktop.services.transfer.drafts import Transfer, TransferLine
from tests.builders import CENTRAL, ROOM
from tests.photos import write_photo


@pytest.fixture
def page(book, window):
    window.show_page("stock")
    return window.stock


def put(grid, row, values):
    titles = [column.title for column in grid.rows.columns]
    grid.rows.put({(row, titles.index(title)): text for title, text in values.items()})


def test_an_item_is_registered_and_comes_in_by_two_forms(book, window, page, open_dialog):
    page.show_register("items")
    page.primary.click()
    form = open_dialog(DraftDialog)
    form.field("name").set_value("白粉笔")
    form.field("kind").set_value(StockKind.MATERIAL)
    form.field("unit").set_value("盒")
    form.save()
    page.actions_of_page["stock.receive"].trigger()
    receipt = open_dialog(ReceiveDialog)
    receipt.field("storeroom").set_value(CENTRAL)
    receipt.field("source").set_value(ReceiptSource.DONATION)
    put(receipt.sheet.grid, 0, {"物品": "白粉笔", "数量": "12", "金额": "36.00"})
    receipt.save()
    assert page.slip is not None
    assert page.slip.number == "RK20260001"
    assert [row["数量"] for row in book.listed("stock")] == [12]
    assert page.primary.text().strip().startswith("打印单据")


def test_a_receipt_without_lines_is_refused_in_place(page, open_dialog):
    page.actions_of_page["stock.receive"].trigger()
    receipt = open_dialog(ReceiveDialog)
    receipt.field("storeroom").set_value(CENTRAL)
    receipt.save()
    assert receipt.isVisible()
    assert "至少填一行" in receipt.bar.text


def test_the_primary_button_of_a_printed_slip_is_the_signature(book, page, open_dialog):
    book.run(AddItem(name="白粉笔", kind=StockKind.MATERIAL, unit="盒"))
    number = book.receive("白粉笔", 5, 500)
    page.open_slip(number)
    page.actions_of_page["slip.sign"].trigger()
    form = open_dialog(SignatureDialog)
    assert "王保管" in form.field("signer").text()
    form.save()
    assert [step.is_signed for step in page.slip.steps].count(True) == 1


def test_an_unsigned_slip_is_taken_back_by_one_key(book, page, open_dialog, qtbot):
    book.run(AddItem(name="白粉笔", kind=StockKind.MATERIAL, unit="盒"))
    page.open_slip(book.receive("白粉笔", 5, 500))
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    open_dialog(DraftDialog).save()
    assert book.listed("stock") == []
    assert page.slip.state_label == "已撤销"


def test_a_correction_begins_with_what_the_catalogue_says_and_clears_what_is_emptied(
    book, page, open_dialog
):
    book.run(AddItem(name="白粉笔", kind=StockKind.MATERIAL, unit="盒", minimum=5, category="教具"))
    page.show_register("items")
    page.panel.view.choose_first()
    page.actions_of_page["stock.correct_item"].trigger()
    form = open_dialog(CorrectItemDialog)
    assert form.field("name").value() == "白粉笔"
    form.field("category").set_value("")
    form.field("specification").set_value("无尘")
    form.save()
    (row,) = book.listed("items")
    assert (row["类别"], row["规格型号"], row["最低库存"]) == ("", "无尘", 5)


def test_an_item_shows_the_photo_that_it_was_given(book, page, open_dialog, tmp_path):
    book.run(AddItem(name="白粉笔", kind=StockKind.MATERIAL, unit="盒"))
    page.show_register("items")
    page.panel.view.choose_first()
    page.actions_of_page["stock.picture"].trigger()
    form = open_dialog(PictureItemDialog)
    form.field("picture").set_value(str(write_photo(tmp_path / "粉笔.png")))
    form.save()
    (picture,) = page.card.findChildren(Thumbnail)
    assert (picture.picture.name, picture.fault) == ("粉笔.png", "")
    picture.click()
    again = open_dialog(PictureItemDialog)
    again.save()
    assert page.card.findChildren(Thumbnail) == []


def test_the_books_of_loans_transfers_and_hand_overs_open_the_slip_behind_a_row(book, page):
    book.run(AddItem(name="订书机", kind=StockKind.CONSUMABLE, unit="个"))
    book.receive("订书机", 5, 10_000)
    lines = (LoanLine(item="订书机", quantity=2),)
    loan = book.make(Lend(storeroom=CENTRAL, borrower="P0008", due_on=book.today, lines=lines))
    moved = (TransferLine(item="订书机", quantity=1),)
    shared = {"giver": "P0001", "taker": "P0008", "reason": "并室"}
    transfer = book.make(Transfer(**shared, storeroom=CENTRAL, other_storeroom=ROOM, lines=moved))
    handover = book.make(OpenHandover(giver="P0008", taker="P0001", cause=HandoverCause.MOVES))
    for name, number in (("loans", loan), ("transfers", transfer), ("handovers", handover)):
        page.show_register(name)
        page.panel.view.choose_first()
        assert page.slip.number == number
        assert page.primary.text().strip().startswith("打印单据")


def test_a_signed_slip_leads_to_what_follows_it_and_says_why_not(book, page, open_dialog):
    book.run(AddItem(name="订书机", kind=StockKind.CONSUMABLE, unit="个"))
    book.receive("订书机", 5, 10_000)
    lines = (LoanLine(item="订书机", quantity=2),)
    loan = book.make(Lend(storeroom=CENTRAL, borrower="P0008", due_on=book.today, lines=lines))
    book.sign_slip(loan)
    page.open_slip(loan)
    actions = page.actions_of_page
    assert page.primary.text().strip().startswith("登记归还")
    assert actions["loan.gate_back"].toolTip() == "请先选一张物品出门单"
    actions["loan.renew"].trigger()
    form = open_dialog(DraftDialog)
    form.field("due_on").set_value(book.today + timedelta(days=3))
    form.save()
    lost = (BackLine(line=1, condition=Condition.LOST),)
    back = book.make(TakeBack(number=loan, lines=lost))
    page.open_slip(back)
    actions["loan.compensate"].trigger()
    form = open_dialog(DraftDialog)
    assert form.field("line").currentText() == "第 1 行 订书机 丢失"
    form.field("amount").set_value(4_000)
    form.save()
    assert actions["loan.compensate"].toolTip() == f"{back} 没有还要赔偿的行"
    actions["loan.not_paid"].trigger()
    open_dialog(DraftDialog).save()
    assert actions["loan.compensate"].isEnabled()


def test_a_card_that_came_back_broken_leads_to_its_loss_report(book, page, open_dialog, window):
    code = book.asset(name="投影仪")
    lines = (LoanLine(item=code),)
    loan = book.make(Lend(storeroom=ROOM, borrower="P0008", due_on=book.today, lines=lines))
    broken = (BackLine(line=1, condition=Condition.DAMAGED),)
    back = book.make(TakeBack(number=loan, lines=broken))
    book.sign_slip(back)
    page.open_slip(back)
    assert page.primary.text().strip().startswith("申请报损")
    page.primary.click()
    open_dialog(ApplyDialog).save()
    assert window.page is window.disposals
    assert [line.code for line in window.disposals.case.lines] == [code]
    assert window.disposals.case.number.startswith("BS")
