"""安全设备, 安全教育, 周边环境, 预案 and 制度 of the demo school, as its report tells them.

五个重点地段的监控；警棍、钢叉；6月两块安全宣传栏，11月更换消防宣传栏，12月“遇险自救”知识竞赛；
上学、放学都有交警协助管理前门交通. One extinguisher is scrap by now and one is away for service.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.emergency_plan import PlanKind
from houqin_desktop.domain.liaison import LiaisonKind, Slot
from houqin_desktop.domain.safety_device import Agent, CheckResult, DeviceKind, Rhythm
from houqin_desktop.domain.safety_event import EventKind
from houqin_desktop.resources import resource_path
from houqin_desktop.services.demo.happenings import Happening, day_of
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.emergency_plan.issuing import IssueEmergencyPlan, IssueRegulation
from houqin_desktop.services.liaison.verbs import RecordLiaison
from houqin_desktop.services.safety_device.drafts import (
    CloseDeviceRound,
    DeviceFinding,
    EnterDeviceChecks,
    OpenDeviceRound,
    RegisterDevice,
    RegisterDevices,
    SendDevices,
)
from houqin_desktop.services.safety_event.drafts import (
    AttachEventDocument,
    LoadEventRules,
    RecordSafetyEvent,
)

FIRE_PLAN: Final = "消防应急疏散预案"
FIRE_DRILL: Final = "HD20260004"
CLOSED_ROUND, OPEN_ROUND = "XJ20261001", "XJ20261101"
_LEADING: Final = "学校安全工作领导小组"
_POWDER: Final[dict[str, Any]] = {
    "kind": DeviceKind.EXTINGUISHER,
    "agent": Agent.POWDER,
    "name": "手提式干粉灭火器",
    "specification": "MFZ/ABC4",
    "quantity": 2,
}
# Where, at which spot, made when.
_EXTINGUISHERS: Final = (
    ("教学楼一楼", "东侧墙边", PartialDate(2023, 5)),
    ("教学楼二楼", "东侧墙边", PartialDate(2023, 5)),
    ("教学楼三楼", "东侧墙边", PartialDate(2021, 12)),
    ("食堂操作间", "门口", PartialDate(2016, 11)),
    ("图书室", "门口", PartialDate(2021, 10)),
)
_CAMERAS: Final = (
    ("前校门", "门卫室外墙"),
    ("教学楼东侧楼梯", "一楼转角"),
    ("食堂操作间", "操作台上方"),
    ("操场", "主席台"),
    ("后门", "围墙"),
)


def guarded() -> Iterator[Happening]:
    """Yield what was hung up, checked, held and agreed."""
    for day, drafts in (
        ("2025-09-02", (*_issued(), _devices(), LoadEventRules())),
        ("2025-12-12", (_contest(),)),
        ("2026-06-05", (_boards("安全宣传栏", "制作两块安全宣传栏，防溺水、防诈骗各一块。"),)),
        ("2026-09-02", tuple(_road_posts())),
        ("2026-09-18", (_drill("防震疏散演练", "9:00", "9:03:05", 1071),)),
        ("2026-10-14", (OpenDeviceRound(), _found(), CloseDeviceRound(round=CLOSED_ROUND))),
        ("2026-11-03", (_boards("消防宣传栏", "更换消防宣传栏两个。"),)),
        (
            "2026-11-09",
            (_drill("消防疏散演练", "9:00", "9:02:35", 1074, plan=FIRE_PLAN), _pictured()),
        ),
        ("2026-11-16", (_sent(), OpenDeviceRound())),
    ):
        for draft in drafts:
            yield Happening(day_of(day), partial(_always, draft))


def _always(draft: Draft, _number: str) -> Draft:
    return draft


def _issued() -> Iterator[Draft]:
    day = day_of("2025-09-01")
    for name, kind in ((FIRE_PLAN, PlanKind.FIRE), ("防震应急预案", PlanKind.EARTHQUAKE)):
        yield IssueEmergencyPlan(name=name, kind=kind, issued_by=_LEADING, from_on=day)
    for name in ("门卫值班制度", "外来人员登记制度"):
        yield IssueRegulation(name=name, issued_by=_LEADING, from_on=day)


def _devices() -> Draft:
    found = [
        RegisterDevice(**_POWDER, place=place, spot=spot, made_on=made)
        for place, spot, made in _EXTINGUISHERS
    ]
    boiler = {**_POWDER, "quantity": 1, "rhythm": Rhythm.HALF_MONTHLY}
    found.append(RegisterDevice(**boiler, place="锅炉房", made_on=PartialDate(2024, 3)))
    found += [
        RegisterDevice(kind=kind, place=place, name=name, quantity=quantity)
        for kind, place, name, quantity in (
            (DeviceKind.HYDRANT, "教学楼一楼", "室内消火栓", 2),
            (DeviceKind.EMERGENCY_LIGHT, "教学楼东侧楼梯", "应急照明灯", 6),
            (DeviceKind.GUARD_TOOL, "门卫室", "橡胶警棍", 2),
            (DeviceKind.GUARD_TOOL, "门卫室", "防暴钢叉", 2),
        )
    ]
    found += [
        RegisterDevice(kind=DeviceKind.CAMERA, place=place, spot=spot, name="网络摄像机")
        for place, spot in _CAMERAS
    ]
    return RegisterDevices(devices=tuple(found))


def _found() -> Draft:
    whole = len(_EXTINGUISHERS) + 5 + len(_CAMERAS)
    codes = [f"AQ{number:04d}" for number in range(1, whole + 1)]
    cameras = set(codes[-len(_CAMERAS) :])
    wrong = {codes[2]: "压力不足", codes[-1]: "夜间画面模糊"}
    return EnterDeviceChecks(
        round=CLOSED_ROUND,
        findings=tuple(
            DeviceFinding(
                device=code,
                result=CheckResult.FAULTY if code in wrong else CheckResult.GOOD,
                remarks=wrong.get(code),
                recording_days=92 if code in cameras else None,
            )
            for code in codes
        ),
    )


def _sent() -> Draft:
    return SendDevices(devices=("AQ0003",), company="湘安消防服务公司")


def _drill(theme: str, begun: str, ended: str, present: int, plan: str = "防震应急预案") -> Draft:
    return RecordSafetyEvent(
        kind=EventKind.DRILL,
        theme=theme,
        place="操场",
        audience="全校师生",
        attended=present,
        leader="分管副校长",
        content="广播报警，各班按路线疏散到操场，清点人数。",
        result="秩序良好，无人受伤。",
        plan=plan,
        started_at=begun,
        arrived_at=ended,
        expected=1076,
        present=present,
        problems="三楼东侧楼梯偏挤，下次错开两个班。",
    )


def _pictured() -> Draft:
    path = resource_path("pictures/demo/building.png")
    return AttachEventDocument(event=FIRE_DRILL, file=str(path), title="集合地点")


def _boards(theme: str, content: str) -> Draft:
    kind = EventKind.NOTICE_BOARD
    return RecordSafetyEvent(
        kind=kind, theme=theme, place="宣传栏", audience="全校", content=content
    )


def _contest() -> Draft:
    return RecordSafetyEvent(
        kind=EventKind.CONTEST,
        theme="“遇险自救”知识竞赛",
        audience="2-6年级学生",
        attended=812,
        content="笔试初赛，各年级前三名现场决赛。",
        result="评出一等奖五名。",
    )


def _road_posts() -> Iterator[Draft]:
    common: dict[str, Any] = {
        "kind": LiaisonKind.ROAD_POST,
        "counterpart": "交警二中队",
        "place": "前校门",
        "matter": "前门交通疏导",
    }
    for slot in (Slot.SCHOOL_START, Slot.SCHOOL_END):
        yield RecordLiaison(slot=slot, **common)
    yield RecordLiaison(
        kind=LiaisonKind.POLICE_POST,
        counterpart="辖区警务室",
        matter="商定校园周边巡逻时间",
        result="每天放学时段巡逻一次。",
    )
