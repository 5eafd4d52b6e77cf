"""People, rooms and cards: what the program refuses, the schema refuses with nobody in between."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, HERE, THERE, card, insert, outside, person, room


def new_room(**values: str) -> str:
    shared = {
        "name": "'新室'",
        "level": "'branch'",
        "parent_id": room("总保管室"),
        "location_id": "(SELECT max(id) FROM location)",
        "sort_key": "''",
        "search_text": "''",
    }
    return insert("storeroom", **shared | values)


NEW_PLACE = "INSERT INTO location (kind, code) VALUES ('storeroom', 'ROOM999')"


@pytest.mark.parametrize(
    "values",
    [
        {"level": "'central'", "parent_id": "NULL"},
        {"level": "'central'"},
        {"parent_id": "NULL"},
        {"parent_id": room("电脑室")},
        {"parent_id": "999"},
        {"level": "'third'"},
        {"name": "'电脑室'"},
        {"name": "' '"},
        {"location_id": HERE},
        {"location_id": outside("DISPOSED")},
        {"location_id": "(SELECT location_id FROM person LIMIT 1)"},
        {"closed": "2"},
    ],
)
def test_there_is_one_central_storeroom_and_every_room_is_directly_under_it(
    hand: Hand, values: dict[str, str]
):
    hand.refused(NEW_PLACE, new_room(**values))
    hand.refused(NEW_PLACE, new_room(**values).replace("INSERT", "INSERT OR REPLACE", 1))


@pytest.mark.parametrize(
    "change",
    [
        "level = 'central', parent_id = NULL",
        f"parent_id = {room('体育室')}",
        "parent_id = NULL",
        "closed = 1",
        f"location_id = {THERE}",
        "location_id = 999",
    ],
)
def test_a_room_with_assets_is_not_closed_and_no_room_changes_its_level(hand: Hand, change: str):
    hand.refused(f"UPDATE OR REPLACE storeroom SET {change} WHERE name = '电脑室'")


def test_the_central_storeroom_is_never_closed(hand: Hand):
    hand.refused("UPDATE storeroom SET closed = 1 WHERE level = 'central'")


@pytest.mark.parametrize(
    "values",
    [
        {"number": "'P1'"},
        {"number": "'X0001'"},
        {"number": "'P0001'"},
        {"name": "'  '"},
        {"location_id": HERE},
        {"location_id": "(SELECT location_id FROM person LIMIT 1)"},
        {"left_on": "'2024-02-31'"},
    ],
)
def test_a_person_has_a_number_a_name_and_a_place_of_his_own(hand: Hand, values: dict[str, str]):
    shared = {
        "number": "'P9999'",
        "name": "'甲'",
        "location_id": "(SELECT max(id) FROM location)",
        "sort_key": "''",
        "search_text": "''",
    }
    new_place = "INSERT INTO location (kind, code) VALUES ('person', 'P9999')"
    hand.refused(new_place, insert("person", **shared | values))


def appointment(**values: str) -> str:
    shared = {
        "person_id": person("郑老师"),
        "post": "'finance'",
        "from_on": "'2020-01-01'",
        "to_on": "'2020-12-31'",
    }
    return insert("appointment", **shared | values)


@pytest.mark.parametrize(
    "values",
    [
        {"from_on": "'2026-01-01'", "to_on": "NULL"},
        {"from_on": "'2026-01-01'", "to_on": "'2026-01-02'"},
        {"to_on": "NULL"},
        {"to_on": "'2025-09-01'"},
        {"to_on": "'2019-12-31'"},
        {"post": "'king'"},
        {"post": "'storekeeper'"},
        {"storeroom_id": room("电脑室")},
        *({"from_on": f"'{day}'"} for day in BAD_DATES if day != "yesterday"),
        *({"to_on": f"'{day}'"} for day in BAD_DATES),
    ],
)
def test_a_post_has_one_holder_at_a_time(hand: Hand, values: dict[str, str]):
    hand.refused(appointment(**values))


@pytest.mark.parametrize(
    "change",
    [
        f"person_id = {person('郑老师')}",
        "post = 'principal'",
        "from_on = '2020-01-01'",
        "to_on = '2026-11-21'",
        "to_on = '2025-08-31'",
        "to_on = '2026-02-30'",
        f"storeroom_id = {room('体育室')}",
    ],
)
def test_a_term_only_ends_and_never_before_a_signature_given_in_it(hand: Hand, change: str):
    hand.refused(
        f"UPDATE appointment SET {change} WHERE post = 'storekeeper'"
        f" AND storeroom_id = {room('电脑室')}"
    )


LAST_DAY = "(SELECT recorded_at FROM command ORDER BY seq DESC LIMIT 1)"
TERM = "(SELECT max(id) FROM appointment)"
CORRECTED = f"UPDATE appointment SET person_id = {person('孙财务')} WHERE id = {TERM}"


def journal_row(before: str, recorded_at: str = LAST_DAY) -> str:
    return (
        f"INSERT INTO journal SELECT max(seq) + 1, 'c', 'appoint', 1, '2026-11-22', {recorded_at},"
        f" 'appointment', CAST({TERM} AS TEXT), {before}, '{{}}', printf('%064d', 0) FROM journal"
    )


def command_row(recorded_at: str) -> str:
    return (
        "INSERT INTO command SELECT 'c', 'appoint', 1, '2026-11-22', "
        f"{recorded_at}, printf('%064d', 0), '{{}}', max(seq) + 1 FROM journal"
    )


def test_a_term_that_was_entered_on_the_last_day_may_get_the_right_person(hand: Hand):
    hand.accepted(appointment(), journal_row("NULL"), CORRECTED)


def test_a_term_that_was_entered_earlier_keeps_its_person(hand: Hand):
    change = f"UPDATE appointment SET person_id = {person('郑老师')} WHERE post = 'finance'"
    assert "登记的当天" in hand.refused(change)


def test_a_term_that_nobody_entered_keeps_its_person(hand: Hand):
    assert "登记的当天" in hand.refused(appointment(), CORRECTED)


def test_no_command_of_the_next_day_puts_another_person_on_a_term(hand: Hand):
    def corrected_at(at: str) -> tuple[str, ...]:
        again = journal_row("'{\"person_id\":7}'", at)
        return appointment(), journal_row("NULL"), CORRECTED, again, command_row(at)

    assert "登记的当天" in hand.refused(*corrected_at("'2026-11-23T08:00:00'"))
    hand.accepted(*corrected_at(LAST_DAY))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"code": "'FREE'"}, "已经存在"),
        ({"code": "'lower'"}, "CHECK"),
        ({"code": "' NEW'"}, "CHECK"),
        ({"code": "''"}, "CHECK"),
        ({"code": "NULL"}, "NOT NULL"),
        ({"name": "' '"}, "CHECK"),
        ({"quantity": "0"}, "CHECK"),
        ({"quantity": "-1"}, "CHECK"),
        ({"quantity": "1000001"}, "CHECK"),
        ({"quantity": "1.5"}, "INTEGER"),
        ({"quantity": "'ten'"}, "INTEGER"),
        ({"quantity": "x'31'"}, "INTEGER"),
        ({"opening_value_fen": "86.5", "original_value_fen": "86.5"}, "INTEGER"),
        ({"opening_value_fen": "'8600.00元'", "original_value_fen": "'8600.00元'"}, "INTEGER"),
        ({"opening_value_fen": "-1", "original_value_fen": "-1"}, "CHECK"),
        ({"original_value_fen": "200"}, "新卡片"),
        ({"life_months": "0"}, "CHECK"),
        ({"life_months": "1201"}, "CHECK"),
        ({"minimum_life_months": "-6"}, "CHECK"),
        ({"status": "'disposed'"}, "新卡片"),
        ({"status": "'flying'"}, "CHECK"),
        ({"acquisition_method": "'found'"}, "CHECK"),
        ({"value_type": "'guess'"}, "CHECK"),
        ({"fiscal_funds_fen": "-1"}, "CHECK"),
        ({"unverified": "2"}, "CHECK"),
        *(({"registered_on": f"'{day}'"}, "CHECK") for day in BAD_DATES),
        *(({"acquired_on": f"'{day}'"}, "CHECK") for day in BAD_DATES),
        *(({"warranty_until": f"'{day}'"}, "CHECK") for day in BAD_DATES),
        ({"acquired_on": "'2024-00'"}, "CHECK"),
        ({"acquired_on": "'2024-13'"}, "CHECK"),
        ({"in_service_on": "'24'"}, "CHECK"),
        ({"booked_on": "'2024-1'"}, "CHECK"),
    ],
)
def test_a_card_that_cannot_be_is_refused_for_its_own_reason(
    hand: Hand, values: dict[str, str], words: str
):
    assert words in hand.refused(card(**values))


@pytest.mark.parametrize(
    "values",
    [
        {"storeroom_id": "999"},
        {"category_code": "'A99999999'"},
        {"using_department_id": "999"},
        {"import_batch_id": "999"},
    ],
)
def test_a_card_points_at_nothing_that_is_not_there(careful_hand: Hand, values: dict[str, str]):
    assert "FOREIGN KEY" in careful_hand.refused(card(**values))


@pytest.mark.parametrize(
    "change",
    [
        "code = 'OTHER'",
        "code = 'ELSEWHERE'",
        "registered_on = '2020-01-01'",
        "opening_value_fen = opening_value_fen + 1",
        "original_value_fen = original_value_fen - 1",
        "original_value_fen = 0, opening_value_fen = 0",
        "quantity = 9",
        "quantity = quantity + 1",
        f"storeroom_id = {room('体育室')}",
        "status = 'disposed'",
        "status = 'gone'",
        "id = 999",
    ],
)
def test_a_card_keeps_its_number_its_value_its_pieces_and_its_place(hand: Hand, change: str):
    hand.refused(f"UPDATE OR REPLACE asset SET {change} WHERE code = 'FREE'")


def test_what_is_in_order_goes_through(hand: Hand):
    hand.accepted(NEW_PLACE, new_room())
    hand.accepted(appointment())
    hand.accepted(card())
    hand.accepted(card(acquired_on="'1995'"), card(code="'NEW2'", acquired_on="'2024-02'"))
    hand.accepted("UPDATE asset SET name = '别名', status = 'idle' WHERE code = 'FREE'")
    hand.accepted("UPDATE appointment SET to_on = '2026-11-22' WHERE post = 'storekeeper'")
