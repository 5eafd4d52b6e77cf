"""拆分 in the window: both cards are shown before they are written, and then they are there."""

from __future__ import annotations

import pytest

from houqin_desktop.gui.assets.split_dialog import SplitDialog
from houqin_desktop.gui.main_window import MainWindow


@pytest.fixture
def window(book, qtbot):
    book.asset(quantity=10, original_value=123_457)
    made = MainWindow(book.session)
    qtbot.addWidget(made)
    made.show()
    made.show_page("assets")
    qtbot.waitUntil(lambda: made.assets.panel.model.texts.is_complete, timeout=2000)
    made.assets.panel.view.choose_first()
    yield made
    made.close()


def opened(window):
    window.assets.actions_of_page["asset.split"].trigger()
    (dialog,) = [one for one in window.findChildren(SplitDialog) if one.isVisible()]
    return dialog


def shown(dialog) -> list[tuple[str, str]]:
    return [(line[1], line[2]) for line in dialog.cards.lines.lines]


def test_both_cards_are_shown_while_the_number_is_typed(window):
    dialog = opened(window)
    assert shown(dialog) == []
    dialog.field("quantity").set_value(3)
    assert shown(dialog) == [("7 台", "864.20"), ("3 台", "370.37")]
    dialog.field("value").set_value(40_000)
    assert shown(dialog) == [("7 台", "834.57"), ("3 台", "400.00")]
    dialog.field("quantity").set_value(10)
    assert shown(dialog) == []
    assert "至少留一件" in dialog.bar.text
    dialog.reject()


def test_the_new_card_is_chosen_when_it_is_in_the_book(window, book):
    dialog = opened(window)
    dialog.field("quantity").set_value(3)
    dialog.field("reason").set_value("先报废")
    dialog.save_button.click()
    assert window.assets.asset.code == "ZC2026000002"
    assert book.card("ZC2026000001")["quantity"] == 7
    assert window.assets.panel.model.rowCount() == 2
    book.require_whole()


def test_a_single_piece_says_why_it_cannot_be_split(window, book):
    book.asset(code="SINGLE")
    window.assets.refresh()
    window.assets.panel.view.choose([max(window.assets.panel.model.keys())])
    action = window.assets.actions_of_page["asset.split"]
    assert not action.isEnabled()
    assert "只有一件" in action.toolTip()
