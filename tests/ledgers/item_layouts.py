"""How schools write their stock down (DOMAIN.md 7): headers word for word, and what stands in them.

Besides the fields of an item a column may hold what is carried over (`opening`), came in or went
out (`moves`), the pieces of one room (`@总保管室`), or their sum (`total`).
"""

from __future__ import annotations

from tests.ledgers.layouts import Layout, columns_of

ROOMS = ("总保管室", "电脑1室", "图书室", "体育器材室")

ITEM_LAYOUTS = (
    Layout(101, columns_of(
        "序号=serial 物品名称=name 规格型号=specification 单位=unit 数量=quantity 单价=unit_price "
        "金额=original_value 备注=remarks"),
        titles=(("示范小学低值易耗品库存表",), ("保管人：", "", "", "2026年9月1日"))),
    Layout(102, columns_of(
        "物品编号=code 物品名称=name 规格=specification 物品类别=stock_kind 单位=unit 换算=pack "
        "最低库存=minimum 总保管室=@总保管室 电脑1室=@电脑1室 图书室=@图书室 合计=total "
        "单价=unit_price 金额=original_value")),
    Layout(103, columns_of(
        "品名=name 规格=specification 计量单位=unit 期初结存|数量=opening 期初结存|金额=opening "
        "本期入库|数量=moves 本期入库|金额=moves 本期领用|数量=moves 本期领用|金额=moves "
        "期末结存|数量=quantity 期末结存|单价=unit_price 期末结存|金额=original_value "
        "备注=remarks"),
        titles=(("材料收发存月报表",), ("2026年8月",)), heads=True),
    Layout(104, columns_of(
        "序号=serial 品名=name 规格型号=specification 单位=unit 数量=quantity 单价=unit_price "
        "金额=original_value 存放位置=place 备注=remarks"),
        titles=(("低值易耗品及材料明细账",), ("单位：元",)), paged=True, heads=True),
    Layout(105, columns_of(
        "品名=name 规格型号=specification 类别=stock_kind 单位=unit 包装单位=pack_unit "
        "每包数量=pack_size 数量=quantity 金额=original_value 保管室=storeroom")),
    Layout(106, columns_of(
        "材料名称=name 规格=specification 批号=batch 有效期至=expires_on 单位=unit 数量=quantity "
        "金额=original_value 仓库=storeroom 备注=remarks"),
        titles=(("防疫和保洁材料登记表",), ()), paged=True),
    Layout(107, columns_of(
        "序号=serial 物品|基本情况|名称=name 物品|基本情况|规格=specification "
        "物品|计量|单位=unit 结存|各室|总保管室=@总保管室 结存|各室|图书室=@图书室 "
        "结存|各室|体育器材室=@体育器材室 结存|全校|合计=total 单价=unit_price "
        "金额=original_value"),
        titles=(("低值易耗品分室结存表",), ("填表：张建国", "", "", "单位：元"))),
    Layout(108, columns_of(
        "名称=name 规格=specification 单位=unit 库存数量=quantity 单价(元)=unit_price "
        "说明=remarks"),
        titles=(("分室材料清单",),), rooms=True),
    Layout(109, columns_of(
        "货号=code 商品名称=name 规格=specification 品类=category 单位=unit 每箱数量=pack "
        "现有库存=quantity 进价=unit_price 库存金额=original_value 库位=place"),
        titles=(("文具等低值易耗品盘存",),), heads=False),
    Layout(110, columns_of(
        "编号=code 名称=name 规格=specification 单位=unit 类别=stock_kind 俗名=everyday_names "
        "全校最低库存=minimum 备注=remarks"), titles=(("物品目录",),), valued=False),
    Layout(111, columns_of(
        "存货编码=code 存货名称=name 存货分类 规格型号=specification 计量单位=unit "
        "仓库名称=storeroom 物资性质=stock_kind 结存数量=quantity 结存单价=unit_price "
        "结存金额=original_value")),
    Layout(112, columns_of(
        "材料名称=name 型号=specification 单位=unit 上年结存|数量=opening 上年结存|金额=opening "
        "收入=moves 发出=moves 年末结存|数量=quantity 年末结存|金额=original_value "
        "存放室=storeroom"),
        titles=(("材料明细账（2025年）",), ("部门：总务处",)), paged=True, heads=True),
)  # fmt: skip
# What a title says of the kind of everything below it, where no column does.
TITLE_KIND = {
    101: "低值易耗品", 103: "材料", 106: "材料", 107: "低值易耗品", 108: "材料",
    109: "低值易耗品", 112: "材料",
}  # fmt: skip
