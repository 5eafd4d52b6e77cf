"""Kits, plans, groups, check lists and hand-outs hold against a hand behind the program's back."""

from __future__ import annotations

import pytest

from tests.storage.conftest import Hand
from tests.storage.statements import BAD_DATES, insert, person

PLAN = "(SELECT id FROM term_plan WHERE code = 'KX202602')"
GONE = "(SELECT id FROM term_plan WHERE code = 'KX202601')"
KIT = "(SELECT id FROM kit WHERE name = 'CLASSROOM')"
CHALK = "(SELECT id FROM stock_item WHERE code = 'CHALK')"
STAPLER = "(SELECT id FROM stock_item WHERE code = 'STAPLER')"
HEADS = "(SELECT id FROM roster WHERE name = 'HEADS')"
OFFICES = "(SELECT id FROM roster WHERE name = 'OFFICES')"
IN_PLAN = f"plan_id = {PLAN}"
OTHER = f"(SELECT id FROM term_group WHERE name = 'TWO' AND {IN_PLAN})"
FORMER = f"(SELECT id FROM term_group WHERE dropped = 1 AND {IN_PLAN})"
RECEIPT = "(SELECT id FROM voucher WHERE kind = 'receipt' LIMIT 1)"
ISSUE = "(SELECT id FROM voucher WHERE number = 'LY20260001')"


def new(table: str, shared: dict[str, str], values: dict[str, str]) -> str:
    return insert(table, **{k: v for k, v in (shared | values).items() if v})


def kit(**values: str) -> str:
    shared = {"code": "'TZ900'", "name": "'NEW'", "basis": "'each_class'"}
    return new("kit", shared, values)


def kit_line(**values: str) -> str:
    return new("kit_line", {"kit_id": KIT, "item_id": STAPLER, "quantity": "1"}, values)


def plan(**values: str) -> str:
    shared = {
        "code": "'KX202701'",
        "year": "2027",
        "season": "'spring'",
        "begins_on": "'2027-02-20'",
    }
    return new("term_plan", shared, values)


def group(**values: str) -> str:
    shared = {
        "plan_id": PLAN,
        "position": "9",
        "name": "'NEW'",
        "kind": "'class'",
        "classes": "1",
        "heads": "40",
    }
    return new("term_group", shared, values)


def check(**values: str) -> str:
    return new("term_check", {"plan_id": PLAN, "position": "99", "title": "'NEW'"}, values)


STAFF = {"kind": "'teachers'", "classes": "0"}


@pytest.mark.parametrize(
    "statement",
    [
        *(kit(**{name: "''"}) for name in ("code", "name", "basis")),
        kit(code="'TZ001'"),
        kit(name="'CLASSROOM'"),
        kit(grade="0"),
        kit(season="'summer'"),
        kit_line(item_id=CHALK),
        kit_line(quantity="-1"),
        kit_line(quantity="10001"),
        plan(code="'KX202602'"),
        plan(code="'KX202703'"),
        plan(year="2026", season="'autumn'"),
        plan(year="26"),
        plan(season="'summer'"),
        *(plan(begins_on=f"'{day}'") for day in BAD_DATES),
        group(name="'ONE'"),
        group(name="' '"),
        group(position="0"),
        group(kind="'school'"),
        group(classes="2"),
        group(heads=""),
        group(heads="-1"),
        group(grade="10"),
        group(plan_id=GONE),
        group(roster_id=HEADS, heads=""),
        group(**STAFF, roster_id=HEADS),
        group(**STAFF, roster_id=OFFICES, heads=""),
        group(kind="'teachers'"),
        check(title="'DONE'"),
        check(title="''"),
        check(plan_id=GONE),
        check(done_on="'2026-11-01'"),
        check(done_by_id=person("郑老师")),
        *(check(planned_on=f"'{day}'") for day in BAD_DATES),
        insert("term_issue", id=RECEIPT, group_id=OTHER),
        insert("term_issue", id="(SELECT id FROM term_issue)", group_id=OTHER),
        insert("term_issue", id=ISSUE, group_id=FORMER),
    ],
)
def test_nothing_is_written_that_does_not_fit(hand: Hand, statement: str):
    hand.refused(statement)
    hand.refused(statement.replace("INSERT", "INSERT OR REPLACE", 1))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE term_plan SET withdrawn = 1 WHERE code = 'KX202602'",
        "UPDATE term_plan SET code = 'KX203001' WHERE code = 'KX202602'",
        "UPDATE term_plan SET season = 'autumn', year = 2026",
        f"UPDATE term_group SET dropped = 1 WHERE name = 'ONE' AND {IN_PLAN}",
        f"UPDATE term_group SET plan_id = {GONE} WHERE name = 'TWO' AND {IN_PLAN}",
        f"UPDATE term_group SET roster_id = {HEADS} WHERE name = 'TWO' AND {IN_PLAN}",
        f"UPDATE term_group SET roster_id = {OFFICES} WHERE name = 'STAFF' AND {IN_PLAN}",
        f"UPDATE term_group SET heads = 3 WHERE plan_id = {GONE}",
        f"UPDATE term_check SET remarks = 'x' WHERE plan_id = {GONE}",
        f"UPDATE term_check SET done_on = NULL WHERE title = 'DONE' AND {IN_PLAN}",
        f"UPDATE term_issue SET group_id = {OTHER}",
        f"UPDATE kit_line SET item_id = {STAPLER}",
        "UPDATE kit SET name = 'OFFICE'",
        "UPDATE kit_line SET quantity = -1",
        *(
            f"DELETE FROM {table}"
            for table in ("kit", "kit_line", "term_plan", "term_group", "term_issue", "term_check")
        ),
    ],
)
def test_what_stands_is_not_bent(hand: Hand, statement: str):
    hand.refused(statement)


def test_what_is_in_order_goes_through(hand: Hand):
    hand.accepted(
        kit(),
        kit_line(),
        plan(),
        group(),
        group(**STAFF, name="'LISTED'", roster_id=HEADS, heads=""),
        check(done_on="'2026-11-01'", done_by_id=person("郑老师")),
        "UPDATE kit_line SET quantity = 0",
        f"UPDATE term_group SET heads = 41 WHERE name = 'ONE' AND {IN_PLAN}",
        f"UPDATE term_group SET dropped = 1 WHERE name = 'TWO' AND {IN_PLAN}",
        f"UPDATE term_check SET done_on = NULL, done_by_id = NULL WHERE {IN_PLAN}",
        "UPDATE term_plan SET withdrawn = 0 WHERE code = 'KX202601'",
    )
