"""What a line of a 排查 says of the hazard that it found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.inspection import PointResult
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services.hazard.finding import HazardCase
from houqin_desktop.services.slips.engine import find_slip
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.hazard import Hazard
from houqin_desktop.storage.inspection import CheckItem, InspectionLine


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A fault that was found on a round: where, in which words, how grave, whose."""

    line_id: int
    campus_place_id: int
    words: str
    category: str
    severity: HazardSeverity | None
    walked_on: date
    department_id: int | None


def found_line(number: str, position: int | None) -> FoundLine:
    """Return the fault in a line of a 排查.

    :raises Refused: for an unknown line, one without a fault, or one that is a hazard already.
    """
    case = find_slip(number, VoucherKind.INSPECTION)
    number = case.voucher.number
    line = InspectionLine.find(slip_id=case.slip.id, position=position or 0)
    if line is None:
        raise Refused(
            f"{number} 没有第 {position or '？'} 行。请填写排查记录上的行号。", code="unknown_line"
        )
    if case.voucher.state in (VoucherState.WITHDRAWN, VoucherState.REJECTED):
        raise Refused(f"{number} 已经撤销，不能从它登记隐患。请核对单号。", code="not_standing")
    if line.check_result is not PointResult.FAULT or line.seen_on is None:
        raise Refused(
            f"{number} 第 {position} 行没有查出隐患。请核对行号，或先登记排查结果。",
            code="no_fault",
        )
    if (row := _hazard_of(line)) is not None:
        raise Refused(
            f"{number} 第 {position} 行已登记为隐患 {row.code}，没有重复登记。",
            code="already_registered",
        )
    item = None if line.check_item_id is None else CheckItem.get_by_id(line.check_item_id)
    place = CampusPlace.get_by_id(line.campus_place_id)
    return FoundLine(
        line.id,
        place.id,
        line.observation,
        "" if item is None else item.category,
        line.severity,
        line.seen_on,
        place.department_id or case.slip.taker_department_id,
    )


def _hazard_of(line: InspectionLine) -> Hazard | None:
    """Return the hazard that a line was registered as, unless that is void."""
    rows = Hazard.picked("inspection_line_id = ?", line.id)
    return next((row for row in rows if not HazardCase(row).standing.void), None)


def lines_to_register(number: str) -> list[int]:
    """Return which lines of a 排查 found something that is no hazard yet.

    :raises Refused: for an unknown number or another paper.
    """
    case = find_slip(number, VoucherKind.INSPECTION)
    faults = InspectionLine.picked(
        "slip_id = ? AND check_result = ?", case.slip.id, PointResult.FAULT.value, order="position"
    )
    return [line.position for line in faults if _hazard_of(line) is None]
