"""来访和外出: who comes in at the gate and who goes out (DOMAIN.md 4.20, 4.21).

Nobody is let in before somebody inside was asked on the telephone and agreed; who is not let in is
written down too. A pupil leaves with the class teacher's permission, which the gate has asked back
by telephone, and with somebody who fetches him.
"""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled


class Sex(Labelled):
    """As it stands on a visitor's papers."""

    MALE = "male", "男"
    FEMALE = "female", "女"


class Credential(Labelled):
    """What a visitor shows at the gate."""

    IDENTITY_CARD = "identity_card", "身份证"
    DRIVING_LICENCE = "driving_licence", "驾驶证"
    WORK_CARD = "work_card", "工作证"
    PASSPORT = "passport", "护照"
    OTHER_CREDENTIAL = "other_credential", "其他证件"


class CallResult(Labelled):
    """What came of the telephone call with which the gate asks inside."""

    AGREED = "agreed", "同意"
    REJECTED = "rejected", "不同意"
    UNANSWERED = "unanswered", "无人接听"


class OutingKind(Labelled):
    """Who of the school goes out while lessons go on."""

    STAFF = "staff_outing", "教职工外出"
    PUPIL = "pupil_outing", "学生外出"


def require_admissible(result: CallResult | None, turned_away: str) -> None:
    """Refuse to let a visitor in before the call was made and somebody inside agreed.

    :param turned_away: why the visitor is not let in; nothing for one who is.
    :raises Refused: naming what is missing.
    """
    if turned_away or result is CallResult.AGREED:
        return
    if result is None:
        raise Refused(
            "还没有电话核实，不能准入。请先打电话给被访人，再填核实结果；"
            "不让进的，请填写“不准入原因”。",
            code="not_called",
        )
    raise Refused(
        f"电话核实结果是“{result.label}”，不能准入。请填写“不准入原因”，登记为没有进校。",
        code="not_agreed",
    )


def require_in_order(before: str, after: str, what: str) -> None:
    """Refuse what ends before it began.

    :param before: day and time as 2026-11-22 07:30.
    :raises Refused: naming both.
    """
    if after < before:
        raise Refused(f"{what} {after} 早于 {before}。请核对日期和时间。", code="time_order")
