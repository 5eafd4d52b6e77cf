"""The page 物品: an item is registered, comes in, the slip is signed, taken back, reversed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from houqin_desktop.domain.stock import ReceiptSource, StockKind
from houqin_desktop.gui.disposal.signature_dialog import SignatureDialog
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.stock.item_dialogs import CorrectItemDialog
from houqin_desktop.gui.stock.receive_dialog import ReceiveDialog
from houqin_desktop.services.stock.drafts import AddItem
from tests.builders import CENTRAL


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
