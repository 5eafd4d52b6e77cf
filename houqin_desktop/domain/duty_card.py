"""保管员职责牌: the sheet that hangs on the wall of a storeroom (SYSTEMS S3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

DUTIES = (
    "负责本室全部物品的收发、保管和登记，做到账、卡、物相符。",
    "物品分类存放，贴好标签，摆放整齐，保持室内清洁通风。",
    "借出、领用必须先登记签字，归还时当面验收，逾期及时催还。",
    "室内物品转移到别的部门，先办转移手续，不得私自调换。",
    "每学期清点一次，盘盈、盘亏、损坏如实上报总保管室。",
    "做好防火、防盗、防潮、防虫，离开时断电、关窗、锁门。",
    "不能再用的物品及时提出报废申请，未经批准不得处理。",
    "离任时会同总保管员办清移交，签字后方可离岗。",
)
_NUMBER = re.compile(r"^[（(]?[0-9一二三四五六七八九十]+[）).、．]\s*")


@dataclass(frozen=True, slots=True)
class DutyCard:
    """One card: the room, who keeps it, who is above him, what he has to do."""

    school: str
    storeroom: str
    level: str
    keeper: str
    head_keeper: str
    director: str
    duties: tuple[str, ...]
    issued_on: str
    printed: str


def duties_of(text: str) -> tuple[str, ...]:
    """Split what a person wrote into duties: one a line, or separated by semicolons.

    Numbers that stand before them are taken off; the card numbers them itself.
    """
    parts = (part.strip() for part in re.split(r"[\n；;]+", text))
    return tuple(_NUMBER.sub("", part) for part in parts if part)
