"""What is filled in for the yearly plan of inspections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.inspection import InspectionKind
from houqin_desktop.domain.inspection_plan import PlanRhythm
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class AddInspectionRule(Draft):
    """A line of the yearly plan: which round, where, about what, and when it is due again."""

    name: str = argument("计划名称")
    kind: InspectionKind = argument("排查类型", Kind.CHOICE, choices=InspectionKind)
    rhythm: PlanRhythm = argument("频次", Kind.CHOICE, choices=PlanRhythm)
    weekday: int | None = argument("星期几", Kind.QUANTITY, default=None)
    month_day: int | None = argument("每月几日", Kind.QUANTITY, default=None)
    year_days: tuple[str, ...] | None = argument("每年哪几天", Kind.NAMES, default=None)
    days_before: int | None = argument("提前几天", Kind.QUANTITY, default=None)
    from_on: date | None = argument("起日", Kind.DATE, default=None)
    until_on: date | None = argument("止日", Kind.DATE, default=None)
    led_by: str | None = argument("带队人", Kind.PERSON, default=None)
    department: str | None = argument("被查部门", Kind.DEPARTMENT, default=None)
    area: str | None = argument("区域", default=None)
    only_key: bool | None = argument("只查重点部位", Kind.FLAG, default=None)
    categories: tuple[str, ...] | None = argument("检查类别", Kind.NAMES, default=None)


@dataclass(frozen=True, kw_only=True)
class CorrectInspectionRule(Draft):
    """A line of the plan as it should be from now on; what is left out stays as it is."""

    rule: str = argument("计划")
    name: str | None = argument("计划名称", default=None)
    rhythm: PlanRhythm | None = argument("频次", Kind.CHOICE, choices=PlanRhythm, default=None)
    weekday: int | None = argument("星期几", Kind.QUANTITY, default=None)
    month_day: int | None = argument("每月几日", Kind.QUANTITY, default=None)
    year_days: tuple[str, ...] | None = argument("每年哪几天", Kind.NAMES, default=None)
    days_before: int | None = argument("提前几天", Kind.QUANTITY, default=None)
    from_on: date | None = argument("起日", Kind.DATE, default=None)
    until_on: date | None = argument("止日", Kind.DATE, default=None)
    led_by: str | None = argument("带队人", Kind.PERSON, default=None)
    department: str | None = argument("被查部门", Kind.DEPARTMENT, default=None)
    area: str | None = argument("区域", default=None)
    only_key: bool | None = argument("只查重点部位", Kind.FLAG, default=None)
    categories: tuple[str, ...] | None = argument("检查类别", Kind.NAMES, default=None)
    endless: bool | None = argument("不再有止日", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawInspectionRules(Draft):
    """Lines of the plan that ask for nothing any more, or do again."""

    rules: tuple[str, ...] = argument("计划", Kind.NAMES)
    restore: bool | None = argument("恢复使用", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class NameOccasion(Draft):
    """A day beside the rhythm of a line: before a storm, after a flood; or not after all."""

    rule: str = argument("计划")
    due_on: date = argument("排查日期", Kind.DATE)
    occasion: str | None = argument("事由", default=None)
    withdrawn: bool | None = argument("取消这一天", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class AdoptUsualPlan(Draft):
    """The usual lines of a school's year are taken over, with who leads; what is there stays."""

    led_by: str = argument("带队人", Kind.PERSON)
    from_on: date | None = argument("起日", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class MakeDueInspections(Draft):
    """The sheets for which the plan asks are made: those due today, or some days ahead."""

    rules: tuple[str, ...] | None = argument("只开这些计划", Kind.NAMES, default=None)
    days_ahead: int | None = argument("提前几天开单", Kind.QUANTITY, default=None)
