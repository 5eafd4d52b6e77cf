"""A list holds one kind of thing, each once a day; a rule is for exactly one audience."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, insert, person

OFFICE = "(SELECT id FROM department WHERE name = '教务处')"


def roster(name: str) -> str:
    return f"(SELECT id FROM roster WHERE name = '{name}')"


def member(**values: str) -> str:
    shared = {
        "roster_id": roster("HEADS"),
        "person_id": person("吴电脑"),
        "from_on": "'2026-11-01'",
    }
    return insert("roster_member", **{k: v for k, v in (shared | values).items() if v})


def rule(**values: str) -> str:
    shared = {
        "code": "'PB900'",
        "audience": "'roster'",
        "roster_id": roster("HEADS"),
        "name": "'电脑'",
        "words": "'电脑'",
        "quantity": "1",
    }
    return insert("equipment_rule", **{k: v for k, v in (shared | values).items() if v})


@pytest.mark.parametrize(
    "values",
    [
        {"person_id": ""},
        {"department_id": OFFICE},
        {"person_id": "", "department_id": OFFICE},
        {"roster_id": roster("OFFICES")},
        {"person_id": person("郑老师")},
        {"person_id": person("郑老师"), "from_on": "'2026-10-13'", "to_on": "'2026-10-13'"},
        {"to_on": "'2026-10-30'"},
        *({"from_on": f"'{day}'"} for day in BAD_DATES),
        *({"to_on": f"'{day}'"} for day in BAD_DATES),
    ],
)
def test_somebody_is_on_a_list_of_his_kind_once_at_a_time(hand: Hand, values: dict[str, str]):
    hand.refused(member(**values))


@pytest.mark.parametrize(
    "values",
    [
        {"code": "'XX1'"},
        {"code": "'PB001'"},
        {"audience": "'post'"},
        {"audience": "'everybody'"},
        {"post": "'finance'"},
        {"audience": "'post'", "roster_id": "", "post": "'teacher'"},
        {"department_id": OFFICE},
        {"roster_id": ""},
        {"roster_id": roster("FORMER")},
        {"name": "' '"},
        {"words": "' '"},
        {"quantity": "0"},
        {"quantity": "1001"},
        {"withdrawn": "2"},
    ],
)
def test_a_rule_says_for_whom_what_and_how_many(hand: Hand, values: dict[str, str]):
    hand.refused(rule(**values))
    hand.refused(rule(**values).replace("INSERT", "INSERT OR REPLACE", 1))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE roster SET withdrawn = 1 WHERE name = 'HEADS'",
        "UPDATE roster SET kind = 'departments' WHERE name = 'HEADS'",
        "UPDATE roster SET name = 'OFFICES' WHERE name = 'HEADS'",
        f"UPDATE roster_member SET person_id = {person('吴电脑')}",
        f"UPDATE roster_member SET roster_id = {roster('FORMER')}",
        "UPDATE roster_member SET to_on = NULL",
        f"UPDATE equipment_rule SET roster_id = {roster('OFFICES')}",
        "UPDATE equipment_rule SET withdrawn = 0",
        "UPDATE equipment_rule SET words = ''",
        "DELETE FROM roster",
        "DELETE FROM roster_member",
        "DELETE FROM equipment_rule",
    ],
)
def test_lists_and_rules_are_not_bent(hand: Hand, statement: str):
    hand.refused(statement)


def test_what_is_in_order_goes_through(hand: Hand):
    hand.accepted(
        member(),
        member(person_id=person("郑老师"), from_on="'2020-01-01'", to_on="'2020-02-01'"),
        rule(),
        rule(code="'PB901'", audience="'post'", roster_id="", post="'finance'"),
        "UPDATE equipment_rule SET withdrawn = 1",
        "UPDATE roster SET withdrawn = 1",
    )
