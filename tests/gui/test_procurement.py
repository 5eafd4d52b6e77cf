"""The page 采购: asked for with the guard speaking, bought, accepted, brought in, handed out."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.domain.term import GroupKind, KitBasis, Season
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.gui.disposal.signature_dialog import SignatureDialog
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.loan.dialogs import IssueDialog
from houqin_desktop.gui.procurement.purchase_dialogs import AcceptDialog, OrderDialog, StockDialog
from houqin_desktop.gui.procurement.request_dialog import RequestDialog
from houqin_desktop.gui.procurement.small_dialogs import CorrectSupplierDialog, DecideDialog
from houqin_desktop.gui.procurement.thread_dialog import ThreadDialog
from houqin_desktop.gui.transfer.dialog import TransferDialog
from houqin_desktop.services import lookup
from houqin_desktop.services.disposal.drafts import RecordPrinting, RejectDisposal
from houqin_desktop.services.procurement.drafts import DeliveredLine, WantedLine
from houqin_desktop.services.stock.drafts import AddItem
from houqin_desktop.services.term.drafts import (
    GroupRow,
    KitRow,
    OpenTermPlan,
    SetKit,
    SetTermGroups,
)
from tests.builders import ACCOUNTANT, COLLEAGUE, DEPARTMENT, DIRECTOR, KEEPER, LEADER, ROOM
from tests.gui.test_stock import put
from tests.procuring import BUDGET, PENS, SHOPS, approved, ask, bought, open_shops, stocked


@pytest.fixture
def page(book, window):
    open_shops(book)
    window.show_page("procurement")
    return window.page


@pytest.fixture
def form(page, open_dialog):
    """Return the form 采购申请, with who asks filled in."""
    page.actions_of_page["procurement.request"].trigger()
    made = open_dialog(RequestDialog)
    for name, value in (("applicant", COLLEAGUE), ("department", DEPARTMENT), ("head", KEEPER)):
        made.field(name).set_value(value)
    yield made
    for left in page.findChildren(RequestDialog):
        left.leave()


def act(page, action_id: str) -> None:
    assert page.actions_of_page[action_id].isEnabled(), page.actions_of_page[action_id].toolTip()
    page.actions_of_page[action_id].trigger()


def idle_projector(book, quantity: int = 3) -> str:
    code: str = book.asset(
        name="投影机", status=AssetStatus.IDLE, storeroom=ROOM, quantity=quantity, unit="台"
    )
    return code


def hand() -> QWidget:
    """Return what has the keyboard."""
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def type_word(word: str) -> None:
    """Type a word as hands do: Chinese comes from the input method whole."""
    if word.isascii():
        for char in word:
            QTest.keyClicks(hand(), char)
    else:
        line, event = hand(), QInputMethodEvent("", [])
        event.setCommitString(word)
        for composed in (QInputMethodEvent("a", []), event):
            QApplication.sendEvent(line, composed)
    QApplication.processEvents()


def type_line(form, *words: str) -> None:
    """Type words from cell to cell, Enter after each."""
    form.activateWindow()
    form.sheet.grid.setFocus()
    for word in words:
        type_word(word)
        QTest.keyClick(hand(), Qt.Key.Key_Return)
        QApplication.processEvents()


def test_what_is_idle_elsewhere_is_said_at_once_while_the_line_is_typed(book, form):
    idle_projector(book)
    form.activateWindow()
    form.sheet.grid.setFocus()
    type_word("投影")
    type_word("仪")
    assert form.sheet.grid.is_open
    assert form.there.isVisible()
    (line,) = form.there.table.lines.lines
    assert (line[0], line[1], line[3], line[4]) == ("闲置", "投影机", "3 台", ROOM)


def test_nothing_is_said_where_nothing_is_like_it(book, form):
    idle_projector(book)
    type_line(form, "航拍无人机", "", "台", "2", "3000")
    assert not form.there.isVisible()
    assert form.sheet.grid.rows.values() == [
        {"name": "航拍无人机", "unit": "台", "quantity": 2, "price": 300_000}
    ]


def test_a_request_is_made_by_the_keyboard_alone(page, form):
    form.activateWindow()
    form.field("remarks").setFocus()
    QTest.keyClick(form.field("remarks"), Qt.Key.Key_Return)
    assert hand() is form.sheet.grid
    type_line(form, "荧光教鞭", "", "支", "10", "5", "", "")
    assert page.slip.number == "CG20260001"
    assert page.slip.kind is VoucherKind.PURCHASE_REQUEST
    assert page.primary.text().strip().startswith("打印单据")


def test_somebody_in_a_hurry_is_refused_at_the_line_and_led_to_its_reason(book, form):
    idle_projector(book)
    put(form.sheet.grid, 0, {"物品名称": "荧光教鞭", "数量": "1", "预计单价": "5"})
    put(form.sheet.grid, 1, {"物品名称": "投影仪", "数量": "2", "预计单价": "3000"})
    form.save()
    assert form.isVisible()
    assert "第 2 行：要买的投影仪学校已经有" in form.bar.text
    now = form.sheet.grid.currentIndex()
    column = form.sheet.grid.rows.columns[now.column()]
    assert (now.row(), column.title) == (1, "仍要购买的理由")
    put(form.sheet.grid, 1, {"仍要购买的理由": "两处同时上公开课"})
    form.save()
    (choice,) = book.rows("request_choice")
    assert (choice["choice"], choice["reason"]) == ("buy", "两处同时上公开课")


def test_part_of_a_line_becomes_an_issue_by_one_key_and_the_request_says_so(
    book, form, open_dialog, qtbot
):
    code = idle_projector(book, quantity=1)
    put(form.sheet.grid, 0, {"物品名称": "投影仪", "数量": "2", "预计单价": "3000"})
    form.sheet.grid.go_to(0, 0)
    form.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(form.sheet.grid, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(form.findChildren(IssueDialog)))
    issue = open_dialog(IssueDialog)
    assert issue.sheet.grid.rows.values()[0]["item"] == code
    issue.save()
    form.save()
    (choice,) = book.rows("request_choice")
    assert (choice["choice"], choice["quantity"], choice["document"]) == ("issue", 1, "LY20260001")
    assert "投影机 1 台" in choice["found"]
    (row,) = book.listed("procurement")
    assert (row["申请数"], row["批准数"]) == (2, 1)


def test_a_line_becomes_a_transfer_or_a_repair(book, form, open_dialog):
    idle_projector(book)
    put(form.sheet.grid, 0, {"物品名称": "投影仪", "数量": "2", "预计单价": "3000"})
    form.sheet.grid.go_to(0, 0)
    form.transfer()
    moved = open_dialog(TransferDialog)
    assert moved.field("reason").value() == "代替采购：投影仪"
    assert moved.field("giver").value() == lookup.person(KEEPER).number
    moved.leave()
    form.repair()
    repair = open_dialog(DraftDialog)
    assert repair.field("remarks").value() == "代替采购：投影仪"
    repair.field("fault").set_value("灯泡暗")
    repair.save()
    (row,) = form.sheet.grid.rows.values()
    assert (row["instead"], row["instead_quantity"]) == ("repair", 2)
    form.save()
    (choice,) = book.rows("request_choice")
    assert (choice["choice"], choice["quantity"]) == ("repair", 2)
    assert choice["document"] == "WX20260001"


def test_what_is_below_its_minimum_is_filled_in_to_be_seen(book, form):
    book.run(AddItem(name="白粉笔", kind=StockKind.MATERIAL, unit="盒", minimum=20))
    book.receive("白粉笔", 5, 500)
    form.fill_low_stock()
    (row,) = form.sheet.grid.rows.values()
    assert (row["name"], row["quantity"], row["price"]) == ("白粉笔", 15, 100)
    form.save()
    assert [one["物品"] for one in book.listed("requests")] == ["白粉笔"]
    assert book.rows("request_choice") == []


def test_a_filled_in_line_that_was_changed_says_why_it_is_bought(book, form):
    book.run(AddItem(name="白粉笔", kind=StockKind.MATERIAL, unit="盒", minimum=20))
    book.receive("白粉笔", 5, 500)
    form.fill_low_stock()
    put(form.sheet.grid, 0, {"数量": "30"})
    put(form.sheet.grid, 1, {"物品名称": "荧光教鞭", "数量": "1", "预计单价": "5"})
    form.save()
    assert [one["quantity"] for one in book.rows("request_line")] == [30, 1]
    assert [one["reason"] for one in book.rows("request_choice")] == ["补足最低库存"]


def sign(book, page, open_dialog) -> None:
    """Print on record and let every hand sign by the form, one after the other."""
    book.run(RecordPrinting(number=page.slip.number))
    page.refresh()
    while page.slip.next_command == "record_signature":
        page.primary.click()
        open_dialog(SignatureDialog).save()


def test_the_whole_thread_is_clicked_from_the_request_to_the_hand_out(
    book, window, page, form, open_dialog
):
    put(form.sheet.grid, 0, {"物品名称": "航拍无人机", "单位": "台", "数量": "2"})
    put(form.sheet.grid, 0, {"预计单价": "800"})
    form.save()
    sign(book, page, open_dialog)
    page.primary.click()
    order = open_dialog(OrderDialog)
    order.field("supplier").set_value(SHOPS[0])
    order.field("buyer").set_value(DIRECTOR)
    order.save()
    assert page.slip.number == "DD20260001"
    sign(book, page, open_dialog)
    page.primary.click()
    came = open_dialog(AcceptDialog)
    came.field("acceptor").set_value(ACCOUNTANT)
    came.field("second_acceptor").set_value(LEADER)
    came.save()
    sign(book, page, open_dialog)
    page.primary.click()
    stock = open_dialog(StockDialog)
    assert [row["way"] for row in stock.sheet.grid.rows.values()] == ["stock"]
    put(stock.sheet.grid, 0, {"入账方式": "一件一卡"})
    stock.save()
    assert (page.name, page.slip.number) == ("accounts", "RK20260001")
    act(page, "procurement.accounts")
    paid = open_dialog(DraftDialog)
    paid.field("accounting_voucher").set_value("记-7")
    paid.save()
    assert page.chosen_in("会计凭证号", "accounts") == "记-7"
    sign(book, page, open_dialog)
    page.primary.click()
    open_dialog(DraftDialog).save()
    assert window.page is window.stock
    assert window.stock.slip.number == "LY20260001"
    assert len(book.listed("assets")) == 2
    act(window.stock, "procurement.thread")
    way = open_dialog(ThreadDialog)
    assert [line[0] for line in way.table.lines.lines] == [
        "CG20260001",
        "DD20260001",
        "YS20260001",
        "RK20260001",
        "LY20260001",
        "ZC2026000001",
        "ZC2026000002",
    ]
    way.table.selectRow(1)
    way.go()
    assert window.page is page
    assert page.slip.number == "DD20260001"


def test_lines_are_decided_papers_excused_and_requests_ended_by_their_forms(
    book, page, open_dialog
):
    number = ask(book, PENS)
    page.open_slip(number)
    act(page, "procurement.decide")
    decided = open_dialog(DecideDialog)
    decided.field("line").set_value("1")
    decided.field("quantity").set_value(4)
    decided.field("reason").set_value("够用")
    decided.save()
    act(page, "procurement.excuse")
    said = open_dialog(DraftDialog)
    said.field("exception").set_value("部门只有一人")
    said.save()
    book.sign_slip(number)
    page.refresh()
    act(page, "procurement.close")
    end = open_dialog(DraftDialog)
    end.field("reason").set_value("借到了")
    end.save()
    (row,) = book.listed("requests")
    assert row["进度"] == "已结束"
    assert "请先选一张" in page.actions_of_page["procurement.accept"].toolTip()


def test_quotations_of_a_compared_purchase_are_written_before_it_is_printed(
    book, page, open_dialog
):
    number = approved(book, WantedLine(name="航拍无人机", unit="台", quantity=2, price=300_000))
    page.open_slip(number)
    page.primary.click()
    order = open_dialog(OrderDialog)
    order.field("supplier").set_value(SHOPS[1])
    order.field("buyer").set_value(DIRECTOR)
    order.save()
    act(page, "procurement.quote")
    quote = open_dialog(DraftDialog)
    quote.field("supplier").set_value(SHOPS[0])
    quote.field("amount").set_value(610_000)
    quote.save()
    assert [one["amount_fen"] for one in book.rows("quotation")] == [610_000]


def test_budget_lines_and_suppliers_are_written_corrected_and_put_out_of_use(
    book, page, open_dialog
):
    page.show_register("budget")
    page.primary.click()
    budget = open_dialog(DraftDialog)
    budget.field("name").set_value("教学器材")
    budget.field("amount").set_value(100_000)
    budget._again = False
    budget.save()
    page.panel.view.choose_first()
    act(page, "procurement.change_budget")
    change = open_dialog(DraftDialog)
    change.field("amount").set_value(200_000)
    change.save()
    act(page, "procurement.withdraw_budget")
    assert page.chosen_in("状态", "budget") == "停用"
    page.show_register("suppliers")
    page.panel.view.choose_first()
    act(page, "procurement.correct_supplier")
    correct = open_dialog(CorrectSupplierDialog)
    correct.field("contact").set_value("苏经理")
    correct.save()
    assert page.chosen_in("联系人", "suppliers") == "苏经理"
    act(page, "procurement.retire_supplier")
    assert page.chosen_in("状态", "suppliers") == "停用"


def test_papers_of_buying_are_listed_and_opened_on_their_own_page(book, window, page):
    number = ask(book, PENS)
    assert book.listed("slips") == []
    window.show_page("stock")
    window.stock.open_record(number)
    assert (window.page, page.slip.number) == (page, number)


def test_the_thread_is_walked_by_the_keyboard(book, window, page, open_dialog):
    number = bought(book, approved(book))
    page.open_slip(number)
    act(page, "procurement.thread")
    way = open_dialog(ThreadDialog)
    assert way.table.currentIndex().row() == 1
    QTest.keyClick(way.table, Qt.Key.Key_Up)
    QTest.keyClick(way.table, Qt.Key.Key_Return)
    assert (page.name, page.slip.number) == ("requests", "CG20260001")


def test_what_a_term_needs_is_filled_in_and_said_where_there_is_no_plan(form):
    form.fill_for_term()
    assert "还没有开学计划" in form.bar.text
    form.fill_low_stock()
    assert "没有低于最低库存" in form.bar.text


def test_a_receipt_of_a_purchase_is_handed_out_from_the_page_of_things_too(
    book, window, page, open_dialog
):
    receipt = stocked(book, bought(book, approved(book)), DeliveredLine(line=1, delivered=10))
    window.show_page("stock")
    window.stock.open_slip(receipt)
    act(window.stock, "procurement.hand_out")
    open_dialog(DraftDialog).save()
    assert window.stock.slip.number == "LY20260001"


def test_a_request_that_was_refused_is_written_anew_as_it_was(book, page, open_dialog):
    served = WantedLine(
        name="荧光教鞭", unit="支", quantity=10, price=500, purpose="上课", bought_anyway="不够"
    )
    number = ask(book, served, budget_line=BUDGET, purpose="公开课")
    book.run(RecordPrinting(number=number))
    page.open_slip(number)
    assert not page.actions_of_page["procurement.again"].isEnabled()
    book.run(RejectDisposal(number=number, opinion="先说明用途"))
    page.refresh()
    act(page, "procurement.again")
    form = open_dialog(RequestDialog)
    (row,) = form.sheet.grid.rows.values()
    assert (row["name"], row["bought_anyway"], row["price"]) == ("荧光教鞭", "不够", 500)
    form.field("remarks").set_value("每班一支")
    form.save()
    assert page.slip.number == "CG20260002"
    old, new = (
        {key: cell for key, cell in one.items() if key not in ("id", "slip_id")}
        for one in book.rows("request_line")
    )
    assert new == old
    assert dict(page.slip.fields)["经费来源"] == BUDGET


def test_one_of_several_terms_is_chosen_and_one_alone_is_taken(book, form):
    book.run(AddItem(code="CHALK", name="粉笔", kind=StockKind.MATERIAL, unit="盒"))
    book.run(
        SetKit(name="班级", basis=KitBasis.EACH_CLASS, lines=(KitRow(item="CHALK", quantity=2),))
    )
    group = GroupRow(name="一（1）班", kind=GroupKind.CLASS, grade=1, heads=40, taker=KEEPER)
    for season in (Season.SPRING, Season.AUTUMN):
        plan = book.make(OpenTermPlan(year=2027, season=season, begins_on=date(2027, 2, 20)))
        book.run(SetTermGroups(plan=plan, groups=(group,)))
        form.fill_for_term()
        if season is Season.AUTUMN:
            (box,) = form.findChildren(QMessageBox, "question")
            by_text = {button.text(): button for button in box.buttons()}
            by_text["2027年春季（KX202701）"].click()
    assert [row["purpose"] for row in form.sheet.grid.rows.values()] == ["2027年春季"] * 2
