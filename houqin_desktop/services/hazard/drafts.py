"""What is filled in about a hazard, from the finding to the close-out; money in 分."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.hazard import (
    HazardSource,
    PhotoStage,
    ReinspectionResult,
)
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.rectification_notice import NoticeIssuer
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class RegisterHazard(Draft):
    """A hazard that was found: where and what; a line of a 排查 says it by itself.

    With `corrects` it takes the place of one that was written wrong, which is void by that.
    """

    inspection: str | None = argument("排查单号", Kind.VOUCHER, default=None)
    line: int | None = argument("排查行号", Kind.QUANTITY, default=None)
    place: str | None = argument("场所", Kind.CAMPUS_PLACE, default=None)
    spot: str | None = argument("具体部位", default=None)
    description: str | None = argument("隐患内容", default=None)
    category: str | None = argument("隐患类别", default=None)
    department: str | None = argument("责任部门", Kind.DEPARTMENT, default=None)
    source: HazardSource | None = argument("来源", Kind.CHOICE, choices=HazardSource, default=None)
    found_on: date | None = argument("发现日期", Kind.DATE, default=None)
    found_by: str | None = argument("发现人", Kind.PERSON, default=None)
    asset: str | None = argument("涉及资产", Kind.ASSET, default=None)
    severity: HazardSeverity | None = argument(
        "等级", Kind.CHOICE, choices=HazardSeverity, default=None
    )
    photo: str | None = argument("整改前照片", Kind.FILE, default=None)
    corrects: str | None = argument("更正哪一条", default=None)


@dataclass(frozen=True, kw_only=True)
class RegisterFoundHazards(Draft):
    """Every fault of a round that is no hazard yet becomes one, graded as the round says."""

    inspection: str = argument("排查单号", Kind.VOUCHER)


@dataclass(frozen=True, kw_only=True)
class GradeHazard(Draft):
    """How bad a hazard is; whatever was planned before is planned anew."""

    hazard: str = argument("隐患编号")
    severity: HazardSeverity = argument("等级", Kind.CHOICE, choices=HazardSeverity)
    graded_by: str | None = argument("定级人", Kind.PERSON, default=None)
    graded_on: date | None = argument("定级日期", Kind.DATE, default=None)
    basis: str | None = argument("定级依据", default=None)


@dataclass(frozen=True, kw_only=True)
class PlanRectification(Draft):
    """The 五落实 of a hazard: 责任, 措施, 资金, 时限, 预案; again where the term is put off."""

    hazard: str = argument("隐患编号")
    responsible: str = argument("整改责任人", Kind.PERSON)
    measures: str = argument("整改措施")
    on_the_spot: bool | None = argument("立即整改", Kind.FLAG, default=None)
    due_on: date | None = argument("整改期限", Kind.DATE, default=None)
    funds: int | None = argument("整改资金", Kind.MONEY, default=None)
    emergency_plan: str | None = argument("应急预案", default=None)
    interim: str | None = argument("临时防范措施", default=None)
    reason: str | None = argument("延期原因", default=None)
    planned_on: date | None = argument("落实日期", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class RectifyHazard(Draft):
    """What was done about a hazard, in words or as a photo, and what it did cost."""

    hazard: str = argument("隐患编号")
    rectified_by: str = argument("整改人", Kind.PERSON)
    done: str | None = argument("整改情况", default=None)
    rectified_on: date | None = argument("完成日期", Kind.DATE, default=None)
    cost: int | None = argument("整改费用", Kind.MONEY, default=None)
    photo: str | None = argument("整改后照片", Kind.FILE, default=None)


@dataclass(frozen=True, kw_only=True)
class ReinspectHazard(Draft):
    """Somebody else than who put it right looks at it again."""

    hazard: str = argument("隐患编号")
    reinspected_by: str = argument("复查人", Kind.PERSON)
    result: ReinspectionResult = argument("复查结论", Kind.CHOICE, choices=ReinspectionResult)
    opinion: str | None = argument("复查意见", default=None)
    reinspected_on: date | None = argument("复查日期", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class RecordOutsideReport(Draft):
    """An outside body accepted what was done: its document named whole, or as a file."""

    hazard: str = argument("隐患编号")
    body: str | None = argument("出具单位", default=None)
    document_number: str | None = argument("文号", default=None)
    document_on: date | None = argument("文件日期", Kind.DATE, default=None)
    file: str | None = argument("文件", Kind.FILE, default=None)
    conclusion: str | None = argument("验收结论", default=None)
    recorded_on: date | None = argument("登记日期", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class CloseOutHazard(Draft):
    """A hazard is struck off."""

    hazard: str = argument("隐患编号")
    closed_by: str | None = argument("销号人", Kind.PERSON, default=None)
    closed_on: date | None = argument("销号日期", Kind.DATE, default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class CloseOutAtOnce(Draft):
    """A general hazard was put right where it was found, looked at by another and struck off."""

    hazard: str = argument("隐患编号")
    rectified_by: str = argument("整改人", Kind.PERSON)
    done: str = argument("整改情况")
    reinspected_by: str = argument("复查人", Kind.PERSON)
    closed_by: str | None = argument("销号人", Kind.PERSON, default=None)
    closed_on: date | None = argument("日期", Kind.DATE, default=None)
    cost: int | None = argument("整改费用", Kind.MONEY, default=None)
    photo: str | None = argument("整改后照片", Kind.FILE, default=None)


@dataclass(frozen=True, kw_only=True)
class VoidHazard(Draft):
    """What was registered is no hazard; it counts in no figure any more."""

    hazard: str = argument("隐患编号")
    reason: str = argument("作废原因")


@dataclass(frozen=True, kw_only=True)
class RetractHazardStep(Draft):
    """The last step of a hazard that counts is taken back, also a close-out; it stays on record."""

    hazard: str = argument("隐患编号")
    reason: str = argument("撤回原因")
    steps: int | None = argument("撤回几步", Kind.QUANTITY, default=None)


@dataclass(frozen=True, kw_only=True)
class AddHazardPhoto(Draft):
    """A photo of a hazard before or after it was put right."""

    hazard: str = argument("隐患编号")
    file: str = argument("照片", Kind.FILE)
    stage: PhotoStage = argument("整改前后", Kind.CHOICE, choices=PhotoStage)
    taken_on: date | None = argument("拍摄日期", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class DropHazardPhoto(Draft):
    """A photo that does not belong to a hazard after all, or does again."""

    hazard: str = argument("隐患编号")
    photo: int = argument("照片序号", Kind.QUANTITY)
    restore: bool | None = argument("恢复", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class LinkHazard(Draft):
    """A voucher by which something is done about a hazard."""

    hazard: str = argument("隐患编号")
    number: str = argument("关联单号", Kind.VOUCHER)


@dataclass(frozen=True, kw_only=True)
class UnlinkHazard(Draft):
    """A voucher has nothing to do with a hazard after all."""

    hazard: str = argument("隐患编号")
    number: str = argument("关联单号", Kind.VOUCHER)


@dataclass(frozen=True, kw_only=True)
class IssueRectificationNotice(Draft):
    """A department is told in writing which of its hazards it has to put right by when."""

    hazards: tuple[str, ...] = argument("隐患编号", Kind.NAMES)
    receiver: str = argument("签收人", Kind.PERSON)
    issuer: NoticeIssuer | None = argument(
        "签发人", Kind.CHOICE, choices=NoticeIssuer, default=None
    )
    inspected_on: date | None = argument("检查日期", Kind.DATE, default=None)
    interim: str | None = argument("防范措施", default=None)
    remarks: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class RepliedHazard(Draft):
    """What the 回执 says was done about one of its hazards."""

    hazard: str = argument("隐患编号")
    rectified_by: str = argument("整改责任人", Kind.PERSON)
    rectified_on: date | None = argument("完成日期", Kind.DATE, default=None)
    done: str = argument("整改情况")
    cost: int | None = argument("费用", Kind.MONEY, default=None)


@dataclass(frozen=True, kw_only=True)
class FileNoticeReply(Draft):
    """The 回执 of a notice came back, with what was done and why something was not."""

    number: str = argument("通知书单号", Kind.VOUCHER)
    replied_by: str = argument("部门负责人", Kind.PERSON)
    replied_on: date | None = argument("回执日期", Kind.DATE, default=None)
    lines: tuple[RepliedHazard, ...] = argument(
        "逐条整改情况", Kind.ROWS, rows=RepliedHazard, default=()
    )
    unfinished: str | None = argument("未完成的原因", default=None)
    scan: str | None = argument("回执扫描件", Kind.FILE, default=None)


@dataclass(frozen=True, kw_only=True)
class DropNoticeReply(Draft):
    """What was filed as the last 回执 of a notice was none, or was one after all."""

    number: str = argument("通知书单号", Kind.VOUCHER)
    restore: bool | None = argument("恢复", Kind.FLAG, default=None)
