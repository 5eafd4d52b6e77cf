"""The columns of the papers of a count (DOMAIN.md 3.6, 4.10)."""

from __future__ import annotations

from typing import Final

from houqin_desktop.domain.list_sheet import PaperColumn, PaperKind

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
