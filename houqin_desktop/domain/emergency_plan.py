"""应急预案 and 规章制度: what the school has issued, which version was in force on which day."""

from __future__ import annotations

from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled


class PlanKind(Labelled):
    """For which emergency a plan is."""

    FIRE = "fire", "火灾"
    EARTHQUAKE = "earthquake", "地震"
    CRUSH = "crush", "拥挤踩踏"
    INTRUSION = "intrusion", "暴力侵害"
    FOOD = "food", "食物中毒"
    EPIDEMIC = "epidemic", "传染病"
    TRAFFIC = "traffic", "交通事故"
    WEATHER = "weather", "极端天气和洪水"
    POWER = "power", "停电停水停气"
    INJURY = "injury", "学生伤害"
    GENERAL_PLAN = "general_plan", "综合预案"
    OTHER_PLAN = "other_plan", "其他预案"


def plan_code(serial: int) -> str:
    """Return the number of an emergency plan: YA001."""
    return f"YA{serial:03d}"


def regulation_code(serial: int) -> str:
    """Return the number of a regulation: ZD001."""
    return f"ZD{serial:03d}"


def require_version(name: str, issued_by: str, from_on: date, newest: date | None) -> None:
    """Refuse a version without a name or an issuer, or from before the one it takes over from.

    :param newest: from when the version before it was in force.
    :raises Refused: `empty_name`, `no_issuer`, `date_order`.
    """
    if not name:
        raise Refused("要有名称。请填写，例如 消防应急疏散预案。", code="empty_name")
    if not issued_by:
        raise Refused("没有写由谁发布。请填写，例如 学校安全工作领导小组。", code="no_issuer")
    if newest is not None and from_on <= newest:
        raise Refused(
            f"上一版自 {newest} 起施行，新版要在那以后。请改正施行日期。", code="date_order"
        )


def require_end(name: str, from_on: date, to_on: date) -> None:
    """Refuse to let a version end before it begins.

    :raises Refused: `date_order`.
    """
    if to_on < from_on:
        raise Refused(
            f"{name}自 {from_on} 起施行，不能在 {to_on} 就废止。请改正日期。", code="date_order"
        )
