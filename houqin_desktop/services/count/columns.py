"""The columns of the papers of a count (DOMAIN.md 3.6, 4.10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from houqin_desktop.domain.list_sheet import PaperColumn, PaperKind, PaperSection
from houqin_desktop.services.count.line_views import CountPart

MONEY, COUNT, CENTRED = PaperKind.MONEY, PaperKind.COUNT, PaperKind.CENTRED


def figures(group: str, *, dashed: bool = True) -> tuple[PaperColumn, PaperColumn]:
    """Return pieces and value under one head; undashed where nothing is not the same as none."""
    return (
        PaperColumn("数量", COUNT, group, summed=True, dashed=dashed),
        PaperColumn("金额", MONEY, group, summed=True, dashed=dashed),
    )


NAMED: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("编号"),
    PaperColumn("名称", wraps=True),
    PaperColumn("规格型号", wraps=True),
    PaperColumn("单位", CENTRED),
)
FILLED_COLUMNS: Final = (
    *NAMED,
    PaperColumn("单价", MONEY),
    *figures("账面", dashed=False),
    *figures("实盘", dashed=False),
    *figures("盘盈（+）"),
    *figures("盘亏（−）"),
    PaperColumn("使用状况", CENTRED, wraps=True),
    PaperColumn("存放地点", wraps=True),
    PaperColumn("使用人", CENTRED, wraps=True),
    PaperColumn("差异原因／备注", wraps=True),
)
BLIND_COLUMNS: Final = (
    *NAMED,
    PaperColumn("存放地点", wraps=True),
    PaperColumn("使用人", CENTRED),
    PaperColumn("实盘数量", CENTRED),
    PaperColumn("状况（完好／损坏／闲置）", CENTRED),
    PaperColumn("实际地点、使用人或备注", wraps=True),
)
SURPLUS_COLUMNS: Final = (
    *NAMED,
    PaperColumn("数量", COUNT, summed=True),
    PaperColumn("入账价值", MONEY, summed=True),
    PaperColumn("保管室", wraps=True),
    PaperColumn("来源说明", wraps=True),
    PaperColumn("入账价值依据", wraps=True),
    PaperColumn("鉴证材料", CENTRED),
    PaperColumn("处理意见", CENTRED),
    PaperColumn("入账编号"),
)
SHORTAGE_COLUMNS: Final = (
    *NAMED,
    PaperColumn("数量", COUNT, summed=True),
    PaperColumn("原值", MONEY, summed=True),
    PaperColumn("累计折旧", MONEY, summed=True),
    PaperColumn("净值", MONEY, summed=True),
    PaperColumn("保管室", wraps=True),
    PaperColumn("原因", wraps=True),
    PaperColumn("责任人", CENTRED),
    PaperColumn("处理意见", CENTRED),
    PaperColumn("赔偿金额", MONEY, summed=True, dashed=True),
    PaperColumn("单据"),
)
DIFFERENCE_COLUMNS: Final = (
    PaperColumn("序号", CENTRED),
    PaperColumn("编号"),
    PaperColumn("名称", wraps=True),
    PaperColumn("保管室", wraps=True),
    PaperColumn("差异", CENTRED),
    PaperColumn("账面与实际", wraps=True),
    PaperColumn("数量", COUNT, summed=True),
    PaperColumn("金额", MONEY, summed=True),
    PaperColumn("原因", wraps=True),
    PaperColumn("处理意见", CENTRED),
    PaperColumn("单据"),
)
SUMMARY_COLUMNS: Final = (
    *figures("期初"),
    *figures("增加"),
    *figures("减少"),
    PaperColumn("件数", COUNT, "账面数", summed=True),
    PaperColumn("原值", MONEY, "账面数", summed=True),
    PaperColumn("净值", MONEY, "账面数", summed=True),
    *figures("盘盈"),
    *figures("盘亏"),
    PaperColumn("件数", COUNT, "清查数", summed=True),
    PaperColumn("原值", MONEY, "清查数", summed=True),
    *figures("待报废"),
)
# What only a card has; and how the rest is called where stock is among it.
_OF_CARDS: Final = frozenset({"使用人", "存放地点", "累计折旧", "净值"})
_WITH_STOCK: Final = {"件数": "数量", "原值": "金额", "入账编号": "入账编号或单号"}
_OF_STOCK: Final = _WITH_STOCK | {
    "使用状况": "盘点结果",
    "入账编号": "入库单号",
    "实际地点、使用人或备注": "备注",
}
MIXED_NOTE: Final = "金额：资产是原值，物品是结存金额；物品不提折旧，没有净值"


def fitted(
    columns: Sequence[PaperColumn], sections: Iterable[PaperSection], parts: Sequence[CountPart]
) -> tuple[tuple[PaperColumn, ...], tuple[PaperSection, ...]]:
    """Return columns and rows as they are for cards, for stock, or for both on one paper.

    Where both are, only money is added up: 件 of cards and boxes of chalk are no sum.
    """
    if all(part.of_cards for part in parts):
        return tuple(columns), tuple(sections)
    mixed = len(parts) > 1
    names = _WITH_STOCK if mixed else _OF_STOCK
    kept = [at for at, one in enumerate(columns) if mixed or one.title not in _OF_CARDS]
    shown = [columns[at] for at in kept]
    fitting = [
        replace(
            one,
            title=names.get(one.title, one.title),
            summed=one.summed and not (mixed and one.kind is PaperKind.COUNT),
        )
        for one in shown
    ]
    return tuple(fitting), tuple(
        replace(one, rows=tuple(tuple(row[at] for at in kept) for row in one.rows))
        for one in sections
    )
