"""What an application says, by raw SQL: true to the cards, and frozen once it is printed."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, HERE, asset, card, insert, outside, room
from tests.storage.test_hostile_cases import case, sheet, signature, state, voucher
from tests.storage.test_hostile_reversals import GROUP, NEW_APPRAISAL
from tests.storage.test_hostile_reversals import line as appraisal_line

FROZEN = ("SIGNED", "APPROVED", "GONE", "BACK", "NO", "DEAR")


def line(code: str, **values: str) -> str:
    """A line that takes FREE into the case of another card."""
    shared = {
        "disposal_id": case(code),
        "position": "2",
        "asset_id": asset("FREE"),
        "quantity": "10",
        "original_value_fen": "125000",
        "accumulated_fen": "0",
        "life_months": "72",
        "used_months": "374",
        "status_before": "'in_use'",
        "open": "1",
    }
    return insert("disposal_line", **shared | values)


def change_line(code: str, change: str, verb: str = "UPDATE OR REPLACE") -> str:
    return f"{verb} disposal_line SET {change} WHERE asset_id = {asset(code)}"


@pytest.mark.parametrize(
    "values",
    [
        {"asset_id": asset("FRESH"), "quantity": "3", "original_value_fen": "120000"},
        {"asset_id": asset("SIGNED"), "quantity": "3", "original_value_fen": "120000"},
        {"asset_id": asset("GONE"), "quantity": "3", "original_value_fen": "120000"},
        {"asset_id": "999"},
        {"quantity": "9"},
        {"quantity": "0"},
        {"original_value_fen": "1"},
        {"original_value_fen": "-1"},
        {"accumulated_fen": "125001"},
        {"accumulated_fen": "-1"},
        {"life_months": "NULL"},
        {"life_months": "1"},
        {"status_before": "'idle'"},
        {"status_before": "'disposed'"},
        {"open": "0"},
        {"open": "0", "dropped": "1"},
        {"dropped": "1"},
        {"position": "0"},
        {"disposal_id": "999"},
        *({"disposal_id": case(code)} for code in (*FROZEN, "WITHDRAWN")),
    ],
)
def test_a_line_is_true_to_its_card_and_joins_only_an_unprinted_case(
    careful_hand: Hand, values: dict[str, str]
):
    careful_hand.accepted(line("FRESH"))
    careful_hand.refused(line("FRESH", **values))
    careful_hand.refused(line("FRESH", **values).replace("INSERT", "INSERT OR REPLACE", 1))


@pytest.mark.parametrize(
    "change",
    [
        "quantity = 1",
        "original_value_fen = 1, accumulated_fen = 0",
        "life_months = 1",
        "life_months = NULL",
        "status_before = 'idle'",
        "open = 0",
        "open = 0, dropped = 2",
        "dropped = 1",
        f"asset_id = {asset('FREE')}",
        f"disposal_id = {case('SIGNED')}",
        "id = 999",
    ],
)
def test_even_an_unprinted_line_stays_true_to_its_card(hand: Hand, change: str):
    hand.refused(change_line("FRESH", change))


@pytest.mark.parametrize("code", [*FROZEN, "WITHDRAWN"])
@pytest.mark.parametrize(
    "change",
    [
        "quantity = 2",
        "original_value_fen = 5, accumulated_fen = 5",
        "accumulated_fen = 0",
        "position = 9",
        "used_months = 1",
        "status_before = 'sealed'",
        "dropped = 1, open = 0",
        "open = 1 - open",
    ],
)
def test_a_printed_or_ended_line_is_not_touched(hand: Hand, code: str, change: str):
    hand.refused(change_line(code, change))


@pytest.mark.parametrize("code", FROZEN)
@pytest.mark.parametrize(
    "change",
    [
        "reason = 'lost'",
        "reason_note = 'x'",
        "rule = 'x'",
        "warnings = '[]x'",
        "residual_advice = 'x'",
        "appraised_on = '2026-01-01'",
        "appraisal_names = 'x'",
        "appraisal_conclusion = 'x'",
        "unit_limit_fen = 99999999",
        "total_limit_fen = 99999999",
        "applicant_id = applicant_id + 1",
        f"storeroom_id = {room('体育室')}",
        "id = 999",
    ],
)
def test_a_printed_application_says_the_same_for_ever(hand: Hand, code: str, change: str):
    hand.refused(f"UPDATE OR REPLACE disposal SET {change} WHERE id = {case(code)}")


def disposal(**values: str) -> str:
    shared = {
        "id": "999",
        "reason": "'worn_out'",
        "applicant_id": "1",
        "storeroom_id": room("电脑室"),
        "unit_limit_fen": "500000",
        "total_limit_fen": "2000000",
        "rule": "''",
        "warnings": "'[]'",
    }
    return insert("disposal", **shared | values)


@pytest.mark.parametrize(
    "values",
    [
        {"unit_limit_fen": "99999999"},
        {"total_limit_fen": "99999999"},
        {"unit_limit_fen": "0"},
        {"reason": "'bored'"},
        *({"appraised_on": f"'{day}'"} for day in BAD_DATES),
    ],
)
def test_an_application_takes_the_limits_of_the_school(hand: Hand, values: dict[str, str]):
    hand.accepted(voucher(), disposal())
    hand.refused(voucher(), disposal(**values))


@pytest.mark.parametrize("code", ["SIGNED", "APPROVED", "DEAR", "FRESH"])
@pytest.mark.parametrize(
    "change",
    [
        "status = 'in_use'",
        "status = 'idle'",
        "name = 'x'",
        "specification = 'x'",
        "category_code = NULL",
        "unit = 'x'",
        "quantity = quantity + 1",
        "original_value_fen = 1",
        "acquired_on = '1990'",
        "life_months = 1",
        "minimum_life_months = NULL",
        f"storeroom_id = {room('体育室')}",
        "place = 'x'",
    ],
)
def test_a_card_in_an_open_case_stands_still(hand: Hand, code: str, change: str):
    hand.refused(f"UPDATE asset SET {change} WHERE code = '{code}'")


@pytest.mark.parametrize("change", ["remarks = 'x'", "status = 'in_use'", "name = 'x'"])
def test_a_card_that_has_left_is_closed(hand: Hand, change: str):
    hand.refused(f"UPDATE asset SET {change} WHERE code = 'GONE'")


@pytest.mark.parametrize(
    "values",
    [
        {"version": "2"},
        {"version": "0"},
        {"digest": "'short'"},
        {"voucher_id": case("SIGNED"), "version": "1"},
        {"voucher_id": case("AGAIN"), "version": "1"},
        {"voucher_id": case("AGAIN"), "version": "3"},
    ],
)
def test_only_the_present_version_is_frozen_and_once(hand: Hand, values: dict[str, str]):
    hand.accepted(sheet("FRESH"))
    hand.refused(sheet("FRESH", **values))
    hand.refused(sheet("FRESH", **values).replace("INSERT", "INSERT OR REPLACE", 1))


def printing(code: str, **values: str) -> str:
    shared = {
        "voucher_id": case(code),
        "version": "1",
        "ordinal": "2",
        "printed_on": "'2026-11-22'",
        "printed_by_id": "1",
    }
    return insert("voucher_printing", **shared | values)


@pytest.mark.parametrize(
    "values",
    [
        {"ordinal": "1"},
        {"ordinal": "3"},
        {"ordinal": "0"},
        {"version": "2", "ordinal": "1"},
        {"printed_on": "'2026-11-21'"},
        {"voucher_id": case("FRESH"), "ordinal": "1"},
    ],
)
def test_printings_are_counted_without_a_gap(careful_hand: Hand, values: dict[str, str]):
    careful_hand.accepted(printing("SIGNED"))
    careful_hand.refused(printing("SIGNED", **values))


NEXT_VERSION = "UPDATE voucher SET {} WHERE id = " + case("AGAIN")


@pytest.mark.parametrize(
    "change",
    ["version = version - 1", "version = version + 2", "version = version + 1, state = 'approved'"],
)
def test_versions_go_one_by_one_and_only_while_hands_are_missing(hand: Hand, change: str):
    hand.accepted(NEXT_VERSION.format("version = version + 1"))
    hand.refused(NEXT_VERSION.format(change))


def test_a_returned_case_comes_back_as_a_new_version_only(hand: Hand):
    back = f"UPDATE voucher SET state = 'signing'{{}} WHERE id = {case('BACK')}"
    hand.refused(back.format(""))
    hand.accepted(back.format(", version = version + 1"))


def test_hands_of_an_older_version_do_not_count(hand: Hand):
    again = f"UPDATE voucher SET version = version + 1 WHERE id = {case('SIGNED')}"
    hand.refused(again, state("SIGNED", "approved"))
    hand.refused(again, signature("SIGNED"))


def small_case(value: str, **line_values: str) -> tuple[str, ...]:
    """A forged small case for a new card, up to its frozen sheet."""
    supplied = {
        "asset_id": asset("NEW"),
        "from_location_id": outside("SUPPLIER"),
        "to_location_id": HERE,
        "quantity": "1",
        "value_fen": value,
        "posted_on": "'2026-11-22'",
    }
    own = {
        "disposal_id": "999",
        "asset_id": asset("NEW"),
        "quantity": "1",
        "original_value_fen": value,
        "life_months": "72",
    }
    return (
        card(opening_value_fen=value, original_value_fen=value, minimum_life_months="72"),
        insert("posting", **supplied),
        voucher(),
        disposal(),
        line("FRESH", **own | line_values),
        "UPDATE asset SET status = 'pending_disposal' WHERE code = 'NEW'",
        insert(
            "voucher_sheet", voucher_id="999", version="1", digest=f"'{'0' * 64}'", sheet="'{}'"
        ),
        *(
            insert(
                "signature",
                voucher_id="999",
                version="1",
                step=f"'{step}'",
                decision="'agree'",
                post=f"'{post}'",
                person_id=f"(SELECT person_id FROM appointment WHERE post = '{post}' LIMIT 1)",
                signed_on="'2026-11-22'",
                digest=f"'{'0' * 64}'",
            )
            for step, post in (
                ("storekeeper", "storekeeper"),
                ("general_affairs", "general_affairs_director"),
                ("central_storeroom", "head_storekeeper"),
                ("supervising_leader", "supervising_leader"),
            )
        ),
        "UPDATE voucher SET state = 'approved' WHERE id = 999",
    )


def test_a_dear_card_is_not_carried_out_by_the_small_route(hand: Hand):
    hand.accepted(*small_case("499999"))
    assert "大件" in hand.refused(*small_case("500000"))


def test_a_young_card_is_not_scrapped_without_an_appraisal(hand: Hand):
    assert "技术鉴定" in hand.refused(*small_case("100", used_months="71"))


def appraised_case(looked_at: str, quantity: str, value: str) -> list[str]:
    """The forged case of a young card, standing on an appraisal of the card that is named."""
    statements = list(small_case("100", used_months="71"))
    statements[3] = disposal(
        appraised_on="'2026-11-22'",
        appraisal_names="'甲（教师）、乙（教师）、丙（教师）'",
        appraisal_conclusion="'无法修复'",
    )
    own = {"asset_id": asset(looked_at), "quantity": quantity, "original_value_fen": value}
    stand = insert(
        "disposal_appraisal", disposal_id="999", appraisal_id="(SELECT max(id) FROM appraisal)"
    )
    statements[6:6] = [NEW_APPRAISAL, *GROUP, appraisal_line(**own), stand]
    return statements


def test_a_young_card_is_not_scrapped_on_an_appraisal_of_other_cards(hand: Hand):
    hand.accepted(*appraised_case("NEW", "1", "100"))
    assert "技术鉴定表里" in hand.refused(*appraised_case("FREE", "10", "125000"))


@pytest.mark.parametrize("left_out", [4, 5])
def test_a_case_without_waiting_assets_is_not_approved(hand: Hand, left_out: int):
    statements = list(small_case("100"))
    del statements[left_out]
    assert "待报废" in hand.refused(*statements)
