"""安全活动, 必办活动, 周边环境 and 预案制度 as sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.list_sheet import (
    ListSheet,
    PaperColumn,
    PaperKind,
    PaperSection,
    SheetCell,
)
from houqin_desktop.domain.safety_event import EventKind
from houqin_desktop.domain.school_year import school_year_of
from houqin_desktop.services.emergency_plan.finding import Issued, all_versions, in_force
from houqin_desktop.services.liaison.registers import time_words
from houqin_desktop.services.reports.lists import LEDGER_BOXES, numbered
from houqin_desktop.services.safety_event.missing import Asked, asked_in_year
from houqin_desktop.services.safety_event.registers import (
    evacuation_words,
    heads_words,
    rule_words,
)
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.emergency_plan import EmergencyPlan, Regulation
from houqin_desktop.storage.liaison import Liaison
from houqin_desktop.storage.people import Department
from houqin_desktop.storage.safety_event import documents_of_event, events_within

if TYPE_CHECKING:
    from houqin_desktop.services.reports.catalogue import Request

COUNT, CENTRED = PaperKind.COUNT, PaperKind.CENTRED
_NUMBER: Final = PaperColumn("序号", CENTRED)
_EVENTS: Final = (
    _NUMBER,
    PaperColumn("活动编号"),
    PaperColumn("日期", CENTRED),
    PaperColumn("主题", wraps=True),
    PaperColumn("地点", wraps=True),
    PaperColumn("对象", wraps=True),
    PaperColumn("参加人数", COUNT, summed=True),
    PaperColumn("主持或主讲", wraps=True),
    PaperColumn("组织部门", wraps=True),
    PaperColumn("疏散用时", CENTRED),
    PaperColumn("实到/应到", CENTRED),
    PaperColumn("效果", wraps=True),
    PaperColumn("附件", COUNT),
)
_REQUIRED: Final = (
    _NUMBER,
    PaperColumn("必办活动", wraps=True),
    PaperColumn("要求", wraps=True),
    PaperColumn("时段", wraps=True),
    PaperColumn("要求次数", COUNT),
    PaperColumn("已办次数", COUNT),
    PaperColumn("已办活动", wraps=True),
    PaperColumn("情况", CENTRED),
)
_LIAISON: Final = (
    _NUMBER,
    PaperColumn("日期", CENTRED),
    PaperColumn("时段", CENTRED),
    PaperColumn("对方单位人员", wraps=True),
    PaperColumn("我校人员", wraps=True),
    PaperColumn("场所", wraps=True),
    PaperColumn("事项", wraps=True),
    PaperColumn("结果", wraps=True),
)
_ISSUED: Final = (
    _NUMBER,
    PaperColumn("编号"),
    PaperColumn("名称", wraps=True),
    PaperColumn("版本", COUNT),
    PaperColumn("发布单位", wraps=True),
    PaperColumn("施行日期", CENTRED),
    PaperColumn("施行到", CENTRED),
    PaperColumn("正文", CENTRED),
)


def _period(request: Request) -> tuple[tuple[str, str], ...]:
    words = f"{chinese_date(request.from_on)}至{chinese_date(request.as_of.on)}"
    return (("期间", words),)


def safety_events(request: Request) -> ListSheet:
    """Return what was held in a stretch of days, a kind a section."""
    places = {one.id: one.name for one in CampusPlace.every()}
    departments = {one.id: one.name for one in Department.every()}
    sections: dict[EventKind, list[tuple[SheetCell, ...]]] = {}
    for row in events_within(request.from_on, request.as_of.on):
        cells = (
            row.code,
            row.held_on.isoformat(),
            row.theme,
            places.get(row.campus_place_id or 0, "") + row.spot,
            row.audience,
            row.attended,
            row.leader,
            departments.get(row.department_id or 0, ""),
            evacuation_words(row),
            heads_words(row),
            row.result,
            len(documents_of_event(row.id)) or None,
        )
        sections.setdefault(row.kind, []).append(cells)
    found = [PaperSection(kind.label, numbered(rows)) for kind, rows in sections.items()]
    return request.sheet(_EVENTS, found, fields=_period(request), boxes=LEDGER_BOXES)


def required_events(request: Request) -> ListSheet:
    """Return the school year of a day against what it asks for: held, missing, still to come."""
    on = request.as_of.on
    every = asked_in_year(on)
    overdue = [one for one in every if one.is_overdue]
    others = [one for one in every if not one.is_overdue]
    parts = (
        [("缺办", overdue)]
        if request.grouping == "missing"
        else [("缺办", overdue), ("其他", others)]
    )
    return request.sheet(
        _REQUIRED,
        [PaperSection(title, numbered(map(_asked, part))) for title, part in parts if part],
        fields=(("学年", school_year_of(on)), ("截至日期", chinese_date(on))),
        boxes=LEDGER_BOXES,
        grand_total=False,
    )


def _asked(one: Asked) -> tuple[SheetCell, ...]:
    return (
        one.rule.name,
        rule_words(one.rule),
        one.stretch.words,
        one.rule.times,
        len(one.held),
        "、".join(event.code for event in one.held),
        one.state,
    )


def liaison(request: Request) -> ListSheet:
    """Return the entries about 周边环境 in a stretch of days, a kind a section."""
    places = {one.id: one.name for one in CampusPlace.every()}
    sections: dict[str, list[tuple[SheetCell, ...]]] = {}
    for row in Liaison.picked(
        "voided = 0 AND met_on BETWEEN ? AND ?",
        request.from_on.isoformat(),
        request.as_of.on.isoformat(),
        order="met_on, id",
    ):
        cells = (
            row.met_on.isoformat(),
            time_words(row),
            row.counterpart,
            row.colleagues,
            places.get(row.campus_place_id or 0, ""),
            row.matter,
            row.result,
        )
        sections.setdefault(row.kind.label, []).append(cells)
    found = [PaperSection(kind, numbered(rows)) for kind, rows in sections.items()]
    return request.sheet(
        _LIAISON, found, fields=_period(request), boxes=LEDGER_BOXES, grand_total=False
    )


def issued_texts(request: Request) -> ListSheet:
    """Return the plans and regulations that were in force on a day."""
    on = request.as_of.on
    plans: list[Issued] = list(EmergencyPlan.every("code"))
    regulations: list[Issued] = list(Regulation.every("code"))
    parts = (("应急预案", plans), ("规章制度", regulations))
    sections = [
        (title, [row for one in part for row in _in_force(one, request)]) for title, part in parts
    ]
    return request.sheet(
        _ISSUED,
        [PaperSection(title, numbered(rows)) for title, rows in sections if rows],
        fields=(("施行日", chinese_date(on)),),
        boxes=LEDGER_BOXES,
        grand_total=False,
    )


def _in_force(issued: Issued, request: Request) -> list[tuple[SheetCell, ...]]:
    version = in_force(all_versions(issued), request.as_of.on)
    if version is None:
        return []
    return [
        (
            issued.code,
            issued.name,
            version.version,
            version.issued_by,
            version.from_on.isoformat(),
            "" if version.to_on is None else version.to_on.isoformat(),
            "有" if version.sha256 else "",
        )
    ]


SHEETS = {
    "safety_events": safety_events,
    "required_events": required_events,
    "liaison": liaison,
    "issued_texts": issued_texts,
}
