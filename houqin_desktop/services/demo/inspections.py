"""排查 of the demo school: items and points, a campus-wide round in September, one in November."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from houqin_desktop.domain.inspection import InspectionKind, PointResult
from houqin_desktop.domain.inspection_plan import PlanRhythm
from houqin_desktop.services.demo.happenings import Happening, day_of
from houqin_desktop.services.disposal.drafts import RecordPrinting, RecordSignature
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.inspection.drafts import (
    AdoptCheckItems,
    ChangeInspection,
    FoundLine,
    RecordFindings,
    SetCheckPoints,
)
from houqin_desktop.services.inspection.plan_drafts import AddInspectionRule, MakeDueInspections

WALKED: Final = "YH20260001"
_LEADER, _HEAD = "陈志远", "胡大勇"
_CAMPUS: Final = "全校拉网式排查"
_POINTS: Final = (
    (("前校门",), ("N01", "N02", "B03", "B04", "L05")),
    (("门卫室",), ("N03", "N04", "N05")),
    (("后门",), ("B03", "B04")),
    (("教学楼一楼", "教学楼二楼", "教学楼三楼"), ("J02", "J04", "C06", "D03")),
    (("教学楼东侧楼梯",), ("J01", "J02", "C07", "C08")),
    (("电脑教室",), ("I03", "D06", "N08")),
    (("科学实验室",), ("G01", "G02", "G03")),
    (("图书室",), ("I04", "C01", "C02")),
    (("食堂操作间",), ("E04", "E05", "E07", "E08", "E11", "C02")),
    (("配电间",), ("D01", "D08", "C01")),
    (("锅炉房",), ("M01",)),
    (("操场",), ("H01", "H02", "H03")),
    (("宣传栏",), ("B05",)),
)
_SET_UP, _PLANNED = day_of("2026-08-28"), day_of("2026-08-31")
_FIRST, _SIGNED = day_of("2026-09-05"), day_of("2026-09-07")
_SECOND: Final = day_of("2026-11-20")


def inspected() -> Iterator[Happening]:
    """Yield what was set up, planned, walked and signed, in the order of the days."""
    yield _happens(_SET_UP, AdoptCheckItems())
    for places, items in _POINTS:
        yield _happens(_SET_UP, SetCheckPoints(places=places, items=items))
    for draft in _plan():
        yield _happens(_PLANNED, draft)
    yield _happens(_FIRST, MakeDueInspections(rules=(_CAMPUS,)))
    yield _happens(_FIRST, ChangeInspection(number=WALKED, members=("罗国华", _HEAD, "肖玉兰")))
    yield _happens(_FIRST, RecordFindings(number=WALKED, lines=_faults(), rest_sound=True))
    locked = FoundLine(line=45, observation="锅炉工请假，门锁着")
    yield _happens(_FIRST, RecordFindings(number=WALKED, lines=(locked,)))
    yield _happens(_SIGNED, RecordPrinting(number=WALKED))
    yield _happens(_SIGNED, RecordSignature(number=WALKED, step="head", person=_HEAD))
    yield _happens(_SIGNED, RecordSignature(number=WALKED, step="group_leader"))
    yield _happens(_SECOND, MakeDueInspections(rules=(_CAMPUS,)))


def _plan() -> tuple[Draft, ...]:
    return (
        AddInspectionRule(
            name=_CAMPUS,
            kind=InspectionKind.DRAGNET,
            rhythm=PlanRhythm.YEARLY,
            year_days=("3-5", "5-20", "9-5", "11-20"),
            led_by=_LEADER,
        ),
        AddInspectionRule(
            name="后勤每月复查",
            kind=InspectionKind.FOLLOW_UP,
            rhythm=PlanRhythm.MONTHLY,
            month_day=25,
            from_on=day_of("2026-11-01"),
            led_by=_LEADER,
        ),
        AddInspectionRule(
            name="极端天气前后排查",
            kind=InspectionKind.SPECIAL,
            rhythm=PlanRhythm.OCCASIONAL,
            categories=("季节灾害", "校舍建筑", "围墙校门"),
            led_by=_LEADER,
        ),
    )


def _faults() -> tuple[FoundLine, ...]:
    fault = partial(FoundLine, check_result=PointResult.FAULT)
    return (
        fault(line=3, observation="推拉门轨道变形，关门时卡住", due_on=day_of("2026-09-20")),
        fault(line=23, observation="第三级踏步防滑条脱落"),
        fault(line=40, observation="燃气软管已用满两年，没有更换", due_on=day_of("2026-09-12")),
        fault(line=46, observation="爬杆底座一颗螺栓松动"),
    )


def _happens(on: date, draft: Draft) -> Happening:
    return Happening(on, partial(_always, draft))


def _always(draft: Draft, _number: str) -> Draft:
    return draft
