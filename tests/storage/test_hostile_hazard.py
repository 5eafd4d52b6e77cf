"""No hand behind the program's back bends a hazard, its steps, its notice or its 回执."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, insert, person

DAY = "'2026-12-01'"


def hazard_id(serial: int) -> str:
    return f"(SELECT id FROM hazard WHERE code = 'YHB2026{serial:04d}')"


def notice(serial: int) -> str:
    return f"(SELECT id FROM voucher WHERE number = 'ZG2026{serial:04d}')"


CLOSED, UNDER, MAJOR, FRESH, VOID, RIGHT = map(hazard_id, range(1, 7))
ANNA, BERT = person("吴电脑"), person("郑老师")


def hazard(**values: str) -> str:
    shared = {
        "code": "'YHB20260008'",
        "year": "2026",
        "serial": "8",
        "registered_on": DAY,
        "found_on": DAY,
        "source": "'reported'",
        "campus_place_id": "(SELECT id FROM campus_place WHERE name = '东校门')",
        "description": "'LOCK'",
        "category": "'GATE'",
        "department_id": "(SELECT id FROM department WHERE name = '信息组')",
    }
    return insert("hazard", **shared | values)


def step(hazard: str, kind: str, **values: str) -> str:
    shared = {
        "hazard_id": hazard,
        "position": f"(SELECT count(*) + 1 FROM hazard_step WHERE hazard_id = {hazard})",
        "kind": f"'{kind}'",
        "person_id": BERT,
        "happened_on": DAY,
    }
    return insert("hazard_step", **shared | values)


def plan(hazard: str = FRESH, **values: str) -> str:
    shared = {"measures": "'LOCK'", "due_on": DAY, "on_the_spot": "1"}
    return step(hazard, "plan", **shared | values)


def last_step(hazard: str) -> str:
    return f"(SELECT id FROM hazard_step WHERE hazard_id = {hazard} ORDER BY position DESC LIMIT 1)"


def photo(**values: str) -> str:
    shared = {
        "hazard_id": FRESH,
        "position": "1",
        "stage": "'before'",
        "sha256": "(SELECT min(sha256) FROM attachment)",
        "taken_on": DAY,
    }
    return insert("hazard_photo", **shared | values)


def reply(**values: str) -> str:
    shared = {"slip_id": notice(2), "replied_on": DAY, "replied_by_id": ANNA}
    return insert("notice_reply", **shared | values)


GRADED = step(FRESH, "grade", severity="'general'")
FIXED = step(FRESH, "rectify", details="'NEW LOCK'", person_id=ANNA)


@pytest.mark.parametrize(
    "statement",
    [
        hazard(code="'YHB20260009'", serial="9"),
        hazard(code="'YHB2026007'"),
        hazard(code="'YHB20250007'", year="2025"),
        hazard(found_on="'2026-12-02'"),
        hazard(description="' '"),
        hazard(category="''"),
        hazard(source="'inspection'"),
        hazard(source="'rumour'"),
        hazard(corrects_id=FRESH),
        hazard(corrects_id=VOID),
        *(hazard(found_on=f"'{day}'") for day in BAD_DATES),
        step(FRESH, "grade"),
        step(FRESH, "grade", severity="'worse'"),
        step(FRESH, "grade", severity="'general'", position="2"),
        step(FRESH, "grade", severity="'general'", happened_on="'2026-01-01'"),
        step(FRESH, "rectify", details="'DONE'"),
        step(FRESH, "close_out"),
        step(FRESH, "void"),
        step(CLOSED, "void", details="'NONE'"),
        step(CLOSED, "grade", severity="'general'"),
        step(CLOSED, "retract", details="'WRONG'"),
        step(CLOSED, "retract", retracts_id=last_step(CLOSED)),
        step(CLOSED, "retract", retracts_id=last_step(MAJOR), details="'WRONG'"),
        step(VOID, "retract", retracts_id=last_step(VOID), details="'WRONG'"),
        step(VOID, "grade", severity="'general'"),
        step(MAJOR, "close_out"),
        step(MAJOR, "report"),
        step(MAJOR, "report", body="'OFFICE'", document_number="'7'"),
        step(MAJOR, "pass", person_id=ANNA),
        step(MAJOR, "fail"),
        plan(MAJOR),
        plan(UNDER, due_on="'2026-01-01'"),
        plan(UNDER, measures="' '"),
        photo(stage="'never'"),
        photo(position="0"),
        insert("hazard_link", hazard_id=RIGHT, voucher_id=notice(2)),
        insert("notice_line", slip_id=notice(1), position="2", hazard_id=UNDER),
        insert("notice_line", slip_id=notice(1), position="9", hazard_id=FRESH),
        insert(
            "rectification_notice",
            id="(SELECT min(id) FROM slip)",
            inspected_on=DAY,
        ),
        *(reply(replied_on=f"'{day}'") for day in BAD_DATES),
        reply(replied_on="'2026-01-01'"),
        reply(dropped="1"),
    ],
)
def test_nothing_is_written_that_does_not_fit(hand: Hand, statement: str):
    hand.refused(statement)
    hand.refused(statement.replace("INSERT", "INSERT OR REPLACE", 1))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE hazard SET description = 'x'",
        "UPDATE hazard_step SET details = 'x'",
        "UPDATE hazard_step SET person_id = 1",
        "UPDATE hazard_link SET hazard_id = 1",
        "UPDATE rectification_notice SET interim = 'x'",
        "UPDATE notice_line SET hazard_id = 1",
        "UPDATE notice_reply SET replied_on = '2026-01-01'",
        f"UPDATE voucher SET route = 'notice_leader' WHERE id = {notice(1)}",
        *(
            f"DELETE FROM {table}"
            for table in (
                "hazard",
                "hazard_step",
                "hazard_link",
                "rectification_notice",
                "notice_line",
                "notice_reply",
            )
        ),
    ],
)
def test_what_stands_is_not_bent(hand: Hand, statement: str):
    hand.refused(statement)


def test_who_fixed_neither_checks_nor_strikes_off(hand: Hand):
    ready = (GRADED, plan(), FIXED)
    for kind in ("pass", "fail"):
        hand.refused(*ready, step(FRESH, kind, person_id=ANNA, details="'SEEN'"))
    hand.refused(*ready, step(FRESH, "pass"), step(FRESH, "close_out", person_id=ANNA))


def test_what_is_in_order_goes_through(hand: Hand):
    named = {"body": "'OFFICE'", "document_number": "'7'", "document_on": DAY}
    hand.accepted(
        hazard(),
        GRADED,
        plan(),
        FIXED,
        step(FRESH, "pass"),
        step(FRESH, "close_out"),
        step(FRESH, "retract", retracts_id=last_step(FRESH), details="'WRONG'"),
        step(MAJOR, "report", **named),
        step(MAJOR, "close_out"),
        photo(),
        "UPDATE hazard_photo SET dropped = 1",
        insert("hazard_link", hazard_id=FRESH, voucher_id=notice(1)),
        reply(),
        "UPDATE notice_reply SET dropped = 1",
    )
