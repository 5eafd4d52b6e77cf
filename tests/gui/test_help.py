"""F1 tells of this very screen; the table of keys is read from the actions and can be printed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from houqin_desktop.documents.preview import page_count, page_text
from houqin_desktop.gui.action_specs import ACTIONS
from houqin_desktop.gui.actions import key_text
from houqin_desktop.gui.assets.asset_dialogs import RegisterDialog
from houqin_desktop.gui.help.help_dialog import HelpDialog
from houqin_desktop.gui.help.keys import all_groups
from houqin_desktop.gui.help.texts import PAGES as PARAGRAPHS
from houqin_desktop.gui.pages import PAGES
from houqin_desktop.gui.printing.print_dialog import PrintDialog


def opened(parent) -> HelpDialog:
    dialogs: list[HelpDialog] = parent.findChildren(HelpDialog)
    (dialog,) = [one for one in dialogs if one.isVisible()]
    return dialog


def lines(dialog: HelpDialog) -> list[tuple[str, str]]:
    table = dialog.table
    found = []
    for row in range(table.rowCount()):
        words, keys = table.item(row, 0), table.item(row, 1)
        if words is not None and keys is not None:
            found.append((words.text(), keys.text()))
    return found


@pytest.mark.parametrize("key", [spec.key for spec in PAGES])
def test_f1_tells_of_the_page_shown(window, key):
    window.show_page(key)
    window.actions_of_window["window.help"].trigger()
    dialog = opened(window)
    assert dialog.windowTitle() == f"本页帮助 · {window.page.title}"
    assert len(dialog.words.text()) > 20
    said = lines(dialog)
    for action_id in window.page.actions_of_page.ids():
        spec = ACTIONS[action_id]
        assert any(words == spec.text and key_text(spec.shortcut) in keys for words, keys in said)
    dialog.accept()


def test_paragraphs_are_written_for_the_pages_of_the_first_day():
    assert {"首页", "资产台账", "报废处置", "保管室", "人员与岗位"} <= set(PARAGRAPHS)


def test_f1_in_a_form_tells_of_this_form(window, qtbot):
    form = RegisterDialog(window, window.desk)
    form.open()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClick(form.field("name"), Qt.Key.Key_F1)
    dialog = opened(form)
    assert dialog.windowTitle() == "本表说明 · 登记资产"
    assert "资产名称、数量、原值" in dialog.words.text()
    assert "Enter" in dict(lines(dialog))["下一个输入框"]


def test_table_of_keys_names_every_action_once():
    texts = [line.text for _, group in all_groups() for line in group]
    for spec in ACTIONS.values():
        assert texts.count(spec.text) >= 1
    assert sum(len(group) for _, group in all_groups()) >= len(ACTIONS)


def test_keys_are_printed_on_paper(window, qtbot):
    window.actions_of_window["window.keys"].trigger()
    dialog = opened(window)
    (button,) = [one for one in dialog.findChildren(QPushButton) if one.text() == " 打印"]
    button.click()
    (printing,) = dialog.findChildren(PrintDialog)
    words = "".join(page_text(printing.pdf, at) for at in range(page_count(printing.pdf)))
    assert "快捷键表" in words
    for spec in ACTIONS.values():
        assert spec.text in words
        assert key_text(spec.shortcut) in words
