"""What is filled in to register a card, to correct it, or to change its value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.asset import AcquisitionMethod, AssetStatus, ProcurementForm, ValueType
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class AssetFields(Draft):
    """The fields of a card beside its name, its quantity and its value; money in 分."""

    specification: str | None = argument("规格型号", default=None)
    brand: str | None = argument("品牌", default=None)
    category: str | None = argument("分类代码", Kind.CATEGORY, default=None)
    unit: str | None = argument("单位", default=None)
    acquired_on: PartialDate | None = argument("取得日期", Kind.PARTIAL_DATE, default=None)
    in_service_on: PartialDate | None = argument("启用日期", Kind.PARTIAL_DATE, default=None)
    booked_on: PartialDate | None = argument("入账日期", Kind.PARTIAL_DATE, default=None)
    life_months: int | None = argument("折旧年限（月）", Kind.MONTHS, default=None)
    minimum_life_months: int | None = argument("最低使用年限（月）", Kind.MONTHS, default=None)
    status: AssetStatus | None = argument("状态", Kind.CHOICE, default=None, choices=AssetStatus)
    storeroom: str | None = argument("保管室", Kind.STOREROOM, default=None)
    using_department: str | None = argument("使用部门", Kind.DEPARTMENT, default=None)
    place: str | None = argument("存放地点", default=None)
    holder: str | None = argument("使用人", Kind.PERSON, default=None)
    responsible: str | None = argument("责任人", Kind.PERSON, default=None)
    keeper: str | None = argument("保管人", Kind.PERSON, default=None)
    acquisition_method: AcquisitionMethod | None = argument(
        "取得方式", Kind.CHOICE, default=None, choices=AcquisitionMethod
    )
    value_type: ValueType | None = argument(
        "价值类型", Kind.CHOICE, default=None, choices=ValueType
    )
    procurement_form: ProcurementForm | None = argument(
        "采购组织形式", Kind.CHOICE, default=None, choices=ProcurementForm
    )
    funding_source: str | None = argument("经费来源", default=None)
    fiscal_funds: int | None = argument("财政拨款", Kind.MONEY, default=None)
    other_funds: int | None = argument("非财政拨款", Kind.MONEY, default=None)
    manufacturer: str | None = argument("生产厂家", default=None)
    supplier: str | None = argument("供应商", default=None)
    serial_number: str | None = argument("出厂编号", default=None)
    contract_number: str | None = argument("合同编号", default=None)
    invoice_number: str | None = argument("发票号", default=None)
    warranty_until: date | None = argument("保修截止日期", Kind.DATE, default=None)
    budget_item: str | None = argument("预算项目", default=None)
    accounting_voucher: str | None = argument("会计凭证号", default=None)
    purpose: str | None = argument("资产用途", default=None)
    former_code: str | None = argument("原资产编号", default=None)
    former_category_code: str | None = argument("原分类代码", default=None)
    remarks: str | None = argument("备注", default=None)
    details: tuple[tuple[str, str], ...] | None = argument("其他栏目", Kind.FIELDS, default=None)


@dataclass(frozen=True, kw_only=True)
class RegisterAsset(AssetFields):
    """A new card for one piece, or for a batch of like pieces; the value is that of all of them."""

    name: str = argument("资产名称")
    original_value: int = argument("原值", Kind.MONEY)
    quantity: int = argument("数量", Kind.QUANTITY, default=1)
    code: str | None = argument("资产编号", default=None)


@dataclass(frozen=True, kw_only=True)
class CorrectAsset(AssetFields):
    """A card that was written wrongly; what is not filled in stays as it is."""

    code: str = argument("资产编号", Kind.ASSET)
    name: str | None = argument("资产名称", default=None)
    original_value: int | None = argument("原值", Kind.MONEY, default=None)
    quantity: int | None = argument("数量", Kind.QUANTITY, default=None)
    clear: tuple[str, ...] | None = argument("清空的项目", Kind.NAMES, default=None)
    verified: bool | None = argument("已核实", Kind.FLAG, default=None)
    reason: str | None = argument("更正原因", default=None)


@dataclass(frozen=True, kw_only=True)
class ChangeValue(Draft):
    """An addition to, or a reduction of, the value of a card; a reduction is negative."""

    code: str = argument("资产编号", Kind.ASSET)
    delta: int = argument("增减金额", Kind.MONEY)
    reason: str = argument("变动原因")
    extra_months: int = argument("延长年限（月）", Kind.MONTHS, default=0)
    accounting_voucher: str | None = argument("会计凭证号", default=None)


# How a draft's field is called in the card's row, where the two differ.
COLUMN_OF = {
    "category": "category_code",
    "storeroom": "storeroom_id",
    "using_department": "using_department_id",
    "fiscal_funds": "fiscal_funds_fen",
    "other_funds": "other_funds_fen",
}
ROLE_FIELDS = ("holder", "responsible", "keeper")
NOT_CLEARABLE = ("status", "storeroom", "value_type", "details")
