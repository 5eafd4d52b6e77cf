"""A disposed card comes back by a signed red document and by nothing else, once."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, HERE, THERE, asset, insert, outside, person


def case_of(code: str) -> str:
    return f"(SELECT disposal_id FROM disposal_line WHERE asset_id = {asset(code)})"


def red_of(code: str) -> str:
    return f"(SELECT max(id) FROM reversal WHERE disposal_id = {case_of(code)})"


def back(code: str = "REDREADY", **values: str) -> str:
    shared = {
        "asset_id": asset(code),
        "from_location_id": outside("DISPOSED"),
        "to_location_id": HERE,
        "quantity": "3",
        "value_fen": "120000",
        "posted_on": "'2026-11-22'",
        "voucher_id": red_of(code),
    }
    return insert("posting", **shared | values)


def effect(code: str = "REDREADY") -> str:
    return f"UPDATE voucher SET state = 'executed' WHERE id = {red_of(code)}"


def alive(code: str = "REDREADY", change: str = "status = 'in_use'") -> str:
    return f"UPDATE asset SET {change} WHERE code = '{code}'"


def reversal(**values: str) -> str:
    shared = {
        "id": "(SELECT max(id) FROM voucher)",
        "disposal_id": case_of("GONE"),
        "reason": "'误报'",
        "applicant_id": person("王保管"),
    }
    return insert("reversal", **shared | values)


def red_voucher(**values: str) -> str:
    serial = "(SELECT max(serial) + 1 FROM voucher WHERE kind = 'reversal')"
    shared = {
        "kind": "'reversal'",
        "year": "2026",
        "serial": serial,
        "number": f"'HC2026' || printf('%04d', {serial})",
        "route": "'reversal'",
        "state": "'signing'",
        "version": "1",
        "dated_on": "'2026-11-22'",
        "prepared_by_id": person("王保管"),
    }
    return insert("voucher", **shared | values)


def test_what_is_in_order_goes_through(hand: Hand):
    hand.accepted(effect(), back(), alive())
    hand.accepted(red_voucher(), reversal())


@pytest.mark.parametrize("code", ["GONE", "REDOPEN", "REDREADY", "REDNO", "BACKAGAIN"])
def test_pieces_do_not_come_back_without_a_red_document_that_took_effect(hand: Hand, code: str):
    hand.refused(back(code))


@pytest.mark.parametrize("code", ["REDOPEN", "REDNO"])
def test_a_red_document_takes_effect_only_when_all_have_signed(hand: Hand, code: str):
    hand.refused(effect(code))
    hand.refused(f"UPDATE voucher SET state = 'approved' WHERE id = {red_of(code)}")


@pytest.mark.parametrize(
    "values",
    [
        {"quantity": "2"},
        {"quantity": "4"},
        {"value_fen": "119999"},
        {"to_location_id": THERE},
        {"to_location_id": outside("ADJUST")},
        {"voucher_id": "NULL"},
        {"voucher_id": red_of("BACKAGAIN")},
        {"voucher_id": case_of("REDREADY")},
        {"asset_id": asset("GONE")},
        {"asset_id": asset("REDNO")},
        {"from_location_id": outside("SUPPLIER")},
        {"from_location_id": outside("ADJUST")},
    ],
)
def test_all_pieces_come_back_into_their_own_room(hand: Hand, values: dict[str, str]):
    hand.refused(effect(), back(**values))


def test_pieces_come_back_once(hand: Hand):
    hand.refused(effect(), back(), back())
    hand.refused(effect(), back(), alive(), back())


@pytest.mark.parametrize("code", ["GONE", "REDOPEN", "REDREADY", "REDNO"])
@pytest.mark.parametrize("change", ["status = 'in_use'", "status = 'idle'", "remarks = 'x'"])
def test_a_disposed_card_is_not_touched(hand: Hand, code: str, change: str):
    hand.refused(alive(code, change))


def test_a_card_is_not_alive_before_its_pieces_are_back(hand: Hand):
    hand.refused(effect(), alive())


@pytest.mark.parametrize(
    "change",
    [
        "status = 'idle'",
        "status = 'pending_disposal'",
        "status = 'in_use', remarks = 'x'",
        "status = 'in_use', quantity = 4",
        "status = 'in_use', original_value_fen = 1",
        "status = 'in_use', name = '别的'",
        "status = 'in_use', storeroom_id = (SELECT id FROM storeroom WHERE name = '体育室')",
        "remarks = 'x'",
    ],
)
def test_it_comes_back_as_it_was_and_as_nothing_else(hand: Hand, change: str):
    hand.refused(effect(), back(), alive(change=change))


def test_a_card_that_came_back_is_not_disposed_of_by_its_old_posting(hand: Hand):
    hand.refused(alive("BACKAGAIN", "status = 'disposed'"))
    hand.refused(effect(), back(), alive(), alive(change="status = 'disposed'"))


@pytest.mark.parametrize(
    "values",
    [
        {"disposal_id": case_of("APPROVED")},
        {"disposal_id": case_of("FRESH")},
        {"disposal_id": case_of("BACKAGAIN")},
        {"disposal_id": case_of("REDOPEN")},
        {"disposal_id": case_of("REDREADY")},
        {"disposal_id": "999"},
        {"reason": "' '"},
        {"posted_on": "'2026-11-22'"},
        {"id": case_of("FRESH")},
    ],
)
def test_only_a_write_off_that_stands_is_reversed_and_only_once(hand: Hand, values: dict[str, str]):
    hand.refused(red_voucher(), reversal(**values))


@pytest.mark.parametrize(
    "values",
    [
        {"route": "'disposal_small'"},
        {"kind": "'scrap'"},
        {"state": "'approved'"},
        {"number": "'BF20269999'"},
    ],
)
def test_a_red_document_has_its_own_number_and_route(hand: Hand, values: dict[str, str]):
    hand.refused(red_voucher(**values))


def test_no_application_takes_the_short_way_of_a_red_document(hand: Hand):
    hand.refused(f"UPDATE voucher SET route = 'reversal' WHERE id = {case_of('FRESH')}")
    hand.refused(
        f"UPDATE voucher SET route = 'disposal_small', version = 2 WHERE id = {red_of('REDOPEN')}"
    )
    hand.refused("INSERT INTO route_step VALUES ('reversal', 'x', 9, 'finance', NULL, 0)")
    hand.refused("INSERT INTO voucher_kind VALUES ('gift', 'ZZ')")


@pytest.mark.parametrize(
    "change",
    [
        "posted_on = '2026-11-22'",
        "accounting_voucher = 'x'",
        "reason = 'x'",
        f"disposal_id = {case_of('GONE')}",
        f"applicant_id = {person('吴电脑')}",
    ],
)
def test_what_a_red_document_says_stays(hand: Hand, change: str):
    hand.refused(f"UPDATE reversal SET {change} WHERE id = {red_of('REDREADY')}")


def test_a_red_document_is_posted_once_and_not_before_its_signatures(hand: Hand):
    row = f"UPDATE reversal SET posted_on = '{{}}' WHERE id = {red_of('REDREADY')}"
    hand.accepted(effect(), row.format("2026-11-22"))
    hand.refused(effect(), row.format("2026-11-21"))
    hand.refused(effect(), row.format("2026-11-22"), row.format("2026-11-23"))


def test_a_red_document_is_not_sent_back(hand: Hand):
    hand.refused(f"UPDATE voucher SET state = 'returned' WHERE id = {red_of('REDOPEN')}")


def test_nothing_more_comes_in_for_what_came_back(hand: Hand):
    row = {"received_on": "'2026-11-22'", "method": "'卖'", "amount_fen": "1"}
    hand.refused(insert("residual", disposal_id=case_of("BACKAGAIN"), **row))


def appraiser(**values: str) -> str:
    shared = {
        "appraisal_id": "(SELECT max(id) FROM appraisal)",
        "position": "9",
        "name": "'卫工'",
        "title": "'教师'",
    }
    return insert("appraiser", **shared | values)


NEW_APPRAISAL = insert(
    "appraisal",
    number="'JD20260009'",
    appraised_on="'2026-11-22'",
    reason="'x'",
    conclusion="'无法修复'",
    sheet="'{}'",
)


def line(**values: str) -> str:
    shared = {
        "appraisal_id": "(SELECT max(id) FROM appraisal)",
        "position": "1",
        "asset_id": asset("APPRAISED"),
        "quantity": "2",
        "original_value_fen": "120000",
    }
    return insert("appraisal_line", **shared | values)


STAND = insert(
    "disposal_appraisal",
    disposal_id=case_of("APPRAISED"),
    appraisal_id="(SELECT max(id) FROM appraisal)",
)
GROUP = [appraiser(position=f"'{at}'", name=f"'{name}'") for at, name in enumerate("甲乙丙", 1)]


def test_a_case_stands_on_an_appraisal_by_three_people(hand: Hand):
    hand.accepted(NEW_APPRAISAL, *GROUP, line(), STAND)
    hand.refused(NEW_APPRAISAL, *GROUP[:2], line(), STAND)
    hand.refused(NEW_APPRAISAL, *GROUP[:2], GROUP[0], line(), STAND)
    hand.refused(NEW_APPRAISAL, *GROUP, STAND)
    hand.refused(NEW_APPRAISAL.replace("无法修复", "还能用"), *GROUP, line(), STAND)
    hand.refused(NEW_APPRAISAL.replace("11-22", "11-21"), *GROUP, line(), STAND)


def test_an_appraisal_that_was_used_is_finished(hand: Hand):
    hand.refused(appraiser())
    hand.refused(line(asset_id=asset("FREE"), quantity="10", original_value_fen="125000"))


@pytest.mark.parametrize("values", [{"name": "' '"}, {"title": "''"}, {"position": "0"}])
def test_an_appraiser_has_a_name_and_a_title(hand: Hand, values: dict[str, str]):
    hand.refused(NEW_APPRAISAL, appraiser(**values))


@pytest.mark.parametrize(
    "values",
    [{"quantity": "3"}, {"original_value_fen": "1"}, {"asset_id": asset("GONE")}],
)
def test_a_line_of_an_appraisal_is_true(hand: Hand, values: dict[str, str]):
    hand.refused(NEW_APPRAISAL, line(**values))


APPRAISAL_PAGE = {
    "appraisal_id": "1",
    "page": "1",
    "pages": "1",
    "filed_on": "'2026-11-22'",
    "source": "'x'",
    "origin": "'other'",
    "sha256": "(SELECT sha256 FROM attachment LIMIT 1)",
}


@pytest.mark.parametrize(
    "values",
    [
        {"page": "0"},
        {"page": "2"},
        {"pages": "2"},
        {"origin": "''"},
        {"origin": "(SELECT origin FROM appraisal_page)"},
        {"appraisal_id": "99"},
        {"sha256": "'x'"},
        {"id": "1"},
        *({"filed_on": f"'{day}'"} for day in BAD_DATES),
    ],
)
def test_a_page_of_an_appraisal_that_came_back_is_one_of_its_pages(
    careful_hand: Hand, values: dict[str, str]
):
    careful_hand.accepted(insert("appraisal_page", **APPRAISAL_PAGE))
    statement = insert("appraisal_page", **APPRAISAL_PAGE | values)
    careful_hand.refused(statement)
    careful_hand.refused(statement.replace("INSERT", "INSERT OR REPLACE", 1))


@pytest.mark.parametrize(
    "statement", ["UPDATE appraisal_page SET source = 'y'", "DELETE FROM appraisal_page"]
)
def test_a_page_that_came_back_stays(hand: Hand, statement: str):
    hand.refused(statement)


def test_the_letter_of_a_loss_is_written_before_the_paper_is_printed(hand: Hand):
    words = {"addressee": "'市教育局'", "course": "'被盗'", "liability": "''", "enclosures": "''"}
    hand.accepted(insert("disposal_report", disposal_id=case_of("LOST"), **words))
    for code in ("SIGNED", "APPROVED", "GONE", "NO"):
        hand.refused(insert("disposal_report", disposal_id=case_of(code), **words))
    hand.refused(
        insert("disposal_report", disposal_id=case_of("LOST"), **{**words, "course": "' '"})
    )


@pytest.mark.parametrize(
    "values", [{"paper": "' '"}, {"has_original": "2"}, {"recorded_on": "'2026-02-30'"}]
)
def test_a_paper_of_the_file_has_a_name_and_a_day(hand: Hand, values: dict[str, str]):
    shared = {
        "disposal_id": case_of("LOST"),
        "paper": "'statement'",
        "has_original": "1",
        "recorded_on": "'2026-11-22'",
    }
    hand.accepted(insert("disposal_paper", **shared))
    hand.refused(insert("disposal_paper", **shared | values))
