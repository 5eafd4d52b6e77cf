"""What is filled in for a count, from the opening to the sign-off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.count import CountHandling, CountResult, FoundCondition
from houqin_desktop.services.draft import Draft, Kind, argument


@dataclass(frozen=True, kw_only=True)
class OpenCount(Draft):
    """The scope of a new 清查; without rooms and categories it is the whole school."""

    title: str | None = argument("清查名称", default=None)
    baseline_on: date | None = argument("基准日", Kind.DATE, default=None)
    rooms: tuple[str, ...] | None = argument("保管室", Kind.NAMES, default=None)
    categories: tuple[str, ...] | None = argument("分类代码", Kind.NAMES, default=None)


@dataclass(frozen=True, kw_only=True)
class CountedLine(Draft):
    """What was found of one card: by its number on the sheet, or by the asset number.

    An empty place and no holder mean that they are as on the card; no pieces: not counted yet.
    """

    line: int | None = argument("行号", Kind.QUANTITY, default=None)
    code: str | None = argument("资产编号", default=None)
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
    """A thing that was found in a room and is on no card; the value is estimated."""

    number: str = argument("清查编号")
    room: str = argument("保管室", Kind.STOREROOM)
    name: str = argument("名称")
    quantity: int = argument("数量", Kind.QUANTITY, default=1)
    specification: str | None = argument("规格型号", default=None)
    unit: str | None = argument("单位", default=None)
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
    """Cause and handling of a difference: of a card, or of a surplus line by its number."""

    number: str = argument("清查编号")
    result: CountResult = argument("差异", Kind.CHOICE, choices=CountResult)
    cause: str = argument("原因")
    handling: CountHandling = argument("处理", Kind.CHOICE, choices=CountHandling)
    code: str | None = argument("资产编号", default=None)
    surplus: int | None = argument("盘盈序号", Kind.QUANTITY, default=None)
    liable: str | None = argument("责任人", Kind.PERSON, default=None)
    compensation: int | None = argument("赔偿金额", Kind.MONEY, default=None)


@dataclass(frozen=True, kw_only=True)
class SettleDifference(Draft):
    """The difference whose handling is carried out: the document that follows is drafted."""

    number: str = argument("清查编号")
    result: CountResult = argument("差异", Kind.CHOICE, choices=CountResult)
    code: str | None = argument("资产编号", default=None)
    surplus: int | None = argument("盘盈序号", Kind.QUANTITY, default=None)
    document: str | None = argument("单据号或凭证号", default=None)


@dataclass(frozen=True, kw_only=True)
class CloseCount(Draft):
    """The sign-off, after which the count is locked."""

    number: str = argument("清查编号")
    signers: str = argument("签字人")
    note: str | None = argument("清查意见", default=None)


@dataclass(frozen=True, kw_only=True)
class WithdrawCount(Draft):
    """A count that was opened by mistake or is given up."""

    number: str = argument("清查编号")
    reason: str = argument("撤销原因")
