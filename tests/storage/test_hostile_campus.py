"""A place of the campus has one number and one name for ever."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import insert

RENAMED = "UPDATE campus_place SET name = '屋顶', withdrawn = 1 WHERE code = 'CS0900'"


def campus_place(**values: str) -> str:
    shared = {"code": "'CS0900'", "name": "'天台'", "walking_order": "1"}
    return insert("campus_place", **shared | values)


@pytest.mark.parametrize(
    "values",
    [
        {"code": "'XX0001'"},
        {"code": "'CS1'"},
        {"name": "' '"},
        {"walking_order": "0"},
        {"walking_order": "10000"},
        {"is_key": "2"},
        {"withdrawn": "2"},
    ],
)
def test_a_place_says_what_it_is_and_when_one_comes_by(hand: Hand, values: dict[str, str]):
    hand.refused(campus_place(**values))


def test_a_place_can_be_registered_and_written_right(hand: Hand):
    hand.accepted(campus_place(), RENAMED)


def test_a_number_is_never_another_place(hand: Hand):
    hand.refused("UPDATE campus_place SET code = 'CS0901'")
    hand.refused("DELETE FROM campus_place")
    hand.refused(campus_place(code="'CS0001'").replace("INSERT", "INSERT OR REPLACE", 1))
