"""安全活动, what the year still asks for, and the rules for it, as lists."""

from __future__ import annotations

from functools import partial

from houqin_desktop.domain.clock_time import duration_words, seconds_between
from houqin_desktop.domain.safety_event import Period
from houqin_desktop.domain.settings import EVENT_DAYS
from houqin_desktop.services import lookup
from houqin_desktop.services.registers.listing import Column, ColumnKind, Register
from houqin_desktop.services.registers.rows import RegisterRow, RowsRegister
from houqin_desktop.services.safety_event.missing import wanting
from houqin_desktop.services.session import Session
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.people import Department, Person
from houqin_desktop.storage.safety_event import EventDocument, EventRule, SafetyEvent

NUMBER, DATE, STATUS = ColumnKind.NUMBER, ColumnKind.DATE, ColumnKind.STATUS


def evacuation_words(event: SafetyEvent) -> str:
    """Return how long it took until all had arrived, nothing where nobody measured it."""
    if event.started_at is None or event.arrived_at is None:
        return ""
    return duration_words(seconds_between(event.started_at, event.arrived_at))


def heads_words(event: SafetyEvent) -> str:
    """Return 实到 of 应到, nothing where nobody counted."""
    return "" if event.present is None else f"{event.present:,}/{event.expected:,}"


def rule_words(rule: EventRule) -> str:
    """Return how often a rule asks for something, as one reads it."""
    if rule.period is Period.IN_MONTHS:
        return f"{rule.months}月各 {rule.times} 次"
    if rule.period is Period.ON_DAY:
        day = "最后一个星期一" if rule.day is None else f"{rule.day}日"
        return f"{rule.month}月{day}前后 {rule.times} 次"
    return f"{rule.period.label} {rule.times} 次"


def _events(_session: Session) -> list[RegisterRow]:
    places = {one.id: one.name for one in CampusPlace.every()}
    departments = {one.id: one.name for one in Department.every()}
    people = {one.id: one.name for one in Person.every()}
    files: dict[int, int] = {}
    for document in EventDocument.picked("dropped = 0"):
        files[document.event_id] = files.get(document.event_id, 0) + 1
    found = []
    for row in SafetyEvent.every("held_on DESC, id DESC"):
        cells = (
            row.code,
            row.held_on.isoformat(),
            row.kind.label,
            row.theme,
            places.get(row.campus_place_id or 0, "") + row.spot,
            row.audience,
            row.attended,
            row.leader,
            departments.get(row.department_id or 0, ""),
            evacuation_words(row),
            heads_words(row),
            files.get(row.id, 0),
            people.get(row.recorded_by_id, ""),
            f"已作废：{row.void_reason}" if row.voided else "有效",
        )
        facets = frozenset({("kind", row.kind.value), ("standing", "no" if row.voided else "yes")})
        found.append(RegisterRow(row.id, cells, facets=facets))
    return found


def _missing(session: Session) -> list[RegisterRow]:
    today = session.clock.today()
    found = []
    for key, one in enumerate(wanting(today, int(lookup.setting(EVENT_DAYS))), start=1):
        cells = (
            one.rule.name,
            "不限" if one.rule.kind is None else one.rule.kind.label,
            one.stretch.words,
            one.stretch.first.isoformat(),
            one.stretch.last.isoformat(),
            one.rule.times,
            len(one.held),
            one.missing,
            "、".join(event.code for event in one.held),
            one.state,
        )
        facets = frozenset({("late", "yes" if one.is_overdue else "no")})
        found.append(RegisterRow(key, cells, facets=facets))
    return found


def _rules(_session: Session) -> list[RegisterRow]:
    found = []
    for rule in EventRule.every("withdrawn, code"):
        cells = (
            rule.code,
            rule.name,
            rule_words(rule),
            "不限" if rule.kind is None else rule.kind.label,
            rule.words,
            "已撤销" if rule.withdrawn else "在用",
        )
        found.append(RegisterRow(rule.id, cells))
    return found


def _events_register(session: Session) -> Register:
    columns = (
        Column("活动编号", width=110),
        Column("日期", DATE, width=100),
        Column("活动种类", width=100),
        Column("主题", width=220),
        Column("地点", width=130),
        Column("对象", width=110),
        Column("参加人数", NUMBER, width=80),
        Column("主持或主讲", width=100),
        Column("组织部门", width=100),
        Column("疏散用时", width=90),
        Column("实到/应到", width=90),
        Column("文件", NUMBER, width=60),
        Column("记录人", width=80),
        Column("状态", STATUS, width=120),
    )
    return RowsRegister("safety_events", "安全活动", columns, partial(_events, session))


def _missing_register(session: Session) -> Register:
    columns = (
        Column("必办活动", width=170),
        Column("活动种类", width=100),
        Column("时段", width=160),
        Column("起", DATE, width=100),
        Column("止", DATE, width=100),
        Column("要求次数", NUMBER, width=80),
        Column("已办次数", NUMBER, width=80),
        Column("还差", NUMBER, width=70),
        Column("已办活动", width=150),
        Column("状态", STATUS, width=90),
    )
    return RowsRegister("safety_events_missing", "必办未办", columns, partial(_missing, session))


def _rules_register(session: Session) -> Register:
    columns = (
        Column("要求编号", width=90),
        Column("必办活动", width=180),
        Column("多久一次", width=190),
        Column("活动种类", width=110),
        Column("主题里的字", width=220),
        Column("状态", STATUS, width=80),
    )
    return RowsRegister("event_rules", "必办要求", columns, partial(_rules, session))


MAKERS = {
    "safety_events": _events_register,
    "safety_events_missing": _missing_register,
    "event_rules": _rules_register,
}
