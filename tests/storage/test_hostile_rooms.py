"""Places stay in their room, and a closed room is empty and kept by nobody."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, insert, person, room


def spot(name: str) -> str:
    return f"(SELECT id FROM place WHERE name = '{name}')"


def new_place(**values: str) -> str:
    shared = {
        "storeroom_id": room("电脑室"),
        "code": "'PLACE0999'",
        "kind": "'spot'",
        "name": "'NEW'",
        "walking_order": "9",
    }
    return insert("place", **shared | values)


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "'room'"},
        {"name": "' '"},
        {"name": "'CABINET'"},
        {"name": "'FORMER'"},
        {"code": "'ROOM001'"},
        {"code": "(SELECT code FROM place WHERE name = 'RACK')"},
        {"walking_order": "0"},
        {"walking_order": "1.5"},
        {"closed": "2"},
        {"parent_id": spot("LAYER")},
        {"parent_id": spot("FORMER")},
        {"parent_id": spot("THERE")},
        {"parent_id": "999"},
        {"kind": "'cabinet'", "parent_id": spot("RACK")},
        {"storeroom_id": room("旧库房")},
    ],
)
def test_a_place_lies_in_its_own_room_and_a_spot_in_what_can_hold_it(
    hand: Hand, values: dict[str, str]
):
    hand.refused(new_place(**values))
    hand.refused(new_place(**values).replace("INSERT", "INSERT OR REPLACE", 1))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("CABINET", "closed = 1"),
        ("CABINET", "kind = 'spot'"),
        ("CABINET", f"storeroom_id = {room('体育室')}"),
        ("CABINET", "code = 'PLACE0777'"),
        ("CABINET", "name = 'RACK'"),
        ("LAYER", f"parent_id = {spot('LAYER')}"),
        ("LAYER", f"parent_id = {spot('THERE')}"),
        ("LAYER", "kind = 'rack'"),
        ("RACK", f"parent_id = {spot('CABINET')}"),
    ],
)
def test_a_place_is_never_moved_where_it_cannot_lie(hand: Hand, name: str, change: str):
    hand.refused(f"UPDATE place SET {change} WHERE name = '{name}'")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("电脑室", "closed = 1, closed_on = '2026-11-22'"),
        ("总保管室", "closed = 1, closed_on = '2026-11-22'"),
        ("电脑室", "closed_on = '2026-11-22'"),
        ("旧库房", "closed = 0"),
        ("旧库房", "closed_on = '2020-01-01'"),
        *(("旧库房", f"closed_on = '{day}'") for day in BAD_DATES),
    ],
)
def test_a_room_is_closed_on_a_day_when_it_is_empty_and_kept_by_nobody(
    hand: Hand, name: str, change: str
):
    hand.refused(f"UPDATE storeroom SET {change} WHERE name = '{name}'")


def test_a_closed_room_gets_no_keeper(hand: Hand):
    term = insert(
        "appointment",
        person_id=person("郑老师"),
        post="'storekeeper'",
        storeroom_id=room("旧库房"),
        from_on="'2026-11-23'",
    )
    hand.refused(term)
    hand.refused(f"UPDATE appointment SET to_on = NULL WHERE storeroom_id = {room('旧库房')}")


def test_what_is_in_order_goes_through(hand: Hand):
    hand.accepted(
        new_place(),
        new_place(code="'PLACE0998'", name="'INSIDE'", parent_id=spot("CABINET")),
        f"UPDATE place SET parent_id = {spot('RACK')} WHERE name IN ('LAYER', 'INSIDE')",
        new_place(code="'PLACE0997'", name="'LAYER'", storeroom_id=room("体育室")),
        "UPDATE place SET closed = 1 WHERE name = 'CABINET'",
        "UPDATE storeroom SET closed = 0, closed_on = NULL WHERE name = '旧库房'",
    )
