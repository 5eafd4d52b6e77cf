"""Splits: no piece and no 分 is made or lost on the way from one card to two."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import HERE, THERE, asset, card, insert, outside

PART = {
    "code": "'PART'",
    "name": "'台式计算机'",
    "category_code": "'A02010105'",
    "unit": "'台'",
    "quantity": "4",
    "opening_value_fen": "0",
    "original_value_fen": "0",
    "acquired_on": "'1995-09'",
    "life_months": "(SELECT life_months FROM asset WHERE code = 'FREE')",
    "minimum_life_months": "(SELECT minimum_life_months FROM asset WHERE code = 'FREE')",
}


def part(**values: str) -> str:
    return card(**PART | values)


def split(**values: str) -> str:
    shared = {
        "id": "90",
        "asset_id": asset("FREE"),
        "part_id": asset("PART"),
        "split_on": "'2026-11-22'",
        "quantity": "4",
        "value_fen": "50000",
        "kept_quantity": "6",
        "kept_value_fen": "75000",
        "out_posting_id": "901",
        "in_posting_id": "902",
        "out_change_id": "903",
        "in_change_id": "904",
    }
    return insert("asset_split", **shared | values)


def out(**values: str) -> str:
    shared = {
        "id": "901",
        "asset_id": asset("FREE"),
        "from_location_id": HERE,
        "to_location_id": outside("SPLIT"),
        "quantity": "4",
        "value_fen": "50000",
        "posted_on": "'2026-11-22'",
    }
    return insert("posting", **shared | values)


def into(**values: str) -> str:
    shared = {
        "id": "902",
        "asset_id": asset("PART"),
        "from_location_id": outside("SPLIT"),
        "to_location_id": HERE,
        "quantity": "4",
        "value_fen": "50000",
        "posted_on": "'2026-11-22'",
    }
    return insert("posting", **shared | values)


def change(**values: str) -> str:
    shared = {
        "id": "903",
        "asset_id": asset("FREE"),
        "kind": "'split'",
        "changed_on": "'2026-11-22'",
        "delta_fen": "-50000",
        "reason": "''",
    }
    return insert("value_change", **shared | values)


def gain(**values: str) -> str:
    return change(**{"id": "904", "asset_id": asset("PART"), "delta_fen": "50000"} | values)


WHOLE = (
    part(),
    split(),
    out(),
    into(),
    change(),
    gain(),
    "UPDATE asset SET quantity = 6, original_value_fen = 75000 WHERE code = 'FREE'",
    "UPDATE asset SET original_value_fen = 50000 WHERE code = 'PART'",
)


def test_a_split_in_order_goes_through(hand: Hand):
    hand.accepted(*WHOLE)


@pytest.mark.parametrize(
    "values",
    [
        {"quantity": "0", "kept_quantity": "10"},
        {"quantity": "10", "kept_quantity": "0"},
        {"quantity": "3"},
        {"kept_quantity": "7"},
        {"value_fen": "50001"},
        {"kept_value_fen": "75001"},
        {"value_fen": "-1", "kept_value_fen": "125001"},
        {"value_fen": "125001", "kept_value_fen": "-1"},
        {"asset_id": asset("PART")},
        {"part_id": asset("FREE")},
        {"part_id": asset("ELSEWHERE")},
        {"asset_id": asset("FRESH")},
        {"asset_id": asset("GONE")},
        {"split_on": "'2026-02-30'"},
        {"split_on": "'2020-01-01'"},
        {"out_change_id": "NULL"},
        {"in_change_id": "NULL"},
        {"out_posting_id": "1"},
        {"in_posting_id": "1"},
        {"out_change_id": "1"},
        {"out_posting_id": "902", "in_posting_id": "902"},
    ],
)
def test_a_split_says_truly_what_both_cards_have(hand: Hand, values: dict[str, str]):
    hand.refused(part(), split(**values))


@pytest.mark.parametrize(
    "values",
    [
        {"quantity": "5"},
        {"name": "'别的'"},
        {"category_code": "NULL"},
        {"acquired_on": "'2020-01-01'"},
        {"life_months": "12"},
        {"status": "'idle'"},
        {"value_type": "'nominal'"},
        {"storeroom_id": "(SELECT id FROM storeroom WHERE name = '体育室')"},
        {"opening_value_fen": "50000", "original_value_fen": "50000"},
    ],
)
def test_the_part_is_what_the_card_is(hand: Hand, values: dict[str, str]):
    hand.refused(part(**values), split())


@pytest.mark.parametrize(
    "statement",
    [
        out(quantity="3"),
        out(value_fen="49999"),
        out(from_location_id=THERE),
        out(id="905"),
        out(asset_id=asset("ELSEWHERE")),
        out(posted_on="'2026-11-21'"),
        into(quantity="5"),
        into(value_fen="0"),
        into(to_location_id=THERE),
        into(id="905"),
        into(asset_id=asset("FREE")),
        into(from_location_id=outside("SUPPLIER")),
        into(from_location_id=outside("ADJUST")),
        change(delta_fen="-49999"),
        change(delta_fen="50000"),
        change(extra_months="12"),
        change(id="905"),
        change(changed_on="'2026-11-21'"),
        gain(delta_fen="50001"),
        gain(asset_id=asset("FREE")),
    ],
)
def test_pieces_and_value_move_as_the_split_says_and_only_once(hand: Hand, statement: str):
    hand.refused(part(), split(), statement)


@pytest.mark.parametrize("statement", [out(), into(), change(), gain()])
def test_nothing_moves_without_a_split_or_a_second_time(hand: Hand, statement: str):
    hand.refused(part(), statement)
    again = statement.replace("VALUES (90", "VALUES (190", 1)
    hand.refused(*WHOLE, again)


def test_a_split_that_is_only_half_written_is_not_kept(careful_hand: Hand):
    careful_hand.refused(part(), split(), out(), into())
    careful_hand.refused(part(), split(), change(), gain())


def test_a_value_is_not_changed_on_a_day_before_the_split(hand: Hand):
    row = {"kind": "'correction'", "delta_fen": "5", "changed_on": "'2026-11-21'"}
    hand.refused(change(id="950", asset_id=asset("BATCH"), **row))
    hand.refused(change(id="950", asset_id="(SELECT part_id FROM asset_split LIMIT 1)", **row))


def test_no_card_is_split_off_twice(hand: Hand):
    hand.refused(*WHOLE, split(id="91", kept_quantity="2", kept_value_fen="25000"))
