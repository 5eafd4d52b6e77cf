"""周边环境: what was settled with police and neighbours, and who stood outside the gate.

The school's sentence: 每天上午7：30-8:00,下午4：00-5：00都有交警协助管理前门交通.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled


class LiaisonKind(Labelled):
    """With whom, or for what."""

    TRAFFIC_POLICE = "traffic_police", "交警"
    POLICE_POST = "police_post", "警务室"
    NEIGHBOURS = "neighbours", "社区和周边单位"
    JOINT_MEETING = "joint_meeting", "联席会议"
    ROAD_POST = "road_post", "护学岗"
    SURROUNDINGS = "surroundings", "周边巡查"


class Slot(Labelled):
    """At which time of the day."""

    SCHOOL_START = "school_start", "上学（7:30–8:00）"
    SCHOOL_END = "school_end", "放学（16:00–17:00）"
    OTHER_TIME = "other_time", "其他时间"


# From when to when a 护学岗 stands, as HH:MM:SS.
SLOT_TIMES: Final[dict[Slot, tuple[str, str]]] = {
    Slot.SCHOOL_START: ("07:30:00", "08:00:00"),
    Slot.SCHOOL_END: ("16:00:00", "17:00:00"),
}


def liaison_code(year: int, serial: int) -> str:
    """Return the number of an entry: LL20260001 (of before: ZB)."""
    return f"LL{year:04d}{serial:04d}"


def require_liaison(counterpart: str, matter: str, met_on: date, today: date) -> None:
    """Refuse an entry that does not say with whom or about what, or that is still to come.

    :raises Refused: `empty_name`, `day_to_come`.
    """
    if not counterpart:
        raise Refused("没有写对方是谁。请填写，例如 交警二中队李警官。", code="empty_name")
    if not matter:
        raise Refused("没有写为了什么事。请填写，例如 前门交通疏导。", code="empty_name")
    if met_on > today:
        raise Refused(f"日期 {met_on} 还没有到。请办完再登记。", code="day_to_come")


def require_times(from_at: str | None, to_at: str | None) -> None:
    """Refuse a stretch of time that ends before it begins.

    :raises Refused: `time_order`.
    """
    if to_at is not None and (from_at is None or to_at < from_at):
        raise Refused("结束时间要晚于开始时间。请核对两个时间。", code="time_order")
