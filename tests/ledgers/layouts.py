"""The headers seen in the wild (DOMAIN.md 7.2), word for word, with what each column holds.

A column is written `header=field`; a bar in the header divides the rows of a header of several
rows; a column without a field holds something that no card needs.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.ledgers.things import Thing


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header from top to bottom, and the field it holds, if any."""

    path: tuple[str, ...]
    field: str


@dataclass(frozen=True, slots=True)
class Layout:
    """One way of keeping a ledger.

    `titles` are the rows above the header, cell by cell; `unit_fen` the unit of amounts; `paged`
    sheets are cut into pages with their totals; `heads` have lines such as 一、通用设备 between.
    `valued` is false where neither price nor value is written, so that no row can be registered.
    """

    number: int
    columns: tuple[Column, ...]
    titles: tuple[tuple[str, ...], ...] = ()
    unit_fen: int = 100
    paged: bool = False
    heads: bool = False
    rooms: bool = False
    valued: bool = True

    @property
    def fields(self) -> set[str]:
        """Return the fields that some column holds."""
        return {column.field for column in self.columns} - {""}


def columns_of(words: str) -> tuple[Column, ...]:
    """Return the columns that are written `header=field`, one after the other."""
    columns = []
    for word in words.split():
        header, _, field = word.partition("=")
        columns.append(Column(tuple(header.split("|")), field))
    return tuple(columns)


LAYOUTS = (
    Layout(1, columns_of(
        "序号=serial 领用单位=department 资产编号=code 资产名称=name 最低使用年限 已使用时间"),
        valued=False),
    Layout(2, columns_of(
        "资产编号=code 资产名称=name 数量=quantity 价值=original_value 资产大类 资产分类=category "
        "取得日期=acquired_on 品牌=brand 规格型号=specification 计量单位=unit 供应商=supplier "
        "计划使用年限 资产分组 备注=remarks 校区编号 存放位置=place")),
    Layout(3, columns_of(
        "资产编号=code 名称=name 数量=quantity 单价=unit_price 分类=category "
        "购置日期=acquired_on 校区编号 品牌=brand 规格型号=specification 计量单位=unit "
        "供应商=supplier 计划使用年限 物品描述=remarks")),
    Layout(4, columns_of(
        "=serial 资产分类=category 资产名称=name 品牌=brand 规格型号=specification 计量单位=unit "
        "物品单价=unit_price 数量=quantity 供应商=supplier 计划使用年限 购置时间=acquired_on")),
    Layout(5, columns_of(
        "编号=serial 部门名称=department 类别名称=category 固定资产名称=name "
        "规格型号=specification 开始使用日期=acquired_on 使用年限 单位=unit 单价=unit_price "
        "数量=quantity 原值=original_value 净残值率 净残值 折旧方法 已计提月份 资产状态"),
        titles=(("固定资产清单",), ("当前日期", "", "2015年12月31日"))),
    Layout(6, columns_of(
        "资产编号=code 资产名称|中文=name 资产名称|英文 厂牌号码 规格型号=specification "
        "数量=quantity 金额=original_value 耐用年度 附属设备 使用设备 月折旧额"),
        titles=(("固定资产增加单",), ("公司名称", "", "", "", "", "", "", "制表时间"),
                ("单位：万元",)), unit_fen=1_000_000),
    Layout(7, columns_of(
        "序号=serial 资产编号=code 资产名称=name 基本情况|规格|型号=specification "
        "基本情况|数量|件数=quantity 期末余额|原值|单价(元)=unit_price "
        "期末余额|原值|金额(元)=original_value 期末余额|折旧|累计折旧 使用|存放地点|校内=place "
        "购置日期=acquired_on"),
        titles=(("固定资产明细",), ("单位：示范小学",), ("账套：001",), ("期间：2015年12月",))),
    Layout(8, columns_of(
        "资产编号=code 资产名称=name 资产来源 管理类别 类别名称1=category 资产状态 是否计提折旧 "
        "入账日期=booked_on 资产原值=original_value 累计折旧 折旧方法 资产数量=quantity "
        "净残值率(%) 净残值 月折旧率(%) 月折旧额 存放地点=place 部门名称=department "
        "责任人=responsible 使用月份 计量单位=unit 备注=remarks 实际数量"),
        titles=(("固定资产卡片导出（请勿改动本行）",), ())),
    Layout(9, columns_of(
        "区域名称 存放地点=place 资产编码=code 资产名称=name 规格型号=specification "
        "数量=quantity 单价=unit_price 总价=original_value 购置日期=acquired_on")),
    Layout(10, columns_of(
        "资产编号=code 资产名称=name 业务状态 卡片类型 单位会计科目 资产分类=category "
        "资产分类代码=category_code 资产门类 资产原值(元)=original_value 累计折旧/摊销(元) "
        "净值(元) 数量/面积=quantity 数量计量单位=unit 财务入账状态 记账日期=booked_on 记账凭证号 "
        "品牌=brand 规格型号=specification 存放地点=place 管理部门 使用部门=department "
        "使用人=holder 取得方式 取得日期=acquired_on 折旧/摊销年限(月) 已提折旧/摊销月数 "
        "采购组织形式 资产用途 备注=remarks")),
    Layout(11, columns_of(
        "已上报 资产编号=code 资产名称=name 分类代码=category_code 数量=quantity "
        "账面原值=original_value 增加方式 资金来源 条形码 使用状况 责任人=responsible 管理机构 "
        "会计凭证号 入账年度 入账日期=booked_on 录入日期 录入人 备注=remarks")),
    Layout(12, columns_of(
        "领用单号 资产编号=code 资产名称=name 使用人=holder 资产使用部门（单位）=department "
        "存放地点=place 单位=unit 单价=unit_price 数量=quantity 金额=original_value 备注=remarks "
        "创建人 创建时间")),
    Layout(13, columns_of(
        "资产编号=code 资产名称=name 分类=category 部门=department 预期状态 实际状态 盘点结果 "
        "盘点人 盘点时间 备注=remarks"),
        titles=(("盘点汇总",), ("总资产", "326"), ("已盘点", "320"), ("正常", "318"),
                ("盘盈", "1"), ("盘亏", "2"), ("损坏", "5"), ("完成率", "98%"), ()),
        valued=False),
    Layout(15, columns_of(
        "序号=serial 财产编号=code 品名=name 规格型号=specification 单位=unit 数量=quantity "
        "单价=unit_price 金额=original_value 购置时间=acquired_on 存放地点=place 保管人=keeper "
        "变动|增 变动|减 变动|结存 备注=remarks"),
        titles=(("示范小学固定资产明细账（2015年）",),
                ("部门：  保管人：  单位：元  2015年9月",)), paged=True, heads=True),
    Layout(16, columns_of(
        "序号=serial 品名=name 型号规格=specification 单位=unit 数量=quantity 单价=unit_price "
        "总金额=original_value 购买日期=acquired_on 责任人=responsible 领用人=holder 备注=remarks"),
        titles=(("分室财产登记册",),), paged=True, heads=True, rooms=True),
    Layout(17, columns_of(
        "资产编号=code 物品名称=name 件数=quantity 购置金额（万元）=original_value "
        "添置日期=acquired_on 放置地点=place 管理人=keeper 使用科室=department"),
        titles=(("贵重设备一览表",), (), ("填报单位：示范小学", "", "", "2016年3月1日"))),
)  # fmt: skip
IN_TEN_THOUSANDS = {17}


def clean(thing: Thing, field: str) -> object:
    """Return what the ledger says of a field where nothing is dirty."""
    return {
        "code": thing.code,
        "name": thing.name,
        "category": thing.category,
        "category_code": thing.category_code,
        "specification": thing.specification,
        "brand": thing.brand,
        "unit": thing.unit,
        "quantity": thing.quantity,
        "place": thing.place,
        "department": thing.department,
        "holder": thing.holder,
        "responsible": thing.responsible,
        "keeper": thing.keeper,
        "supplier": thing.supplier,
        "remarks": thing.remarks,
    }[field]
