"""One central storeroom, and every other room directly under it (I14)."""

from __future__ import annotations

import pytest

from houqin_desktop.services.storerooms import AddStoreroom
from tests.builders import CENTRAL, ROOM, Book


def test_a_new_room_stands_directly_under_the_central_storeroom(book: Book):
    book.run(AddStoreroom(name="图书室"))
    (central,) = book.rows("storeroom", "level = 'central'")
    (room,) = book.rows("storeroom", "name = '图书室'")
    assert central["name"] == CENTRAL
    assert (room["level"], room["parent_id"]) == ("branch", central["id"])
    book.require_whole()


def test_each_room_has_a_place_of_its_own(book: Book):
    book.run(AddStoreroom(name="图书室"))
    places = [row["location_id"] for row in book.rows("storeroom")]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("name", [ROOM, CENTRAL, f" {ROOM} "])
def test_a_room_is_registered_once(book: Book, name: str):
    book.refuses(AddStoreroom(name=name), "storeroom_exists")


@pytest.mark.parametrize("name", ["", "   "])
def test_a_room_has_a_name(book: Book, name: str):
    book.refuses(AddStoreroom(name=name), "empty_name")
