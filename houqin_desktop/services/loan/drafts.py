"""What is filled in to give out, lend, take back, pay for, let out of the gate and reserve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.loan import RestockReason
from houqin_desktop.domain.stock import Condition
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class IssueLine(Draft):
    """Pieces of an item, or a card, that somebody is given to use."""

    item: str = argument("物品或资产", Kind.ITEM)
    quantity: int | None = argument("数量", Kind.QUANTITY, default=None)
    traded_in: bool | None = argument("以旧换新", Kind.FLAG, default=None)
    place: str | None = argument("使用地点", default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class IssueStock(Draft):
    """Somebody is given things, for himself or for a department or class."""

    storeroom: str = argument("发放保管室", Kind.STOREROOM)
    taker: str = argument("领用人", Kind.PERSON)
    lines: tuple[IssueLine, ...] = argument("明细", Kind.ROWS, rows=IssueLine)
    department: str | None = argument("领用部门", Kind.DEPARTMENT, default=None)
    school_class: str | None = argument("班级", default=None)
    purpose: str | None = argument("用途", default=None)
    repair: str | None = argument("报修单号", Kind.VOUCHER, default=None)
    remarks: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class LoanLine(Draft):
    """Pieces of an item, or of a card, that somebody borrows, and their condition."""

    item: str = argument("物品或资产", Kind.ITEM)
    quantity: int | None = argument("数量", Kind.QUANTITY, default=None)
    condition: Condition | None = argument(
        "借出时状况", Kind.CHOICE, default=None, choices=Condition
    )
    condition_note: str | None = argument("状况说明", default=None)
    photo: str | None = argument("照片", Kind.FILE, default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class Lend(Draft):
    """Somebody borrows things until a day; what leaves the school wants the 校长."""

    storeroom: str = argument("借出保管室", Kind.STOREROOM)
    borrower: str = argument("借用人", Kind.PERSON)
    due_on: date = argument("归还日期", Kind.DATE)
    lines: tuple[LoanLine, ...] = argument("明细", Kind.ROWS, rows=LoanLine)
    department: str | None = argument("借用部门", Kind.DEPARTMENT, default=None)
    school_class: str | None = argument("班级", default=None)
    outside: str | None = argument("校外单位", default=None)
    purpose: str | None = argument("用途", default=None)
    remarks: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class RenewLoan(Draft):
    """A loan may stay out until another day."""

    number: str = argument("借用单号", Kind.VOUCHER)
    due_on: date = argument("新的归还日期", Kind.DATE)
    reason: str | None = argument("续借原因", default=None)


@dataclass(frozen=True, kw_only=True)
class PhotographLine(Draft):
    """The photo of a line of a loan or return that nobody has signed; none takes it off."""

    number: str = argument("借用或归还单号", Kind.VOUCHER)
    line: int = argument("行号", Kind.QUANTITY)
    photo: str | None = argument("照片", Kind.FILE, default=None)


@dataclass(frozen=True, kw_only=True)
class BackLine(Draft):
    """Pieces of one line of a loan that are back, and in what condition."""

    line: int = argument("借用单行号", Kind.QUANTITY)
    quantity: int | None = argument("归还数量", Kind.QUANTITY, default=None)
    condition: Condition | None = argument(
        "归还时状况", Kind.CHOICE, default=None, choices=Condition
    )
    condition_note: str | None = argument("状况说明", default=None)
    photo: str | None = argument("照片", Kind.FILE, default=None)


@dataclass(frozen=True, kw_only=True)
class TakeBack(Draft):
    """Lent things are back; without lines, all that is still out, in good condition."""

    number: str = argument("借用单号", Kind.VOUCHER)
    lines: tuple[BackLine, ...] | None = argument("明细", Kind.ROWS, default=None, rows=BackLine)
    remarks: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class RestockLine(Draft):
    """Pieces of one line of an issue that come back to the room, and why."""

    line: int = argument("领用单行号", Kind.QUANTITY)
    quantity: int | None = argument("退库数量", Kind.QUANTITY, default=None)
    reason: RestockReason = argument("退库原因", Kind.CHOICE, choices=RestockReason)
    condition_note: str | None = argument("状况说明", default=None)
    place: str | None = argument("存放位置", default=None)


@dataclass(frozen=True, kw_only=True)
class Restock(Draft):
    """Issued things come back to the room."""

    number: str = argument("领用单号", Kind.VOUCHER)
    lines: tuple[RestockLine, ...] = argument("明细", Kind.ROWS, rows=RestockLine)
    remarks: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class RecordCompensation(Draft):
    """Somebody paid for what came back worse, or not at all."""

    number: str = argument("归还、退库或盘亏单号", Kind.VOUCHER)
    line: int = argument("行号", Kind.QUANTITY)
    amount: int = argument("赔偿金额", Kind.MONEY)
    person: str | None = argument("赔偿人", Kind.PERSON, default=None)
    note: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawCompensation(Draft):
    """A compensation was written by mistake."""

    number: str = argument("归还、退库或盘亏单号", Kind.VOUCHER)
    line: int = argument("行号", Kind.QUANTITY)


@dataclass(frozen=True, kw_only=True)
class GateLine(Draft):
    """What is carried out of the gate."""

    item: str = argument("物品或资产", Kind.ITEM)
    quantity: int | None = argument("数量", Kind.QUANTITY, default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class IssueGatePass(Draft):
    """Things may leave the gate; those of a loan need not be written again."""

    storeroom: str = argument("保管室", Kind.STOREROOM)
    carrier: str = argument("携出人", Kind.PERSON)
    outside: str = argument("去向")
    purpose: str = argument("事由")
    loan: str | None = argument("借用单号", Kind.VOUCHER, default=None)
    lines: tuple[GateLine, ...] | None = argument("明细", Kind.ROWS, default=None, rows=GateLine)
    due_on: date | None = argument("返回日期", Kind.DATE, default=None)
    remarks: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class CloseGatePass(Draft):
    """What left by a pass is back."""

    number: str = argument("出门条号", Kind.VOUCHER)
    note: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class Reserve(Draft):
    """Somebody wants a card or a room for some periods of a day."""

    item: str = argument("资产或保管室")
    person: str = argument("预约人", Kind.PERSON)
    reserved_on: date = argument("日期", Kind.DATE)
    first_period: int = argument("起节", Kind.QUANTITY)
    last_period: int | None = argument("止节", Kind.QUANTITY, default=None)
    purpose: str | None = argument("用途", default=None)


@dataclass(frozen=True, kw_only=True)
class CancelReservation(Draft):
    """A reservation is not wanted any more."""

    item: str = argument("资产或保管室")
    reserved_on: date = argument("日期", Kind.DATE)
    period: int = argument("节次", Kind.QUANTITY)
