"""What the tables and columns of the safety log are called where the journal is read."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.duty import DutyKind, Mark
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.school_days import DayKind
from houqin_desktop.services.device_words import DEVICE_ENUMS, DEVICE_SUBJECTS, DEVICE_TITLES

# Table: what a row of it is.
SAFETY_SUBJECTS: Final = {
    "campus_place": "校园场所",
    "calendar_day": "校历",
    "absence": "请假",
    "duty_table": "值班表",
    "duty_post": "值班岗位",
    "duty": "值班",
    "duty_change": "调班",
    "duty_mark": "值班点名",
    **DEVICE_SUBJECTS,
}
# Column: its title, where no other table has a column of this name.
SAFETY_TITLES: Final = {
    "area": "区域",
    "is_key": "重点部位",
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
}
# Column: the words that may stand in it.
SAFETY_ENUMS: Final[dict[str, tuple[type[Labelled], ...]]] = {
    "day_kind": (DayKind,),
    "duty_kind": (DutyKind,),
    "mark": (Mark,),
    **DEVICE_ENUMS,
}
SAFETY_FLAGS: Final = frozenset({"is_key", "beside_others", "voided"})
# Column: whose value is a person, where its name does not say so.
SAFETY_PEOPLE: Final = frozenset({"planned_id", "from_id", "into_id", "substitute_id"})
