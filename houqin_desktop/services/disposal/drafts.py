"""What is filled in on the way of a disposal: applying, changing, signing, writing off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from houqin_desktop.domain.disposal import DisposalReason
from houqin_desktop.domain.voucher import DisposalKind, VoucherKind
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class ApplyDisposal(Draft):
    """An application to take assets off the register."""

    kind: VoucherKind = argument("处置方式", Kind.CHOICE, choices=DisposalKind)
    assets: tuple[str, ...] = argument("资产编号", Kind.ASSETS)
    pieces: tuple[str, ...] | None = argument("部分报废的件数", Kind.NAMES, default=None)
    reason: DisposalReason = argument("原因", Kind.CHOICE, choices=DisposalReason)
    reason_note: str | None = argument("原因说明", default=None)
    residual_advice: str | None = argument("残值处理建议", default=None)
    appraised_on: date | None = argument("鉴定日期", Kind.DATE, default=None)
    appraisal_names: str | None = argument("鉴定人", default=None)
    appraisal_conclusion: str | None = argument("鉴定结论", default=None)
    appraisal: str | None = argument("技术鉴定表编号", default=None)
    applicant: str | None = argument("申请人", Kind.PERSON, default=None)


@dataclass(frozen=True, kw_only=True)
class ChangeDisposal(Draft):
    """A change of an application; a returned one is submitted again by it."""

    number: str = argument("单号", Kind.VOUCHER)
    assets: tuple[str, ...] | None = argument("资产编号", Kind.ASSETS, default=None)
    pieces: tuple[str, ...] | None = argument("部分报废的件数", Kind.NAMES, default=None)
    reason: DisposalReason | None = argument(
        "原因", Kind.CHOICE, default=None, choices=DisposalReason
    )
    reason_note: str | None = argument("原因说明", default=None)
    residual_advice: str | None = argument("残值处理建议", default=None)
    appraised_on: date | None = argument("鉴定日期", Kind.DATE, default=None)
    appraisal_names: str | None = argument("鉴定人", default=None)
    appraisal_conclusion: str | None = argument("鉴定结论", default=None)
    appraisal: str | None = argument("技术鉴定表编号", default=None)


@dataclass(frozen=True, kw_only=True)
class RecordAppraisal(Draft):
    """At least three people looked at these cards, or at those of a case, and found this."""

    assets: tuple[str, ...] | None = argument("资产编号", Kind.ASSETS, default=None)
    number: str | None = argument("单号", Kind.VOUCHER, default=None)
    reason: str = argument("鉴定原因")
    conclusion: str = argument("鉴定结论")
    appraisers: tuple[str, ...] = argument("鉴定人（姓名/职称）", Kind.NAMES)
    appraised_on: date | None = argument("鉴定日期", Kind.DATE, default=None)
    line_conclusions: tuple[str, ...] | None = argument("逐项意见", Kind.NAMES, default=None)


@dataclass(frozen=True, kw_only=True)
class RecordPrinting(Draft):
    """The forms of a case were put on paper, and somebody takes them round for signatures."""

    leaves_house: ClassVar[bool] = True

    number: str = argument("单号", Kind.VOUCHER)
    taken_by: str | None = argument("由谁带走", Kind.PERSON, default=None)


@dataclass(frozen=True, kw_only=True)
class RecordSignature(Draft):
    """A box on the paper was signed by hand."""

    number: str = argument("单号", Kind.VOUCHER)
    step: str | None = argument("签批步骤", default=None)
    person: str | None = argument("签字人", Kind.PERSON, default=None)
    signed_on: date | None = argument("签字日期", Kind.DATE, default=None)
    opinion: str | None = argument("意见", default=None)
    document_number: str | None = argument("纪要号或批复文号", default=None)
    document_on: date | None = argument("会议或批复日期", Kind.DATE, default=None)
    scan: str | None = argument("扫描件", Kind.FILE, default=None)


@dataclass(frozen=True, kw_only=True)
class AttachScan(Draft):
    """A scan that came later than its signature."""

    number: str = argument("单号", Kind.VOUCHER)
    step: str = argument("签批步骤")
    scan: str = argument("扫描件", Kind.FILE)


@dataclass(frozen=True, kw_only=True)
class Objection(Draft):
    """A signer does not sign: which box it is, who and when, and what he has to say."""

    number: str = argument("单号", Kind.VOUCHER)
    opinion: str = argument("意见")
    step: str | None = argument("签批步骤", default=None)
    person: str | None = argument("签字人", Kind.PERSON, default=None)
    signed_on: date | None = argument("签字日期", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class ReturnDisposal(Objection):
    """A signer sends the application back with an opinion."""

    opinion: str = argument("退回意见")


@dataclass(frozen=True, kw_only=True)
class RejectDisposal(Objection):
    """A signer does not agree; the case ends."""

    opinion: str = argument("不同意的理由")


@dataclass(frozen=True, kw_only=True)
class WithdrawDisposal(Draft):
    """The applicant takes the application back; the case ends."""

    number: str = argument("单号", Kind.VOUCHER)
    opinion: str | None = argument("撤回原因", default=None)


@dataclass(frozen=True, kw_only=True)
class WriteOffDisposal(Draft):
    """The approved assets leave the register."""

    number: str = argument("单号", Kind.VOUCHER)
    accounting_voucher: str | None = argument("会计凭证号", default=None)


@dataclass(frozen=True, kw_only=True)
class RecordResidual(Draft):
    """What came in for the remains, in 分, with its deposit slip."""

    number: str = argument("单号", Kind.VOUCHER)
    method: str = argument("残值处理方式")
    amount: int = argument("残值收入", Kind.MONEY)
    deposit_slip: str | None = argument("缴款凭证号", default=None)
    accounting_voucher: str | None = argument("会计凭证号", default=None)
    received_on: date | None = argument("收入日期", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class ReverseWriteOff(Draft):
    """A red document is asked for: the case was written off and should not have been."""

    number: str = argument("单号", Kind.VOUCHER)
    reason: str = argument("冲销原因")


@dataclass(frozen=True, kw_only=True)
class PostReversal(Draft):
    """A red document that is signed takes effect."""

    number: str = argument("红字冲销单号", Kind.VOUCHER)
    accounting_voucher: str | None = argument("红字会计凭证号", default=None)


@dataclass(frozen=True, kw_only=True)
class RecordDisposalPaper(Draft):
    """A paper of the file is there: ticked as an original, or its scan."""

    number: str = argument("单号", Kind.VOUCHER)
    paper: str = argument("材料")
    original: bool | None = argument("有纸质原件", Kind.FLAG, default=None)
    scan: str | None = argument("扫描件", Kind.FILE, default=None)
    note: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class WriteLossReport(Draft):
    """The words of the report that asks for a loss to be written off."""

    number: str = argument("单号", Kind.VOUCHER)
    addressee: str | None = argument("主送", default=None)
    course: str | None = argument("经过和原因", default=None)
    liability: str | None = argument("责任认定与处理", default=None)
    enclosures: tuple[str, ...] | None = argument("附件", Kind.NAMES, default=None)
