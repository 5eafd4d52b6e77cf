"""The gate and the guards' log hold against a hand behind the program's back.

Only what a purge covers may go, and a purge covers nothing that is younger than a year.
"""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, insert, person

GUARD, LEADER = person("王保管"), person("钱主管")
KEY = "(SELECT name_key FROM visit WHERE code = 'LF20260001')"
PHONE = "(SELECT key FROM personal_value WHERE kind = 'telephone' LIMIT 1)"
HASH = "'" + "0f" * 32 + "'"
SHIFT = "(SELECT id FROM guard_shift WHERE code = 'RZ20260001')"
SIGNED = "(SELECT id FROM guard_shift WHERE code = 'RZ20250001')"
VOID = "(SELECT id FROM visit WHERE code = 'LF20260003')"
STANDS = "(SELECT id FROM visit WHERE code = 'LF20260001')"
PLACE = "(SELECT id FROM campus_place WHERE name = 'GATE')"
AGAIN = (
    "INSERT OR REPLACE INTO personal_value SELECT key, kind, '2020-01', salt, value"
    " FROM personal_value"
)
OVERDUE = "INSERT INTO personal_value VALUES (" + HASH + ", 'telephone', '2025-01', '{}', '1')"
OLD_VALUE = OVERDUE.format("0" * 32)


def new(table: str, shared: dict[str, str], values: dict[str, str]) -> str:
    return insert(table, **{k: v for k, v in (shared | values).items() if v})


def visit(**values: str) -> str:
    shared = {
        "code": "'LF20260900'",
        "came_on": "'2026-11-20'",
        "came_at": "'07:30'",
        "name_key": KEY,
        "heads": "1",
        "hosted_by_id": GUARD,
        "purpose": "'P'",
        "called_at": "'07:30'",
        "called_by_id": GUARD,
        "call_result": "'agreed'",
        "admitted": "1",
        "gate_by_id": GUARD,
    }
    return new("visit", shared, values)


def outing(**values: str) -> str:
    shared = {
        "code": "'WC20260900'",
        "kind": "'staff_outing'",
        "person_id": GUARD,
        "approved_by_id": LEADER,
        "went_on": "'2026-11-20'",
        "went_at": "'09:00'",
        "expected_on": "'2026-11-20'",
        "expected_at": "'11:00'",
        "purpose": "'P'",
        "gate_by_id": GUARD,
    }
    return new("outing", shared, values)


PUPIL = {
    "kind": "'pupil_outing'",
    "person_id": "",
    "approved_by_id": "",
    "class_name": "'C'",
    "pupil_key": KEY,
    "permitted_by_id": LEADER,
    "called_at": "'08:50'",
    "called_by_id": GUARD,
    "call_result": "'agreed'",
    "fetcher_key": KEY,
    "relation": "'R'",
    "telephone_key": PHONE,
}


def shift(**values: str) -> str:
    shared = {
        "code": "'RZ20260900'",
        "shift_on": "'2026-11-19'",
        "shift_name": "'NIGHT'",
        "starts_at": "'22:00'",
        "ends_at": "'06:00'",
    }
    return new("guard_shift", shared, values)


def patrol(**values: str) -> str:
    shared = {
        "shift_id": SHIFT,
        "ordinal": "9",
        "patrolled_on": "'2026-11-20'",
        "patrolled_at": "'09:00'",
        "patrolled_by_id": GUARD,
        "finding": "'F'",
    }
    return new("patrol", shared, values)


def counted(**values: str) -> str:
    shared = {"shift_id": SHIFT, "name": "'N'", "target": "2", "handed": "2", "taken": "2"}
    return new("shift_equipment", shared, values)


def incident(**values: str) -> str:
    shared = {
        "code": "'SJ20260900'",
        "happened_on": "'2026-11-20'",
        "happened_at": "'09:00'",
        "spot": "'S'",
        "title": "'T'",
        "course": "'C'",
        "noted_by_id": GUARD,
    }
    return new("incident", shared, values)


def told(**values: str) -> str:
    shared = {
        "incident_id": "(SELECT id FROM incident WHERE code = 'SJ20260001')",
        "told_on": "'2026-11-22'",
        "told_at": "'23:00'",
        "told": "'T'",
    }
    return new("incident_report", shared, values)


def purge(**values: str) -> str:
    shared = {
        "purged_on": "'2026-11-20'",
        "keep_months": "12",
        "first_kept": "'2025-11'",
        "names": "0",
        "credentials": "0",
        "telephones": "1",
    }
    return new("personal_purge", shared, values)


def reading(**values: str) -> str:
    shared = {
        "read_on": "'2026-11-20'",
        "read_by_id": GUARD,
        "record_code": "'LF20260001'",
        "exported": "0",
        "purpose": "'P'",
    }
    return new("personal_reading", shared, values)


@pytest.mark.parametrize(
    "statement",
    [
        *(visit(came_on=f"'{day}'") for day in BAD_DATES),
        *(visit(came_at=f"'{at}'") for at in ("7:30", "24:00", "noon", "")),
        visit(code="'LF2026001'"),
        visit(code="'LF20260001'"),
        visit(name_key=HASH),
        visit(name_key=PHONE),
        visit(credential_key=KEY),
        visit(credential="'identity_card'"),
        visit(heads="0"),
        visit(hosted_by_id=""),
        visit(purpose="' '"),
        visit(call_result="", called_at="", called_by_id=""),
        visit(call_result="'rejected'"),
        visit(called_at=""),
        visit(admitted="0"),
        visit(turned_away="'X'"),
        visit(admitted="0", turned_away="'X'", badge="'9'"),
        visit(badge="'7'"),
        visit(left_on="'2026-11-20'"),
        visit(left_on="'2026-11-20'", left_at="'07:29'"),
        visit(badge_back="1"),
        visit(corrects_id=STANDS),
        visit(void_reason="'X'"),
        visit(code="'LF20260001'").replace("INSERT", "INSERT OR REPLACE", 1),
        visit(badge="'7'").replace("INSERT", "INSERT OR REPLACE", 1),
        f"UPDATE visit SET remarks = 'X' WHERE id = {VOID}",
        f"UPDATE visit SET voided_on = NULL, void_reason = '' WHERE id = {VOID}",
        f"UPDATE visit SET name_key = {HASH} WHERE id = {STANDS}",
        f"UPDATE visit SET admitted = 0, turned_away = 'X' WHERE id = {STANDS}",
        f"UPDATE visit SET call_result = NULL, called_at = NULL WHERE id = {STANDS}",
        "DELETE FROM visit",
    ],
)
def test_no_visit_is_written_that_the_gate_may_not_let_in(hand: Hand, statement: str):
    hand.refused(statement)


@pytest.mark.parametrize(
    "statement",
    [
        outing(kind="'teacher'"),
        outing(approved_by_id=GUARD),
        outing(approved_by_id=""),
        outing(expected_on="", expected_at=""),
        outing(expected_at="'08:59'"),
        outing(back_on="'2026-11-20'"),
        outing(back_on="'2026-11-19'", back_at="'10:00'"),
        outing(relation="'R'"),
        outing(pupil_key=KEY),
        outing(gate_by_id=""),
        *(outing(**PUPIL | {name: ""}) for name in PUPIL if PUPIL[name] and name != "kind"),
        outing(**PUPIL | {"call_result": "'rejected'"}),
        outing(**PUPIL | {"person_id": GUARD}),
        outing(**PUPIL | {"fetcher_key": PHONE}),
        "UPDATE outing SET approved_by_id = person_id",
        "UPDATE outing SET went_at = '06:00'",
        "DELETE FROM outing",
    ],
)
def test_nobody_goes_out_without_leave(hand: Hand, statement: str):
    hand.refused(statement)


def test_who_is_out_goes_out_once_he_is_back(hand: Hand):
    again = outing(code="'WC20260902'", went_at="'10:00'")
    assert "还没有登记返校" in hand.refused(outing(), again)
    pupil = outing(code="'WC20260903'", **PUPIL)
    assert "还没有登记返校" in hand.refused(
        pupil, outing(code="'WC20260904'", **PUPIL | {"expected_on": "", "expected_at": ""})
    )
    back = "UPDATE outing SET back_on = went_on, back_at = '09:40' WHERE code = 'WC20260900'"
    hand.accepted(outing(), back, again)


@pytest.mark.parametrize(
    "statement",
    [
        shift(shift_on="'2026-11-22'", shift_name="'早班'"),
        shift(starts_at="'7:00'"),
        shift(signed_on="'2026-11-20'", signed_by_id=LEADER),
        shift(handed_on="'2026-11-20'", handed_at="'06:00'", handed_by_id=GUARD),
        shift(handed_on="'2026-11-20'", handed_at="'06:00'", handed_by_id=GUARD, taken_by_id=GUARD),
        f"UPDATE guard_shift SET remarks = 'X' WHERE id = {SIGNED}",
        f"UPDATE guard_shift SET signed_on = NULL, signed_by_id = NULL WHERE id = {SIGNED}",
        f"UPDATE guard_shift SET shift_on = '2026-11-01' WHERE id = {SHIFT}",
        patrol(ordinal="1"),
        patrol(ordinal="0"),
        patrol(finding="' '"),
        patrol(shift_id=SIGNED),
        f"INSERT INTO shift_guard VALUES (900, {SIGNED}, {LEADER})",
        "INSERT INTO shift_guard SELECT 900, shift_id, person_id FROM shift_guard LIMIT 1",
        "UPDATE shift_guard SET person_id = 1",
        "UPDATE patrol SET finding = 'X'",
        "UPDATE patrol_point SET passed = 1",
        f"INSERT INTO patrol_point VALUES (900, 1, {PLACE}, 2, '')",
        "DELETE FROM patrol",
        "DELETE FROM patrol_point",
        counted(taken="1"),
        counted(handed="1", explanation="' '"),
        counted(shift_id=SIGNED),
        f"UPDATE shift_equipment SET taken = 0, explanation = 'X' WHERE shift_id = {SIGNED}",
        incident(spot="''"),
        incident(plan="'P'"),
        incident(plan_started_at="'09:00'"),
        incident(emergency_plan_id="(SELECT id FROM emergency_plan)"),
        incident(over_on="'2026-11-20'", over_at="'10:00'"),
        incident(over_on="'2026-11-20'", over_at="'08:00'", aftermath="'O'"),
        incident(shift_id=SIGNED),
        "UPDATE incident SET course = 'X'",
        "DELETE FROM incident",
        told(told_on="'2026-11-01'"),
        told(told="''"),
        "UPDATE incident_report SET told_at = '00:01'",
    ],
)
def test_no_log_is_written_that_nobody_could_answer_for(hand: Hand, statement: str):
    hand.refused(statement)


@pytest.mark.parametrize(
    "statements",
    [
        ("DELETE FROM personal_value",),
        ("UPDATE personal_value SET value = 'X'",),
        ("UPDATE personal_value SET month = '2020-01'",),
        (AGAIN,),
        (purge(purged_on="'2099-01-01'", first_kept="'2098-01'"),),
        (purge(keep_months="0", first_kept="'2026-11'"),),
        (purge(keep_months="13", first_kept="'2025-10'"),),
        (purge(first_kept="'2026-10'"),),
        (purge(), "DELETE FROM personal_value"),
        (purge(), OLD_VALUE),
        (purge(), "DELETE FROM personal_purge"),
        (purge(), "UPDATE personal_purge SET names = 9"),
        (reading(), "DELETE FROM personal_reading"),
        (reading(), "UPDATE personal_reading SET purpose = 'X'"),
        (reading(purpose="''"),),
        (reading(record_code="''"),),
        (reading(from_on="'2026-11-01'"),),
    ],
)
def test_what_is_kept_of_a_visitor_goes_only_when_it_is_over_age(hand: Hand, statements):
    hand.refused(*statements)


def test_what_is_over_age_goes_and_nothing_else(hand: Hand):
    hand.accepted(OLD_VALUE, purge(), "DELETE FROM personal_value WHERE month < '2025-11'")


def test_what_is_in_order_goes_through(hand: Hand):
    hand.accepted(
        visit(badge="'9'"),
        "UPDATE visit SET left_on = came_on, left_at = '08:00', badge_back = 1"
        " WHERE code = 'LF20260900'",
        visit(code="'LF20260901'", badge="'9'"),
        outing(),
        outing(code="'WC20260901'", **PUPIL),
        shift(),
        patrol(),
        counted(),
        incident(shift_id=SHIFT),
        told(),
    )
