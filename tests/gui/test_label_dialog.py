"""打印标签: the dialog remembers the sheet and the printer's offset, and shows the very labels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from houqin_desktop.gui.assets.label_dialog import LabelDialog
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from tests.documents.test_label_paper import codes_on


@pytest.fixture
def dialog(window, book, qtbot):
    codes = [book.asset(code=f"TY199500000{n}") for n in range(1, 4)]
    window.assets.panel.refresh()
    qtbot.waitUntil(lambda: window.assets.panel.model.rowCount() == len(codes))
    window.assets.panel.view.selectAll()
    return opened(window)


def opened(window):
    window.assets.actions_of_page["asset.labels"].trigger()
    return window.findChildren(LabelDialog)[-1]


def preview(dialog, qtbot):
    qtbot.waitUntil(lambda: bool(dialog.findChildren(PrintDialog)), timeout=10_000)
    return dialog.findChildren(PrintDialog)[-1]


def test_the_labels_of_the_chosen_cards_are_shown_and_printed(dialog, qtbot):
    dialog.size_choice.set_value("3x8")
    dialog.start.set_value(3)
    dialog.print_labels()
    shown = preview(dialog, qtbot)
    assert codes_on(shown.pdf, 0) == ["TY1995000001", "TY1995000002", "TY1995000003"]
    shown.close()


def test_size_start_and_offset_are_remembered_for_each_size(window, dialog, qtbot):
    dialog.size_choice.set_value("2x7")
    dialog.start.set_value(4)
    dialog.offset_x.set_value("1.5")
    dialog.print_test()
    preview(dialog, qtbot).close()
    dialog.close()
    again = opened(window)
    assert again.size_choice.value() == "2x7"
    assert (again.start.value(), again.offset_x.value()) == (4, "1.5")
    again.size_choice.set_value("60x40")
    assert (again.start.value(), again.offset_x.value()) == (1, "0")
    assert again.rows["start"].isHidden()
    again.close()


def test_enter_walks_the_fields_and_shows_the_labels_from_the_last_one(dialog, qtbot):
    dialog.size_choice.set_value("3x8")
    dialog.size_choice.setFocus()
    walked = []
    for _ in range(3):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        walked.append(dialog.focusWidget())
    assert walked == [dialog.start, dialog.offset_x, dialog.offset_y]
    assert not dialog.findChildren(PrintDialog)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    preview(dialog, qtbot).close()
    dialog.close()


def test_ctrl_enter_shows_the_labels_from_any_field(dialog, qtbot):
    dialog.activateWindow()
    held = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(dialog.size_choice, Qt.Key.Key_Return, held)
    qtbot.keyRelease(dialog, Qt.Key.Key_Control)
    preview(dialog, qtbot).close()
    dialog.close()


def test_what_is_wrong_is_said_in_the_dialog(dialog):
    dialog.size_choice.set_value("3x8")
    dialog.start.set_value(25)
    dialog.print_labels()
    assert "1 到 24" in dialog.bar.text
    dialog.start.set_value(1)
    dialog.offset_y.set_value("上一点")
    dialog.print_labels()
    assert "毫米" in dialog.bar.text
    assert not dialog.findChildren(PrintDialog)
    dialog.close()
