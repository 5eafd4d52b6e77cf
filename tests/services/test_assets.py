"""The register: a card is written, corrected, revalued, and all its pieces stay in one place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.services.assets.batch import AssignCards
from houqin_desktop.services.assets.card import asset_card
from houqin_desktop.services.assets.drafts import ChangeValue, CorrectAsset, RegisterAsset
from houqin_desktop.services.people.departure import RecordDeparture
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import (
    CAR,
    CENTRAL,
    COLLEAGUE,
    COMPUTER,
    DEPARTMENT,
    DIRECTOR,
    HEAD_KEEPER,
    KEEPER,
    OTHER_ROOM,
    ROOM,
    TODAY,
    Book,
)


def pieces(book: Book, code: str) -> dict[str, int]:
    """Count a card's pieces by location, from its postings alone."""
    found: dict[str, int] = {}
    codes = {row["id"]: row["code"] for row in book.rows("location")}
    for row in book.rows("posting", "asset_id = ?", book.card(code)["id"]):
        for column, sign in (("from_location_id", -1), ("to_location_id", 1)):
            place = codes[row[column]]
            found[place] = found.get(place, 0) + sign * row["quantity"]
    return {place: count for place, count in found.items() if count}


def room_code(book: Book, name: str) -> str:
    return str(
        book.value(
            "SELECT l.code FROM storeroom s JOIN location l ON l.id = s.location_id"
            " WHERE s.name = ?",
            name,
        )
    )


def test_a_new_card_is_numbered_by_year(book: Book):
    codes = [book.asset(), book.asset(), book.asset(on=date(2025, 12, 31))]
    assert codes == ["ZC2026000001", "ZC2026000002", "ZC2025000001"]


def test_a_number_is_written_once_for_ever_in_one_spelling(book: Book):
    assert book.asset(code=" ｚｃ２０１９-7 ") == "ZC2019-7"
    number = book.apply("ZC2019-7")
    book.write_off(number)
    book.refuses(RegisterAsset(name="别的", original_value=1, code="zc2019-7"), "code_exists")


def test_a_number_written_by_hand_is_jumped_over(book: Book):
    book.asset(code="ZC2026000001")
    assert book.asset() == "ZC2026000002"


def test_a_card_comes_from_outside_into_one_room_with_all_its_pieces(book: Book):
    code = book.asset(quantity=30, original_value=3_000_000)
    assert pieces(book, code) == {"SUPPLIER": -30, room_code(book, ROOM): 30}


def test_without_a_room_a_card_stands_in_the_central_storeroom(book: Book):
    code = book.asset(storeroom=None)
    assert list(pieces(book, code)) == ["SUPPLIER", room_code(book, CENTRAL)]


def test_the_lives_come_from_the_category_unless_they_are_written(book: Book):
    card = book.card(book.asset())
    assert (card["life_months"], card["minimum_life_months"]) == (72, 72)
    card = book.card(book.asset(life_months=60, minimum_life_months=96))
    assert (card["life_months"], card["minimum_life_months"]) == (60, 96)
    card = book.card(book.asset(category=None))
    assert (card["life_months"], card["minimum_life_months"]) == (None, None)


def test_an_acquisition_known_to_the_year_stays_a_year(book: Book):
    assert book.card(book.asset(acquired_on=PartialDate(1995)))["acquired_on"] == "1995"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": " "}, "empty_name"),
        ({"quantity": 0}, "quantity"),
        ({"quantity": -1}, "quantity"),
        ({"quantity": 1_000_001}, "quantity"),
        ({"original_value": -1}, "value"),
        ({"original_value": 10**14 + 1}, "value"),
        ({"life_months": 0}, "life"),
        ({"life_months": 1201}, "life"),
        ({"minimum_life_months": 0}, "life"),
        ({"minimum_life_months": 10**30}, "life"),
        ({"fiscal_funds": -1}, "value"),
        ({"other_funds": 10**20}, "value"),
        ({"category": "Z99"}, "unknown_category"),
        ({"place": "０"}, "names_nothing"),
        ({"place": "待定"}, "names_nothing"),
        ({"storeroom": "没有的"}, "unknown_storeroom"),
        ({"using_department": "没有的"}, "unknown_department"),
        ({"keeper": "没有的"}, "unknown_person"),
        ({"status": AssetStatus.DISPOSED}, "status"),
        ({"acquired_on": PartialDate(2026, 12)}, "future_date"),
        ({"acquired_on": PartialDate(2026, 11, 23)}, "future_date"),
        ({"code": "坏\n号"}, "bad_code"),
        ({"code": "号" * 65}, "bad_code"),
    ],
)
def test_a_card_that_no_keeper_could_have_meant_is_refused(
    book: Book, values: dict[str, Any], code: str
):
    filled: dict[str, Any] = {"name": "电脑", "original_value": 860_000, **values}
    book.refuses(RegisterAsset(**filled), code)


def test_three_people_are_three_roles_of_one_stretch(book: Book):
    code = book.asset(holder=COLLEAGUE, responsible=DIRECTOR, keeper=KEEPER)
    (stretch,) = book.custody(code)
    ids = {row["name"]: row["id"] for row in book.rows("person")}
    assert (stretch["holder_id"], stretch["responsible_id"], stretch["keeper_id"]) == (
        ids[COLLEAGUE],
        ids[DIRECTOR],
        ids[KEEPER],
    )
    assert (stretch["from_on"], stretch["to_on"]) == (TODAY.isoformat(), None)


def test_a_card_without_people_has_no_stretch(book: Book):
    assert book.custody(book.asset()) == []


def test_another_holder_begins_a_stretch_and_ends_the_last_the_day_before(book: Book):
    code = book.asset(holder=COLLEAGUE, keeper=KEEPER, on=date(2026, 9, 1))
    book.run(CorrectAsset(code=code, holder=DIRECTOR))
    first, second = book.custody(code)
    assert first["to_on"] == (TODAY - timedelta(days=1)).isoformat()
    assert (second["from_on"], second["to_on"]) == (TODAY.isoformat(), None)
    assert second["keeper_id"] == first["keeper_id"]
    assert second["holder_id"] != first["holder_id"]
    book.require_whole()


def test_a_role_can_be_emptied(book: Book):
    code = book.asset(holder=COLLEAGUE, keeper=KEEPER)
    book.run(CorrectAsset(code=code, clear=("holder",)))
    assert book.custody(code)[-1]["holder_id"] is None
    assert book.custody(code)[-1]["keeper_id"] is not None


def test_custody_is_not_written_behind_a_later_stretch(book: Book):
    code = book.asset(holder=COLLEAGUE)
    book.refuses(
        CorrectAsset(code=code, holder=DIRECTOR), "custody_order", on=TODAY - timedelta(days=1)
    )


def test_a_correction_keeps_in_the_journal_what_stood_there(book: Book):
    code = book.asset(place="一楼")
    seq = book.run(CorrectAsset(code=code, place="二楼")).seq
    (row,) = book.rows("journal", "subject = 'asset' AND seq = ?", seq - 1)
    assert (row["before"], row["after"]) == ('{"place":"一楼"}', '{"place":"二楼"}')
    assert book.card(code)["place"] == "二楼"


def test_a_correction_moves_all_pieces_to_the_other_room(book: Book):
    code = book.asset(quantity=30, original_value=3_000_000)
    book.run(CorrectAsset(code=code, storeroom=OTHER_ROOM, quantity=28))
    assert pieces(book, code) == {"SUPPLIER": -30, "ADJUST": 2, room_code(book, OTHER_ROOM): 28}
    book.run(CorrectAsset(code=code, quantity=31))
    assert pieces(book, code) == {"SUPPLIER": -30, "ADJUST": -1, room_code(book, OTHER_ROOM): 31}
    book.require_whole()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "nothing_changed"),
        ({"place": "一楼"}, "nothing_changed"),
        ({"name": ""}, "empty_name"),
        ({"quantity": 0}, "quantity"),
        ({"original_value": -1}, "value"),
        ({"minimum_life_months": -5}, "life"),
        ({"fiscal_funds": -5}, "value"),
        ({"status": AssetStatus.DISPOSED}, "status"),
        ({"acquired_on": PartialDate(2027)}, "future_date"),
        ({"clear": ("name",)}, "not_clearable"),
        ({"clear": ("storeroom",)}, "not_clearable"),
        ({"clear": ("status",)}, "not_clearable"),
        ({"clear": ("colour",)}, "not_clearable"),
    ],
)
def test_a_correction_that_says_nothing_or_nonsense_is_refused(
    book: Book, values: dict[str, Any], code: str
):
    card = book.asset(place="一楼")
    book.refuses(CorrectAsset(code=card, **values), code)


def test_a_field_can_be_emptied(book: Book):
    code = book.asset(place="一楼", using_department=DEPARTMENT)
    book.run(CorrectAsset(code=code, clear=("place", "using_department", "acquired_on")))
    card = book.card(code)
    assert (card["place"], card["using_department_id"], card["acquired_on"]) == ("", None, None)


def test_a_corrected_value_is_a_change_on_record_and_the_opening_value_stays(book: Book):
    code = book.asset(original_value=100_000)
    book.run(CorrectAsset(code=code, original_value=90_000, reason="多记一百元"))
    card = book.card(code)
    assert (card["opening_value_fen"], card["original_value_fen"]) == (100_000, 90_000)
    (change,) = book.rows("value_change")
    assert (change["kind"], change["delta_fen"], change["reason"]) == (
        "correction",
        -10_000,
        "多记一百元",
    )
    book.require_whole()


def test_an_improvement_adds_and_a_reduction_takes(book: Book):
    code = book.asset(original_value=100_000)
    book.run(ChangeValue(code=code, delta=50_000, reason="加内存", extra_months=12))
    book.run(ChangeValue(code=code, delta=-20_000, reason="拆除"))
    assert book.card(code)["original_value_fen"] == 130_000
    kinds = [(row["kind"], row["extra_months"]) for row in book.rows("value_change")]
    assert kinds == [("improvement", 12), ("reduction", 0)]
    book.require_whole()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"delta": 0}, "zero_delta"),
        ({"delta": -100_001}, "value"),
        ({"delta": 10**15}, "value"),
        ({"reason": "  "}, "empty_reason"),
        ({"extra_months": -1}, "life"),
        ({"extra_months": 10**30}, "life"),
        ({"code": "没有"}, "unknown_asset"),
    ],
)
def test_a_change_of_value_without_sense_or_reason_is_refused(
    book: Book, values: dict[str, Any], code: str
):
    card = book.asset(original_value=100_000)
    filled: dict[str, Any] = {"code": card, "delta": 5, "reason": "改造", **values}
    book.refuses(ChangeValue(**filled), code)


@pytest.mark.parametrize(
    "draft",
    [
        CorrectAsset(code="A1", place="二楼"),
        CorrectAsset(code="A1", storeroom=OTHER_ROOM),
        CorrectAsset(code="A1", keeper=KEEPER),
        CorrectAsset(code="A1", original_value=5),
        ChangeValue(code="A1", delta=5, reason="改造"),
    ],
)
def test_a_card_in_an_open_case_stands_still(book: Book, draft: CorrectAsset | ChangeValue):
    book.asset(code="A1")
    number = book.apply("A1")
    book.refuses(draft, "in_open_case")
    book.write_off(number)
    book.refuses(draft, "disposed")


def test_search_finds_a_corrected_name(book: Book):
    code = book.asset(name="台式计算机")
    book.run(CorrectAsset(code=code, name="投影仪"))
    card = book.card(code)
    assert "投影仪" in card["search_text"]
    assert "台式" not in card["search_text"]


def test_a_card_may_wait_for_disposal_before_any_case(book: Book):
    code = book.asset(status=AssetStatus.PENDING_DISPOSAL)
    number = book.apply(code)
    book.write_off(number)
    assert book.card(code)["status"] == "disposed"


def test_the_journal_holds_people_by_number_only(book: Book):
    """A person named on a card is an id there; the name stands in the person's own row."""
    book.run(AddPerson(name="独一无二"))
    book.asset(holder="独一无二", category=COMPUTER)
    rows = book.rows("journal", "subject IN ('asset', 'custody')")
    assert all("独一无二" not in row["after"] for row in rows)


@pytest.mark.parametrize("role", ["holder", "responsible", "keeper"])
def test_no_card_is_put_on_somebody_who_has_left(book: Book, role: str):
    code = book.asset()
    book.run(RecordDeparture(person=COLLEAGUE, left_on=book.today - timedelta(days=1)))
    named: dict[str, Any] = {role: COLLEAGUE}
    book.refuses(CorrectAsset(code=code, **named), "person_left")
    with book.refusing("person_left"):
        book.asset(**named)


def test_a_card_of_somebody_who_left_since_can_be_corrected_otherwise(book: Book):
    book.run(RecordDeparture(person=COLLEAGUE))
    code = book.asset(holder=COLLEAGUE)
    book.advance()
    book.run(CorrectAsset(code=code, holder=COLLEAGUE, place="三楼", keeper=DIRECTOR))
    assert book.card(code)["place"] == "三楼"


def test_a_card_is_put_on_somebody_for_a_day_on_which_he_was_still_here(book: Book):
    code = book.asset(on=date(2026, 11, 1))
    book.run(RecordDeparture(person=COLLEAGUE, left_on=date(2026, 11, 10)))
    book.run(CorrectAsset(code=code, holder=COLLEAGUE), on=date(2026, 11, 10))
    assert book.custody(code)[-1]["from_on"] == "2026-11-10"


def test_the_history_of_a_card_tells_of_every_command_that_wrote_on_it(book: Book):
    code = book.asset(category=CAR)
    book.run(AssignCards(assets=(code,), place="车库"))
    corrected = book.run(CorrectAsset(code=code, unit="辆", details=(("车牌号", "湘C12345"),)))
    book.run(UndoCommand(command_id=corrected.command_id))
    told = [event.text for event in asset_card(book.session, code).history]
    assert sorted(told) == sorted(
        [
            f"{HEAD_KEEPER} 登记入账",
            f"{HEAD_KEEPER} 批量更正：存放地点",
            f"{HEAD_KEEPER} 更正：单位",
            f"{HEAD_KEEPER} 更正：车牌号",
            f"{HEAD_KEEPER} 撤销：单位",
            f"{HEAD_KEEPER} 撤销：车牌号",
        ]
    )
