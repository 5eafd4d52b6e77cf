"""The asset card (固定资产卡片): its states, its three roles and what a careful keeper checks.

专人使用、专人负责、专人保管: three separate roles, each held from a day on. A card stands for
one piece or for a batch of like pieces; its value is the value of all of them, in 分.
"""

from __future__ import annotations

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled


class AssetStatus(Labelled):
    """The state of an asset."""

    IN_USE = "in_use", "在用"
    IDLE = "idle", "闲置"
    SEALED = "sealed", "封存"
    LENT_OUT = "lent_out", "出租出借"
    PENDING_DISPOSAL = "pending_disposal", "待报废"
    DISPOSED = "disposed", "已处置"


SETTABLE_STATUSES = (
    AssetStatus.IN_USE,
    AssetStatus.IDLE,
    AssetStatus.SEALED,
    AssetStatus.LENT_OUT,
    AssetStatus.PENDING_DISPOSAL,
)


class AcquisitionMethod(Labelled):
    """How the school came by the asset (取得方式)."""

    PURCHASE = "purchase", "新购"
    ALLOCATION = "allocation", "调拨"
    DONATION = "donation", "接受捐赠"
    SELF_BUILT = "self_built", "自建"
    EXCHANGE = "exchange", "置换"
    SURPLUS = "surplus", "盘盈"
    OTHER = "other", "其他"


class ValueType(Labelled):
    """What the value on the card is (价值类型)."""

    ORIGINAL = "original", "原值"
    ESTIMATED = "estimated", "暂估值"
    APPRAISED = "appraised", "评估值"
    REPLACEMENT = "replacement", "重置值"
    NOMINAL = "nominal", "名义金额"


class ProcurementForm(Labelled):
    """How the purchase was organised (采购组织形式)."""

    GOVERNMENT = "government", "政府集中采购"
    DEPARTMENTAL = "departmental", "部门集中采购"
    DISPERSED = "dispersed", "分散采购"
    OTHER = "other", "其他"


class CategoryEdition(Labelled):
    """The edition of the classification that a card's old code belongs to."""

    GBT1994 = "gbt1994", "国标1994版"
    GBT2010 = "gbt2010", "国标2010版"
    PROCUREMENT2013 = "procurement2013", "采购品目2013版"


MAXIMUM_QUANTITY = 1_000_000
MAXIMUM_VALUE_FEN = 10**14
LONGEST_LIFE_MONTHS = 1200


def require_card_figures(quantity: int, value_fen: int, *lives: int | None) -> None:
    """Refuse quantities (件), values (分) and lives (months) that no card can carry.

    :raises Refused: naming the figure that is out of range.
    """
    if not 1 <= quantity <= MAXIMUM_QUANTITY:
        raise Refused(
            f"数量 {quantity} 不能登记。一张卡片的数量须在 1 到 {MAXIMUM_QUANTITY} 之间。",
            code="quantity",
        )
    if not 0 <= value_fen <= MAXIMUM_VALUE_FEN:
        raise Refused("原值不能为负，也不能超过一万亿元。请核对单位（元）。", code="value")
    if any(life is not None and not 1 <= life <= LONGEST_LIFE_MONTHS for life in lives):
        raise Refused("使用年限须在 1 到 1200 个月之间；不提折旧请留空。", code="life")


def require_funds(*funds_fen: int | None) -> None:
    """Refuse amounts of funds (分) that no card can carry."""
    if any(fen is not None and not 0 <= fen <= MAXIMUM_VALUE_FEN for fen in funds_fen):
        raise Refused("经费金额不能为负，也不能超过一万亿元。请核对单位（元）。", code="value")


def unit_price_fen(value_fen: int, quantity: int) -> int:
    """Return the value of one piece in 分, rounded half up, as forms show it."""
    return (2 * value_fen + quantity) // (2 * quantity)
