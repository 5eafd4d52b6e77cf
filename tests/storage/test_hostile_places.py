"""Pieces, people and values of a card: nothing appears, vanishes or stands in a second place."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import (
    BAD_DATES,
    HERE,
    THERE,
    asset,
    card,
    insert,
    outside,
    person,
    place,
    room,
)


def posting(**values: str) -> str:
    shared = {
        "asset_id": asset("FREE"),
        "from_location_id": HERE,
        "to_location_id": THERE,
        "quantity": "10",
        "value_fen": "125000",
        "posted_on": "'2026-11-22'",
    }
    return insert("posting", **shared | values)


@pytest.mark.parametrize(
    "values",
    [
        {"quantity": "9"},
        {"quantity": "11"},
        {"quantity": "0"},
        {"quantity": "-10"},
        {"quantity": "1.5"},
        {"quantity": "'many'"},
        {"value_fen": "-1"},
        {"to_location_id": HERE},
        {"from_location_id": THERE, "to_location_id": HERE},
        {"from_location_id": place("总保管室")},
        {"to_location_id": outside("SUPPLIER")},
        {"to_location_id": outside("CONSUMED")},
        {"to_location_id": outside("SPLIT")},
        {"to_location_id": outside("DISPOSED")},
        {"to_location_id": outside("ADJUST")},
        {"to_location_id": "(SELECT location_id FROM person LIMIT 1)"},
        {"to_location_id": "999"},
        {"from_location_id": outside("SUPPLIER"), "to_location_id": HERE},
        {"from_location_id": outside("SUPPLIER")},
        {"from_location_id": outside("CONSUMED")},
        {"from_location_id": outside("SPLIT")},
        {"from_location_id": outside("DISPOSED")},
        {"from_location_id": outside("ADJUST")},
        {"from_location_id": "999"},
        {"asset_id": "999"},
        {"asset_id": asset("GONE"), "quantity": "3"},
        {"asset_id": asset("GONE"), "quantity": "3", "from_location_id": outside("DISPOSED")},
        {"asset_id": asset("FRESH"), "quantity": "3"},
        {
            "asset_id": asset("APPROVED"),
            "quantity": "3",
            "value_fen": "120000",
            "to_location_id": outside("DISPOSED"),
        },
        *({"posted_on": f"'{day}'"} for day in BAD_DATES),
    ],
)
def test_no_piece_appears_vanishes_or_stands_in_a_second_place(hand: Hand, values: dict[str, str]):
    hand.refused(posting(**values))


@pytest.mark.parametrize(
    "values",
    [
        {"quantity": "2"},
        {"value_fen": "99"},
        {"to_location_id": THERE},
        {"to_location_id": outside("DISPOSED")},
    ],
)
def test_a_new_card_is_posted_whole_into_its_own_room(hand: Hand, values: dict[str, str]):
    shared = {
        "asset_id": asset("NEW"),
        "from_location_id": outside("SUPPLIER"),
        "to_location_id": HERE,
        "quantity": "1",
        "value_fen": "100",
    }
    hand.refused(card(), posting(**shared | values))
    hand.refused(card(), posting(**shared), posting(**shared))


def custody(**values: str) -> str:
    shared = {
        "asset_id": asset("FREE"),
        "holder_id": person("吴电脑"),
        "from_on": "'2026-11-22'",
    }
    return insert("custody", **shared | values)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"to_on": "'2026-11-21'"},
        {"from_on": "'2020-01-01'", "to_on": "'2020-12-31'"},
        {"asset_id": asset("FRESH")},
        {"asset_id": asset("GONE")},
        {"asset_id": asset("ELSEWHERE"), "from_on": "'2026-02-30'"},
    ],
)
def test_a_card_has_one_stretch_of_people_at_a_time(hand: Hand, values: dict[str, str]):
    hand.refused(custody(**values))
    hand.refused(custody(**values).replace("INSERT", "INSERT OR REPLACE", 1))


@pytest.mark.parametrize(
    "change",
    [
        f"holder_id = {person('吴电脑')}",
        "from_on = '2020-01-01'",
        "to_on = '2020-01-01'",
        f"asset_id = {asset('ELSEWHERE')}",
    ],
)
def test_who_had_a_card_is_never_rewritten(hand: Hand, change: str):
    hand.refused(f"UPDATE custody SET {change} WHERE asset_id = {asset('FREE')}")


@pytest.mark.parametrize(
    "values",
    [
        {"delta_fen": "0"},
        {"delta_fen": "-125001"},
        {"delta_fen": "1.5"},
        {"extra_months": "-1"},
        {"kind": "'gift'"},
        {"changed_on": "'2026-02-30'"},
        {"asset_id": asset("FRESH")},
        {"asset_id": asset("APPROVED")},
        {"asset_id": asset("GONE")},
    ],
)
def test_the_value_of_a_card_changes_only_while_it_is_free_and_never_below_nothing(
    hand: Hand, values: dict[str, str]
):
    shared = {
        "asset_id": asset("FREE"),
        "kind": "'reduction'",
        "changed_on": "'2026-11-22'",
        "delta_fen": "-5",
        "reason": "'x'",
    }
    hand.refused(insert("value_change", **shared | values))


def test_what_is_in_order_goes_through(hand: Hand):
    own = {"asset_id": asset("NEW"), "quantity": "1", "value_fen": "100"}
    hand.accepted(
        card(),
        posting(**own, from_location_id=outside("SUPPLIER"), to_location_id=HERE),
        posting(**own),
        f"UPDATE asset SET storeroom_id = {room('体育室')} WHERE code = 'NEW'",
    )
    hand.accepted(
        posting(quantity="2", to_location_id=outside("ADJUST")),
        "UPDATE asset SET quantity = 8 WHERE code = 'FREE'",
    )
    hand.accepted(custody(asset_id=asset("ELSEWHERE")))


def slip(number: str) -> str:
    return f"(SELECT id FROM voucher WHERE number = '{number}')"


@pytest.mark.parametrize(
    "values",
    [
        {"asset_id": asset("WAITING"), "voucher_id": slip("DB20260002")},
        {"asset_id": asset("WAITING"), "voucher_id": slip("DB20260001")},
        {"asset_id": asset("WAITING"), "voucher_id": slip("RK20260003")},
        {"asset_id": asset("WAITING"), "voucher_id": slip("CX20260001")},
        {
            "asset_id": asset("MOVED"),
            "voucher_id": slip("DB20260001"),
            "from_location_id": THERE,
            "to_location_id": HERE,
        },
    ],
)
def test_a_card_changes_its_room_under_a_slip_only_by_its_signed_transfer(hand: Hand, values):
    whole = {"quantity": "1", "value_fen": "120000"}
    assert "转移单" in hand.refused(posting(**whole, **values))
