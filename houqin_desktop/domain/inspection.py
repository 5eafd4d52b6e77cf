"""排查: who walks the campus when, what is looked at in each place, and what was found there.

DOMAIN.md 4.15 and 6: a place is walked in its order with the items that belong to it; each is in
order, at fault, or was passed over and stays open until some inspection has looked at it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.labelled import Labelled

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MOST_ITEMS: Final = 99


class InspectionKind(Labelled):
    """On what occasion it is walked (DOMAIN.md 4.15)."""

    SELF_CHECK = "self_check", "部门自查"
    FOLLOW_UP = "follow_up_inspection", "后勤复查"
    GENERAL = "general_inspection", "普查"
    SPECIAL = "special_inspection", "专项"
    HOLIDAY = "holiday_inspection", "节假日"
    SUPERIOR = "superior_inspection", "上级检查"
    DRAGNET = "dragnet", "拉网式"

    @property
    def is_campus_wide(self) -> bool:
        """Say whether it is one of those that walk all of the campus."""
        return self in (InspectionKind.GENERAL, InspectionKind.DRAGNET)


class PointResult(Labelled):
    """What was found of an item in a place; without one the point was passed over."""

    SOUND = "sound", "正常"
    FAULT = "fault", "有隐患"

    @property
    def sign(self) -> str:
        """Return the mark that a hand makes in the box."""
        return "√" if self is PointResult.SOUND else "×"


OPEN_WORD: Final = "未查"


class Measure(Labelled):
    """How what is wrong is to be put right."""

    AT_ONCE = "at_once", "立查立改"
    BY_DEADLINE = "by_deadline", "限期整改"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a hand wrote into one line of the sheet.

    :param result: None where the point was passed over; `words` may say why.
    :param due_on: until when it is to be put right, for a fault with a deadline.
    """

    result: PointResult | None
    words: str = ""
    severity: HazardSeverity | None = None
    measure: Measure | None = None
    responsible_id: int | None = None
    due_on: date | None = None


def require_finding(finding: Finding, walked_on: date) -> None:
    """Refuse what no reader could act upon.

    :raises Refused: for a fault without words, level or measure, a deadline without a day or
        before the walk, and for a measure where nothing is at fault.
    """
    at_fault = finding.result is PointResult.FAULT
    if not at_fault:
        said = (finding.severity, finding.measure, finding.responsible_id, finding.due_on)
        if any(one is not None for one in said):
            raise Refused(
                "没有隐患的检查点不填等级、整改措施、责任人和期限。请去掉，或把检查情况改成“×”。",
                code="no_fault",
            )
        return
    if not finding.words:
        raise Refused("没有写有什么隐患。请写明看到了什么。", code="no_words")
    if finding.severity is None or finding.measure is None:
        raise Refused("有隐患的检查点要填等级和整改措施。请补上。", code="no_measure")
    if (finding.measure is Measure.BY_DEADLINE) != (finding.due_on is not None):
        raise Refused(
            "限期整改要填期限，立查立改不填期限。请核对整改措施和期限。", code="no_deadline"
        )
    if finding.due_on is not None and finding.due_on < walked_on:
        raise Refused(
            f"整改期限 {finding.due_on} 早于排查日期 {walked_on}。请核对日期。", code="date_order"
        )


def item_code(letters: str, serial: int) -> str:
    """Return the code of an item: the letters of its category and two digits."""
    return f"{letters}{serial:02d}"


def next_item_code(category: str, taken: Collection[tuple[str, str]]) -> str:
    """Return the next code of a category; a new category gets the next free letters.

    :param taken: code and category of every item that there is or was.
    :raises Refused: when a category is full.
    """
    of_category = [code for code, name in taken if name == category]
    letters = of_category[0].rstrip("0123456789") if of_category else _free_letters(taken)
    serial = 1 + max((int(code.removeprefix(letters)) for code in of_category), default=0)
    if serial > _MOST_ITEMS:
        raise Refused(
            f"“{category}”已有 {_MOST_ITEMS} 个检查项目。请另分一类。", code="category_full"
        )
    return item_code(letters, serial)


def _free_letters(taken: Collection[tuple[str, str]]) -> str:
    used = {code.rstrip("0123456789") for code, _ in taken}
    singles = list(_LETTERS)
    doubles = [first + second for first in _LETTERS for second in _LETTERS]
    return next(letters for letters in (*singles, *doubles) if letters not in used)
