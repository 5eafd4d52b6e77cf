"""批量更正 in the window: choose many, see what they have, change it in one step, undo it."""

from __future__ import annotations

from houqin_desktop.gui.assets.batch_dialog import BatchDialog
from tests.builders import COLLEAGUE, OTHER_ROOM, ROOM


def test_chosen_cards_are_listed_and_changed_together(book, window, open_dialog):
    codes = [book.asset(name="课桌", storeroom=ROOM, place=f"{number} 室") for number in range(3)]
    window.show_page("assets")
    page = window.assets
    page.refresh()
    action = page.actions_of_page["asset.assign"]
    assert not action.isEnabled()
    page.panel.view.selectAll()
    assert action.isEnabled()
    action.trigger()
    dialog = open_dialog(BatchDialog)
    listed = [[str(cell) for cell in line] for line in dialog.cards.lines.lines]
    assert [line[0] for line in listed] == codes
    assert [line[4] for line in listed] == ["0 室", "1 室", "2 室"]
    dialog.field("storeroom").set_value(OTHER_ROOM)
    dialog.field("holder").set_value(number_of(book, COLLEAGUE))
    dialog.save()
    assert not dialog.isVisible()
    records = [page.panel.model.record(row) for row in range(3)]
    assert {one["保管室"] for one in records} == {OTHER_ROOM}
    assert {one["使用人"] for one in records} == {COLLEAGUE}
    assert [one["存放地点"] for one in records] == ["0 室", "1 室", "2 室"]
    assert len(page.panel.view.chosen_keys()) == 3


def test_nothing_filled_in_is_said_and_the_form_stays(book, window, open_dialog):
    book.asset(name="课桌")
    window.show_page("assets")
    window.assets.refresh()
    window.assets.panel.view.selectAll()
    window.assets.actions_of_page["asset.assign"].trigger()
    dialog = open_dialog(BatchDialog)
    dialog.save()
    assert dialog.isVisible()
    assert dialog.bar.isVisible()
    dialog.reject()


def number_of(book, name):
    return book.value("SELECT number FROM person WHERE name = ?", name)
