"""What the tables and columns of inspections are called where the journal is read."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.inspection import InspectionKind, Measure, PointResult
from houqin_desktop.domain.inspection_plan import PlanRhythm
from houqin_desktop.domain.labelled import Labelled

INSPECTION_TITLES: Final = {
    "check_item_id": "检查项目",
    "standard": "合格标准",
    "frequency": "建议频次",
    "in_charge": "责任部门",
    "severity": "等级",
    "reference": "依据",
    "walked_on": "排查日期",
    "led_by_id": "带队人",
    "wording": "检查项目",
    "check_result": "检查情况",
    "seen_on": "检查日期",
    "observation": "情况描述",
    "measure": "整改措施",
    "beside": "表外发现",
    "due_on": "期限",
    "rhythm": "频次",
    "weekday": "星期几",
    "month_day": "每月几日",
    "year_days": "每年哪几天",
    "days_before": "提前几天",
    "until_on": "止日",
    "only_key": "只查重点部位",
    "categories": "检查类别",
    "occasion": "事由",
    "rule_due_on": "计划日期",
}
INSPECTION_ENUMS: Final[dict[str, tuple[type[Labelled], ...]]] = {
    "kind": (InspectionKind,),
    "severity": (HazardSeverity,),
    "check_result": (PointResult,),
    "measure": (Measure,),
    "rhythm": (PlanRhythm,),
}
INSPECTION_FLAGS: Final = frozenset({"only_key", "beside"})
