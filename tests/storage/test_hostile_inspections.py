"""A round keeps its points and what its paper said was found, whoever writes into the file."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, insert, person


def voucher(number: str) -> str:
    return f"(SELECT id FROM voucher WHERE number = '{number}')"


WALKED, OPEN = voucher("YH20260001"), voucher("YH20260002")
GATE = "(SELECT id FROM campus_place WHERE name = 'GATE')"
STAIRS = "(SELECT id FROM check_item WHERE code = 'J01')"
GONE_ITEM = "(SELECT id FROM check_item WHERE code = 'C16')"
PLANNED = "(SELECT id FROM inspection_rule WHERE name = 'PLANNED')"
FORMER = "(SELECT id FROM inspection_rule WHERE name = 'FORMER')"
FOUND = f"(SELECT id FROM inspection_line WHERE slip_id = {WALKED} AND position = 1)"
WAITING = f"slip_id = {OPEN} AND position = 1"
PHOTO = f"(SELECT sha256 FROM inspection_photo WHERE line_id = {FOUND})"
FAULT = (
    "check_result = 'fault', seen_on = '2026-12-01', observation = 'LOOSE',"
    " severity = 'general', measure = 'at_once'"
)


def new(table: str, shared: dict[str, str], values: dict[str, str]) -> str:
    return insert(table, **{k: v for k, v in (shared | values).items() if v})


def item(**values: str) -> str:
    shared = {"code": "'J99'", "category": "'NEW'", "name": "'NEW'", "severity": "'general'"}
    return new("check_item", shared, values)


def point(**values: str) -> str:
    other = "(SELECT id FROM check_item WHERE code = 'J03')"
    shared = {"campus_place_id": GATE, "check_item_id": other, "walking_order": "9"}
    return new("check_point", shared, values)


def rule(**values: str) -> str:
    shared = {
        "code": "'PC900'",
        "name": "'NEW'",
        "kind": "'dragnet'",
        "rhythm": "'weekly'",
        "weekday": "1",
        "from_on": "'2026-01-01'",
    }
    return new("inspection_rule", shared, values)


def line(**values: str) -> str:
    shared = {
        "slip_id": OPEN,
        "position": "9",
        "campus_place_id": GATE,
        "wording": "'NEW'",
        "beside": "1",
    }
    return new("inspection_line", shared, values)


def photo(**values: str) -> str:
    shared = {
        "line_id": FOUND,
        "position": "2",
        "sha256": "(SELECT min(sha256) FROM attachment)",
        "added_on": "'2026-12-01'",
    }
    return new("inspection_photo", shared, values)


def found(words: str) -> str:
    return f"UPDATE inspection_line SET {words} WHERE {WAITING}"


@pytest.mark.parametrize(
    "statement",
    [
        *(item(**{name: "''"}) for name in ("code", "category", "name", "severity")),
        item(code="'J01'"),
        "UPDATE check_item SET category = 'OTHER' WHERE code = 'J01'",
        point(check_item_id=STAIRS),
        point(check_item_id=GONE_ITEM),
        point(walking_order="0"),
        rule(code="'XX900'"),
        rule(name="'PLANNED'"),
        rule(kind="'picnic'"),
        rule(rhythm="'monthly'"),
        rule(weekday="8"),
        rule(month_day="5"),
        rule(until_on="'2025-12-31'"),
        *(rule(from_on=f"'{day}'") for day in BAD_DATES),
        f"UPDATE inspection_rule SET kind = 'dragnet' WHERE id = {PLANNED}",
        insert("inspection_occasion", rule_id=FORMER, due_on="'2026-12-05'", occasion="'X'"),
        insert("inspection_occasion", rule_id=PLANNED, due_on="'2026-12-05'", occasion="' '"),
    ],
)
def test_items_points_and_plan_say_what_they_are(hand: Hand, statement: str) -> None:
    hand.refused(statement)


@pytest.mark.parametrize(
    "statement",
    [
        line(slip_id=WALKED),
        line(check_item_id=STAIRS),
        line(position="1"),
        line(wording="' '"),
        f"UPDATE inspection_line SET wording = 'OTHER' WHERE {WAITING}",
        f"UPDATE inspection_line SET dropped = 1 WHERE {WAITING}",
        f"UPDATE inspection_line SET observation = 'FINE' WHERE slip_id = {WALKED}",
        found("check_result = 'sound'"),
        found("seen_on = '2026-12-01'"),
        found("check_result = 'sound', seen_on = '2026-12-01', severity = 'general'"),
        found(FAULT.replace("observation = 'LOOSE', ", "")),
        found(FAULT.replace(" severity = 'general',", "")),
        found(FAULT.replace(", measure = 'at_once'", "")),
        found(FAULT.replace("at_once", "by_deadline")),
        found(f"{FAULT}, due_on = '2026-12-02'"),
        found(f"{FAULT.replace('at_once', 'by_deadline')}, due_on = '2026-11-30'"),
        found(f"responsible_id = {person('郑老师')}"),
        insert("inspection_member", slip_id=WALKED, person_id=person("吴电脑")),
        "UPDATE inspection_member SET dropped = 1",
        f"UPDATE inspection SET walked_on = '2026-01-01' WHERE id = {WALKED}",
        "UPDATE inspection SET kind = 'dragnet'",
        photo(sha256=PHOTO),
        photo(position="1"),
        photo(dropped="1"),
    ],
)
def test_what_was_found_stays_as_the_paper_said_it(hand: Hand, statement: str) -> None:
    hand.refused(statement)


def test_no_paper_says_what_nobody_has_looked_at(hand: Hand) -> None:
    sheet = insert(
        "voucher_sheet", voucher_id=OPEN, version="1", digest=f"'{'a' * 64}'", sheet="'{}'"
    )
    assert "还没有登记排查结果" in hand.refused(sheet)
    hand.accepted(
        f"UPDATE inspection SET walked_on = '2026-12-01' WHERE id = {OPEN}", found(FAULT), sheet
    )


def test_a_day_of_the_plan_has_one_sheet(hand: Hand) -> None:
    twin = (
        "INSERT INTO voucher (id, kind, year, serial, number, route, state, version, dated_on,"
        " prepared_by_id) SELECT 9001, kind, year, 3, 'YH20260003', 'inspection', 'signing', 1,"
        f" dated_on, prepared_by_id FROM voucher WHERE id = {OPEN}"
    )
    slip = insert("slip", id="9001")
    copied = (
        "INSERT INTO inspection (id, kind, led_by_id, rule_id, rule_due_on) SELECT 9001, kind,"
        f" led_by_id, rule_id, rule_due_on FROM inspection WHERE id = {OPEN}"
    )
    hand.refused(twin, slip, copied)
    gone = f"UPDATE voucher SET state = 'withdrawn' WHERE id = {OPEN}"
    hand.accepted(gone, twin, slip, copied)


def test_what_is_sound_goes_in(hand: Hand) -> None:
    hand.accepted(item(), point(), rule(), line(), found(FAULT), photo())
