"""Days, absences, duties, swaps and ticks hold against a hand behind the program's back."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, insert, person

TABLE = "(SELECT id FROM duty_table WHERE code = 'ZB0001')"
GONE = "(SELECT id FROM duty_table WHERE code = 'ZB0002')"
POST = f"(SELECT id FROM duty_post WHERE table_id = {TABLE})"
PEOPLE = "(SELECT id FROM roster WHERE name = 'GUARDS')"
OFFICES = "(SELECT id FROM roster WHERE name = 'OFFICES')"
FIRST = f"(SELECT min(id) FROM duty WHERE table_id = {TABLE})"
SECOND = f"(SELECT min(id) + 1 FROM duty WHERE table_id = {TABLE})"
FORMER = f"(SELECT min(id) FROM duty WHERE table_id = {GONE})"
HOLDER = f"(SELECT holder_id FROM duty WHERE id = {FIRST})"
DIRECTOR, FREE = person("赵总务"), person("孙财务")


def new(table: str, shared: dict[str, str], values: dict[str, str]) -> str:
    return insert(table, **{k: v for k, v in (shared | values).items() if v})


def day(**values: str) -> str:
    shared = {"on_day": "'2026-12-25'", "day_kind": "'holiday'", "name": "'停课'"}
    return new("calendar_day", shared, values)


def absence(**values: str) -> str:
    shared = {
        "code": "'QJ0900'",
        "person_id": DIRECTOR,
        "from_on": "'2026-12-01'",
        "to_on": "'2026-12-02'",
        "reason": "'病假'",
    }
    return new("absence", shared, values)


def table(**values: str) -> str:
    shared = {
        "code": "'ZB0900'",
        "duty_kind": "'morning_duty'",
        "title": "'早'",
        "from_on": "'2026-12-01'",
        "to_on": "'2026-12-02'",
    }
    return new("duty_table", shared, values)


def post(**values: str) -> str:
    shared = {
        "table_id": TABLE,
        "position": "9",
        "name": "'NEW'",
        "seats": "1",
        "roster_id": PEOPLE,
    }
    return new("duty_post", shared, values)


def duty(**values: str) -> str:
    shared = {
        "table_id": TABLE,
        "post_id": POST,
        "from_on": "'2026-11-23'",
        "to_on": "'2026-11-23'",
        "planned_id": FREE,
        "holder_id": FREE,
    }
    return new("duty", shared, values)


def change(**values: str) -> str:
    shared = {
        "duty_id": FIRST,
        "from_id": HOLDER,
        "into_id": FREE,
        "changed_on": "'2026-11-22'",
        "approved_by_id": DIRECTOR,
        "reason": "'病假'",
    }
    return new("duty_change", shared, values)


def mark(**values: str) -> str:
    shared = {"duty_id": SECOND, "on_day": "'2026-11-23'", "mark": "'present'"}
    return new("duty_mark", shared, values)


@pytest.mark.parametrize(
    "statement",
    [
        *(day(on_day=f"'{one}'") for one in BAD_DATES),
        day(on_day="'2026-11-22'"),
        day(day_kind="'storm'"),
        day(name="' '"),
        absence(code="'QJ1'"),
        absence(code="'QJ0001'"),
        absence(reason="''"),
        absence(to_on="'2026-11-30'"),
        table(code="'ZB1'"),
        table(code="'ZB0001'"),
        table(duty_kind="'night'"),
        table(title="' '"),
        table(to_on="'2026-11-30'"),
        post(name="'GATE'"),
        post(name="''"),
        post(seats="0"),
        post(seats="61"),
        post(position="0"),
        post(roster_id=OFFICES),
        duty(table_id=GONE),
        duty(post_id=f"(SELECT id FROM duty_post WHERE table_id = {GONE})"),
        duty(holder_id=DIRECTOR),
        duty(from_on="'2026-11-21'"),
        duty(to_on="'2026-11-28'"),
        duty(to_on="'2026-11-22'"),
        duty(from_on="'2026-11-22'", to_on="'2026-11-22'", planned_id=HOLDER, holder_id=HOLDER),
        change(from_id=DIRECTOR),
        change(into_id=HOLDER),
        change(other_id=FIRST),
        change(duty_id=FORMER),
        change(reason="' '"),
        change(approved_by_id=""),
        change(withdrawn="1"),
        mark(mark="'asleep'"),
        mark(mark="'substituted'"),
        mark(substitute_id=FREE),
        mark(on_day="'2026-11-24'"),
        mark(duty_id=FIRST, on_day="'2026-11-22'"),
        mark(duty_id=FORMER, on_day="'2026-11-23'"),
    ],
)
def test_nothing_is_written_that_does_not_fit(hand: Hand, statement: str):
    hand.refused(statement)
    hand.refused(statement.replace("INSERT", "INSERT OR REPLACE", 1))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE calendar_day SET on_day = '2026-12-24'",
        "UPDATE absence SET person_id = 1",
        "UPDATE absence SET to_on = '2026-01-01'",
        "UPDATE duty_table SET from_on = '2026-01-01'",
        "UPDATE duty_table SET duty_kind = 'holiday_duty'",
        "UPDATE duty_table SET withdrawn = 1 WHERE code = 'ZB0001'",
        "UPDATE duty_post SET seats = 2",
        f"UPDATE duty SET planned_id = {FREE}",
        f"UPDATE duty SET from_on = '2026-11-22' WHERE id = {SECOND}",
        f"UPDATE duty SET holder_id = {FREE} WHERE id = {FORMER}",
        f"UPDATE duty_change SET into_id = {FREE}",
        "UPDATE duty_change SET reason = ''",
        f"UPDATE duty_mark SET duty_id = {SECOND}",
        "UPDATE duty_mark SET mark = 'substituted'",
        *(
            f"DELETE FROM {name}"
            for name in (
                *("calendar_day", "absence", "duty_table", "duty_post"),
                *("duty", "duty_change", "duty_mark"),
            )
        ),
    ],
)
def test_what_stands_is_not_bent(hand: Hand, statement: str):
    hand.refused(statement)


def test_what_is_in_order_goes_through(hand: Hand):
    hand.accepted(
        day(),
        day(on_day="'2026-12-26'", day_kind="", name="''"),
        absence(),
        table(),
        post(),
        duty(),
        change(),
        f"UPDATE duty SET holder_id = {FREE} WHERE id = {FIRST}",
        "UPDATE duty_change SET withdrawn = 1",
        mark(),
        f"UPDATE duty_mark SET mark = 'substituted', substitute_id = {FREE}",
        "UPDATE duty_mark SET mark = NULL, substitute_id = NULL",
        "UPDATE duty_table SET withdrawn = 1, remarks = 'x' WHERE code = 'ZB0001'",
        "UPDATE duty_table SET withdrawn = 0 WHERE code = 'ZB0002'",
    )
