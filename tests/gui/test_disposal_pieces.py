"""Part of a batch card in the window: the pieces are typed into the line of the application."""

from __future__ import annotations

import pytest

from houqin_desktop.gui.disposal.apply_dialog import ApplyDialog
from houqin_desktop.gui.disposal.asset_lines import QUANTITY


@pytest.fixture
def dialog(book, window, open_dialog):
    book.asset(quantity=10, original_value=123_457)
    window.show_page("assets")
    window.assets.refresh()
    window.assets.panel.view.choose_first()
    window.assets.actions_of_page["asset.dispose"].trigger()
    return open_dialog(ApplyDialog)


def cell(dialog, column=QUANTITY):
    return dialog.lines.table.item(0, column)


def test_pieces_typed_into_the_line_go_and_the_rest_stays(book, dialog, qtbot):
    cell(dialog).setText("3")
    qtbot.waitUntil(lambda: cell(dialog, 3).text() == "370.37", timeout=2000)
    assert "拆出 3 件" in cell(dialog, 5).text()
    dialog.save_button.click()
    assert book.card("ZC2026000001")["quantity"] == 7
    assert book.card("ZC2026000002")["status"] == "pending_disposal"
    book.require_whole()


@pytest.mark.parametrize("typed", ["11", "-3", "五件", "0", "9" * 30, ""])
def test_pieces_that_cannot_be_are_told_and_the_line_is_whole_again(dialog, qtbot, typed):
    cell(dialog).setText(typed)
    qtbot.waitUntil(lambda: "只报废一部分请写 1 到 9" in dialog.bar.text, timeout=2000)
    qtbot.waitUntil(lambda: cell(dialog).text() == "10", timeout=2000)
    assert dialog.lines.written_pieces() is None
    assert dialog.bar.isVisible()
    cell(dialog).setText("3")
    assert not dialog.bar.isVisible()


def test_a_quantity_that_can_be_typed_over_shows_it(dialog):
    assert not cell(dialog).icon().isNull()
    assert cell(dialog, 1).icon().isNull()


def test_a_quantity_of_five_figures_is_shown_whole_beside_its_pencil(book, dialog, qtbot):
    cell(dialog).setText("")
    dialog.lines._filling = True
    cell(dialog).setText("88,888")
    table = dialog.lines.table
    assert table.sizeHintForColumn(QUANTITY) <= table.columnWidth(QUANTITY)
