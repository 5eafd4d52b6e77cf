"""Places of the campus: named once, walked by in order, given up and never lost."""

from __future__ import annotations

from houqin_desktop.services.campus.places import (
    AddCampusPlaces,
    CorrectCampusPlace,
    WithdrawCampusPlaces,
)
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import COLLEAGUE, Book

STAIRS, GATE = "一楼东侧楼梯", "东校门"


def walk(book: Book) -> list[str]:
    return [str(row["场所"]) for row in book.listed("campus_places") if row["状态"] == "在用"]


def test_one_walks_by_the_places_in_the_order_of_their_turns(book: Book):
    book.run(AddCampusPlaces(names=(STAIRS, GATE), area="教学楼"))
    assert walk(book) == [STAIRS, GATE]
    book.run(CorrectCampusPlace(place=STAIRS, walking_order=3))
    assert walk(book) == [GATE, STAIRS]
    book.refuses(CorrectCampusPlace(place=GATE, walking_order=0), "bad_order")
    book.refuses(CorrectCampusPlace(place=GATE, area="教学楼"), "same_name")


def test_a_name_is_given_once_and_comes_back_with_its_number(book: Book):
    number = book.make(AddCampusPlaces(names=(GATE,)))
    book.refuses(AddCampusPlaces(names=(STAIRS, GATE)), "campus_place_exists")
    assert walk(book) == [GATE]
    book.refuses(AddCampusPlaces(names=("待定",)), "empty_name")
    book.run(WithdrawCampusPlaces(places=(GATE,)))
    book.refuses(CorrectCampusPlace(place=GATE, remarks="封闭"), "unknown_campus_place")
    assert book.make(AddCampusPlaces(names=(GATE,), area="校门")) == number
    book.require_whole()


def test_what_was_done_to_a_place_is_undone_at_one_key(book: Book):
    added = book.run(AddCampusPlaces(names=(GATE,), responsible=COLLEAGUE))
    right = CorrectCampusPlace(place=GATE, responsible="", name="南校门", is_key=True)
    corrected = book.run(right)
    book.run(UndoCommand(command_id=corrected.command_id))
    (row,) = book.listed("campus_places")
    assert (row["场所"], row["责任人"], row["重点部位"]) == (GATE, "郑老师", "")
    gone = book.run(WithdrawCampusPlaces(places=(GATE,)))
    book.run(UndoCommand(command_id=gone.command_id))
    assert walk(book) == [GATE]
    book.run(UndoCommand(command_id=added.command_id))
    assert walk(book) == []
    book.require_whole()
