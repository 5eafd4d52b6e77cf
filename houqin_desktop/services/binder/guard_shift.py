"""门岗 in the binder: the guards' logs, incidents, and how many came and went, without names."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Final

from houqin_desktop.domain.list_sheet import PaperColumn, PaperKind, SheetCell
from houqin_desktop.services.binder.gathering import some, told
from houqin_desktop.services.binder.parts import Section, Span
from houqin_desktop.storage.gate import outings_between, visits_between
from houqin_desktop.storage.guard_shift import (
    GuardShift,
    Incident,
    ShiftGuard,
    patrols_of,
    reports_of,
)
from houqin_desktop.storage.people import Person

COUNT, CENTRED = PaperKind.COUNT, PaperKind.CENTRED
SHIFTS: Final = (
    PaperColumn("编号"),
    PaperColumn("日期", CENTRED),
    PaperColumn("班次", CENTRED),
    PaperColumn("天气"),
    PaperColumn("值班人员", wraps=True),
    PaperColumn("巡查次数", COUNT, summed=True),
    PaperColumn("上学情况", wraps=True),
    PaperColumn("放学情况", wraps=True),
    PaperColumn("交接事项", wraps=True),
    PaperColumn("交班", CENTRED),
    PaperColumn("接班", CENTRED),
    PaperColumn("带班签字", CENTRED),
)
INCIDENTS: Final = (
    PaperColumn("编号"),
    PaperColumn("发生时间", CENTRED),
    PaperColumn("事件", wraps=True),
    PaperColumn("经过", wraps=True),
    PaperColumn("启动预案", wraps=True),
    PaperColumn("报告", wraps=True),
    PaperColumn("处理结果", wraps=True),
)
PASSAGES: Final = (
    PaperColumn("月份", CENTRED),
    PaperColumn("来访人次", COUNT, summed=True),
    PaperColumn("未准入", COUNT, summed=True),
    PaperColumn("外出登记", COUNT, summed=True),
)


def gate(span: Span) -> Section | None:
    """Return the logs of these days; None where the school keeps none."""
    first, last = span.from_on.isoformat(), span.to_on.isoformat()
    shifts = GuardShift.picked(
        "voided_on IS NULL AND shift_on BETWEEN ? AND ?", first, last, order="shift_on, starts_at"
    )
    passages = _passages(span)
    if not shifts and not passages:
        return None
    names = {one.id: one.name for one in Person.every()}
    incidents = Incident.picked(
        "voided_on IS NULL AND happened_on BETWEEN ? AND ?",
        first,
        last,
        order="happened_on, happened_at, id",
    )
    pieces = (
        *told(span, "安保人员工作日志", SHIFTS, [_shift_row(one, names) for one in shifts]),
        *told(span, "异常事件", INCIDENTS, [_incident_row(one) for one in incidents]),
        *told(span, "来访和外出统计", PASSAGES, passages),
    )
    return Section("门岗和安保", pieces, tuple(_missing(span, shifts, incidents)))


def _shift_row(shift: GuardShift, names: dict[int, str]) -> tuple[SheetCell, ...]:
    guards = ShiftGuard.picked("shift_id = ?", shift.id, order="id")
    rounds = sum(one.voided_on is None for one in patrols_of(shift.id))
    return (
        shift.code,
        shift.shift_on.isoformat(),
        shift.shift_name,
        shift.weather,
        "、".join(names[one.person_id] for one in guards),
        rounds,
        shift.school_start,
        shift.school_end,
        shift.matters,
        _name(names, shift.handed_by_id),
        _name(names, shift.taken_by_id),
        _name(names, shift.signed_by_id),
    )


def _name(names: dict[int, str], person_id: int | None) -> str:
    return "" if person_id is None else names[person_id]


def _incident_row(one: Incident) -> tuple[SheetCell, ...]:
    reports = "；".join(f"{row.told_on} {row.told_at} {row.told}" for row in reports_of(one.id))
    return (
        one.code,
        f"{one.happened_on} {one.happened_at}",
        one.title,
        one.course,
        one.plan,
        reports,
        one.aftermath,
    )


def _passages(span: Span) -> list[tuple[SheetCell, ...]]:
    """Return how many came in, were turned away and went out, by month."""
    start, end = f"{span.from_on} 00:00", f"{span.to_on + timedelta(days=1)} 00:00"
    came: Counter[str] = Counter()
    away: Counter[str] = Counter()
    went: Counter[str] = Counter()
    for visit in visits_between(start, end):
        month = visit.came_on.isoformat()[:7]
        came[month] += visit.heads
        away[month] += not visit.admitted
    for outing in outings_between(start, end):
        went[outing.went_on.isoformat()[:7]] += 1
    months = sorted({*came, *went})
    return [(month, came[month], away[month], went[month]) for month in months]


def _missing(span: Span, shifts: list[GuardShift], incidents: list[Incident]) -> list[str]:
    days = {one.shift_on for one in shifts}
    first = min(days, default=span.to_on)
    without = [
        (first + timedelta(days=at)).isoformat()
        for at in range((span.to_on - first).days + 1)
        if first + timedelta(days=at) not in days
    ]
    wanting = (
        ("没有安保日志的日子", without),
        ("没有带班领导签字的日志", [one.code for one in shifts if one.signed_on is None]),
        ("没有写明处理结果的事件", [one.code for one in incidents if one.over_on is None]),
    )
    return [f"{words}：{some(found)}" for words, found in wanting if found]


SECTIONS = (gate,)
