"""安全隐患排查记录表 (DOMAIN.md 4.15): what was found, place by place, and the two boxes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.inspection import OPEN_WORD, PointResult
from houqin_desktop.domain.slip import SlipColumn
from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.services.inspection.photos import photos_of_line
from houqin_desktop.services.inspection.rounds import lines_of, members_of, round_of
from houqin_desktop.services.loan.things import for_whom, person_name
from houqin_desktop.services.papers.vouchers import is_frozen
from houqin_desktop.services.slips.engine import SlipCase
from houqin_desktop.services.slips.kinds import Aftermath, SlipRule
from houqin_desktop.storage.campus import CampusPlace
from houqin_desktop.storage.inspection import CheckItem, InspectionLine

COLUMNS = (
    SlipColumn("序号"),
    SlipColumn("检查部位/场所"),
    SlipColumn("检查项目"),
    SlipColumn("检查情况"),
    SlipColumn("隐患描述"),
    SlipColumn("照片"),
    SlipColumn("等级"),
    SlipColumn("整改措施"),
    SlipColumn("责任人"),
    SlipColumn("期限"),
)


def item_said(line: InspectionLine) -> str:
    """Return what is looked at, with the code of its item."""
    if line.check_item_id is None:
        return line.wording
    return f"{CheckItem.get_by_id(line.check_item_id).code} {line.wording}"


def result_said(line: InspectionLine) -> str:
    """Return the mark of a line, or that it was passed over."""
    return OPEN_WORD if line.check_result is None else line.check_result.sign


def walked_said(lines: list[InspectionLine]) -> str:
    """Return the day or the days on which a round was walked."""
    days = sorted({line.seen_on for line in lines if line.seen_on is not None})
    if len(days) > 1:
        return f"{days[0]} 至 {days[-1]}"
    return days[0].isoformat() if days else ""


def _fields(case: SlipCase) -> tuple[tuple[str, str], ...]:
    found = round_of(case)
    said = [
        ("排查类型", found.kind.label),
        ("被查部门", for_whom(case) or "全校"),
        ("排查时间", walked_said(lines_of(case.slip.id))),
        ("带队人", person_name(found.led_by_id)),
    ]
    said += [("检查单位", case.slip.outside)] if case.slip.outside else []
    return tuple((title, words) for title, words in said if words or title != "带队人")


def in_walking_order(lines: Sequence[InspectionLine]) -> list[InspectionLine]:
    """Return lines place by place; what was found beside the list stands with its place."""
    turns = {line.campus_place_id: turn for turn, line in reversed(list(enumerate(lines)))}
    return sorted(lines, key=lambda line: (turns[line.campus_place_id], line.position))


def _rows(case: SlipCase) -> tuple[tuple[str, ...], ...]:
    places = {place.id: place for place in CampusPlace.every()}
    lines = in_walking_order(lines_of(case.slip.id))
    return tuple(_row(line, places[line.campus_place_id]) for line in lines)


def _row(line: InspectionLine, place: CampusPlace) -> tuple[str, ...]:
    photos = len(photos_of_line(line.id))
    return (
        str(line.position),
        place.name,
        item_said(line),
        result_said(line),
        line.observation,
        f"{photos} 张" if photos else "",
        "" if line.severity is None else line.severity.label,
        "" if line.measure is None else line.measure.label,
        person_name(line.responsible_id),
        "" if line.due_on is None else line.due_on.isoformat(),
    )


def _total(case: SlipCase) -> tuple[str, tuple[tuple[str, str], ...]]:
    lines = lines_of(case.slip.id)
    faults = sum(line.check_result is PointResult.FAULT for line in lines)
    open_lines = sum(line.check_result is None for line in lines)
    sound = len(lines) - faults - open_lines
    return (
        f"共 {len(lines)} 个检查点，正常 {sound}，有隐患 {faults}，未查 {open_lines}",
        (),
    )


def _paragraphs(case: SlipCase) -> tuple[str, ...]:
    people = "、".join(person.name for person in members_of(case.slip.id))
    said = [f"主题：{case.slip.purpose}"] if case.slip.purpose else []
    said += [f"参加人员：{people}"] if people else []
    said += ["检查情况：√ 正常，× 有隐患。未查的检查点下次排查继续查。"]
    said += [f"说明：{case.slip.remarks}"] if case.slip.remarks else []
    return tuple(said)


def _is_unwalked(case: SlipCase) -> bool:
    return round_of(case).walked_on is None


def _require_walked(case: SlipCase) -> None:
    if _is_unwalked(case):
        raise Refused(
            f"{case.voucher.number} 还没有登记排查结果，不能打印排查记录或登记签字。"
            "请先打印空白排查表去查，回来登记结果。",
            code="not_walked",
        )


def _aftermath(case: SlipCase, _today: date) -> Aftermath:
    lines = lines_of(case.slip.id)
    left = sum(line.check_result is None for line in lines)
    said = "还没有登记排查结果" if left == len(lines) else f"{left} 个检查点没有查到"
    missing = (said,) if left else ()
    is_open = case.voucher.state is VoucherState.SIGNING and not is_frozen(case.voucher)
    if is_open and left:
        return Aftermath("record_findings", "登记结果", missing, is_first=True)
    return Aftermath(missing=missing)


RULES = {
    VoucherKind.INSPECTION: SlipRule(
        title="安全隐患排查记录表",
        columns=COLUMNS,
        fields=_fields,
        total=_total,
        rows=_rows,
        copies="一式两份：总务处、被查部门各执一份",
        paragraphs=_paragraphs,
        before_paper=_require_walked,
        unfinished=_is_unwalked,
        aftermath=_aftermath,
    ),
}
