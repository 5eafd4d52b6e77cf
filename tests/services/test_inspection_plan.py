"""排查计划: a line asks for its sheet on its day, one command makes it, and never twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from houqin_desktop.domain.inspection import InspectionKind
from houqin_desktop.domain.inspection_plan import PlanRhythm
from houqin_desktop.services.campus.places import AddCampusPlaces
from houqin_desktop.services.inspection.due import plan_state
from houqin_desktop.services.inspection.plan import USUAL_PLAN
from houqin_desktop.services.inspection.plan_drafts import (
    AddInspectionRule,
    AdoptUsualPlan,
    CorrectInspectionRule,
    MakeDueInspections,
    NameOccasion,
    WithdrawInspectionRules,
)
from houqin_desktop.services.slips.drafts import WithdrawSlip
from houqin_desktop.services.undoing.verbs import UndoCommand
from tests.builders import DIRECTOR, KEEPER, LEADER, TODAY, Book

SUNDAYS: dict[str, Any] = {
    "kind": InspectionKind.SPECIAL,
    "rhythm": PlanRhythm.WEEKLY,
    "weekday": 7,
}
WEEKLY = AddInspectionRule(name="每周检查", led_by=DIRECTOR, **SUNDAYS)


@pytest.fixture
def campus(book: Book) -> Book:
    assert TODAY.isoweekday() == 7
    book.run(AddCampusPlaces(names=("东校门", "食堂")))
    return book


def due(book: Book) -> dict[str, date | None]:
    return {one.rule.name: one.asked.due_on for one in plan_state(book.today)}


def test_a_due_day_gets_one_sheet_and_only_one(campus: Book) -> None:
    campus.run(WEEKLY)
    assert due(campus) == {"每周检查": TODAY}
    number = campus.make(MakeDueInspections())
    campus.refuses(MakeDueInspections(), "nothing_due")
    campus.advance(7)
    assert campus.run(MakeDueInspections()).number != number
    campus.run(WithdrawSlip(number=number))
    campus.refuses(MakeDueInspections(), "nothing_due")
    (state,) = plan_state(campus.today)
    assert state.asked.missed == (TODAY,)
    campus.refuses(MakeDueInspections(days_ahead=61), "bad_days_ahead")
    assert campus.run(MakeDueInspections(days_ahead=7)).ids
    campus.require_whole()


def test_the_usual_plan_walks_the_whole_campus_four_times_a_year(campus: Book) -> None:
    adopted = campus.run(AdoptUsualPlan(led_by=DIRECTOR, from_on=date(2026, 1, 1)))
    campus.refuses(AdoptUsualPlan(led_by=DIRECTOR), "nothing_changed")
    dragnet = next(one for one in plan_state(campus.today) if "拉网式" in one.rule.name)
    assert len([*dragnet.asked.missed, dragnet.asked.due_on]) == 4
    made = campus.run(MakeDueInspections())
    kinds = {row["kind"] for row in campus.rows("inspection")}
    assert {"dragnet", "follow_up_inspection"} <= kinds
    assert len(made.ids) == len(campus.rows("inspection"))
    campus.run(UndoCommand(command_id=adopted.command_id))
    assert plan_state(campus.today) == []
    assert len(campus.run(AdoptUsualPlan(led_by=DIRECTOR)).ids) == len(USUAL_PLAN)


def test_before_a_holiday_of_the_notices_its_sheet_is_due(campus: Book) -> None:
    campus.run(
        AddInspectionRule(
            name="节前",
            kind=InspectionKind.HOLIDAY,
            rhythm=PlanRhythm.BEFORE_HOLIDAY,
            days_before=2,
            led_by=DIRECTOR,
            from_on=date(2026, 9, 20),
        )
    )
    campus.move_to(date(2026, 12, 1))
    assert due(campus) == {"节前": date(2026, 9, 29)}


def test_a_line_of_the_plan_is_changed_and_set_back(campus: Book) -> None:
    campus.run(WEEKLY)
    changed = campus.run(
        CorrectInspectionRule(
            rule="每周检查", name="每月检查", rhythm=PlanRhythm.MONTHLY, month_day=5, led_by=LEADER
        )
    )
    (row,) = campus.rows("inspection_rule")
    assert (row["weekday"], row["month_day"]) == (None, 5)
    campus.run(UndoCommand(command_id=changed.command_id))
    (row,) = campus.rows("inspection_rule")
    assert (row["name"], row["weekday"], row["month_day"]) == ("每周检查", 7, None)
    ended = campus.run(CorrectInspectionRule(rule="每周检查", until_on=date(2026, 12, 1)))
    campus.run(UndoCommand(command_id=ended.command_id))
    assert campus.rows("inspection_rule")[0]["until_on"] is None
    campus.refuses(CorrectInspectionRule(rule="每周检查", weekday=9), "bad_rhythm")
    campus.refuses(CorrectInspectionRule(rule="每周检查", weekday=7), "nothing_changed")
    campus.require_whole()


def test_a_day_before_a_storm_is_named_and_taken_back(campus: Book) -> None:
    storms = AddInspectionRule(
        name="极端天气", kind=InspectionKind.SPECIAL, rhythm=PlanRhythm.OCCASIONAL, led_by=KEEPER
    )
    campus.run(storms)
    campus.refuses(NameOccasion(rule="极端天气", due_on=TODAY), "empty_reason")
    storm = NameOccasion(rule="极端天气", due_on=TODAY, occasion="台风前")
    named = campus.run(storm)
    campus.refuses(storm, "nothing_changed")
    assert due(campus) == {"极端天气": TODAY}
    campus.run(UndoCommand(command_id=named.command_id))
    assert due(campus) == {"极端天气": None}
    campus.run(storm)
    number = campus.make(MakeDueInspections())
    (slip,) = campus.rows("slip", "id = (SELECT id FROM voucher WHERE number = ?)", number)
    assert slip["purpose"] == "极端天气（台风前）"


def test_a_plan_that_leads_nowhere_waits_and_says_so(campus: Book) -> None:
    campus.run(WEEKLY)
    nowhere = AddInspectionRule(name="实验楼", area="实验楼", **SUNDAYS)
    campus.run(nowhere)
    campus.run(MakeDueInspections())
    campus.refuses(MakeDueInspections(), "no_points")
    campus.run(WithdrawInspectionRules(rules=("实验楼",)))
    campus.refuses(MakeDueInspections(), "nothing_due")


def test_what_nobody_can_plan_is_refused(campus: Book) -> None:
    weekly: dict[str, Any] = {"rhythm": PlanRhythm.WEEKLY, "weekday": 1}
    kinds = InspectionKind
    campus.refuses(AddInspectionRule(name="", kind=kinds.GENERAL, **weekly), "empty_name")
    campus.refuses(AddInspectionRule(name="查", kind=kinds.SUPERIOR, **weekly), "no_plan")
    campus.refuses(AddInspectionRule(name="查", kind=kinds.SELF_CHECK, **weekly), "no_department")
    campus.run(WEEKLY)
    campus.refuses(WEEKLY, "rule_exists")
