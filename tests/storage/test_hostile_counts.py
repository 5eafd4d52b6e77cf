"""A count behind the program's back: frozen is frozen, counted is judged, signed off is locked."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, asset, insert, person, room


def session(at: int) -> str:
    return f"(SELECT id FROM count_session WHERE number = 'PD2026000{at}')"


OPEN, CLOSED, WITHDRAWN = session(1), session(2), session(3)
STOCK = session(4)
OF_STOCK = f"session_id = {STOCK}"
LINE = f"(SELECT id FROM count_line WHERE session_id = {OPEN} AND asset_id = {asset('ELSEWHERE')})"


def line(**values: str) -> str:
    shared = {
        "session_id": OPEN,
        "asset_id": asset("FREE"),
        "sheet_room_id": room("体育室"),
        "position": "99",
        "frozen_room_id": room("电脑室"),
        "frozen_quantity": "10",
        "frozen_value_fen": "100",
        "accumulated_fen": "0",
        "posting_mark": "1",
        "value_mark": "0",
    }
    return insert("count_line", **shared | values)


COUNTED = {
    "counted_on": "'2026-11-22'",
    "counted_quantity": "9",
    "counted_room_id": room("体育室"),
    "condition": "'good'",
    "booked_room_id": room("电脑室"),
    "booked_quantity": "10",
    "booked_value_fen": "100",
}


def finding(**values: str) -> str:
    shared = {
        "session_id": OPEN,
        "line_id": f"(SELECT id FROM count_line WHERE asset_id = {asset('FREE')}"
        f" AND session_id = {OPEN})",
        "result": "'shortage'",
        "quantity": "1",
        "value_fen": "10",
    }
    return insert("count_finding", **shared | values)


def signed(of: str, **values: str) -> tuple[str, str]:
    """Return what a count was signed on, and the hand of the 总务主任."""
    sheet = insert("count_sheet", session_id=of, digest=f"'{'a' * 64}'", sheet="'{}'")
    hand_of = {
        "session_id": of,
        "position": "1",
        "person_id": person("赵总务"),
        "post": "'general_affairs_director'",
        "signed_on": "'2026-11-22'",
        "digest": f"'{'a' * 64}'",
    }
    return sheet, insert("count_signature", **hand_of | values)


def test_the_door_that_must_stay_open(hand: Hand):
    hand.accepted(line(), line(asset_id=asset("BATCH"), **COUNTED))
    hand.accepted(line(**COUNTED), finding(), finding(result="'wrong_place'", quantity="9"))


@pytest.mark.parametrize(
    "values",
    [
        {"asset_id": asset("ELSEWHERE")},
        {"frozen_quantity": "-1"},
        {"frozen_room_id": "NULL"},
        {"frozen_room_id": "NULL", "frozen_quantity": "0"},
        {"position": "0"},
        {"session_id": CLOSED},
        {"session_id": WITHDRAWN},
        {**COUNTED, "counted_on": "NULL"},
        {**COUNTED, "counted_quantity": "-1"},
        {**COUNTED, "condition": "'lost'"},
        {**COUNTED, "affected_quantity": "10"},
        {**COUNTED, "booked_room_id": "NULL"},
        {**COUNTED, "booked_quantity": "NULL"},
        {**COUNTED, "counted_room_id": room("电脑室")},
        *({**COUNTED, "counted_on": f"'{day}'"} for day in BAD_DATES),
    ],
)
def test_a_line_is_a_card_once_with_figures_that_can_be(hand: Hand, values: dict[str, str]):
    hand.refused(line(**values))
    hand.refused(line(**values).replace("INSERT", "INSERT OR REPLACE", 1))


def item_line(**values: str) -> str:
    shared = {
        "asset_id": "NULL",
        "item_id": "(SELECT id FROM stock_item WHERE code = 'CHALK')",
        "frozen_room_id": room("体育室"),
    }
    return line(**shared | values)


ITEM_COUNTED = {
    "counted_on": "'2026-11-22'",
    "counted_quantity": "9",
    "counted_room_id": room("体育室"),
    "condition": "'good'",
    "booked_room_id": room("体育室"),
    "booked_quantity": "10",
    "booked_value_fen": "100",
    "school_quantity": "100",
    "school_value_fen": "50000",
}


def test_an_item_of_a_room_may_be_a_line(hand: Hand):
    hand.accepted(item_line())
    hand.accepted(item_line(**ITEM_COUNTED))


@pytest.mark.parametrize(
    "values",
    [
        {"asset_id": asset("FREE")},
        {"item_id": "NULL"},
        {"frozen_room_id": room("电脑室")},
        {"frozen_holder_id": "1"},
        {"frozen_place": "'柜'"},
        {"accumulated_fen": "1"},
        {"school_quantity": "1", "school_value_fen": "1"},
        {"session_id": CLOSED},
        {**ITEM_COUNTED, "counted_room_id": room("电脑室")},
        {**ITEM_COUNTED, "school_value_fen": "NULL"},
        {**ITEM_COUNTED, "school_quantity": "-1"},
        {"session_id": STOCK, "sheet_room_id": room("总保管室"),
         "frozen_room_id": room("总保管室")},
    ],
)  # fmt: skip
def test_a_line_of_an_item_says_one_room_and_no_person(hand: Hand, values: dict[str, str]):
    hand.refused(item_line(**values))


def test_a_count_of_stock_has_no_cards_and_its_surplus_becomes_none(hand: Hand):
    assert "不盘这一种" in hand.refused(line(session_id=STOCK))
    way = "iif(line_id IS NULL, 'enter', 'write_off')"
    over = (
        f"UPDATE count_room SET finished_on = '2026-11-22', counted_by = '甲' WHERE {OF_STOCK}",
        f"UPDATE count_finding SET cause = '丢', handling = {way} WHERE {OF_STOCK}",
        f"UPDATE count_session SET closed_on = '2026-11-22', signers = '甲' WHERE id = {STOCK}",
    )
    whole = (*over[:2], *signed(STOCK), over[2])
    hand.accepted(*whole)
    card = f"UPDATE count_surplus SET asset_id = {asset('FREE')} WHERE session_id = {STOCK}"
    assert "不立卡片" in hand.refused(*whole, card)


@pytest.mark.parametrize(
    "column",
    ["frozen_quantity", "frozen_value_fen", "position", "posting_mark", "accumulated_fen"],
)
def test_what_is_frozen_stays_frozen(hand: Hand, column: str):
    hand.refused(f"UPDATE count_line SET {column} = {column} + 1 WHERE id = {LINE}")


@pytest.mark.parametrize(
    "values",
    [
        {"quantity": "2"},
        {"quantity": "0"},
        {"result": "'surplus'"},
        {"result": "'matches'"},
        {"result": "'damaged'", "quantity": "10"},
        {"line_id": LINE},
        {"line_id": "NULL"},
        {"session_id": CLOSED},
        {"handling": "'keep'"},
        {"cause": "'丢了'"},
        {"handling": "'gift'", "cause": "'丢了'"},
        {"compensation_fen": "0"},
        {"settled_on": "'2026-11-22'"},
    ],
)
def test_a_difference_is_the_difference_that_was_counted(hand: Hand, values: dict[str, str]):
    hand.refused(line(**COUNTED), finding(**values))


@pytest.mark.parametrize(
    "change",
    [
        "count_line SET note = 'x' WHERE session_id = {0}",
        "count_line SET counted_quantity = 5 WHERE session_id = {0}",
        "count_room SET finished_on = NULL, counted_by = '' WHERE session_id = {0}",
        "count_session SET closed_on = NULL WHERE id = {0}",
        "count_session SET note = 'x' WHERE id = {0}",
        "count_finding SET cause = 'x' WHERE session_id = {0}",
        "count_finding SET dropped = 1 WHERE session_id = {0}",
        "count_surplus SET quantity = 5 WHERE session_id = {0}",
        "count_surplus SET asset_id = NULL WHERE session_id = {0}",
    ],
)
def test_a_count_that_is_signed_off_is_locked(hand: Hand, change: str):
    for over in (CLOSED, WITHDRAWN):
        statement = "UPDATE " + change.format(over)
        table = change.split(" ", 1)[0]
        where = statement.partition(" WHERE ")[2]
        if hand.column(f"SELECT 1 FROM {table} WHERE {where}"):
            hand.refused(statement)


def test_only_the_document_that_follows_is_still_written_once(hand: Hand):
    settle = (
        "UPDATE count_finding SET document = 'FREE', settled_on = '2026-11-22'"
        f" WHERE session_id = {CLOSED}"
    )
    card = f"UPDATE count_surplus SET asset_id = {asset('FREE')} WHERE session_id = {CLOSED}"
    hand.accepted(f"{card} AND asset_id IS NULL", f"{settle} AND settled_on IS NULL")
    assert "不是这件东西" in hand.refused(f"{settle} AND settled_on IS NULL")
    hand.refused(f"{settle} AND settled_on IS NOT NULL")


def test_a_surplus_becomes_a_card_after_the_sign_off_alone(hand: Hand):
    enter = f"UPDATE count_surplus SET asset_id = {asset('FREE')} WHERE session_id = "
    hand.accepted(f"{enter}{CLOSED} AND asset_id IS NULL")
    assert "签结以后" in hand.refused(f"{enter}{OPEN} AND position = 1")
    hand.refused(f"{enter}{CLOSED} AND asset_id IS NOT NULL")


@pytest.mark.parametrize(
    "before",
    [
        (),
        ("UPDATE count_room SET finished_on = '2026-11-22', counted_by = '甲'",),
        (f"UPDATE count_finding SET cause = '丢', handling = 'keep' WHERE session_id = {OPEN}",),
    ],
)
def test_nothing_is_signed_off_half(hand: Hand, before: tuple[str, ...]):
    scoped = tuple(
        f"{one} WHERE session_id = {OPEN}" if " WHERE " not in one else one for one in before
    )
    close = f"UPDATE count_session SET closed_on = '2026-11-22', signers = '甲' WHERE id = {OPEN}"
    assert "没盘完" in hand.refused(*scoped, *signed(OPEN), close)


@pytest.mark.parametrize("day", BAD_DATES)
def test_a_session_has_days(hand: Hand, day: str):
    shared = {
        "number": "'PD20269999'",
        "title": "'清查'",
        "baseline_on": "'2026-11-22'",
        "opened_on": "'2026-11-22'",
    }
    hand.accepted(insert("count_session", **shared))
    hand.refused(insert("count_session", **shared | {"baseline_on": f"'{day}'"}))
    hand.refused(insert("count_session", **shared | {"closed_on": "'2026-11-22'"}))
    hand.refused(insert("count_session", **shared | {"opened_on": "'2026-11-21'"}))


def test_a_count_is_signed_by_whoever_held_the_post_that_day(hand: Hand):
    hand.accepted(*signed(OPEN))
    keeper = {"post": "'storekeeper'", "person_id": person("周体育")}
    hand.accepted(*signed(OPEN, **keeper, storeroom_id=room("体育室")))
    hand.accepted(*signed(OPEN, person_id=person("郑老师"), post="NULL"))


@pytest.mark.parametrize(
    "values",
    [
        {"person_id": person("李校长")},
        {"post": "'principal'"},
        {"post": "'storekeeper'", "person_id": person("周体育"), "storeroom_id": room("电脑室")},
        {"post": "'storekeeper'", "person_id": person("周体育")},
        {"storeroom_id": room("体育室")},
        {"post": "'caretaker'"},
        {"signed_on": "'2025-08-31'"},
        {"signed_on": "'2026-11-21'"},
        {"digest": f"'{'b' * 64}'"},
        {"session_id": CLOSED},
        *({"signed_on": f"'{day}'"} for day in BAD_DATES),
    ],
)
def test_no_other_hand_stands_under_a_count(hand: Hand, values: dict[str, str]):
    hand.refused(*signed(OPEN, **values))


def test_what_was_signed_stays_and_so_does_the_term_in_which_it_was(hand: Hand):
    assert "签结" in hand.refused(signed(WITHDRAWN)[0])
    hand.refused(*signed(OPEN), "UPDATE count_sheet SET sheet = '[]'")
    hand.refused(*signed(OPEN), "UPDATE count_signature SET post = NULL")
    hand.refused(*signed(OPEN), "DELETE FROM count_signature")
    hand.refused(*signed(OPEN), signed(OPEN, position="2")[1])
    term = f"appointment SET {{0}} WHERE person_id = {person('赵总务')}"
    for change in ("to_on = '2026-11-21'", f"person_id = {person('郑老师')}"):
        statement = f"UPDATE {term.format(change)}"
        assert "任期内" in hand.refused(*signed(OPEN), statement)


def test_a_count_without_a_hand_is_not_signed_off(hand: Hand):
    assert hand.column(f"SELECT number FROM count_session WHERE id = {STOCK}")
    over = (
        f"UPDATE count_room SET finished_on = '2026-11-22', counted_by = '甲' WHERE {OF_STOCK}",
        f"UPDATE count_finding SET cause = '丢', handling = 'keep' WHERE {OF_STOCK}",
    )
    close = f"UPDATE count_session SET closed_on = '2026-11-22', signers = '甲' WHERE id = {STOCK}"
    assert "没有登记签字" in hand.refused(*over, close)
    assert "没有登记签字" in hand.refused(*over, signed(STOCK)[0], close)
