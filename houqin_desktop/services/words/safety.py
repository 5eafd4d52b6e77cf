"""What the tables and columns of the safety log are called where the journal is read."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.duty import DutyKind, Mark
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.pledge import PledgeSigner, PledgeTopic
from houqin_desktop.domain.repair import RepairResult, WorkEnd
from houqin_desktop.domain.school_days import DayKind
from houqin_desktop.services.gate.words import (
    GATE_ENUMS,
    GATE_FLAGS,
    GATE_TITLES,
)
from houqin_desktop.services.words.device import DEVICE_ENUMS, DEVICE_TITLES
from houqin_desktop.services.words.hazard import (
    HAZARD_ENUMS,
    HAZARD_FLAGS,
    HAZARD_TITLES,
)
from houqin_desktop.services.words.inspection import (
    INSPECTION_ENUMS,
    INSPECTION_FLAGS,
    INSPECTION_TITLES,
)

# Column: its title, where no other table has a column of this name.
SAFETY_TITLES: Final = {
    "area": "区域",
    "is_key": "重点部位",
    "contact": "联系人",
    "contract_number": "合同编号",
    "expires_on": "有效期至",
    "school_year": "学年",
    "topic": "责任状",
    "signer": "签订人",
    "preamble": "引言",
    "goals": "责任目标",
    "duties": "责任内容",
    "appraisal": "考核奖惩",
    "supplement": "附则",
    "anew": "要求重新签订",
    "written_on": "写定日期",
    "campus_place_id": "场所",
    "thing": "物品",
    "spot": "具体位置",
    "fault": "故障描述",
    "worker_id": "维修人",
    "assigned_on": "派工日期",
    "started_on": "开始日期",
    "deed": "维修情况",
    "labour_fen": "人工费",
    "ended": "退回",
    "ended_on": "退回或停用日期",
    "ending_reason": "退回原因",
    "repair_id": "报修单",
    "on_day": "日期",
    "day_kind": "是什么日子",
    "duty_kind": "值班种类",
    "beside_others": "同日可兼别的班",
    "hours": "时间",
    "seats": "每班人数",
    "planned_id": "原排",
    "from_id": "由谁",
    "into_id": "换成谁",
    "approved_by_id": "批准人",
    "mark": "到岗",
    "substitute_id": "谁代",
    **DEVICE_TITLES,
    **GATE_TITLES,
    **INSPECTION_TITLES,
    **HAZARD_TITLES,
}
# Column: the words that may stand in it.
SAFETY_ENUMS: Final[dict[str, tuple[type[Labelled], ...]]] = {
    "topic": (PledgeTopic,),
    "signer": (PledgeSigner,),
    "result": (RepairResult,),
    "ended": (WorkEnd,),
    "day_kind": (DayKind,),
    "duty_kind": (DutyKind,),
    "mark": (Mark,),
}
# Features have columns of the same name, each with words of its own.
for _enums in (DEVICE_ENUMS, GATE_ENUMS, INSPECTION_ENUMS, HAZARD_ENUMS):
    for _column, _words in _enums.items():
        SAFETY_ENUMS[_column] = (*SAFETY_ENUMS.get(_column, ()), *_words)
SAFETY_FLAGS: Final = (
    frozenset({"is_key", "anew", "beside_others", "voided"})
    | GATE_FLAGS
    | INSPECTION_FLAGS
    | HAZARD_FLAGS
)
# Column: whose value is a person, where its name does not say so.
SAFETY_PEOPLE: Final = frozenset({"worker_id", "planned_id", "from_id", "into_id", "substitute_id"})
