"""办交接清册 in the window: from a person, from a room, and from a departure that was refused."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from houqin_desktop.domain.handover import HandoverCause
from houqin_desktop.gui.handover.dialog import HandoverDialog
from houqin_desktop.gui.operators.dialogs import DepartureDialog
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.gui.storerooms.opening import storerooms_page
from houqin_desktop.services.slips.case import slip_view
from tests.builders import COLLEAGUE, KEEPER, ROOM
from tests.gui.test_loan import RETURN, key, write

NUMBER = "JJ20260001"


@pytest.fixture
def people(window):
    """The page of people with the list of people shown."""
    window.show_page("people")
    window.people.lists.setCurrentIndex(1)
    return window.people


def choose(page, name: str) -> None:
    page.panel.refresh()
    names = [page.panel.model.record(at)["姓名"] for at in range(page.panel.model.rowCount())]
    page.panel.view.selectRow(names.index(name))


def test_a_room_is_handed_over_with_its_keys_by_keyboard_alone(window, book, open_dialog):
    code = book.asset(keeper=KEEPER)
    page = storerooms_page(window)
    page.tree.choose(ROOM)
    page.actions_of_page["storerooms.handover"].trigger()
    form = open_dialog(HandoverDialog)
    assert form.field("giver").text() == KEEPER
    assert form.field("storeroom").value() == ROOM
    form.activateWindow()
    form.field("taker").setFocus()
    QApplication.processEvents()
    write("zls")
    key(*[RETURN] * 4)
    assert form.focusWidget() is form.sheet.grid
    write("A")
    key(RETURN)
    write("2")
    key(RETURN, RETURN)
    open_dialog(PrintDialog).reject()
    shown = slip_view(NUMBER, book.session.clock)
    assert dict(shown.fields)["交接原因"] == HandoverCause.ROOM.label
    assert [row[1] or row[2] for row in shown.rows] == [code, "A"]
    assert dict(shown.fields)["接收人"] == COLLEAGUE


def test_the_chosen_person_hands_everything_over(people, book, open_dialog):
    book.asset(holder=COLLEAGUE)
    choose(people, COLLEAGUE)
    people.actions_of_page["people.handover"].trigger()
    form = open_dialog(HandoverDialog)
    form.prints.setChecked(False)
    assert form.field("giver").text() == COLLEAGUE
    form.field("cause").set_value(HandoverCause.MOVES)
    form.field("taker").set_value("P0001")
    form.save()
    (row,) = book.listed("handovers")
    assert (row["单号"], row["移交人"], row["卡片"]) == (NUMBER, COLLEAGUE, 1)


def test_a_departure_with_items_open_offers_the_list_for_them(people, book, open_dialog):
    code = book.asset(holder=COLLEAGUE)
    choose(people, COLLEAGUE)
    people.actions_of_page["operators.departure"].trigger()
    leaving = open_dialog(DepartureDialog)
    assert leaving.hand_over.isHidden()
    leaving.save()
    assert code in leaving.bar.text
    assert not leaving.hand_over.isHidden()
    leaving.hand_over.click()
    form = open_dialog(HandoverDialog)
    assert form.field("giver").text() == COLLEAGUE
    assert form.field("cause").value() is HandoverCause.LEAVES
    assert book.value("SELECT left_on FROM person WHERE name = ?", COLLEAGUE) is None
    form.leave()


def test_a_keeper_who_leaves_is_offered_the_list_for_his_room(people, open_dialog):
    choose(people, KEEPER)
    people.actions_of_page["operators.departure"].trigger()
    leaving = open_dialog(DepartureDialog)
    leaving.save()
    assert ROOM in leaving.bar.text
    assert not leaving.hand_over.isHidden()
    leaving.leave()
