"""批量登记 in the window: a grid that is typed into or pasted into, and written all or none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from shiboken6 import isValid

from houqin_desktop.gui.assets.batch_register_dialog import BatchRegisterDialog
from houqin_desktop.gui.registers.draft_paste import cells_of, lay
from houqin_desktop.gui.theme import LIGHT
from houqin_desktop.services.assets.batch_register import MOST_ROWS
from tests.builders import COLLEAGUE, COMPUTER, OTHER_ROOM, ROOM

NAMES = (("name",), ("original_value",), ("category_code", "category"), ("holder",))


@pytest.fixture
def dialog(book, window, open_dialog):
    window.assets.actions_of_page["asset.register_many"].trigger()
    found = open_dialog(BatchRegisterDialog)
    found.activateWindow()
    QApplication.processEvents()
    assert found.focusWidget() is found.sheet.grid
    yield found
    if isValid(found):
        found.leave()


def key(dialog, *keys, held=Qt.KeyboardModifier.NoModifier):
    for one in keys:
        QTest.keyClick(QApplication.focusWidget() or dialog.sheet.grid, one, held)
        QApplication.processEvents()


def write(dialog, text):
    """Type as hands do: the first key goes to the grid, the others to the open cell."""
    for char in text:
        QTest.keyClicks(QApplication.focusWidget() or dialog.sheet.grid, char)


def paste(dialog, text):
    QGuiApplication.clipboard().setText(text)
    key(dialog, Qt.Key.Key_V, held=Qt.KeyboardModifier.ControlModifier)


def column(dialog, name):
    return [one.key for one in dialog.sheet.grid.rows.columns].index(name)


def shown(dialog, name, rows):
    return [dialog.sheet.grid.rows.cell(row, column(dialog, name)).text for row in range(rows)]


def test_a_copied_cell_may_hold_line_breaks_tabs_and_quotation_marks():
    text = '课桌\t"第一行\r\n第二行"\t"带""引号"""\r\n椅子\t"a\tb"\t\r\n\t\t\r\n'
    assert cells_of(text) == [["课桌", "第一行 第二行", '带"引号"'], ["椅子", "a b", ""]]


def test_a_row_of_names_says_where_each_column_goes_and_what_has_no_place():
    laid = lay("序号\t购置金额\t物品名称*\t使用人\n1\t300\t课桌\t王芳\n", NAMES, 2)
    assert laid.headed
    assert laid.rows == [{0: "课桌", 1: "300", 3: "王芳"}]
    assert laid.left_out == ["序号"]


def test_the_code_goes_before_the_name_of_a_category_and_wan_yuan_is_not_guessed():
    laid = lay("名称\t资产分类\t分类代码\t原值（万元）\n课桌\t家具\tA05\t3\n", NAMES, 0)
    assert laid.rows == [{0: "课桌", 2: "A05"}]
    assert laid.left_out == ["原值（万元）"]


def test_rows_without_names_go_in_order_from_the_cursor():
    assert lay("课桌\t300\n椅子\t20", NAMES, 0).rows == [
        {0: "课桌", 1: "300"},
        {0: "椅子", 1: "20"},
    ]
    beyond = lay("A05\t王芳\t多出来的", NAMES, 2)
    assert beyond.rows == [{2: "A05", 3: "王芳"}]
    assert beyond.left_out == ["最后一栏右边的内容"]


def test_rows_pasted_with_names_are_read_as_the_forms_read_and_all_registered(dialog, book, window):
    paste(
        dialog,
        "资产编号\t名称\t分类代码\t数量\t原值\t购置日期\t保管室\t使用人\r\n"
        f"\t电脑\t{COMPUTER}\t２\t¥9,000\t2024年9月\t{ROOM}\t{COLLEAGUE}\r\n"
        f"t-7\t课桌\t\t\t300\t2025.3.1\t{OTHER_ROOM}\t\r\n",
    )
    assert shown(dialog, "original_value", 2) == ["9,000.00", "300.00"]
    assert shown(dialog, "acquired_on", 2) == ["2024-09", "2025-03-01"]
    assert dialog.sheet.count.text() == "2 行可登记"
    dialog.save()
    assert not dialog.isVisible()
    assert book.value("SELECT quantity FROM asset WHERE name = '电脑'") == 2
    assert book.value("SELECT quantity FROM asset WHERE name = '课桌'") == 1
    assert book.value("SELECT acquired_on FROM asset WHERE name = '电脑'") == "2024-09"
    assert book.value("SELECT category_code FROM asset WHERE name = '电脑'") == COMPUTER
    chosen = window.assets.panel
    records = [chosen.model.record(row) for row in chosen.view.chosen_rows()]
    assert {one["资产编号"] for one in records} == {"ZC2026000001", "T-7"}
    book.require_whole()


def test_a_thousand_pasted_rows_are_registered_and_taken_back_as_one(dialog, book, window):
    rows = "".join(f"\n课桌{at}\t{at}\t{ROOM}\t{COLLEAGUE}" for at in range(1, MOST_ROWS + 1))
    paste(dialog, f"名称\t原值\t保管室\t使用人{rows}")
    assert dialog.sheet.count.text() == f"{MOST_ROWS} 行可登记"
    dialog.save()
    assert book.value("SELECT count(*) FROM asset") == MOST_ROWS
    undo = window.actions_of_window["window.undo"]
    assert undo.text() == "撤销：批量登记 ZC2026000001"
    undo.trigger()
    (box,) = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    next(one for one in box.buttons() if one.text() == "撤销这一步").click()
    assert window.assets.panel.model.rowCount() == 0
    assert book.value("SELECT count(*) FROM asset WHERE withdrawn_code IS NULL") == 0
    book.require_whole()


def test_a_wrong_cell_is_red_says_why_and_keeps_every_row_out_of_the_book(dialog, book):
    paste(
        dialog,
        "名称\t原值\t取得日期\t使用人\n课桌\t三百块\t2025-02-31\t查无此人\n椅子\t20\t\t\n黑板",
    )
    rows = dialog.sheet.grid.rows
    assert dialog.sheet.count.text() == "1 行可登记 · 4 处要改"
    wrong = rows.index(0, column(dialog, "original_value"))
    right = rows.index(1, column(dialog, "original_value"))
    assert wrong.data(Qt.ItemDataRole.ForegroundRole).name() == LIGHT.red
    assert right.data(Qt.ItemDataRole.ForegroundRole) is None
    grid = dialog.sheet.grid
    picture = grid.viewport().grab().toImage()
    grounds = [
        picture.pixelColor(box.left() + 20, box.top() + 4).name()
        for box in map(grid.visualRect, (wrong, right))
    ]
    assert grounds == [LIGHT.red_soft, LIGHT.surface]
    corner = grid.visualRect(wrong).topRight()
    assert picture.pixelColor(corner.x() - 1, corner.y() + 3).name() == LIGHT.red
    assert "请写成" in wrong.data(Qt.ItemDataRole.ToolTipRole)
    dialog.save()
    assert dialog.isVisible()
    assert book.value("SELECT count(*) FROM asset") == 0
    assert dialog.sheet.grid.currentIndex() == wrong
    assert dialog.sheet.reason.text().startswith("第 1 行 原值：")


def test_a_number_already_used_or_filled_in_twice_is_wrong(dialog, book):
    book.asset(code="A1")
    paste(dialog, "名称\t原值\t资产编号\n课桌\t1\ta1\n椅子\t1\tB1\n椅子\t1\tｂ 1")
    faults = [dialog.sheet.grid.rows.fault(row, column(dialog, "code")) for row in range(3)]
    assert "已经用过" in faults[0]
    assert "不止一次" in faults[1]
    assert "不止一次" in faults[2]


def test_the_first_key_is_not_lost_and_enter_walks_from_cell_to_cell_and_row_to_row(dialog, book):
    grid = dialog.sheet.grid
    write(dialog, "desk")
    key(dialog, Qt.Key.Key_Return)
    assert shown(dialog, "name", 1) == ["desk"]
    assert grid.currentIndex().column() == 1
    for _ in range(len(grid.rows.columns) - 1):
        key(dialog, Qt.Key.Key_Return)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 0)
    assert shown(dialog, "original_value", 1) == [""]
    grid.go_to(0, column(dialog, "original_value"))
    write(dialog, "350.5")
    key(dialog, Qt.Key.Key_F8)
    assert book.value("SELECT original_value_fen FROM asset") == 35_050


def test_a_day_to_come_is_no_day_of_acquisition(dialog):
    paste(dialog, "名称\t原值\t取得日期\n课桌\t1\t2027年1月\n课桌\t1\t今天")
    faults = [dialog.sheet.grid.rows.fault(row, column(dialog, "acquired_on")) for row in (0, 1)]
    assert "晚于" in faults[0]
    assert faults[1] == ""


def test_rows_grow_by_themselves(dialog):
    rows = dialog.sheet.grid.rows
    paste(dialog, "\n".join(f"课桌{number}" for number in range(40)))
    assert len(rows.filled()) == 40
    assert rows.rowCount() == 41
    dialog.sheet.grid.go_to(40, len(rows.columns) - 1)
    write(dialog, "Z1")
    key(dialog, Qt.Key.Key_Return)
    assert dialog.sheet.grid.currentIndex().row() == 41


def test_two_dots_repeat_the_value_above_typed_or_pasted(dialog):
    paste(dialog, "课桌\n..\n。。")
    assert shown(dialog, "name", 3) == ["课桌"] * 3
    dialog.sheet.grid.go_to(3, 0)
    write(dialog, "..")
    key(dialog, Qt.Key.Key_Return)
    assert shown(dialog, "name", 4) == ["课桌"] * 4


def test_ctrl_d_fills_down_and_del_empties(dialog):
    grid = dialog.sheet.grid
    paste(dialog, "课桌\t一型\n椅子\t二型\n")
    grid.clearSelection()
    for row in range(3):
        grid.selectionModel().select(
            grid.rows.index(row, 1), grid.selectionModel().SelectionFlag.Select
        )
    key(dialog, Qt.Key.Key_D, held=Qt.KeyboardModifier.ControlModifier)
    assert shown(dialog, "specification", 3) == ["一型"] * 3
    grid.go_to(2, 0)
    key(dialog, Qt.Key.Key_D, held=Qt.KeyboardModifier.ControlModifier)
    assert shown(dialog, "name", 3) == ["课桌", "椅子", "椅子"]
    key(dialog, Qt.Key.Key_Delete)
    assert shown(dialog, "name", 3) == ["课桌", "椅子", ""]


def test_the_enter_that_ends_a_pinyin_word_does_not_leave_the_cell(dialog):
    grid = dialog.sheet.grid
    write(dialog, "a")
    line = QApplication.focusWidget()
    assert line is not None
    QApplication.sendEvent(line, QInputMethodEvent("zhuo", []))
    key(dialog, Qt.Key.Key_Return)
    assert grid.currentIndex().column() == 0
    word = QInputMethodEvent("", [])
    word.setCommitString("桌")
    QApplication.sendEvent(line, word)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert grid.currentIndex().column() == 0
    QApplication.processEvents()
    key(dialog, Qt.Key.Key_Return)
    assert grid.currentIndex().column() == 1
    assert shown(dialog, "name", 1) == ["a桌"]


def test_a_word_composed_straight_at_the_grid_opens_the_cell_and_is_whole(dialog):
    grid = dialog.sheet.grid
    QApplication.sendEvent(grid, QInputMethodEvent("zhuo", []))
    key(dialog, Qt.Key.Key_Return)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (0, 0)
    word = QInputMethodEvent("", [])
    word.setCommitString("课桌")
    QApplication.sendEvent(grid, word)
    QApplication.processEvents()
    key(dialog, Qt.Key.Key_Return)
    assert shown(dialog, "name", 1) == ["课桌"]
    assert grid.currentIndex().column() == 1


def test_what_is_chosen_from_the_list_of_a_cell_stands_in_it_and_the_next_cell_follows(
    dialog, book
):
    grid = dialog.sheet.grid
    grid.go_to(0, column(dialog, "category"))
    write(dialog, "diannao")
    QApplication.processEvents()
    choices = QApplication.activePopupWidget()
    assert choices is not None
    QTest.keyClick(choices, Qt.Key.Key_Down)
    QTest.keyClick(choices, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert shown(dialog, "category", 1)[0].startswith(COMPUTER)
    assert grid.currentIndex().column() == column(dialog, "category") + 1


def test_a_category_may_be_pasted_by_its_name(dialog):
    paste(dialog, "名称	原值	分类名称\n电脑	1	台式计算机\n电脑	1	查无此类\n")
    assert shown(dialog, "category", 1)[0].startswith(COMPUTER)
    assert dialog.sheet.grid.rows.fault(1, column(dialog, "category"))


def test_tab_in_an_open_cell_opens_the_next_one_and_esc_leaves_it_as_it_was(dialog):
    write(dialog, "desk")
    key(dialog, Qt.Key.Key_Tab)
    write(dialog, "x")
    key(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert shown(dialog, "name", 1) == ["desk"]
    assert shown(dialog, "specification", 1) == [""]


def test_what_is_not_filled_in_yet_is_no_fault_in_the_row_that_is_being_typed(dialog):
    write(dialog, "desk")
    key(dialog, Qt.Key.Key_Return)
    assert "要改" not in dialog.sheet.count.text()
    key(dialog, Qt.Key.Key_Down)
    assert "1 处要改" in dialog.sheet.count.text()


def test_nothing_filled_in_is_said_and_empty_rows_do_not_count(dialog, book):
    dialog.save()
    assert dialog.isVisible()
    assert dialog.bar.isVisible()
    dialog.sheet.grid.go_to(4, 0)
    paste(dialog, "课桌\t\t\t\t\t5")
    dialog.save()
    assert book.value("SELECT count(*) FROM asset") == 1


def test_what_was_typed_is_kept_and_filled_in_again(dialog, book, window, open_dialog):
    paste(dialog, f"名称\t原值\t使用人\n课桌\t300\t{COLLEAGUE}\n椅子\t坏\t")
    kept = dialog.state()
    again = BatchRegisterDialog(window, window.desk)
    again.restore(kept)
    assert again.state() == kept
    assert shown(again, "holder", 1) == [COLLEAGUE]
    assert again.sheet.count.text() == dialog.sheet.count.text()
