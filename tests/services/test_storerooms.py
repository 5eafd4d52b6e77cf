"""One central storeroom, and every other room directly under it (I14)."""

from __future__ import annotations

import pytest

from houqin_desktop.services.people.departments import CorrectDepartment
from houqin_desktop.services.people.storerooms import AddStoreroom, CorrectStoreroom
from houqin_desktop.services.people.verbs import AddDepartment
from tests.builders import CENTRAL, DEPARTMENT, OTHER_ROOM, ROOM, Book


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


def test_a_room_that_was_written_wrong_is_put_right_and_keeps_its_cards(book: Book):
    code = book.asset()
    book.run(CorrectStoreroom(storeroom=ROOM, name="信息技术室"))
    assert listed_room(book, code) == "信息技术室"
    book.refuses(CorrectStoreroom(storeroom="信息技术室", name=OTHER_ROOM), "name_taken")
    book.refuses(CorrectStoreroom(storeroom="信息技术室", name=" "), "empty_name")
    book.refuses(CorrectStoreroom(storeroom="信息技术室", name="信息技术室"), "same_name")
    book.refuses(CorrectStoreroom(storeroom=ROOM, name="别的"), "unknown_storeroom")
    book.require_whole()


def listed_room(book: Book, code: str) -> object:
    return book.value(
        "SELECT r.name FROM asset a JOIN storeroom r ON r.id = a.storeroom_id WHERE a.code = ?",
        code,
    )


def test_a_department_that_was_written_wrong_is_put_right(book: Book):
    code = book.asset(using_department=DEPARTMENT)
    book.run(CorrectDepartment(department=DEPARTMENT, name="教务处"))
    (row,) = book.rows("department", "name = '教务处'")
    assert book.card(code)["using_department_id"] == row["id"]
    book.run(AddDepartment(name="食堂"))
    book.refuses(CorrectDepartment(department="食堂", name="教务处"), "name_taken")
    book.require_whole()
