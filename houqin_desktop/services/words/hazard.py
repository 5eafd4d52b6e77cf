"""What the tables and columns of hazards are called where the journal is read."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.hazard import HazardSource, HazardStepKind, PhotoStage
from houqin_desktop.domain.labelled import Labelled

HAZARD_TITLES: Final = {
    "hazard_id": "隐患",
    "found_on": "发现日期",
    "found_by_id": "发现人",
    "inspection_line_id": "排查记录行",
    "description": "隐患内容",
    "corrects_id": "更正哪一条",
    "happened_on": "日期",
    "details": "情况",
    "on_the_spot": "立即整改",
    "measures": "整改措施",
    "emergency_plan": "应急预案",
    "interim": "临时防范措施",
    "retracts_id": "撤回哪一步",
    "stage": "整改前后",
    "taken_on": "拍摄日期",
    "inspected_on": "检查日期",
    "replied_on": "回执日期",
    "replied_by_id": "部门负责人",
}
HAZARD_ENUMS: Final[dict[str, tuple[type[Labelled], ...]]] = {
    "kind": (HazardStepKind,),
    "source": (HazardSource,),
    "stage": (PhotoStage,),
}
HAZARD_FLAGS: Final = frozenset({"on_the_spot"})
