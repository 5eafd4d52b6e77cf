"""What is filled in for the catalogue of stock and for what comes in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.stock import ReceiptSource, StockKind
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class _NewName(Draft):
    """What a new item is called: declared apart, because a form begins with it."""

    name: str = argument("物品名称")
    kind: StockKind = argument("物品类别", Kind.CHOICE, choices=StockKind)
    unit: str = argument("计量单位")


@dataclass(frozen=True, kw_only=True)
class _CorrectedName(Draft):
    """Which item is corrected, and what it is called from now on."""

    item: str = argument("物品", Kind.ITEM)
    name: str | None = argument("物品名称", default=None)
    kind: StockKind | None = argument("物品类别", Kind.CHOICE, default=None, choices=StockKind)
    unit: str | None = argument("计量单位", default=None)


@dataclass(frozen=True, kw_only=True)
class ItemFields(Draft):
    """What the catalogue says of an item beside its name, its unit and its kind."""

    specification: str | None = argument("规格型号", default=None)
    category: str | None = argument("类别", default=None)
    pack_unit: str | None = argument("包装单位", default=None)
    pack_size: int | None = argument("每包数量", Kind.QUANTITY, default=None)
    everyday_names: str | None = argument("俗名", default=None)
    minimum: int | None = argument("全校最低库存", Kind.QUANTITY, default=None)
    keeps_expiry: bool | None = argument("管有效期", Kind.FLAG, default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class AddItem(ItemFields, _NewName):
    """A new item of the catalogue."""

    code: str | None = argument("物品编号", default=None)


@dataclass(frozen=True, kw_only=True)
class CorrectItem(ItemFields, _CorrectedName):
    """Something in the catalogue was written wrong, or has changed."""

    clear: tuple[str, ...] | None = argument("清空的栏目", Kind.NAMES, default=None)


@dataclass(frozen=True, kw_only=True)
class RetireItem(Draft):
    """An item is no longer kept, or is kept again; its history stays."""

    item: str = argument("物品", Kind.ITEM)
    restore: bool | None = argument("恢复使用", Kind.FLAG, default=None)


@dataclass(frozen=True, kw_only=True)
class SetMinimum(Draft):
    """How many pieces of an item a room should have at least; nothing filled in: no minimum."""

    item: str = argument("物品", Kind.ITEM)
    storeroom: str = argument("保管室", Kind.STOREROOM)
    quantity: int = argument("最低库存", Kind.QUANTITY)


@dataclass(frozen=True, kw_only=True)
class ReceiptLine(Draft):
    """Pieces of one item that come in, with what they are worth in all (分)."""

    item: str = argument("物品", Kind.ITEM)
    quantity: int = argument("数量", Kind.QUANTITY)
    amount: int | None = argument("金额", Kind.MONEY, default=None)
    price: int | None = argument("单价", Kind.MONEY, default=None)
    batch: str | None = argument("批号", default=None)
    expires_on: date | None = argument("有效期至", Kind.DATE, default=None)
    place: str | None = argument("存放位置", default=None)
    remarks: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class ReceiveStock(Draft):
    """Things come into a room: from where, brought by whom, and what they are."""

    storeroom: str = argument("入库保管室", Kind.STOREROOM)
    source: ReceiptSource = argument("来源", Kind.CHOICE, choices=ReceiptSource)
    lines: tuple[ReceiptLine, ...] = argument("明细", Kind.ROWS, rows=ReceiptLine)
    handled_by: str | None = argument("经办人", Kind.PERSON, default=None)
    supplier: str | None = argument("来源单位", default=None)
    remarks: str | None = argument("说明", default=None)
