"""排查计划: the lines of the yearly plan are written, changed, given up; days are named beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.inspection import InspectionKind
from houqin_desktop.domain.inspection_plan import (
    PlanRhythm,
    RuleDays,
    read_year_days,
    require_rule,
    write_year_days,
)
from houqin_desktop.services import lookup
from houqin_desktop.services.commands import Outcome, Task, command
from houqin_desktop.services.inspection.items import items_of
from houqin_desktop.services.inspection.plan_drafts import (
    AddInspectionRule,
    AdoptUsualPlan,
    CorrectInspectionRule,
    NameOccasion,
    WithdrawInspectionRules,
)
from houqin_desktop.services.loan.things import require_here
from houqin_desktop.services.numbers import next_serial
from houqin_desktop.services.undoing.verbs import Deed, undoes
from houqin_desktop.storage.inspection import InspectionOccasion, InspectionRule
from houqin_desktop.storage.people import Department, Person

_SEPARATOR: Final = "、"


@dataclass(frozen=True, slots=True)
class _Usual:
    """A usual line of the plan (DOMAIN.md 6, 频次)."""

    name: str
    kind: InspectionKind
    rhythm: PlanRhythm
    weekday: int | None = None
    month_day: int | None = None
    year_days: tuple[tuple[int, int], ...] = ()
    days_before: int | None = None
    only_key: bool = False
    categories: tuple[str, ...] = ()

    def days(self, from_on: date) -> RuleDays:
        """Return when it asks, from a day on."""
        return RuleDays(
            self.rhythm,
            from_on,
            weekday=self.weekday,
            month_day=self.month_day,
            year_days=self.year_days,
            days_before=self.days_before,
        )


_KINDS, _RHYTHMS = InspectionKind, PlanRhythm
_OUTDOORS: Final = ("季节灾害", "校舍建筑", "围墙校门")
_CAMPUS_WIDE_DAYS: Final = ((3, 5), (5, 20), (9, 5), (11, 20))
USUAL_PLAN: Final = (
    _Usual("后勤每月复查", _KINDS.FOLLOW_UP, _RHYTHMS.MONTHLY, month_day=25),
    _Usual("重点部位每周检查", _KINDS.SPECIAL, _RHYTHMS.WEEKLY, weekday=1, only_key=True),
    _Usual("全校拉网式排查", _KINDS.DRAGNET, _RHYTHMS.YEARLY, year_days=_CAMPUS_WIDE_DAYS),
    _Usual("开学前普查", _KINDS.GENERAL, _RHYTHMS.BEFORE_TERM, days_before=5),
    _Usual("节假日前检查", _KINDS.HOLIDAY, _RHYTHMS.BEFORE_HOLIDAY, days_before=2),
    _Usual(
        "汛期前后排查",
        _KINDS.SPECIAL,
        _RHYTHMS.YEARLY,
        year_days=((3, 25), (10, 8)),
        categories=_OUTDOORS,
    ),
    _Usual("极端天气前后排查", _KINDS.SPECIAL, _RHYTHMS.OCCASIONAL, categories=_OUTDOORS),
)


def find_rule(words: str, *, withdrawn: bool = False) -> InspectionRule:
    """Return the line of the plan with this number or name.

    :param withdrawn: whether one that was given up will do.
    :raises Refused: `unknown_rule`.
    """
    asked = words.strip()
    found = InspectionRule.find(name=asked) or InspectionRule.find(code=asked.upper())
    if found is None or (found.withdrawn and not withdrawn):
        raise Refused(
            f"没有在用的排查计划“{asked[:40]}”。请核对名称，或先加上。", code="unknown_rule"
        )
    return found


def categories_of(rule: InspectionRule) -> tuple[str, ...]:
    """Return the categories that a line is about, none for all of them."""
    return tuple(filter(None, rule.categories.split(_SEPARATOR)))


def days_of_rule(rule: InspectionRule) -> RuleDays:
    """Return when a line asks, as the domain reckons it."""
    return RuleDays(
        rule.rhythm,
        rule.from_on,
        rule.until_on,
        rule.weekday,
        rule.month_day,
        read_year_days(rule.year_days.split()),
        rule.days_before,
    )


def rule_as_said(words: str) -> dict[str, Any]:
    """Return a line of the plan as one fills it in, by argument; several names parted by 、.

    :raises Refused: for an unknown one.
    """
    rule = find_rule(words, withdrawn=True)
    names = ("name", "rhythm", "weekday", "month_day", "days_before", "from_on", "until_on")
    said = {name: getattr(rule, name) for name in (*names, "area", "only_key")}
    return said | {
        "year_days": rule.year_days.replace(" ", _SEPARATOR),
        "categories": rule.categories,
        "led_by": _number_of(rule.led_by_id),
        "department": _name_of(rule.department_id),
    }


@command("加排查计划", AddInspectionRule)
def add_inspection_rule(task: Task, draft: AddInspectionRule) -> Outcome:
    """Write a line of the plan.

    :raises Refused: without a name, for one that is there, or a rhythm that asks for nothing.
    """
    _require_new(draft.name)
    if draft.kind is InspectionKind.SELF_CHECK and not draft.department:
        raise Refused("部门自查要写是哪个部门。请填写被查部门。", code="no_department")
    if draft.kind is InspectionKind.SUPERIOR:
        raise Refused("上级检查由上级定日期，不列入计划。来检查时请直接开排查单。", code="no_plan")
    days = RuleDays(
        draft.rhythm,
        draft.from_on or task.on,
        draft.until_on,
        draft.weekday,
        draft.month_day,
        read_year_days(draft.year_days or ()),
        draft.days_before,
    )
    values = {
        "kind": draft.kind,
        "name": draft.name,
        "led_by_id": _person_id(task, draft.led_by),
        "department_id": lookup.department(draft.department).id if draft.department else None,
        "area": draft.area or "",
        "only_key": bool(draft.only_key),
        "categories": _categories(draft.categories),
    }
    code = _insert(task, days, values)
    return Outcome(code, (code,))


def _insert(task: Task, days: RuleDays, values: dict[str, Any]) -> str:
    require_rule(days)
    code = f"PC{next_serial(task, 'inspection_rule'):03d}"
    task.insert(InspectionRule, code=code, **_columns(days), **values)
    return code


def _columns(days: RuleDays) -> dict[str, Any]:
    return {
        "rhythm": days.rhythm,
        "from_on": days.from_on,
        "until_on": days.until_on,
        "weekday": days.weekday,
        "month_day": days.month_day,
        "year_days": write_year_days(days.year_days),
        "days_before": days.days_before,
    }


@command("采用常用排查计划", AdoptUsualPlan)
def adopt_usual_plan(task: Task, draft: AdoptUsualPlan) -> Outcome:
    """Write the usual lines of which the name is free; one that was given up comes back.

    :raises Refused: where all of them are there.
    """
    leader = _person_id(task, draft.led_by)
    codes = []
    for usual in USUAL_PLAN:
        found = InspectionRule.find(name=usual.name)
        if found is not None:
            codes += [found.code] if task.update(found, withdrawn=False) else []
            continue
        values = {
            "kind": usual.kind,
            "name": usual.name,
            "led_by_id": leader,
            "only_key": usual.only_key,
            "categories": _SEPARATOR.join(usual.categories),
        }
        codes.append(_insert(task, usual.days(draft.from_on or task.on), values))
    if not codes:
        raise Refused("常用的排查计划都在了，没有再加。请直接修改。", code="nothing_changed")
    return Outcome(codes[0], tuple(codes))


@command("改排查计划", CorrectInspectionRule)
def correct_inspection_rule(task: Task, draft: CorrectInspectionRule) -> Outcome:
    """Write a line of the plan right; another rhythm takes with it what belongs to it.

    :raises Refused: for a name that another has, a rhythm that asks for nothing, or no change.
    """
    rule = find_rule(draft.rule, withdrawn=True)
    if draft.name is not None and draft.name != rule.name:
        _require_new(draft.name)
    days = _days_said(draft, rule)
    require_rule(days)
    values = _columns(days)
    if draft.name is not None:
        values["name"] = draft.name
    if draft.led_by is not None:
        values["led_by_id"] = _person_id(task, draft.led_by)
    if draft.department is not None:
        named = draft.department
        values["department_id"] = lookup.department(named).id if named else None
    if draft.categories is not None:
        values["categories"] = _categories(draft.categories)
    for name in ("area", "only_key"):
        if getattr(draft, name) is not None:
            values[name] = getattr(draft, name)
    if not task.update(rule, **values):
        raise Refused(
            f"排查计划“{rule.name}”本来就是这样，没有要改的。请改动其中一项。",
            code="nothing_changed",
        )
    return Outcome(rule.code, (rule.code,))


def _days_said(draft: CorrectInspectionRule, rule: InspectionRule) -> RuleDays:
    stood = days_of_rule(rule)
    is_other = draft.rhythm not in (None, rule.rhythm)
    said = {
        "weekday": draft.weekday,
        "month_day": draft.month_day,
        "year_days": None if draft.year_days is None else read_year_days(draft.year_days),
        "days_before": draft.days_before,
    }
    for name, value in said.items():
        if value is None:
            nothing: tuple[()] | None = () if name == "year_days" else None
            said[name] = nothing if is_other else getattr(stood, name)
    until_on = None if draft.endless else (draft.until_on or rule.until_on)
    return RuleDays(
        draft.rhythm or rule.rhythm,
        draft.from_on or rule.from_on,
        until_on,
        **said,  # type: ignore[arg-type]
    )


@command("停用排查计划", WithdrawInspectionRules)
def withdraw_inspection_rules(task: Task, draft: WithdrawInspectionRules) -> Outcome:
    """Let lines of the plan ask for nothing any more, or again; their sheets stay.

    :raises Refused: without any, or where nothing changes.
    """
    rules = [find_rule(words, withdrawn=True) for words in draft.rules]
    changed = [rule for rule in rules if task.update(rule, withdrawn=not draft.restore)]
    if not changed:
        state = "在用" if draft.restore else "停用"
        raise Refused(f"没有选排查计划，或它们已经{state}。请核对名称。", code="nothing_changed")
    return Outcome(changed[0].code, tuple(rule.code for rule in changed))


@command("定排查日期", NameOccasion)
def name_occasion(task: Task, draft: NameOccasion) -> Outcome:
    """Name a day for a line of the plan beside its rhythm, or take it back.

    :raises Refused: without saying why, or where nothing changes.
    """
    rule = find_rule(draft.rule)
    row = InspectionOccasion.find(rule_id=rule.id, due_on=draft.due_on)
    occasion = draft.occasion or ("" if row is None else row.occasion)
    if not draft.withdrawn and not occasion:
        raise Refused("没有写为什么在这一天排查。请填写事由，例如 台风前。", code="empty_reason")
    if row is None and not draft.withdrawn:
        task.insert(
            InspectionOccasion, rule_id=rule.id, due_on=draft.due_on, occasion=draft.occasion
        )
    elif row is None or not task.update(row, occasion=occasion, withdrawn=bool(draft.withdrawn)):
        said = "没有定在" if row is None or row.withdrawn else "已经定在"
        raise Refused(f"“{rule.name}”{said} {draft.due_on}。请核对日期。", code="nothing_changed")
    return Outcome(rule.code, (rule.code, draft.due_on.isoformat()))


def _require_new(name: str) -> None:
    if not name:
        raise Refused("排查计划要有名称。请填写，例如 后勤每月复查。", code="empty_name")
    found = InspectionRule.find(name=name)
    if found is not None:
        raise Refused(
            f"已有排查计划“{name}”（{found.code}）。请直接修改它，或换一个名称。",
            code="rule_exists",
        )


def _categories(named: tuple[str, ...] | None) -> str:
    items_of(named or ())
    return _SEPARATOR.join(named or ())


def _person_id(task: Task, words: str | None) -> int | None:
    return require_here(lookup.person(words), task.on).id if words else None


@undoes("add_inspection_rule")
def _not_planned(deed: Deed) -> WithdrawInspectionRules:
    return WithdrawInspectionRules(rules=(deed.number or "",))


@undoes("adopt_usual_plan")
def _none_of_them(deed: Deed) -> WithdrawInspectionRules:
    return WithdrawInspectionRules(rules=tuple(row.code for row, _ in deed.still(InspectionRule)))


@undoes("withdraw_inspection_rules")
def _other_way(deed: Deed) -> WithdrawInspectionRules:
    rows = [row for row, _ in deed.still(InspectionRule)]
    return WithdrawInspectionRules(
        rules=tuple(row.code for row in rows), restore=rows[0].withdrawn or None
    )


@undoes("name_occasion")
def _day_before(deed: Deed) -> NameOccasion:
    ((row, touched),) = deed.still(InspectionOccasion)
    before = touched.before
    gone = before is None or bool(before.get("withdrawn", row.withdrawn))
    return NameOccasion(
        rule=InspectionRule.get_by_id(row.rule_id).code,
        due_on=row.due_on,
        occasion=None if before is None else before.get("occasion"),
        withdrawn=gone or None,
    )


@undoes("correct_inspection_rule")
def _rule_before(deed: Deed) -> CorrectInspectionRule:
    ((rule, touched),) = deed.still(InspectionRule)
    before = touched.before or {}
    rhythm = PlanRhythm(before.get("rhythm", rule.rhythm))
    leader, department = before.get("led_by_id"), before.get("department_id")
    only_key = before.get("only_key")

    def day(name: str) -> date | None:
        return date.fromisoformat(before[name]) if before.get(name) else None

    def number(name: str) -> int | None:
        return before.get(name) if name in before else getattr(rule, name)

    return CorrectInspectionRule(
        rule=rule.code,
        name=before.get("name"),
        rhythm=rhythm,
        weekday=number("weekday"),
        month_day=number("month_day"),
        year_days=tuple(before["year_days"].split()) if "year_days" in before else None,
        days_before=number("days_before"),
        from_on=day("from_on"),
        until_on=day("until_on"),
        endless=("until_on" in before and before["until_on"] is None) or None,
        led_by=_number_of(leader) if "led_by_id" in before else None,
        department=_name_of(department) if "department_id" in before else None,
        area=before.get("area"),
        only_key=None if only_key is None else bool(only_key),
        categories=(
            tuple(filter(None, before["categories"].split(_SEPARATOR)))
            if "categories" in before
            else None
        ),
    )


def _number_of(key: int | None) -> str:
    return "" if key is None else Person.get_by_id(key).number


def _name_of(key: int | None) -> str:
    return "" if key is None else Department.get_by_id(key).name
