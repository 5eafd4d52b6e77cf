"""The page 人员与岗位: a name that was written wrong is put right where it stands."""

from __future__ import annotations

from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from tests.builders import COLLEAGUE


def test_the_name_of_the_chosen_person_is_put_right(book, window, open_dialog):
    window.show_page("people")
    page = window.people
    correct = page.actions_of_page["people.correct"]
    assert not correct.isEnabled()
    page.lists.setCurrentIndex(1)
    assert page.name == "people"
    page.panel.refresh()
    at = [page.panel.model.record(row)["姓名"] for row in range(page.panel.model.rowCount())]
    page.panel.view.selectRow(at.index(COLLEAGUE))
    assert correct.isEnabled()
    correct.trigger()
    dialog = open_dialog(DraftDialog)
    assert dialog.field("name").text() == COLLEAGUE
    dialog.field("name").set_value("改对的名字")
    dialog.save_button.click()
    assert [row["name"] for row in book.rows("person")].count("改对的名字") == 1
    assert COLLEAGUE not in [row["name"] for row in book.rows("person")]
    book.require_whole()


def test_the_only_column_of_words_takes_the_room_that_is_over(window):
    window.show_page("people")
    page = window.people
    page.lists.setCurrentIndex(2)
    assert page.name == "departments"
    view = page.panel.view
    view.widths.fit()
    shown = view.header.visible_columns()
    assert sum(view.header.sectionSize(at) for at in shown) == view.viewport().width()
