"""What the tables and columns of devices, education, liaison and plans are called."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.emergency_plan import PlanKind
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.liaison import LiaisonKind, Slot
from houqin_desktop.domain.safety_device import (
    Agent,
    CheckResult,
    DeviceKind,
    Rhythm,
    ServiceOutcome,
)
from houqin_desktop.domain.safety_event import EventKind, Period

DEVICE_TITLES: Final = {
    "campus_place_id": "场所",
    "issued_by": "发布单位",
    "spot": "点位",
    "agent": "灭火剂",
    "made_on": "出厂日期",
    "rhythm": "多久查一次",
    "end_reason": "停用原因",
    "sent_on": "送修日期",
    "company": "维修单位",
    "returned_on": "取回日期",
    "outcome": "维修结果",
    "opened_on": "开始日期",
    "checked_on": "检查日期",
    "missed_reason": "漏查原因",
    "recording_days": "录像保存天数",
    "period": "多久一次",
    "times": "次数",
    "months": "月份",
    "theme": "主题",
    "held_on": "活动日期",
    "audience": "对象",
    "attended": "参加人数",
    "leader": "主持或主讲",
    "content": "内容和过程",
    "started_at": "演练开始时间",
    "arrived_at": "全部到达时间",
    "expected": "应到人数",
    "present": "实到人数",
    "problems": "问题和改进",
    "voided": "作废",
    "void_reason": "作废原因",
    "met_on": "联络日期",
    "slot": "时段",
    "from_at": "开始时间",
    "to_at": "结束时间",
    "counterpart": "对方单位人员",
    "colleagues": "我校人员",
    "matter": "事项",
}
DEVICE_ENUMS: Final[dict[str, tuple[type[Labelled], ...]]] = {
    "kind": (DeviceKind, EventKind, LiaisonKind, PlanKind),
    "agent": (Agent,),
    "rhythm": (Rhythm,),
    "result": (CheckResult,),
    "outcome": (ServiceOutcome,),
    "period": (Period,),
    "slot": (Slot,),
}
