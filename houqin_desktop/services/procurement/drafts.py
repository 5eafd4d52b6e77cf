"""What is filled in from the request to the hand-out; money in 分."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from houqin_desktop.domain.procurement import (
    LineChoice,
    PurchaseForm,
    RejectedGoods,
    Stocking,
)
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class AddSupplier(Draft):
    """Somebody who sells to the school."""

    name: str = argument("供应商")
    tax_number: str | None = argument("税号", default=None)
    contact: str | None = argument("联系人", default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class CorrectSupplier(Draft):
    """Something about a supplier was written wrong, or has changed."""

    supplier: str = argument("供应商")
    name: str | None = argument("新名称", default=None)
    tax_number: str | None = argument("税号", default=None)
    contact: str | None = argument("联系人", default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class RetireSupplier(Draft):
    """Nothing more is bought there, or is again; what was bought stays."""

    supplier: str = argument("供应商")
    restore: bool | None = argument("恢复使用", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class AddBudgetLine(Draft):
    """How much may be spent on something in a year."""

    year: int = argument("年度", Kind.QUANTITY)
    name: str = argument("预算项目")
    amount: int = argument("预算金额", Kind.MONEY)
    funding_source: str | None = argument("经费来源", default=None)
    department: str | None = argument("部门", Kind.DEPARTMENT, default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class ChangeBudgetLine(Draft):
    """The year's budget of something is set anew, or what is said of it."""

    year: int = argument("年度", Kind.QUANTITY)
    name: str = argument("预算项目")
    amount: int | None = argument("预算金额", Kind.MONEY, default=None)
    funding_source: str | None = argument("经费来源", default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawBudgetLine(Draft):
    """A budget line is used no longer, or is again."""

    year: int = argument("年度", Kind.QUANTITY)
    name: str = argument("预算项目")
    restore: bool | None = argument("恢复使用", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class WantedLine(Draft):
    """One thing that is asked for, with the price of a piece as it is expected."""

    name: str = argument("物品名称")
    specification: str | None = argument("规格型号", default=None)
    unit: str | None = argument("单位", default=None)
    quantity: int = argument("数量", Kind.QUANTITY)
    price: int = argument("预计单价", Kind.MONEY)
    purpose: str | None = argument("用途", default=None)
    category: str | None = argument("分类代码", Kind.CATEGORY, default=None)
    bought_anyway: str | None = argument("仍要购买的理由", default=None)
    instead: LineChoice | None = argument("改办", Kind.CHOICE, choices=LineChoice, default=None)
    instead_quantity: int | None = argument("改办数量", Kind.QUANTITY, default=None)
    document: str | None = argument("办理单号", Kind.VOUCHER, default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class RequestPurchase(Draft):
    """A department asks for things to be bought."""

    applicant: str = argument("申请人", Kind.PERSON)
    department: str = argument("申请部门", Kind.DEPARTMENT)
    head: str | None = argument("部门负责人", Kind.PERSON, default=None)
    form: PurchaseForm = argument("采购方式", Kind.CHOICE, choices=PurchaseForm)
    needed_by: date | None = argument("需用日期", Kind.DATE, default=None)
    purpose: str | None = argument("申请理由", default=None)
    funding_source: str | None = argument("经费来源", default=None)
    budget_line: str | None = argument("预算项目", default=None)
    lines: tuple[WantedLine, ...] = argument("明细", Kind.ROWS, rows=WantedLine, default=())
    low_stock: bool | None = argument("补足最低库存", Kind.FLAG, default=None)
    term_plan: str | None = argument("开学计划", default=None)
    over_budget: str | None = argument("超预算决定", default=None)
    exception: str | None = argument("申请人兼审批的理由", default=None)
    hazard: str | None = argument("为哪条隐患", default=None)
    remarks: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class DecideLine(Draft):
    """A line, or pieces of it, is not bought but served otherwise; or it is bought all the same."""

    number: str = argument("单号", Kind.VOUCHER)
    line: int = argument("行号", Kind.QUANTITY)
    choice: LineChoice = argument("处理", Kind.CHOICE, choices=LineChoice)
    quantity: int | None = argument("数量", Kind.QUANTITY, default=None)
    reason: str = argument("理由")
    found: str | None = argument("已有的物品", default=None)
    document: str | None = argument("办理单号", Kind.VOUCHER, default=None)


@dataclass(frozen=True, kw_only=True)
class ExcuseProcurement(Draft):
    """What a paper has to say before it is printed: over the budget, or signed by who asked."""

    number: str = argument("单号", Kind.VOUCHER)
    over_budget: str | None = argument("超预算决定", default=None)
    exception: str | None = argument("例外的理由", default=None)


@dataclass(frozen=True, kw_only=True)
class CloseRequest(Draft):
    """What of a request was not bought is bought no longer; its budget is free again."""

    number: str = argument("单号", Kind.VOUCHER)
    reason: str = argument("结束原因")


@dataclass(frozen=True, kw_only=True)
class OrderLine(Draft):
    """Pieces of one line of a request, with the price of a piece as it was agreed."""

    request: str = argument("申请单号", Kind.VOUCHER)
    line: int = argument("行号", Kind.QUANTITY)
    quantity: int | None = argument("数量", Kind.QUANTITY, default=None)
    price: int | None = argument("单价", Kind.MONEY, default=None)


@dataclass(frozen=True, kw_only=True)
class OrderPurchase(Draft):
    """Approved things are bought: where, by whom, for when; several requests may go together."""

    supplier: str = argument("供应商")
    buyer: str = argument("采购经办人", Kind.PERSON)
    form: PurchaseForm | None = argument(
        "采购方式", Kind.CHOICE, choices=PurchaseForm, default=None
    )
    requests: tuple[str, ...] | None = argument("采购申请", Kind.NAMES, default=None)
    lines: tuple[OrderLine, ...] = argument("明细", Kind.ROWS, rows=OrderLine, default=())
    due_on: date | None = argument("交货日期", Kind.DATE, default=None)
    contract_number: str | None = argument("合同编号", default=None)
    plan_number: str | None = argument("政府采购计划编号", default=None)
    choice_reason: str | None = argument("选定理由", default=None)
    exception: str | None = argument("报价不足的理由", default=None)


@dataclass(frozen=True, kw_only=True)
class RecordQuotation(Draft):
    """What a supplier would take for all of a purchase."""

    number: str = argument("单号", Kind.VOUCHER)
    supplier: str = argument("供应商")
    amount: int = argument("报价", Kind.MONEY)
    quoted_on: date | None = argument("报价日期", Kind.DATE, default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class DeliveredLine(Draft):
    """How many pieces of a line of the purchase came, and how many of them are good."""

    line: int = argument("行号", Kind.QUANTITY)
    delivered: int = argument("到货数", Kind.QUANTITY)
    accepted: int | None = argument("合格数", Kind.QUANTITY, default=None)
    price: int | None = argument("发票单价", Kind.MONEY, default=None)
    quality: str | None = argument("质量情况", default=None)
    rejected: RejectedGoods | None = argument(
        "不合格处理", Kind.CHOICE, choices=RejectedGoods, default=None
    )
    papers: str | None = argument("随附资料", default=None)
    warranty_until: date | None = argument("保修截止日期", Kind.DATE, default=None)
    serials: str | None = argument("出厂编号", default=None)


@dataclass(frozen=True, kw_only=True)
class AcceptGoods(Draft):
    """A delivery is looked at by two people, neither of whom asked for it."""

    number: str = argument("采购单号", Kind.VOUCHER)
    storeroom: str = argument("验收保管室", Kind.STOREROOM)
    acceptor: str = argument("验收人", Kind.PERSON)
    second_acceptor: str = argument("另一位验收人", Kind.PERSON)
    user: str | None = argument("使用部门签字人", Kind.PERSON, default=None)
    lines: tuple[DeliveredLine, ...] = argument("明细", Kind.ROWS, rows=DeliveredLine)
    arrived_on: date | None = argument("到货日期", Kind.DATE, default=None)
    delivery_note: str | None = argument("送货单号", default=None)
    invoice_number: str | None = argument("发票号", default=None)
    invoice_on: date | None = argument("发票日期", Kind.DATE, default=None)
    invoice_amount: int | None = argument("发票金额", Kind.MONEY, default=None)
    differences: str | None = argument("三单不一致的说明", default=None)
    over_budget: str | None = argument("超预算决定", default=None)
    exception: str | None = argument("申请人兼验收的理由", default=None)
    remarks: str | None = argument("验收结论", default=None)


@dataclass(frozen=True, kw_only=True)
class StockedAs(Draft):
    """How the pieces of one accepted line come in, where it is not the usual way."""

    line: int = argument("行号", Kind.QUANTITY)
    way: Stocking | None = argument("入账方式", Kind.CHOICE, choices=Stocking, default=None)
    item: str | None = argument("物品", Kind.ITEM, default=None)
    category: str | None = argument("分类代码", Kind.CATEGORY, default=None)
    place: str | None = argument("存放位置", default=None)
    batch: str | None = argument("批号", default=None)
    expires_on: date | None = argument("有效期至", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class StockAccepted(Draft):
    """Everything that was accepted comes into a room, as cards or as stock."""

    judged_by: ClassVar[tuple[str, ...]] = ("number",)

    number: str = argument("验收单号", Kind.VOUCHER)
    lines: tuple[StockedAs, ...] = argument("入账方式", Kind.ROWS, rows=StockedAs, default=())
    remarks: str | None = argument("说明", default=None)


@dataclass(frozen=True, kw_only=True)
class HandOut(Draft):
    """What a receipt brought in goes to who asked for it, for use or on loan."""

    number: str = argument("入库单号", Kind.VOUCHER)
    taker: str | None = argument("领用人", Kind.PERSON, default=None)
    due_on: date | None = argument("借用归还日期", Kind.DATE, default=None)
    place: str | None = argument("使用地点", default=None)


@dataclass(frozen=True, kw_only=True)
class EnterInAccounts(Draft):
    """The accounts department entered a receipt under a number; empty: not yet after all."""

    number: str = argument("入库单号", Kind.VOUCHER)
    accounting_voucher: str | None = argument("会计凭证号", default=None)
    entered_on: date | None = argument("入账日期", Kind.DATE, default=None)
