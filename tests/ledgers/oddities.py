"""Sheets with one trick each, written out by hand: what no layout of its own has and schools do.

A row is written with the label of what must be read of it; a row without one is no asset.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.ledgers.labels import DOUBTFUL, EMPTY, RowLabel, Truth, value
from tests.ledgers.pages import Page

Line = tuple[tuple[Any, ...], dict[str, Any] | None]

REFUSED: dict[str, Any] = {"refused": True}


def _page(*lines: Line, name: str = "Sheet1") -> Page:
    page = Page(name)
    width = max(len(cells) for cells, _ in lines)
    for cells, label in lines:
        if label is not None:
            fields = {
                key: truth if isinstance(truth, Truth) else value(truth)
                for key, truth in label.items()
                if key != "refused"
            }
            page.labels[page.number] = RowLabel(fields, refused="refused" in label)
        page.add(*cells, *[""] * (width - len(cells)))
    return page


def _thing(name: str, quantity: int, fen: int, **more: Any) -> dict[str, Any]:
    return {"name": name, "quantity": quantity, "original_value": fen, **more}


PLAIN = ("资产名称", "数量", "原值")
DESK = (("课桌", 10, 1500.0), _thing("课桌", 10, 150_000))
LAMP = (("台灯", 2, 90.0), _thing("台灯", 2, 9_000))

ODDITIES: dict[str, Page] = {
    "栏次": _page(
        (PLAIN, None), (("栏次", 1, 2), None), DESK, LAMP,
    ),
    "甲乙": _page(
        (("资产名称", "规格型号", "数量", "原值"), None), (("甲", "乙", 1, 2), None),
        (("课桌", "双人", 10, 1500.0), _thing("课桌", 10, 150_000, specification="双人")),
    ),
    "栏号成行": _page(
        (("序号", *PLAIN), None), ((1, 2, 3, 4), None), ((1, *DESK[0]), DESK[1]),
        ((2, *LAMP[0]), LAMP[1]),
    ),
    "竖排表头": _page(
        (("序\n号", "资产\n名称", "数\n量", "原\n值"), None), ((1, *DESK[0]), DESK[1]),
    ),
    "必填记号": _page(
        (("*资产名称（必填）", "*数量（必填）", "*原值（元）", "取得日期（如2015-09-01）"), None),
        (("课桌", 10, 1500.0, "2015-09-01"), _thing("课桌", 10, 150_000, acquired_on="2015-09-01")),
    ),
    "单位成行": _page(
        (PLAIN, None), (("", "（件）", "（元）"), None), DESK,
    ),
    "表在中间": _page(
        ((), None), ((), None), (("", "", "一览表"), None), (("", "", *PLAIN), None),
        (("", "", *DESK[0]), DESK[1]),
    ),
    "上下两表": _page(
        (("甲表",), None), (PLAIN, None), DESK, (("合计", 10, 1500.0), None), ((), None),
        (("乙表",), None), (("品名", "单位", "件数", "单价"), None),
        (("书架", "个", 2, 300.0), _thing("书架", 2, 60_000, unit="个")),
    ),
    "分类小计": _page(
        (("分类", *PLAIN), None),
        (("家具和用具", *DESK[0]), DESK[1] | {"category_code": "A05000000"}),
        (("家具和用具小计", "", 10, 1500.0), None), (("小  计", "", 10, 1500.0), None),
        (("其中：教学用", "", 5, 700.0), None),
    ),
    "总计在上": _page(
        (PLAIN, None), (("总计", 12, 1590.0), None), DESK, LAMP,
    ),
    "教室小标题": _page(
        (PLAIN, None), (("电脑1室：",), None),
        (DESK[0], DESK[1] | {"place": "电脑1室"}), (("三（1）班",), None),
        (LAMP[0], LAMP[1] | {"place": "三(1)班"}),
    ),
    "千元": _page(
        (("单位：千元",), None), (PLAIN, None), (("课桌", 10, 1.5), _thing("课桌", 10, 150_000)),
    ),
    "备注已报废": _page(
        ((*PLAIN, "备注"), None),
        ((*DESK[0], "已报废"), DESK[1] | {"status": "已报废"}),
        ((*LAMP[0], "2019年报废一台"), LAMP[1] | {"remarks": "2019年报废一台", "status": DOUBTFUL}),
    ),
    "红字冲减": _page((PLAIN, None), DESK, (("课桌", 2, -300.0), REFUSED)),
    "两个备注": _page(
        ((*PLAIN, "备注", "备注"), None), ((*DESK[0], "甲", "乙"), DESK[1] | {"remarks": "甲"}),
    ),
    "全角序号": _page(
        (("序　号", "资　产　名　称", "数　量", "原　值"), None), (("１", *DESK[0]), DESK[1]),
    ),
    "只有年份": _page(
        ((*PLAIN, "购置年份"), None), ((*DESK[0], 2015.0), DESK[1] | {"acquired_on": "2015"}),
        ((*LAMP[0], "08"), LAMP[1] | {"acquired_on": DOUBTFUL}),
    ),
    "元和万元": _page(
        (("资产名称", "数量", "原值（元）", "净值（万元）"), None),
        (("课桌", 10, 1500.0, 0.05), DESK[1] | {"net_value": 50_000}),
    ),
    "汇总表": _page(
        (("资产分类名称", "期初", "本期增加", "本期减少", "期末余额"), None),
        (("通用设备", 100.0, 20.0, 0.0, 120.0), None), (("家具", 100.0, 20.0, 0.0, 120.0), None),
    ),
    "代码表": _page(
        (("国标分类代码",), None), (("代码", "名    称"), None), ((2010104.0, "  台式机"), None),
        (("第二节",), None), (("代码", "名    称"), None), ((2010105.0, "  笔记本"), None),
    ),
    "封面": _page((("示范小学",), None), (("固定资产账簿",), None), (("2015年",), None)),
    "签名在中": _page(
        (PLAIN, None), DESK, (("制表：张三", "审核：李四"), None), ((), None), (PLAIN, None), LAMP,
    ),
    "空行空列": _page(
        (("资产名称", "", "数量", "", "原值"), None), ((), None),
        (("课桌", "", 10, "", 1500.0), DESK[1]), ((), None), (("台灯", "", 2, "", 90.0), LAMP[1]),
    ),
    "编号像日期": _page(
        (("资产编号", *PLAIN), None), (("2015-1", *DESK[0]), DESK[1] | {"code": "2015-1"}),
        (("15-03", *LAMP[0]), LAMP[1] | {"code": "15-03"}),
    ),
    "无值": _page(
        (("资产名称", "数量", "存放地点"), None), (("课桌", 10, "三楼"), REFUSED),
    ),
    "同号": _page(
        (("资产编号", *PLAIN), None), (("TY1", *DESK[0]), DESK[1] | {"code": "TY1"}),
        (("同上", *LAMP[0]), LAMP[1] | {"code": DOUBTFUL}),
    ),
    "错误值": _page(
        (("资产编号", *PLAIN, "存放地点"), None),
        (("#REF!", *DESK[0], "#N/A"), DESK[1] | {"code": DOUBTFUL, "place": DOUBTFUL}),
        (("TY2", "台灯", 2, "#VALUE!", "三楼"), REFUSED),
    ),
    "单位是部门": _page(
        ((*PLAIN, "单位"), None),
        ((*DESK[0], "教导处"), DESK[1] | {"department": "教导处", "unit": EMPTY}),
        ((*LAMP[0], "三年级组"), LAMP[1] | {"department": "三年级组", "unit": EMPTY}),
    ),
    "五位数字": _page(
        ((*PLAIN, "购置日期"), None), ((*DESK[0], 20159.0), DESK[1] | {"acquired_on": DOUBTFUL}),
        ((*LAMP[0], 42248.0), LAMP[1] | {"acquired_on": "2015-09-01"}),
    ),
    "年限是月": _page(
        ((*PLAIN, "使用年限"), None), ((*DESK[0], 60.0), DESK[1] | {"life": DOUBTFUL}),
        ((*LAMP[0], 72.0), LAMP[1] | {"life": DOUBTFUL}),
    ),
    "数成了日期": _page(
        ((*PLAIN, "购置日期"), None),
        ((*DESK[0], date(1900, 1, 5)), DESK[1] | {"acquired_on": DOUBTFUL}),
    ),
    "横线": _page(
        ((*PLAIN, "存放地点", "取得日期"), None),
        ((*DESK[0], "——", "－"), DESK[1] | {"place": EMPTY, "acquired_on": EMPTY}),
    ),
}  # fmt: skip
"""By what is odd about each; every third is held out."""
