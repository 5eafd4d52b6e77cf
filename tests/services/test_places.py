"""Places of a room: 柜 and 架 in the room, 位 in them; a card's words stay its own."""

from __future__ import annotations

import pytest

from houqin_desktop.domain.place import PlaceKind
from houqin_desktop.services.count.drafts import OpenCount
from houqin_desktop.services.people.storerooms import AddStoreroom, WithdrawStoreroom
from houqin_desktop.services.registers.listing import Filter, register
from houqin_desktop.services.storerooms.places import (
    AddPlace,
    CorrectPlace,
    WithdrawPlace,
    known_places,
)
from houqin_desktop.services.storerooms.tree import room_tree
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import KEEPER, OTHER_ROOM, ROOM, Book

CABINET, RACK, SPOT = PlaceKind


@pytest.fixture
def furnished(book: Book) -> Book:
    """A book whose ROOM has a cabinet with two layers, and a rack to which one walks first."""
    add(book, "铁皮柜", CABINET, order=2)
    add(book, "上层", SPOT, "铁皮柜", 1)
    add(book, "下层", SPOT, "铁皮柜", 2)
    add(book, "货架", RACK, order=1)
    return book


def add(
    book: Book,
    name: str,
    kind: PlaceKind,
    within: str | None = None,
    order: int | None = None,
) -> str:
    draft = AddPlace(storeroom=ROOM, kind=kind, name=name, within=within, walking_order=order)
    return book.run(draft).command_id


def walk(book: Book) -> list[str]:
    places = register(book.session, "places")
    found = places.rows(places.index((Filter("storeroom", ROOM, ROOM),)).keys)
    return [str(row[1]) for row in found]


def test_one_walks_by_the_places_in_their_order_each_with_what_lies_in_it(furnished: Book):
    assert walk(furnished) == ["货架", "铁皮柜", "上层", "下层"]
    furnished.run(CorrectPlace(storeroom=ROOM, place="货架", walking_order=9))
    assert walk(furnished) == ["铁皮柜", "上层", "下层", "货架"]
    furnished.require_whole()


def test_a_new_place_comes_last_where_nobody_says_otherwise(furnished: Book):
    add(furnished, "窗台", SPOT)
    assert walk(furnished)[-1] == "窗台"


def test_a_name_is_given_once_in_a_room_and_again_in_another(furnished: Book):
    again = AddPlace(storeroom=ROOM, kind=RACK, name=" 铁皮柜 ")
    furnished.refuses(again, "place_exists")
    furnished.refuses(CorrectPlace(storeroom=ROOM, place="货架", name="铁皮柜"), "name_taken")
    furnished.run(AddPlace(storeroom=OTHER_ROOM, kind=CABINET, name="铁皮柜"))
    furnished.require_whole()


@pytest.mark.parametrize("name", ["", "  ", "无", "待定"])
def test_a_place_has_a_name(book: Book, name: str):
    book.refuses(AddPlace(storeroom=ROOM, kind=RACK, name=name), "empty_name")


@pytest.mark.parametrize(
    ("kind", "within", "code"),
    [
        (CABINET, "货架", "place_kind"),
        (RACK, "铁皮柜", "place_kind"),
        (SPOT, "上层", "place_kind"),
        (SPOT, "没有的柜", "unknown_place"),
    ],
)
def test_only_a_spot_lies_in_a_cabinet_or_a_rack(
    furnished: Book, kind: PlaceKind, within: str, code: str
):
    furnished.refuses(AddPlace(storeroom=ROOM, kind=kind, name="新的", within=within), code)


def test_a_place_of_another_room_holds_nothing_of_this_one(furnished: Book):
    there = AddPlace(storeroom=OTHER_ROOM, kind=SPOT, name="格子", within="铁皮柜")
    furnished.refuses(there, "unknown_place")


@pytest.mark.parametrize("order", [0, -1, 10_000])
def test_the_order_of_the_walk_is_a_number_from_one(book: Book, order: int):
    draft = CorrectPlace(storeroom=ROOM, place="货架", walking_order=order or None)
    add(book, "货架", RACK)
    book.refuses(draft, "place_order" if order else "same_name")


def test_what_holds_something_is_neither_withdrawn_nor_made_a_spot(furnished: Book):
    furnished.refuses(WithdrawPlace(storeroom=ROOM, place="铁皮柜"), "place_holds")
    furnished.refuses(CorrectPlace(storeroom=ROOM, place="铁皮柜", kind=SPOT), "place_holds")


def test_a_spot_is_moved_and_put_into_the_room_itself(furnished: Book):
    furnished.run(CorrectPlace(storeroom=ROOM, place="下层", within="货架"))
    assert walk(furnished) == ["货架", "下层", "铁皮柜", "上层"]
    furnished.run(CorrectPlace(storeroom=ROOM, place="下层", within=""))
    (row,) = furnished.rows("place", "name = '下层'")
    assert row["parent_id"] is None
    furnished.refuses(CorrectPlace(storeroom=ROOM, place="上层", within="上层"), "place_kind")
    furnished.refuses(CorrectPlace(storeroom=ROOM, place="上层"), "same_name")


def test_nothing_is_deleted_and_a_withdrawn_place_comes_back_under_its_code(furnished: Book):
    (before,) = furnished.rows("place", "name = '上层'")
    furnished.run(WithdrawPlace(storeroom=ROOM, place="上层"))
    assert "上层" not in walk(furnished)
    add(furnished, "上层", SPOT, "货架")
    (after,) = furnished.rows("place", "name = '上层'")
    assert (after["id"], after["code"]) == (before["id"], before["code"])
    assert walk(furnished)[:2] == ["货架", "上层"]
    furnished.require_whole()


def test_a_card_keeps_its_words_and_is_counted_at_the_place_of_that_name(furnished: Book):
    code = furnished.asset(place="上层")
    furnished.asset(place="讲台")
    root = room_tree()
    (branch,) = [one for one in root.below if one.room == ROOM]
    assert (root.count, branch.count) == (2, 2)
    cabinet = next(one for one in branch.below if one.place == "铁皮柜")
    assert (cabinet.count, [one.count for one in cabinet.below]) == (1, [1, 0])
    furnished.run(CorrectPlace(storeroom=ROOM, place="上层", name="第一层"))
    assert furnished.card(code)["place"] == "上层"


def test_the_sheet_of_a_count_is_walked_in_that_order(furnished: Book):
    said = {"A1": "讲台", "A2": "上层", "A3": "", "A4": "货架", "A5": "铁皮柜"}
    for code, place in said.items():
        furnished.asset(code=code, place=place)
    furnished.run(OpenCount(title="年终清查", rooms=(ROOM,)))
    codes = {row["id"]: row["code"] for row in furnished.rows("asset")}
    found = sorted(furnished.rows("count_line"), key=lambda row: row["position"])
    assert [codes[row["asset_id"]] for row in found] == ["A4", "A5", "A2", "A1", "A3"]


def test_the_places_of_the_room_are_offered_first_then_what_its_cards_say(furnished: Book):
    furnished.asset(place="讲台")
    furnished.asset(place="上层")
    furnished.asset(place="器材柜", storeroom=OTHER_ROOM)
    assert known_places(ROOM) == ["货架", "铁皮柜", "上层", "下层", "讲台"]
    assert known_places("没有这间") == []


def test_every_deed_with_a_place_is_undone(furnished: Book):
    def image() -> list[tuple[object, ...]]:
        rows = furnished.rows("place", "closed = 0")
        return [(r["name"], r["kind"], r["parent_id"], r["walking_order"]) for r in rows]

    before = image()
    for draft in (
        AddPlace(storeroom=ROOM, kind=SPOT, name="抽屉", within="货架"),
        WithdrawPlace(storeroom=ROOM, place="上层"),
        CorrectPlace(storeroom=ROOM, place="上层", name="顶层", within="", walking_order=7),
        CorrectPlace(storeroom=ROOM, place="货架", kind=CABINET),
    ):
        done = furnished.run(draft)
        assert image() != before
        furnished.run(UndoCommand(command_id=done.command_id))
        assert image() == before
    furnished.require_whole()


def test_the_keeper_of_the_room_may_and_no_other_keeper(furnished: Book):
    furnished.session.choose_actor(KEEPER)
    add(furnished, "窗台", SPOT)
    there = AddPlace(storeroom=OTHER_ROOM, kind=RACK, name="球架")
    furnished.refuses(there, "not_own")


def test_a_room_with_withdrawn_places_alone_is_still_registered_by_mistake(book: Book):
    book.run(AddStoreroom(name="图书室"))
    book.run(AddPlace(storeroom="图书室", kind=RACK, name="书架"))
    book.refuses(WithdrawStoreroom(storeroom="图书室"), "in_use")
    book.run(WithdrawPlace(storeroom="图书室", place="书架"))
    book.run(WithdrawStoreroom(storeroom="图书室"))
    book.require_whole()
