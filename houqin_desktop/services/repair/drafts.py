"""What is filled in from the report of what is broken to the repair that is accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.repair import RepairResult
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class ReportRepair(Draft):
    """Something is broken: a card or a thing in words, where it is and what is wrong."""

    reporter: str = argument("报修人", Kind.PERSON)
    department: str | None = argument("报修部门", Kind.DEPARTMENT, default=None)
    asset: str | None = argument("资产", Kind.ASSET, default=None)
    thing: str | None = argument("物品", default=None)
    campus_place: str | None = argument("场所", Kind.CAMPUS_PLACE, default=None)
    storeroom: str | None = argument("保管室", Kind.STOREROOM, default=None)
    place: str | None = argument("具体位置", default=None)
    fault: str = argument("故障描述")
    photo: str | None = argument("照片", Kind.FILE, default=None)
    hazard: str | None = argument("为哪条隐患", default=None)
    remarks: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class AssignRepair(Draft):
    """Somebody is sent, of the school or a firm; neither of them: nobody any more."""

    number: str = argument("单号", Kind.VOUCHER)
    worker: str | None = argument("维修人", Kind.PERSON, default=None)
    firm: str | None = argument("维修单位", default=None)
    due_on: date | None = argument("要求完成日期", Kind.DATE, default=None)
    remarks: str | None = argument("派工说明", default=None)


@dataclass(frozen=True, kw_only=True)
class MaterialLine(Draft):
    """Pieces that were bought for a repair, with the price of one."""

    name: str = argument("材料名称")
    specification: str | None = argument("规格型号", default=None)
    unit: str | None = argument("单位", default=None)
    quantity: int = argument("数量", Kind.QUANTITY)
    price: int = argument("单价", Kind.MONEY)
    invoice: str | None = argument("发票或凭据", default=None)


@dataclass(frozen=True, kw_only=True)
class FinishRepair(Draft):
    """What was done, what came of it, and what it cost beside the parts from stock."""

    number: str = argument("单号", Kind.VOUCHER)
    started_on: date | None = argument("开始日期", Kind.DATE, default=None)
    done_on: date | None = argument("完成日期", Kind.DATE, default=None)
    deed: str = argument("维修情况")
    result: RepairResult | None = argument(
        "维修结果", Kind.CHOICE, choices=RepairResult, default=None
    )
    labour: int | None = argument("人工费", Kind.MONEY, default=None)
    invoice: str | None = argument("人工费发票或凭据", default=None)
    materials: tuple[MaterialLine, ...] = argument(
        "外购材料", Kind.ROWS, rows=MaterialLine, default=()
    )
    photo: str | None = argument("修后照片", Kind.FILE, default=None)


@dataclass(frozen=True, kw_only=True)
class ReopenRepair(Draft):
    """A work is not accepted and goes on; or it was entered by mistake and cost nothing."""

    number: str = argument("单号", Kind.VOUCHER)
    reason: str = argument("退回原因")
    mistaken: bool | None = argument("登记有误不计费", Kind.FLAG, default=None)
