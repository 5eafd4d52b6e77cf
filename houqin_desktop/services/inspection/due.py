"""What the plan asks for on a day, and the sheets that are made for it by one command."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.inspection_plan import Asked, asked_of, due_days
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.duty.school_calendar import school_calendar
from houqin_desktop.services.inspection.plan import categories_of, days_of_rule, find_rule
from houqin_desktop.services.inspection.plan_drafts import MakeDueInspections
from houqin_desktop.services.inspection.rounds import RoundHead, write_round
from houqin_desktop.services.inspection.scope import NoPoints, Scope, points_in
from houqin_desktop.services.loan.things import number_of
from houqin_desktop.services.undoing.verbs import cannot_undo
from houqin_desktop.storage.inspection import InspectionOccasion, InspectionRule
from houqin_desktop.storage.inspection_facts import ever_made_for_rules, made_for_rules
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.term import TermPlan

# So far ahead, and for holidays so far back, the plan is looked through.
_OUTLOOK_DAYS = 370
_LONGEST_AHEAD = 60

cannot_undo("make_due_inspections", "排查单已经编号。不查的请逐张用“撤销单据”撤销。")


@dataclass(frozen=True, slots=True)
class RuleState:
    """A line of the plan with what it asks for; `made` are the days for which a sheet stands."""

    rule: InspectionRule
    asked: Asked
    made: tuple[date, ...]


def plan_state(today: date, days_ahead: int = 0) -> list[RuleState]:
    """Return every line of the plan in use with what it asks for, in the order of their numbers.

    :param days_ahead: how many days before its day a sheet is asked for.
    """
    made: dict[int, list[date]] = defaultdict(list)
    for rule_id, due_on in made_for_rules():
        made[rule_id].append(date.fromisoformat(due_on))
    terms = [plan.begins_on for plan in TermPlan.picked("withdrawn = 0")]
    holidays = _first_days_off(today)
    found = []
    for rule in InspectionRule.picked("withdrawn = 0", order="code"):
        named = InspectionOccasion.picked("rule_id = ? AND withdrawn = 0", rule.id)
        days = due_days(
            days_of_rule(rule),
            today + timedelta(days=_OUTLOOK_DAYS),
            terms=terms,
            holidays=holidays,
            occasions=[one.due_on for one in named],
        )
        asked = asked_of(days, made[rule.id], today, today + timedelta(days=days_ahead))
        found.append(RuleState(rule, asked, tuple(sorted(made[rule.id]))))
    return found


def never_made(today: date) -> set[tuple[str, date]]:
    """Return the line of the plan and the day of each sheet that is due and was never made.

    A sheet that somebody withdrew is due for whoever asks for it, but makes itself no more.
    """
    made = ever_made_for_rules()
    return {
        (one.rule.code, one.asked.due_on)
        for one in plan_state(today)
        if one.asked.due_on is not None and (one.rule.id, one.asked.due_on.isoformat()) not in made
    }


def _first_days_off(today: date) -> list[date]:
    """Return the first day of each holiday that notices and school name, a year back and ahead."""
    calendar = school_calendar()
    outlook = timedelta(days=_OUTLOOK_DAYS)
    days = calendar.between(today - outlook, today + outlook)
    off = [day.on for day in days if day.is_named_holiday]
    return [day for day in off if not calendar.on(day - timedelta(days=1)).is_named_holiday]


@command("开出应查的排查单", MakeDueInspections)
def make_due_inspections(task: Task, draft: MakeDueInspections) -> Outcome:
    """Make the sheet of every line of the plan that asks for one; each due day gets one sheet.

    A line that leads by no place goes on waiting, as long as another gets its sheet.

    :raises Refused: where nothing is due, or what is due leads by no place.
    """
    ahead = draft.days_ahead or 0
    if not 0 <= ahead <= _LONGEST_AHEAD:
        raise Refused(f"提前的天数须在 0 到 {_LONGEST_AHEAD} 之间。请改正。", code="bad_days_ahead")
    wanted = {find_rule(words).id for words in draft.rules or ()}
    numbers, placeless = [], []
    for state in plan_state(task.on, ahead):
        if state.asked.due_on is None or (wanted and state.rule.id not in wanted):
            continue
        try:
            numbers.append(_make(task, state.rule, state.asked.due_on))
        except NoPoints as refusal:
            placeless.append(f"“{state.rule.name}”：{refusal.sentence}")
    if not numbers and placeless:
        raise Refused(placeless[0], code="no_points")
    if not numbers:
        raise Refused(
            f"到 {task.on + timedelta(days=ahead)} 为止，计划里应查的都已开单。"
            "要另外排查请用“开排查单”。",
            code="nothing_due",
        )
    return Outcome(numbers[0], tuple(numbers))


def _make(task: Task, rule: InspectionRule, due_on: date) -> str:
    scope = Scope(
        area=rule.area,
        department_id=rule.department_id,
        only_key=rule.only_key,
        categories=categories_of(rule),
    )
    points = points_in(scope)
    leader = task.require_actor() if rule.led_by_id is None else Person.get_by_id(rule.led_by_id)
    named = InspectionOccasion.find(rule_id=rule.id, due_on=due_on)
    subject = rule.name if named is None else f"{rule.name}（{named.occasion}）"
    head = RoundHead(
        kind=rule.kind,
        led_by=leader,
        department_id=rule.department_id,
        subject=subject,
        rule=(rule.id, due_on),
    )
    slip = write_round(task, head, points)
    return number_of(slip)
