"""What is filled in for a count, from the opening to the sign-off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.count import CountHandling, CountResult, CountScope, FoundCondition
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class OpenCount(Draft):
    """The scope of a new 清查; without rooms and categories it is the whole school.

    Categories are those of cards: with some, and nothing else said, cards alone are counted.
    """

    title: str | None = argument("清查名称", default=None)
    baseline_on: date | None = argument("基准日", Kind.DATE, default=None)
    rooms: tuple[str, ...] | None = argument("保管室", Kind.NAMES, default=None)
    categories: tuple[str, ...] | None = argument("分类代码", Kind.NAMES, default=None)
    things: CountScope | None = argument("盘点对象", Kind.CHOICE, default=None, choices=CountScope)


@dataclass(frozen=True, kw_only=True)
class CountedLine(Draft):
    """What was found of one card or item: by its number on the sheet, or by its own number.

    An empty place and no holder mean that they are as on the card; no pieces: not counted yet.
    """

    line: int | None = argument("行号", Kind.QUANTITY, default=None)
    code: str | None = argument("资产或物品编号", default=None)
    quantity: int | None = argument("实盘数", Kind.QUANTITY, default=None)
    place: str | None = argument("存放地点", default=None)
    holder: str | None = argument("使用人", Kind.PERSON, default=None)
    condition: FoundCondition | None = argument(
        "状况", Kind.CHOICE, default=None, choices=FoundCondition
    )
    affected: int | None = argument("其中件数", Kind.QUANTITY, default=None)
    note: str | None = argument("备注", default=None)


@dataclass(frozen=True, kw_only=True)
class RecordCountLines(Draft):
    """What was found in one room."""

    number: str = argument("清查编号")
    room: str = argument("保管室", Kind.STOREROOM)
    lines: tuple[CountedLine, ...] = argument("各行", Kind.ROWS, rows=CountedLine)
    counted_on: date | None = argument("盘点日期", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class RecordSurplus(Draft):
    """A thing that was found in a room and is on no card; the value is estimated.

    With a kind it is stock that no catalogue has.
    """

    number: str = argument("清查编号")
    room: str = argument("保管室", Kind.STOREROOM)
    name: str = argument("名称")
    quantity: int = argument("数量", Kind.QUANTITY, default=1)
    specification: str | None = argument("规格型号", default=None)
    unit: str | None = argument("单位", default=None)
    kind: StockKind | None = argument("物品类别", Kind.CHOICE, default=None, choices=StockKind)
    value: int = argument("估价", Kind.MONEY, default=0)
    value_basis: str | None = argument("估价依据", default=None)
    place: str | None = argument("存放地点", default=None)
    holder: str | None = argument("使用人", Kind.PERSON, default=None)
    photo: str | None = argument("照片", Kind.FILE, default=None)
    note: str | None = argument("备注", default=None)
    counted_on: date | None = argument("盘点日期", Kind.DATE, default=None)


@dataclass(frozen=True, kw_only=True)
class DropSurplus(Draft):
    """A surplus line that was no surplus."""

    number: str = argument("清查编号")
    surplus: int = argument("盘盈序号", Kind.QUANTITY)


@dataclass(frozen=True, kw_only=True)
class FinishCountRoom(Draft):
    """A room that is counted, with the two people who did it."""

    number: str = argument("清查编号")
    room: str = argument("保管室", Kind.STOREROOM)
    counted_by: str = argument("盘点人")
    witnessed_by: str | None = argument("监盘人", default=None)


@dataclass(frozen=True, kw_only=True)
class ReopenCountRoom(Draft):
    """A room that is to be counted further."""

    number: str = argument("清查编号")
    room: str = argument("保管室", Kind.STOREROOM)


@dataclass(frozen=True, kw_only=True)
class ExplainDifference(Draft):
    """Cause and handling of a difference: of a card, or of a surplus line by its number.

    The room is only asked for an item that differs in several.
    """

    number: str = argument("清查编号")
    result: CountResult = argument("差异", Kind.CHOICE, choices=CountResult)
    cause: str = argument("原因")
    handling: CountHandling = argument("处理", Kind.CHOICE, choices=CountHandling)
    code: str | None = argument("资产或物品编号", default=None)
    room: str | None = argument("保管室", Kind.STOREROOM, default=None)
    surplus: int | None = argument("盘盈序号", Kind.QUANTITY, default=None)
    liable: str | None = argument("责任人", Kind.PERSON, default=None)
    compensation: int | None = argument("赔偿金额", Kind.MONEY, default=None)


@dataclass(frozen=True, kw_only=True)
class SettleDifference(Draft):
    """The difference whose handling is carried out: the document that follows is drafted.

    Others of the same room, route and handling stand on the same document. A price is only asked of
    an item that has no average, for nothing was left of it.
    """

    number: str = argument("清查编号")
    result: CountResult = argument("差异", Kind.CHOICE, choices=CountResult)
    code: str | None = argument("资产或物品编号", default=None)
    room: str | None = argument("保管室", Kind.STOREROOM, default=None)
    surplus: int | None = argument("盘盈序号", Kind.QUANTITY, default=None)
    document: str | None = argument("单据号或凭证号", default=None)
    price: int | None = argument("估价（单价）", Kind.MONEY, default=None)


@dataclass(frozen=True, kw_only=True)
class CloseCount(Draft):
    """The sign-off, after which the count is locked: who signed the report, and when.

    Several names are parted by 、; the post of each is the one that was held that day.
    """

    number: str = argument("清查编号")
    signers: str = argument("签字人")
    signed_on: date | None = argument("签字日期", Kind.DATE, default=None)
    note: str | None = argument("清查意见", default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawCount(Draft):
    """A count that was opened by mistake or is given up."""

    number: str = argument("清查编号")
    reason: str = argument("撤销原因")
