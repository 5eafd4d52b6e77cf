"""F7 opens the same list from every field that takes a thing of the book."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from houqin_desktop.gui.assets.asset_dialogs import RegisterDialog
from houqin_desktop.gui.disposal.apply_dialog import ApplyDialog
from houqin_desktop.gui.forms.picker_dialog import PickerDialog
from houqin_desktop.services.assets.finding import find_assets
from tests.builders import COLLEAGUE, ROOM


@pytest.fixture
def form(window):
    dialog = RegisterDialog(window, window.desk)
    dialog.open()
    return dialog


def opened(field, qtbot) -> PickerDialog:
    qtbot.keyClick(field, Qt.Key.Key_F7)
    dialog: PickerDialog
    (dialog,) = field.findChildren(PickerDialog)
    return dialog


@pytest.mark.parametrize(
    ("key", "title", "typed", "taken"),
    [
        ("storeroom", "选择保管室", "dns", ROOM),
        ("using_department", "选择使用部门", "xxz", "信息组"),
        ("holder", "选择使用人", "zls", "P0008"),
        ("category", "选择分类代码", "台式计算机", "A02010105"),
    ],
)
def test_f7_lists_and_enter_takes(form, qtbot, key, title, typed, taken):
    field = form.field(key)
    dialog = opened(field, qtbot)
    assert dialog.windowTitle() == title
    dialog.line.setText(typed)
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert field.value() == taken
    assert not dialog.isVisible()
    assert form.isVisible()


def test_f7_on_a_chosen_category_lists_the_table_what_schools_have_first(form, qtbot):
    field = form.field("category")
    field.set_value("A02010105")
    dialog = opened(field, qtbot)
    labels = [one.label for one in dialog.choices]
    assert labels.index("A02010105 台式计算机") < 129
    assert labels.index("A05010502 文件柜") < 129
    assert dialog.count.text() == "500 项，共 2,751 项，请再输入几个字"
    dialog.reject()


def test_enter_takes_the_only_one_that_is_offered_and_goes_to_the_next_field(form, qtbot):
    field = form.field("storeroom")
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "dns")
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == ROOM
    assert not popup.isVisible()
    assert form.focusWidget() is form.field("using_department")


def test_enter_takes_none_of_several_that_are_offered(form, qtbot):
    field = form.field("holder")
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "P000")
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    assert popup.model().rowCount() > 1
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "P000"
    assert form.focusWidget() is field


def test_arrows_move_in_the_list_while_one_types(form, qtbot):
    dialog = opened(form.field("holder"), qtbot)
    assert len(dialog.choices) == 8
    for _ in range(2):
        qtbot.keyClick(dialog.line, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.line, Qt.Key.Key_Up)
    wanted = dialog.choices[1].value
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert form.field("holder").value() == wanted


def test_what_was_typed_in_the_field_narrows_the_list(form, qtbot):
    field = form.field("holder")
    field.setText("郑")
    dialog = opened(field, qtbot)
    assert [choice.label for choice in dialog.choices] == [COLLEAGUE]


def test_escape_leaves_the_field_as_it_was(form, qtbot):
    field = form.field("storeroom")
    field.set_value(ROOM)
    dialog = opened(field, qtbot)
    assert len(dialog.choices) == 3
    qtbot.keyClick(dialog.line, Qt.Key.Key_Escape)
    assert field.value() == ROOM
    assert form.isVisible()


def test_nothing_found_takes_nothing(form, qtbot):
    dialog = opened(form.field("storeroom"), qtbot)
    dialog.line.setText("没有这样的")
    assert not dialog.take_button.isEnabled()
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "没有符合" in dialog.count.text()


def test_double_click_takes(form, qtbot):
    dialog = opened(form.field("storeroom"), qtbot)
    dialog.table.doubleClicked.emit(dialog.table.lines.index(0, 1))
    assert form.field("storeroom").value() == dialog.choices[0].value


def test_asset_is_chosen_for_an_application_from_the_same_list(window, book, qtbot):
    first = book.asset(code="TY1", name="投影机", specification="EB-C301")
    second = book.asset(code="TY2", name="投影幕")
    dialog = ApplyDialog(window, window.desk, [first])
    dialog.open()
    picker = opened(dialog.lines.number, qtbot)
    picker.line.setText("tym")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert dialog.lines.codes == [first, second]
    assert dialog.lines.number.text() == ""


def test_cards_are_found_by_every_word_and_the_written_off_ones_are_not(book):
    kept = book.asset(code="TY10", name="投影机", place="三楼")
    gone = book.asset(code="TY11", name="投影机")
    book.write_off(book.apply(gone))
    assert [one.code for one in find_assets("tyj")] == [kept]
    assert [one.code for one in find_assets("ty10 三楼")] == [kept]
    assert find_assets("%") == []
    assert find_assets("投影机 四楼") == []


def test_number_that_begins_so_stands_first(book):
    book.asset(code="A-TY2")
    wanted = book.asset(code="TY2")
    assert find_assets("ty2")[0].code == wanted
