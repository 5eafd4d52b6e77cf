"""Ctrl+Z takes back the last deed after one question; 最近操作 lists deeds and their way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from houqin_desktop.gui.undoing.recent_dialog import ROW_HEIGHT, RecentDialog
from houqin_desktop.services.assets.drafts import CorrectAsset
from houqin_desktop.services.disposal.drafts import RecordPrinting


@pytest.fixture
def corrected(window, book):
    """Return the number of a card whose place was just corrected in the window."""
    code = book.asset()
    result = book.run(CorrectAsset(code=code, place="一楼"))
    window.bus.changed.emit(result.changes)
    return code


def question(window) -> QMessageBox:
    boxes: list[QMessageBox] = window.findChildren(QMessageBox)
    (box,) = [one for one in boxes if one.isVisible()]
    return box


def press(box: QMessageBox, text: str) -> None:
    (button,) = [one for one in box.buttons() if one.text() == text]
    button.click()


def test_menu_says_in_words_what_would_be_taken_back(window, corrected):
    action = window.actions_of_window["window.undo"]
    assert action.text() == f"撤销：更正卡片 {corrected}"
    assert action.isEnabled()


def test_ctrl_z_asks_once_and_takes_it_back(window, book, corrected):
    window.actions_of_window["window.undo"].trigger()
    press(question(window), "撤销这一步")
    assert book.card(corrected)["place"] == ""
    assert window.toast.text == f"已撤销 更正卡片 · {corrected} · 08:00"
    assert window.actions_of_window["window.undo"].text() == f"撤销：登记资产 {corrected}"
    book.require_whole()


def test_safe_answer_is_the_default_and_changes_nothing(window, book, corrected):
    window.actions_of_window["window.undo"].trigger()
    box = question(window)
    assert box.defaultButton().text() == "不撤销"
    assert box.escapeButton() is box.defaultButton()
    box.defaultButton().click()
    assert book.card(corrected)["place"] == "一楼"


def test_what_cannot_be_taken_back_is_grey_and_says_why(window, book):
    result = book.run(RecordPrinting(number=book.small_case()))
    window.bus.changed.emit(result.changes)
    action = window.actions_of_window["window.undo"]
    assert not action.isEnabled()
    assert "打印次数要如实" in action.toolTip()


def test_list_offers_a_button_where_there_is_a_way_back(window, book, corrected):
    window.actions_of_window["window.recent"].trigger()
    (dialog,) = window.findChildren(RecentDialog)
    assert [deed.words for deed in dialog.deeds[:2]] == [
        f"更正卡片 {corrected}",
        f"登记资产 {corrected}",
    ]
    buttons = dialog.table.findChildren(QPushButton)
    ways = [f"撤销 {deed.words}" for deed in dialog.deeds if deed.can_undo]
    assert [button.accessibleName() for button in buttons] == ways
    assert any(deed.reason for deed in dialog.deeds)
    buttons[0].click()
    press(question(window), "撤销这一步")
    assert dialog.deeds[0].words.startswith("撤销")
    assert dialog.table.item(1, 4).text() == "已撤销"
    assert book.card(corrected)["place"] == ""


def reasons_cut_off(table) -> list[str]:
    room = table.columnWidth(4) - 8
    cut_off = []
    for row in range(table.rowCount()):
        words = table.item(row, 4).text()
        box = table.fontMetrics().boundingRect(0, 0, room, 999, Qt.TextFlag.TextWordWrap, words)
        if table.rowHeight(row) < box.height():
            cut_off.append(words)
    return cut_off


def test_every_reason_of_the_list_is_read_whole(window, book, qtbot):
    book.run(RecordPrinting(number=book.small_case()))
    window.actions_of_window["window.recent"].trigger()
    (dialog,) = window.findChildren(RecentDialog)
    for width in (1060, 760):
        dialog.resize(width, 600)
        qtbot.waitUntil(lambda: reasons_cut_off(dialog.table) == [], timeout=2000)
    assert dialog.table.rowHeight(0) > ROW_HEIGHT


def test_nothing_is_read_before_somebody_asks(book, qtbot, monkeypatch):
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.undoing import verbs as undoing

    asked: list[str] = []
    monkeypatch.setattr(undoing, "last_deed", lambda: asked.append("asked"))
    window = MainWindow(book.session)
    qtbot.addWidget(window)
    window.show()
    assert asked == []
    window.menuBar().setActiveAction(window.menuBar().actions()[0])
    qtbot.waitUntil(lambda: bool(asked), timeout=2000)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    window.close()
