"""What is filled in for check items, for a round and for what was found on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.inspection import InspectionKind, Measure, PointResult
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class AdoptCheckItems(Draft):
    """The starter list is taken over, all of it or some categories; what is there stays."""

    categories: tuple[str, ...] | None = argument("检查类别", Kind.NAMES, default=None)


@dataclass(frozen=True, kw_only=True)
class AddCheckItem(Draft):
    """Something else that is looked at; its code follows from its category."""

    category: str = argument("检查类别")
    name: str = argument("检查项目")
    standard: str | None = argument("合格标准", default=None)
    frequency: str | None = argument("建议频次", default=None)
    in_charge: str | None = argument("责任部门", default=None)
    severity: HazardSeverity = argument(
        "不合格默认等级", Kind.CHOICE, choices=HazardSeverity, default=HazardSeverity.GENERAL
    )
    reference: str | None = argument("依据", default=None)


@dataclass(frozen=True, kw_only=True)
class CorrectCheckItem(Draft):
    """An item is worded otherwise; what is left out stays, empty words take out what stood."""

    item: str = argument("检查项目编号")
    name: str | None = argument("检查项目", default=None)
    standard: str | None = argument("合格标准", default=None)
    frequency: str | None = argument("建议频次", default=None)
    in_charge: str | None = argument("责任部门", default=None)
    severity: HazardSeverity | None = argument(
        "不合格默认等级", Kind.CHOICE, choices=HazardSeverity, default=None
    )
    reference: str | None = argument("依据", default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawCheckItems(Draft):
    """Items that are on no new sheet any more, or are again."""

    items: tuple[str, ...] = argument("检查项目", Kind.NAMES)
    restore: bool | None = argument("恢复使用", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class SetCheckPoints(Draft):
    """What is looked at in some places, in this order; nothing else is looked at there any more.

    Categories stand for all of their items, after those that are named.
    """

    places: tuple[str, ...] = argument("场所", Kind.NAMES)
    items: tuple[str, ...] | None = argument("检查项目", Kind.NAMES, default=None)
    categories: tuple[str, ...] | None = argument("检查类别", Kind.NAMES, default=None)
    keep: bool | None = argument("保留原有的", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class OpenInspection(Draft):
    """A round over the places that are named, or over those of an area or a department, or all.

    `only_open`: only the points that were passed over and nobody has looked at since.
    """

    kind: InspectionKind = argument("排查类型", Kind.CHOICE, choices=InspectionKind)
    led_by: str | None = argument("带队人", Kind.PERSON, default=None)
    members: tuple[str, ...] | None = argument("参加人员", Kind.NAMES, default=None)
    department: str | None = argument("被查部门", Kind.DEPARTMENT, default=None)
    head: str | None = argument("被查部门负责人", Kind.PERSON, default=None)
    group_leader: str | None = argument("检查组长", Kind.PERSON, default=None)
    places: tuple[str, ...] | None = argument("场所", Kind.NAMES, default=None)
    area: str | None = argument("区域", default=None)
    only_key: bool | None = argument("只查重点部位", Kind.FLAG, default=None)
    categories: tuple[str, ...] | None = argument("检查类别", Kind.NAMES, default=None)
    only_open: bool | None = argument("只查上次未查的", Kind.FLAG, default=None)
    outside: str | None = argument("上级检查单位", default=None)
    subject: str | None = argument("主题", default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class ChangeInspection(Draft):
    """Who led and who walked along, as it came to be; the whole list of who walked."""

    number: str = argument("单号", Kind.VOUCHER)
    led_by: str | None = argument("带队人", Kind.PERSON, default=None)
    members: tuple[str, ...] | None = argument("参加人员", Kind.NAMES, default=None)


@dataclass(frozen=True, kw_only=True)
class FoundLine(Draft):
    """What was found in one line, or beside the list in a place; without a result it is 未查.

    Of a fault the level is that of the item, it is put right at once unless a day is named, and
    who answers for the place is responsible, where nothing else is said.
    """

    line: int | None = argument("序号", Kind.QUANTITY, default=None)
    place: str | None = argument("场所（表外）", Kind.CAMPUS_PLACE, default=None)
    item: str | None = argument("检查项目（表外）", default=None)
    check_result: PointResult | None = argument(
        "检查情况", Kind.CHOICE, choices=PointResult, default=None
    )
    observation: str | None = argument("情况描述", default=None)
    severity: HazardSeverity | None = argument(
        "等级", Kind.CHOICE, choices=HazardSeverity, default=None
    )
    measure: Measure | None = argument("整改措施", Kind.CHOICE, choices=Measure, default=None)
    responsible: str | None = argument("责任人", Kind.PERSON, default=None)
    due_on: date | None = argument("整改期限", Kind.DATE, default=None)
    dropped: bool | None = argument("去掉这一行", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class RecordFindings(Draft):
    """What was found, line by line; what was entered before and is not named stays.

    `rest_sound`: every other line, of one place where it is named, was in order.
    """

    number: str = argument("单号", Kind.VOUCHER)
    lines: tuple[FoundLine, ...] = argument("各行", Kind.ROWS, rows=FoundLine, default=())
    walked_on: date | None = argument("检查日期", Kind.DATE, default=None)
    rest_sound: bool | None = argument("其余正常", Kind.FLAG, default=None)
    place: str | None = argument("其余正常的场所", Kind.CAMPUS_PLACE, default=None)


@dataclass(frozen=True, kw_only=True)
class PhotographFinding(Draft):
    """A photo of what a line found."""

    number: str = argument("单号", Kind.VOUCHER)
    line: int = argument("序号", Kind.QUANTITY)
    photo: str = argument("照片", Kind.FILE)


@dataclass(frozen=True, kw_only=True)
class DropFindingPhoto(Draft):
    """A photo that shows something else, or belongs to the line after all."""

    number: str = argument("单号", Kind.VOUCHER)
    line: int = argument("序号", Kind.QUANTITY)
    photo: int = argument("第几张照片", Kind.QUANTITY)
    restore: bool | None = argument("恢复", Kind.FLAG, default=None)
