"""The columns of a ledger of 低值易耗品 and 材料, and of one with a column for each room.

What both kinds of ledger have is called by the same words here, and by those of stock besides.
Where 上年结存 stands beside 期末结存 the closing figure is the stock.
"""

from __future__ import annotations

from collections.abc import Iterable

from houqin_desktop.domain.ledger.headers import (
    FIELD,
    ROOM,
    FieldKind,
    LedgerField,
    LedgerKind,
    Vocabulary,
)

_OF_A_ROOM = ("", "数量", "结存", "结存数量", "库存", "库存数量", "存量")


def _field(key: str, words: str, kind: FieldKind | None = None) -> LedgerField:
    """Return a field under its own words and, where an asset has it too, under those as well."""
    wordings, known = tuple(words.split()), FIELD.get(key)
    if known is not None:
        wordings += tuple(word for word in known.words if word not in wordings)
    return LedgerField(key, wordings[0], kind or (known or FIELD["name"]).kind, wordings)


_TEXT, _PIECES = FieldKind.TEXT, FieldKind.PIECES

ITEM_FIELDS: tuple[LedgerField, ...] = (
    _field("serial", "序号"),
    _field(
        "code",
        "物品编号 物品编码 存货编码 存货编号 物料编码 物料编号 材料编号 材料编码 货号 商品编码",
    ),
    _field(
        "name",
        "物品名称 材料名称 存货名称 用品名称 物料名称 商品名称 货品名称 品种 品名及规格 物品名",
    ),
    _field("stock_kind", "物品类别 物品性质 物资类别 物资性质 性质"),
    _field("category", "类别 品类 物品分类 材料类别 用品类别", _TEXT),
    _field("specification", "规格型号"),
    _field("unit", "计量单位 单位"),
    _field("pack_unit", "包装单位 大单位"),
    _field("pack_size", "每包数量 包装数量", _PIECES),
    _field(
        "pack",
        "换算 换算关系 换算率 单位换算 包装规格 包装换算 装箱数 装箱数量 每箱 每箱数 每箱数量 每盒 "
        "每盒数量 每件数量 每袋数量",
        FieldKind.PACK,
    ),
    _field("everyday_names", "俗名 俗称 别名 又名 别称 常用名 简称 通俗名称"),
    _field(
        "minimum", "最低库存 全校最低库存 最低库存量 最低存量 库存下限 安全库存 警戒库存", _PIECES
    ),
    _field(
        "quantity",
        "数量 期末结存数量 期末数量 期末结存 期末库存 年末结存 年末结存数量 年末数量 结存数量 "
        "库存数量 现存数量 现有库存 实存数量 实有数量 库存量 结存 库存 结余 结余数量 剩余数量 存量 "
        "上年结存 上年结存数量 上期结存 上期结存数量 期初数量 期初结存 期初库存 年初结存",
        _PIECES,
    ),
    _field("room_total", "各室合计 合计 合计数量 总计 总数 总数量 全校合计", _PIECES),
    _field("unit_price", "单价 加权单价 平均单价 结存单价 库存单价 期末单价 进价 参考价 参考单价"),
    _field("original_value", "金额 结存金额 期末金额 期末结存金额 库存金额 上年结存金额 期初金额"),
    _field("storeroom", "保管室 仓库 库房 仓库名称 所在仓库 存放仓库 存放室"),
    _field("place", "存放位置 存放地点 货位 库位 柜号 架号"),
    _field("batch", "批号 生产批号 批次 批次号 产品批号"),
    _field(
        "expires_on",
        "有效期至 有效期 有效期限 有效日期 保质期至 保质期限 失效日期 到期日期 过期日期 失效期",
        FieldKind.DATE,
    ),
    _field("remarks", "备注"),
)


def item_words(rooms: Iterable[str]) -> Vocabulary:
    """Return the words of an item ledger of a school with these storerooms."""
    columns = (
        LedgerField(ROOM + room, room, _PIECES, tuple(room + end for end in _OF_A_ROOM))
        for room in rooms
    )
    return Vocabulary(LedgerKind.STOCK, (*ITEM_FIELDS, *columns))
