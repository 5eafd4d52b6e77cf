"""The page 保管室: the tree of rooms and places, the page of a room, what is done with them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from houqin_desktop.domain.people import Post
from houqin_desktop.domain.place import PlaceKind
from houqin_desktop.gui.assets.asset_dialogs import RegisterDialog
from houqin_desktop.gui.assets.label_dialog import LabelDialog
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.home.leading import follow
from houqin_desktop.gui.printing.print_dialog import PrintDialog
from houqin_desktop.gui.scanned import open_scanned
from houqin_desktop.gui.storerooms.dialogs import PlaceDialog
from houqin_desktop.gui.storerooms.opening import storerooms_page
from houqin_desktop.gui.theme import colours
from houqin_desktop.services.people.storerooms import AddStoreroom
from houqin_desktop.services.people.verbs import EndAppointment
from houqin_desktop.services.storerooms.places import AddPlace
from houqin_desktop.services.todo.day_list import Leads
from tests.builders import CENTRAL, COLLEAGUE, KEEPER, OTHER_ROOM, ROOM
from tests.documents.test_label_paper import codes_on


@pytest.fixture
def page(window, book):
    """The page over a room with a cabinet, a layer in it, and a card that lies there."""
    book.run(AddPlace(storeroom=ROOM, kind=PlaceKind.CABINET, name="铁皮柜"))
    book.run(AddPlace(storeroom=ROOM, kind=PlaceKind.SPOT, name="上层", within="铁皮柜"))
    book.asset(code="PC-1", place="上层", holder=COLLEAGUE)
    return storerooms_page(window)


def lines(page):
    return [line.text for line in page.view.lines.lines()]


def labels_in_tree(page):
    return [room.label for room in page.tree.rooms()]


def test_the_tree_has_the_rooms_with_their_places_and_counts(page):
    (room,) = [one for one in page.tree.rooms() if one.room == ROOM]
    assert labels_in_tree(page) == [CENTRAL, ROOM, OTHER_ROOM]
    assert (room.count, room.below[0].label, room.below[0].count) == (1, "铁皮柜", 1)
    assert [one.label for one in room.below[0].below] == ["上层"]


def test_a_room_opens_from_the_list_and_a_place_shows_its_line(page):
    assert not page.shows_room
    page.panel.view.choose([2])
    page.actions_of_page["storerooms.open"].trigger()
    assert page.shows_room
    assert page.view.name.text() == ROOM
    assert f"{KEEPER}（分保管员）" in lines(page)
    page.tree.choose(ROOM, "上层")
    assert page.view.lines.chosen().place == "上层"
    page.tree.choose("")
    assert not page.shows_room


def test_the_lines_are_dressed_anew_when_the_palette_changes(window, page):
    page.tree.choose(ROOM)
    dark = window.actions_of_window["window.dark"]
    for _ in range(2):
        dark.trigger()
        (line, *_) = page.view.lines.items()
        assert line.foreground(1).color().name() == QColor(colours().muted).name()


def test_a_line_leads_to_the_cards_behind_it(window, page, book):
    book.asset(code="PC-2", place="讲台")
    page.refresh()
    page.tree.choose(ROOM, "上层")
    page.open_chosen()
    assert window.page is window.assets
    codes = [window.assets.panel.model.record(n)["资产编号"] for n in range(1)]
    assert (window.assets.panel.model.rowCount(), codes) == (1, ["PC-1"])


def test_the_page_follows_the_book(window, page, book):
    page.tree.choose(ROOM)
    before = lines(page)
    window.bus.changed.emit(book.run(AddStoreroom(name="图书室")).changes)
    assert labels_in_tree(page)[-1] == "图书室"
    assert page.view.name.text() == ROOM
    book.apply("PC-1")
    window.bus.changed.emit(None)
    assert len(lines(page)) > len(before)


def test_nothing_is_asked_while_the_book_is_lent_and_all_of_it_afterwards(window, page):
    page.tree.choose(OTHER_ROOM)
    window.bus.lent.emit(True)
    page.tree.choose(ROOM)
    page.refresh()
    assert page.view.name.text() == OTHER_ROOM
    window.bus.lent.emit(False)
    assert page.view.name.text() == ROOM


def test_a_place_is_added_and_put_right_in_the_form(page, book, open_dialog):
    page.tree.choose(ROOM)
    page.actions_of_page["storerooms.add_place"].trigger()
    form = open_dialog(PlaceDialog)
    form.field("kind").set_value(PlaceKind.SPOT)
    form.field("name").set_value("下层")
    form.field("within").set_value("铁皮柜")
    form.save_button.click()
    (row,) = book.rows("place", "name = '下层'")
    (cabinet,) = book.rows("place", "name = '铁皮柜'")
    assert row["parent_id"] == cabinet["id"]
    page.tree.choose(ROOM, "下层")
    page.actions_of_page["storerooms.correct_place"].trigger()
    form = open_dialog(PlaceDialog)
    assert form.field("within").value() == "铁皮柜"
    form.field("kind").set_value(PlaceKind.RACK)
    form.save_button.click()
    (row,) = book.rows("place", "name = '下层'")
    assert (row["kind"], row["parent_id"]) == ("rack", None)
    book.require_whole()


def test_a_keeper_is_appointed_to_the_room_that_is_open(page, book, open_dialog):
    page.tree.choose(OTHER_ROOM)
    page.actions_of_page["storerooms.appoint"].trigger()
    form = open_dialog(DraftDialog)
    form.field("person").set_value("P0002")
    form.save_button.click()
    assert any("P0002" not in line and "至今" not in line for line in lines(page))
    assert book.value("SELECT count(*) FROM appointment WHERE to_on IS NULL") >= 6
    book.require_whole()


def test_a_room_in_use_is_not_closed_and_an_empty_one_is_and_comes_back(page, book, open_dialog):
    page.tree.choose(ROOM)
    page.actions_of_page["storerooms.close"].trigger()
    form = open_dialog(DraftDialog)
    form.save_button.click()
    assert "还有 1 张卡片" in form.bar.text
    form.close()
    post = EndAppointment(person="周体育", post=Post.STOREKEEPER, storeroom=OTHER_ROOM)
    book.run(post)
    page.tree.choose(OTHER_ROOM)
    page.actions_of_page["storerooms.close"].trigger()
    open_dialog(DraftDialog).save_button.click()
    assert labels_in_tree(page)[-1] == f"{OTHER_ROOM}（停用）"
    page.tree.choose(OTHER_ROOM)
    assert not page.actions_of_page["storerooms.add_place"].isEnabled()
    page.actions_of_page["storerooms.reopen"].trigger()
    open_dialog(DraftDialog).save_button.click()
    assert OTHER_ROOM in labels_in_tree(page)


def test_the_central_storeroom_is_never_closed(page):
    page.tree.choose(CENTRAL)
    assert not page.actions_of_page["storerooms.close"].isEnabled()


def test_the_labels_of_a_room_are_those_of_the_room_and_its_places(page, qtbot, open_dialog):
    page.tree.choose(ROOM)
    page.actions_of_page["storerooms.labels"].trigger()
    form = open_dialog(LabelDialog)
    form.size_choice.set_value("3x8")
    form.print_labels()
    qtbot.waitUntil(lambda: bool(form.findChildren(PrintDialog)), timeout=10_000)
    (shown,) = form.findChildren(PrintDialog)
    assert codes_on(shown.pdf, 0) == ["HQPLACE0001", "HQPLACE0002", "HQROOM002"]
    shown.close()
    form.close()


@pytest.mark.parametrize(("scanned", "place"), [("HQROOM002", ""), ("HQPLACE0002", "上层")])
def test_a_scan_of_a_label_opens_the_room(window, page, scanned, place):
    window.show_page("assets")
    open_scanned(window, scanned)
    assert window.page is page
    assert (page.tree.branch.room, page.tree.branch.place) == (ROOM, place)


def test_the_form_of_a_card_offers_the_places_of_its_room(window, page, open_dialog):
    window.show_page("assets")
    window.assets.actions_of_page["asset.register"].trigger()
    form = open_dialog(RegisterDialog)
    form.field("storeroom").set_value(ROOM)
    offered = form.field("place").completer().model()
    assert [offered.index(n, 0).data() for n in range(offered.rowCount())] == ["铁皮柜", "上层"]
    form.leave()


def test_a_room_without_a_keeper_is_opened_from_the_list_of_the_day(window, page):
    window.show_page("home")
    follow(window, Leads("storerooms", OTHER_ROOM))
    assert window.page is page
    assert page.view.name.text() == OTHER_ROOM


def test_labels_of_a_list_that_is_narrowed_to_nothing_are_said_not_to_be_there(page, window):
    page.tree.choose("")
    page.panel.search.setText("没有这样的保管室")
    page.actions_of_page["storerooms.labels"].trigger()
    assert "没有要打印标签的保管室" in window.toast.text
