"""Cases and hands by raw SQL: no step is jumped, none is forged, nothing leaves unsigned."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, HERE, asset, insert, outside, person, room

CODES = ("FRESH", "SIGNED", "APPROVED", "GONE", "BACK", "NO", "WITHDRAWN", "AGAIN", "HALF", "DEAR")
STATES = ("signing", "returned", "approved", "executed", "rejected", "withdrawn")


def case(code: str) -> str:
    """The id of the case that holds a card."""
    return f"(SELECT max(disposal_id) FROM disposal_line WHERE asset_id = {asset(code)})"


def version(code: str) -> str:
    return f"(SELECT version FROM voucher WHERE id = {case(code)})"


def digest(code: str) -> str:
    return (
        f"(SELECT digest FROM voucher_sheet WHERE voucher_id = {case(code)}"
        f" AND version = {version(code)})"
    )


def state(code: str, new: str) -> str:
    return f"UPDATE voucher SET state = '{new}' WHERE id = {case(code)}"


SHEET = "'{}'"


def sheet(code: str, **values: str) -> str:
    shared = {
        "voucher_id": case(code),
        "version": version(code),
        "digest": f"'{'0' * 64}'",
        "sheet": SHEET,
    }
    return insert("voucher_sheet", **shared | values)


def signature(code: str, **values: str) -> str:
    """The third hand of SIGNED, unless it is told otherwise."""
    shared = {
        "voucher_id": case(code),
        "version": version(code),
        "step": "'central_storeroom'",
        "decision": "'agree'",
        "post": "'head_storekeeper'",
        "person_id": person("王保管"),
        "signed_on": "'2026-11-22'",
        "digest": digest(code),
    }
    return insert("signature", **shared | values)


ALLOWED = {
    ("FRESH", "withdrawn"),
    ("SIGNED", "withdrawn"),
    ("APPROVED", "withdrawn"),
    ("APPROVED", "executed"),
    ("BACK", "withdrawn"),
    ("AGAIN", "withdrawn"),
    ("DEAR", "withdrawn"),
}
NOW = {
    "FRESH": "signing",
    "SIGNED": "signing",
    "APPROVED": "approved",
    "GONE": "executed",
    "BACK": "returned",
    "NO": "rejected",
    "WITHDRAWN": "withdrawn",
    "HALF": "withdrawn",
    "AGAIN": "signing",
    "DEAR": "signing",
}
JUMPS = [
    (code, new)
    for code in CODES
    for new in (*STATES, "draft", "")
    if new != NOW[code] and (code, new) not in ALLOWED
]


@pytest.mark.parametrize(("code", "new"), JUMPS)
def test_a_case_only_goes_where_its_signatures_lead(hand: Hand, code: str, new: str):
    hand.refused(state(code, new))


@pytest.mark.parametrize(("code", "new"), sorted(ALLOWED))
def test_what_the_program_may_do_the_schema_lets_it_do(hand: Hand, code: str, new: str):
    hand.accepted(state(code, new))


@pytest.mark.parametrize(
    "values",
    [
        {"step": "'supervising_leader'", "post": "'supervising_leader'"},
        {"step": "'storekeeper'", "post": "'storekeeper'"},
        {"step": "'finance'", "post": "'finance'", "person_id": person("孙财务")},
        {"step": "'nod'"},
        {"post": "'finance'"},
        {"post": "NULL"},
        {"person_id": person("郑老师")},
        {"person_id": person("吴电脑")},
        {"person_id": "NULL", "post": "NULL", "body": "'finance_bureau'"},
        {"body": "'finance_bureau'"},
        {"digest": f"'{'0' * 64}'"},
        {"digest": digest("FRESH")},
        {"digest": digest("DEAR")},
        {"version": "2"},
        {"version": "0"},
        {"signed_on": "'2026-11-21'"},
        {"signed_on": "'2025-08-31'"},
        {"document_on": "'2026-11-23'"},
        {"decision": "'maybe'"},
        *({"document_on": f"'{day}'"} for day in BAD_DATES),
        *({"signed_on": f"'{day}'"} for day in BAD_DATES),
    ],
)
def test_a_hand_is_not_forged(hand: Hand, values: dict[str, str]):
    hand.accepted(signature("SIGNED"))
    hand.refused(signature("SIGNED", **values))


@pytest.mark.parametrize("code", [code for code in CODES if code != "SIGNED"])
def test_a_hand_stands_only_on_a_case_whose_turn_it_is(hand: Hand, code: str):
    hand.refused(signature(code))


NEXT = {
    "step": "'general_affairs'",
    "post": "'general_affairs_director'",
    "person_id": person("赵总务"),
}


def test_a_hand_does_not_come_after_the_end_or_onto_old_paper(hand: Hand):
    assert "版本" in hand.refused(signature("HALF", **NEXT))
    assert "版本" in hand.refused(
        signature(
            "AGAIN",
            **NEXT,
            version="1",
            digest=f"(SELECT digest FROM voucher_sheet WHERE voucher_id = {case('AGAIN')})",
        )
    )


@pytest.mark.parametrize(
    "values",
    [
        {"document_number": "''"},
        {"document_number": "'  '"},
        {"document_on": "NULL"},
        {"post": "'principal'", "person_id": person("王保管")},
        {"step": "'education_bureau'", "post": "NULL", "person_id": "NULL", "body": "'x'"},
        {
            "step": "'education_bureau'",
            "post": "NULL",
            "person_id": "NULL",
            "body": "'education_bureau'",
        },
        {
            "step": "'finance_bureau'",
            "post": "NULL",
            "person_id": "NULL",
            "body": "'finance_bureau'",
        },
    ],
)
def test_the_large_route_needs_the_meeting_the_replies_and_their_numbers(
    hand: Hand, values: dict[str, str]
):
    shared = {
        "step": "'principals_meeting'",
        "post": "'principal'",
        "person_id": person("李校长"),
        "document_number": "'纪要1号'",
        "document_on": "'2026-11-22'",
    }
    hand.accepted(signature("DEAR", **shared))
    hand.refused(signature("DEAR", **shared | values))


LEADER = {
    "step": "'supervising_leader'",
    "post": "'supervising_leader'",
    "person_id": person("钱主管"),
}


def test_the_last_two_hands_open_the_way_and_one_does_not(hand: Hand):
    both = signature("SIGNED"), signature("SIGNED", **LEADER)
    hand.accepted(*both, state("SIGNED", "approved"), state("SIGNED", "executed"))
    hand.refused(both[0], state("SIGNED", "approved"))
    hand.refused(*both, state("SIGNED", "executed"))
    hand.refused(both[1], both[0])


@pytest.mark.parametrize(
    "change",
    [
        "number = 'BF20269999'",
        "number = 'BF20260001'",
        "serial = 99",
        "year = 2025",
        "kind = 'write_off'",
        "dated_on = '2026-11-01'",
        "prepared_by_id = 2",
        "route = 'disposal_large'",
        "route = 'disposal_large', version = version + 1",
        "route = 'easy'",
        "version = version + 2",
        "version = version - 1",
        "version = 0",
        "state = 'signing', version = version + 1",
        "id = 999",
    ],
)
@pytest.mark.parametrize("code", ["APPROVED", "GONE", "NO"])
def test_a_voucher_keeps_its_number_date_kind_and_route(hand: Hand, code: str, change: str):
    hand.refused(f"UPDATE OR REPLACE voucher SET {change} WHERE id = {case(code)}")


def voucher(**values: str) -> str:
    shared = {
        "id": "999",
        "kind": "'scrap'",
        "year": "2026",
        "serial": "(SELECT max(serial) + 1 FROM voucher WHERE kind = 'scrap' AND year = 2026)",
        "number": "'BF20260011'",
        "route": "'disposal_small'",
        "state": "'signing'",
        "version": "1",
        "dated_on": "'2026-11-22'",
        "prepared_by_id": "1",
    }
    return insert("voucher", **shared | values)


@pytest.mark.parametrize(
    "values",
    [
        {"number": "'BF20260012'"},
        {"number": "'BS20260011'"},
        {"number": "'BF20260001'"},
        {"serial": "99", "number": "'BF20260099'"},
        {"serial": "1", "number": "'BF20260001'"},
        {"serial": "0", "number": "'BF20260000'"},
        {"year": "2025", "serial": "1", "number": "'BF20250001'"},
        {"kind": "'gift'"},
        {"route": "'easy'"},
        {"version": "2"},
        *({"state": f"'{new}'"} for new in STATES if new != "signing"),
        *({"dated_on": f"'{day}'"} for day in BAD_DATES),
    ],
)
def test_a_new_voucher_takes_the_next_number_and_starts_at_the_beginning(
    hand: Hand, values: dict[str, str]
):
    hand.accepted(voucher())
    hand.refused(voucher(**values))
    hand.refused(voucher(**values).replace("INSERT", "INSERT OR REPLACE", 1))


def gone(code: str, **values: str) -> str:
    shared = {
        "asset_id": asset(code),
        "from_location_id": HERE,
        "to_location_id": outside("DISPOSED"),
        "quantity": "3",
        "value_fen": "120000",
        "posted_on": "'2026-11-22'",
        "voucher_id": case(code),
    }
    return insert("posting", **shared | values)


def disposed(code: str) -> str:
    return f"UPDATE asset SET status = 'disposed' WHERE code = '{code}'"


@pytest.mark.parametrize("code", [code for code in CODES if code != "GONE"])
def test_nothing_leaves_without_an_executed_case(hand: Hand, code: str):
    hand.refused(gone(code))
    hand.refused(disposed(code))
    hand.refused(gone(code, voucher_id=case("GONE")))
    hand.refused(gone(code, voucher_id="NULL"))


@pytest.mark.parametrize(
    "values",
    [
        {"quantity": "1"},
        {"quantity": "4"},
        {"value_fen": "1"},
        {"from_location_id": outside("SUPPLIER")},
        {"voucher_id": case("SIGNED")},
        {"asset_id": asset("FREE"), "quantity": "10", "value_fen": "125000"},
    ],
)
def test_an_approved_asset_leaves_whole_and_with_its_value(hand: Hand, values: dict[str, str]):
    execute = state("APPROVED", "executed")
    hand.accepted(execute, gone("APPROVED"), disposed("APPROVED"))
    hand.refused(execute, gone("APPROVED", **values))
    hand.refused(execute, disposed("APPROVED"))
    hand.refused(execute, gone("APPROVED"), gone("APPROVED"))


def test_the_day_of_the_writing_off_is_written_once_and_after_the_last_hand(hand: Hand):
    off = f"UPDATE disposal SET written_off_on = '{{}}' WHERE id = {case('APPROVED')}"
    hand.refused(off.format("2026-11-22"))
    hand.refused(state("APPROVED", "executed"), off.format("2026-11-21"))
    hand.accepted(state("APPROVED", "executed"), off.format("2026-11-22"))
    hand.refused(f"UPDATE disposal SET written_off_on = '2026-11-23' WHERE id = {case('GONE')}")
    hand.refused(f"UPDATE disposal SET written_off_on = NULL WHERE id = {case('GONE')}")


@pytest.mark.parametrize("code", [code for code in CODES if code != "GONE"])
def test_an_income_is_recorded_after_the_writing_off_only(hand: Hand, code: str):
    income = {"received_on": "'2026-11-22'", "method": "'回收'", "amount_fen": "3000"}
    hand.refused(insert("residual", disposal_id=case(code), **income))
    hand.accepted(insert("residual", disposal_id=case("GONE"), **income))
    for values in ({"amount_fen": "-1"}, {"method": "' '"}, {"received_on": "'2026-02-30'"}):
        hand.refused(insert("residual", disposal_id=case("GONE"), **income | values))


def test_a_case_of_one_room_is_approved_by_that_rooms_keeper_only(hand: Hand):
    """A forged head with the other room's keeper does not carry this room's card out."""
    hand.refused(
        f"UPDATE disposal SET storeroom_id = {room('体育室')} WHERE id = {case('FRESH')}",
        sheet("FRESH"),
        signature("FRESH", step="'storekeeper'", post="'storekeeper'", person_id=person("周体育")),
        signature(
            "FRESH",
            step="'general_affairs'",
            post="'general_affairs_director'",
            person_id=person("赵总务"),
        ),
        signature("FRESH"),
        signature("FRESH", **LEADER),
        state("FRESH", "approved"),
    )
