"""Operators and recovery codes behind the program's back; the last administrator stays."""

from __future__ import annotations

import pytest

from tests.builders import ACCOUNTANT, COLLEAGUE, HEAD_KEEPER, LEADER
from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, insert, person

GOOD = "'scrypt$14$8$1$" + "a" * 32 + "$" + "b" * 64 + "'"


def operator(name: str, **values: str) -> str:
    shared = {
        "person_id": person(name),
        "administrator": "0",
        "active": "1",
        "password": "NULL",
    }
    return insert("operator", **shared | values)


def change(name: str, values: str) -> str:
    return f"UPDATE operator SET {values} WHERE person_id = {person(name)}"


def code(**values: str) -> str:
    shared = {"secret": GOOD, "made_on": "'2026-11-22'", "ended_on": "'2026-11-22'", "used": "0"}
    return insert("recovery_code", **shared | values)


def test_an_operator_is_added_and_suspended(hand: Hand):
    hand.accepted(
        operator(ACCOUNTANT, administrator="1", password=GOOD),
        change(HEAD_KEEPER, "administrator = 0, active = 0"),
    )


@pytest.mark.parametrize(
    "values", ["administrator = 0", "active = 0, administrator = 0", "active = 0"]
)
def test_the_last_administrator_stays(hand: Hand, values: str):
    assert "最后一位管理员" in hand.refused(change(HEAD_KEEPER, values))


def test_the_last_administrator_does_not_leave(hand: Hand):
    assert "不能离岗" in hand.refused(
        f"UPDATE person SET left_on = '2026-11-22' WHERE name = '{HEAD_KEEPER}'"
    )
    hand.accepted(f"UPDATE person SET left_on = '2026-11-22' WHERE name = '{ACCOUNTANT}'")


def test_an_administrator_who_has_left_does_not_count(hand: Hand):
    new = operator(ACCOUNTANT, password=GOOD)
    leave = f"UPDATE person SET left_on = '2026-11-22' WHERE name = '{ACCOUNTANT}'"
    hand.refused(
        *(new, leave, change(ACCOUNTANT, "administrator = 1")),
        change(HEAD_KEEPER, "administrator = 0"),
    )


def test_who_has_left_is_not_authorised(hand: Hand):
    hand.refused(
        f"UPDATE person SET left_on = '2026-11-22' WHERE name = '{ACCOUNTANT}'",
        operator(ACCOUNTANT),
    )
    hand.refused(
        f"UPDATE person SET left_on = '2026-11-22' WHERE name = '{LEADER}'",
        change(LEADER, "active = 1"),
    )


@pytest.mark.parametrize(
    "values",
    [
        {"administrator": "2"},
        {"active": "'yes'"},
        {"administrator": "1", "active": "0"},
        {"password": "'qingqing1'"},
        {"password": "''"},
        {"password": "'scrypt$14$8$1$'"},
        {"person_id": "NULL"},
        {"person_id": person(COLLEAGUE)},
    ],
)
def test_an_operator_is_a_person_once_with_a_secret_or_none(hand: Hand, values: dict[str, str]):
    hand.refused(operator(ACCOUNTANT, **values))


def test_an_operator_is_somebody(careful_hand: Hand):
    careful_hand.refused(operator(ACCOUNTANT, person_id="999"))


def test_no_password_is_written_in_clear(hand: Hand):
    hand.refused(change(COLLEAGUE, "password = 'qingqing1'"))
    hand.accepted(change(COLLEAGUE, f"password = {GOOD}"))


@pytest.mark.parametrize("day", BAD_DATES)
def test_the_days_of_a_code_are_days(hand: Hand, day: str):
    hand.refused(code(made_on=f"'{day}'"))
    hand.refused(code(ended_on=f"'{day}'"))


@pytest.mark.parametrize(
    "values",
    [
        {"ended_on": "NULL"},
        {"ended_on": "'2026-11-21'"},
        {"ended_on": "NULL", "used": "1"},
        {"used": "2"},
        {"secret": "'ACEF-GHJK'"},
    ],
)
def test_one_code_opens_at_a_time(hand: Hand, values: dict[str, str]):
    hand.refused(code(**values))
    hand.accepted(code())


def test_a_spent_code_stays_spent_and_a_new_one_keeps_its_secret(hand: Hand):
    old, present = "ended_on IS NOT NULL", "ended_on IS NULL"
    for values in ("ended_on = NULL", "used = 1", "made_on = made_on"):
        assert "不可改动" in hand.refused(f"UPDATE recovery_code SET {values} WHERE {old}")
    hand.refused(f"UPDATE recovery_code SET secret = {GOOD} WHERE {present}")
    hand.refused(f"UPDATE recovery_code SET used = 1 WHERE {present}")
    hand.accepted(f"UPDATE recovery_code SET used = 1, ended_on = '2026-11-22' WHERE {present}")
