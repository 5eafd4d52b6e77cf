"""Forms are filled from the keyboard, say faults in place, and close when it is in the book."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.gui.assets.asset_dialogs import CorrectDialog, RegisterDialog, ValueDialog
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.fields import NoteField
from houqin_desktop.gui.people.dialogs import AppointDialog, add_person_dialog


@pytest.fixture
def register_form(window, qtbot):
    dialog = RegisterDialog(window, window.desk)
    dialog.open()
    return dialog


def test_enter_walks_every_field_in_the_order_seen(register_form, qtbot):
    first = register_form.field("name")
    first.setFocus()
    seen = []
    for _ in range(15):
        focused = register_form.focusWidget()
        seen.append((focused.mapTo(register_form, focused.rect().topLeft()).y() // 8, focused))
        qtbot.keyClick(focused, Qt.Key.Key_Return)
    rows = [row for row, _ in seen]
    assert rows == sorted(rows)
    assert len({id(widget) for _, widget in seen}) == 15
    assert register_form.isVisible()


def test_what_is_typed_after_enter_replaces_what_stood_in_the_field(window, book, qtbot):
    code = book.asset(specification="486DX2/66")
    dialog = CorrectDialog(window, window.desk, code)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=2000)
    dialog.field("category").setFocus()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.focusWidget(), "P5/133")
    assert dialog.field("specification").text() == "P5/133"


def test_what_is_missing_is_said_beside_the_field_and_the_cursor_goes_there(register_form, book):
    register_form.save()
    assert register_form.row("name").fault.text() == "请填写资产名称。"
    assert register_form.row("original_value").fault.isVisible()
    assert register_form.focusWidget() is register_form.field("name")
    assert book.rows("asset") == []
    register_form.field("name").setText("课桌")
    assert not register_form.row("name").fault.isVisible()


def test_ctrl_enter_saves_from_any_field_and_the_window_says_the_number(
    register_form, window, book, qtbot
):
    register_form.field("name").setText("课桌")
    register_form.field("original_value").setText("120")
    register_form.field("storeroom").setText("dns")
    register_form.activateWindow()
    qtbot.keyClick(
        register_form.field("unit"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    (card,) = book.rows("asset")
    assert card["original_value_fen"] == 12_000
    assert window.toast.text == f"已登记 · {card['code']} · 08:00"
    assert not register_form.isVisible()


def test_refusal_is_said_in_the_form_and_nothing_typed_is_lost(register_form, book):
    code = book.asset()
    register_form.field("name").setText("课桌")
    register_form.field("original_value").setText("120")
    register_form.field("code").setText(code)
    register_form.save()
    assert register_form.isVisible()
    assert "已经用过" in register_form.bar.text
    assert register_form.field("name").value() == "课桌"


def test_escape_closes_and_writes_nothing(register_form, book, qtbot):
    register_form.field("name").setText("课桌")
    qtbot.keyClick(register_form, Qt.Key.Key_Escape)
    assert book.rows("asset") == []


def test_correction_writes_only_what_was_changed(window, book):
    code = book.asset(specification="启天", place="机房")
    dialog = CorrectDialog(window, window.desk, code)
    dialog.open()
    dialog.field("specification").setText("启天 M430")
    dialog.field("place").setText("")
    draft = dialog.ask()
    assert draft is not None
    assert set(draft.filled()) == {"code", "specification", "clear"}
    dialog.save()
    card = book.card(code)
    assert (card["specification"], card["place"]) == ("启天 M430", "")
    book.require_whole()


def test_reduction_of_value_is_a_negative_change(window, book):
    code = book.asset(original_value=100_000)
    dialog = ValueDialog(window, window.desk, code, "台式计算机")
    dialog.open()
    dialog.field("amount").setText("-200")
    dialog.field("reason").set_value("拆走一块硬盘")
    dialog.save()
    assert book.card(code)["original_value_fen"] == 80_000


def test_room_is_asked_for_only_where_the_post_has_one(window, book):
    from houqin_desktop.domain.people import Post

    dialog = AppointDialog(window, window.desk, None)
    dialog.open()
    assert dialog.row("storeroom").isHidden()
    dialog.field("post").set_value(Post.STOREKEEPER)
    assert not dialog.row("storeroom").isHidden()


def test_new_person_gets_the_next_number(window, book):
    dialog = add_person_dialog(window, window.desk)
    dialog.open()
    dialog.field("name").setText("冯新来")
    dialog.save()
    assert book.value("SELECT number FROM person WHERE name = '冯新来'").startswith("P")


def test_doubtful_card_is_marked_as_looked_at_in_its_correction(window, book):
    from houqin_desktop.storage import open_file
    from houqin_desktop.storage.base import db

    code = book.asset()
    dialog = CorrectDialog(window, window.desk, code)
    assert dialog.row("verified").isHidden()
    with db.atomic():
        db.execute_sql("UPDATE asset SET unverified = 1 WHERE code = ?", (code,))
    open_file.note_written()
    dialog = CorrectDialog(window, window.desk, code)
    assert not dialog.row("verified").isHidden()
    dialog.field("verified").set_value(True)
    dialog.save()
    assert book.card(code)["unverified"] == 0


def test_form_begins_in_its_first_field_and_enter_on_the_last_one_saves(window, book, qtbot):
    dialog = ValueDialog(window, window.desk, book.asset(original_value=100_000), "课桌")
    dialog.open()
    assert dialog.focusWidget() is dialog.field("amount")
    dialog.field("amount").setText("5")
    dialog.field("reason").set_value("加内存")
    dialog.field("accounting_voucher").setFocus()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert len(book.rows("value_change")) == 1


def test_enter_on_the_last_field_asks_once_whether_another_one_follows(window, book, qtbot):
    dialog = add_person_dialog(window, window.desk)
    dialog.open()
    for name in ("冯新来", "陈新来"):
        dialog.field("name").insert(name)
        qtbot.keyClick(dialog.field("name"), Qt.Key.Key_Return)
        assert dialog.focusWidget() is dialog.field("number")
        qtbot.keyPress(dialog.focusWidget(), Qt.Key.Key_Return)
        question = question_over(dialog)
        if name == "冯新来":
            press(question, "保存并新增")
        else:
            assert question is None
        assert dialog.isVisible()
        assert dialog.field("name").text() == ""
        assert dialog.focusWidget() is dialog.field("name")
    assert book.value("SELECT count(*) FROM person WHERE name LIKE '%新来'") == 2
    dialog.reject()
    assert not dialog.isVisible()


def test_next_card_keeps_where_it_belongs(register_form, book):
    for key, text in (("name", "课桌"), ("original_value", "120"), ("storeroom", "体育室")):
        register_form.field(key).setText(text)
    register_form._again = True
    register_form.save()
    assert register_form.isVisible()
    assert register_form.field("name").text() == ""
    assert register_form.field("storeroom").text() == "体育室"
    assert register_form.field("quantity").text() == "1"


def test_enter_stops_at_the_button_that_cannot_be_taken_back(window, book, qtbot):
    number = book.small_case()
    book.sign_all(number)
    window.open_case(number)
    window.disposals.does.write_off()
    (dialog,) = window.disposals.findChildren(DraftDialog)
    assert "下账" in dialog.save_button.text()
    qtbot.keyClick(dialog.field("accounting_voucher"), Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.save_button
    assert book.case(number).state is VoucherState.APPROVED


def press(question, text):
    next(one for one in question.buttons() if one.text() == text).click()


def test_enter_makes_a_new_line_in_a_note_and_ctrl_enter_saves(window, book, qtbot):
    code = book.asset(original_value=100_000)
    dialog = ValueDialog(window, window.desk, code, "课桌")
    dialog.open()
    dialog.field("amount").setText("5")
    reason: NoteField = dialog.field("reason")
    reason.setFocus()
    reason.insertPlainText("加")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    assert dialog.focusWidget() is reason
    reason.insertPlainText("内存")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert book.rows("value_change")[0]["reason"] == "加\n内存"


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_f8_and_ctrl_s_save_from_any_field(window, book, qtbot, key, modifier):
    dialog = add_person_dialog(window, window.desk)
    dialog.open()
    dialog.field("name").setText("冯新来")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.field("name"), key, modifier)
    assert not dialog.isVisible()
    assert book.value("SELECT count(*) FROM person WHERE name = '冯新来'") == 1


def test_fault_is_said_beside_the_field_while_it_is_typed(register_form, qtbot):
    row = register_form.row("original_value")
    row._pause.setInterval(0)
    row.field.setFocus()
    row.field.insert("约五百")
    qtbot.waitUntil(lambda: row.fault.isVisible(), timeout=2000)
    assert "8600.00" in row.fault.text()
    row.field.clear()
    qtbot.keyClicks(row.field, "500")
    assert not row.fault.isVisible()


def test_fault_is_said_when_the_cursor_leaves(register_form, qtbot):
    row = register_form.row("acquired_on")
    row.field.setFocus()
    qtbot.keyClicks(row.field, "95-13-1")
    register_form.field("name").setFocus()
    assert row.fault.isVisible()
    assert "年份" in row.fault.text()


def question_over(dialog):
    """Return the question asked over the form, or None."""
    asked = [one for one in dialog.findChildren(QMessageBox) if one.isVisible()]
    return asked[0] if asked else None


def test_escape_asks_before_it_loses_what_was_typed(register_form, book, qtbot):
    register_form.field("name").setText("课桌")
    qtbot.keyClick(register_form, Qt.Key.Key_Escape)
    assert register_form.isVisible()
    qtbot.keyClick(question_over(register_form), Qt.Key.Key_Escape)
    assert register_form.isVisible()
    assert register_form.field("name").value() == "课桌"
    register_form.cancel_button.click()
    question = question_over(register_form)
    assert "资产名称" in question.informativeText()
    assert {one.text() for one in question.buttons()} == {"保存", "不保存", "接着填"}
    assert question.defaultButton().text() == "接着填"
    press(question, "不保存")
    assert not register_form.isVisible()
    assert book.rows("asset") == []


def test_pasted_page_is_refused_in_a_short_sentence(register_form, book):
    register_form.field("name").setText("甲" * 5000)
    register_form.field("original_value").setText("乙" * 5000)
    register_form.save()
    assert register_form.row("name").fault.text() == "有 5000 个字，请缩短到 500 个字以内。"
    assert len(register_form.row("original_value").fault.text()) < 80
    assert book.rows("asset") == []


def test_what_was_typed_is_said_again_as_it_was_typed(register_form):
    register_form.field("original_value").setText("<b>x</b>")
    register_form.save()
    fault = register_form.row("original_value").fault
    assert "<b>x</b>" in fault.text()
    assert fault.textFormat() is Qt.TextFormat.PlainText


def test_minus_is_refused_where_an_amount_can_only_grow(register_form):
    register_form.field("original_value").setText("-500")
    register_form.save()
    assert "不带负号" in register_form.row("original_value").fault.text()


def test_a_character_that_no_paper_can_print_is_said_and_can_be_saved(register_form, book, qtbot):
    row = register_form.row("name")
    row.field.setFocus()
    row.field.insert("\U00020bb7野牌课桌")
    row.check()
    assert row.fault.isVisible()
    assert "印不出来" in row.fault.text()
    assert row.field.property("wrong") is False
    register_form.field("original_value").setText("120")
    register_form.save()
    assert [card["name"] for card in book.rows("asset")] == ["\U00020bb7野牌课桌"]


@pytest.mark.parametrize("words", ["不行。", "这一项不能登记。请先补齐上面的内容，再试一次。" * 4])
def test_a_refusal_has_room_and_hides_no_field(window, qtbot, words):
    form = add_person_dialog(window, window.desk)
    form.open()
    before = form.height()
    form.refuse(Refused(words, code="no"))
    assert form.height() - before >= form.bar.heightForWidth(form.width() - 48)
    form.reject()


def test_a_fault_said_while_one_types_has_room_and_brings_no_scroll_bar(window, open_dialog):
    window.show_page("people")
    window.people.lists.setCurrentIndex(window.people.lists.count() - 1)
    window.people.actions_of_page["operators.add"].trigger()
    form = open_dialog(DraftDialog)
    before = form.height()
    form.field("person").setText("没有这个人")
    form.row("person").check()
    assert form.row("person").fault.isVisible()
    assert form.height() == form.sizeHint().height() > before
