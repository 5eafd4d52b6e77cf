"""The column names of ledgers: what the school writes at the head, and what it means here.

Every field has the standard name under which the program exports it, and the usual wordings
(DOMAIN.md 7.3) in order of weight: where two columns could be 取得日期, the earlier wording
wins. 使用人, 责任人 and 保管人 stay three roles. Words are compared whole, because 类别编号 or
公司代码 is no asset number although 编号 is a part of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.ledger.values import (
    FEN_PER_TEN_THOUSAND,
    FEN_PER_THOUSAND,
    FEN_PER_YUAN,
)


class LedgerKind(Labelled):
    """What the rows of a ledger become: cards of assets, or items of the stock."""

    ASSETS = "assets", "资产台账"
    STOCK = "stock", "物品台账"


class FieldKind(Enum):
    """How the cells of a field are read."""

    SERIAL = "serial"
    CODE = "code"
    TEXT = "text"
    MONEY = "money"
    QUANTITY = "quantity"
    DATE = "date"
    LIFE = "life"
    CATEGORY = "category"
    WORD = "word"
    PIECES = "pieces"
    PACK = "pack"


@dataclass(frozen=True, slots=True)
class LedgerField:
    """One field of a ledger: its key, its standard title and its wordings, weightiest first."""

    key: str
    title: str
    kind: FieldKind
    words: tuple[str, ...]


def _field(key: str, kind: FieldKind, words: str) -> LedgerField:
    wordings = tuple(words.split())
    return LedgerField(key, wordings[0], kind, wordings)


_TEXT, _MONEY, _DATE = FieldKind.TEXT, FieldKind.MONEY, FieldKind.DATE

# In the order of the export.
FIELDS: tuple[LedgerField, ...] = (
    _field("serial", FieldKind.SERIAL, "序号 序 行号 项次 顺序号"),
    _field(
        "code",
        FieldKind.CODE,
        "资产编号 固定资产编号 固定资产编码 资产编码 财产编号 财产编码 资产卡片编号 卡片编号 "
        "卡片号 资产号 财产号 标签号 物品编号 设备编号 编号 编码",
    ),
    _field("name", _TEXT, "资产名称 固定资产名称 物品名称 设备名称 财产名称 名称 品名 物品 摘要"),
    _field(
        "category_code",
        FieldKind.CATEGORY,
        "分类代码 资产分类代码 国标分类代码 国标代码 分类编码 类别代码 类别编码 类别编号 分类编号",
    ),
    _field(
        "category",
        FieldKind.CATEGORY,
        "分类 资产分类名称 资产分类 分类名称 国标分类 类别名称 类别名称1 类别 类型 大类",
    ),
    _field(
        "specification",
        _TEXT,
        "规格型号 型号规格 规格、型号 型号、规格 规格/型号 型号/规格 规格及型号 型号 规格 品牌型号 "
        "厂牌型号",
    ),
    _field("brand", _TEXT, "品牌 厂牌 商标 牌子"),
    _field("unit", _TEXT, "单位 计量单位 数量计量单位 数量单位"),
    _field("quantity", FieldKind.QUANTITY, "数量 账面数量 数量/面积 现有数量 件数 数目"),
    _field("unit_price", _MONEY, "单价 均价 购置单价"),
    _field(
        "original_value",
        _MONEY,
        "原值 账面原值 原值合计 价值 总价 总金额 购置金额 总值 合计金额 原价 总价值 金额",
    ),
    _field(
        "accumulated",
        _MONEY,
        "累计折旧 累计折旧/摊销 累计折旧额 累计折旧(摊销) 已提折旧 已计提折旧 已提折旧额",
    ),
    _field("net_value", _MONEY, "净值 账面净值 折余价值 净额"),
    _field(
        "acquired_on",
        _DATE,
        "取得日期 购置日期 购入日期 购买日期 购进日期 添置日期 采购日期 取得时间 购置时间 "
        "购入时间 购买时间 购进时间 添置时间 采购时间 购置年月 购入年月 购买年月 购置年份 购买年份",
    ),
    _field(
        "in_service_on",
        _DATE,
        "启用日期 投入使用日期 开始使用日期 使用日期 投入使用时间 开始使用时间 启用时间",
    ),
    _field("booked_on", _DATE, "入账日期 财务入账日期 财务入账(记账)日期 记账日期 入账时间"),
    _field(
        "place",
        _TEXT,
        "存放地点 存放位置 安装地点 放置地点 存放场所 存放处 使用地点 所在地点 所在位置 坐落位置 "
        "地点 位置 区域名称",
    ),
    _field("storeroom", _TEXT, "保管室 分保管室 所属保管室 管理保管室 保管室名称"),
    _field(
        "department",
        _TEXT,
        "使用部门 使用部门(单位) 领用部门 使用单位 领用单位 使用科室 部门名称 部门 科室 处室 "
        "管理部门 使用/管理部门",
    ),
    _field("holder", _TEXT, "使用人 领用人 使用者 使用人姓名 领用人姓名"),
    _field("responsible", _TEXT, "责任人 负责人 责任者 责任人姓名"),
    _field("keeper", _TEXT, "保管人 保管员 管理人 管理员 保管者 保管人姓名"),
    _field("status", _TEXT, "状态 使用状况 使用状态 业务状态 现状"),
    _field("acquisition_method", FieldKind.WORD, "取得方式 增加方式 购置方式"),
    _field("value_type", FieldKind.WORD, "价值类型"),
    _field("procurement_form", FieldKind.WORD, "采购组织形式"),
    _field("funding_source", _TEXT, "经费来源 资金来源"),
    _field("serial_number", _TEXT, "出厂编号 序列号 出厂编号/序列号 出厂号 机身号 SN"),
    _field("manufacturer", _TEXT, "生产厂家 生产厂商 制造商 厂家"),
    _field("supplier", _TEXT, "供应商 销售商 供货商 供货单位 销售商/供应商"),
    _field("contract_number", _TEXT, "合同编号 合同号"),
    _field("invoice_number", _TEXT, "发票号 发票号码"),
    _field("budget_item", _TEXT, "预算项目 预算项目编号 项目代码"),
    _field("fiscal_funds", _MONEY, "财政拨款"),
    _field("other_funds", _MONEY, "非财政拨款"),
    _field("warranty_until", _DATE, "保修截止日期 保修期至"),
    _field("purpose", _TEXT, "资产用途 用途"),
    _field("accounting_voucher", _TEXT, "会计凭证号 记账凭证号 财务凭证号 凭证号"),
    _field(
        "life",
        FieldKind.LIFE,
        "折旧年限 折旧/摊销年限 使用年限 计划使用年限 预计使用年限 耐用年限 耐用年度",
    ),
    _field("minimum_life", FieldKind.LIFE, "最低使用年限 规定使用年限"),
    _field("former_code", _TEXT, "原资产编号 原编号 旧编号"),
    _field("former_category_code", _TEXT, "原分类代码 旧分类代码 旧代码"),
    _field("remarks", _TEXT, "备注 备注说明 说明 物品描述 附注"),
    _field("export_mark", _TEXT, "导出记号"),
)
FIELD = {field.key: field for field in FIELDS}
COMPARED_KEYS = frozenset({"accumulated", "net_value", "status", "export_mark"})
"""Fields that are held against the card and never written (DECISIONS, Import)."""

ROOM = "room:"
"""What begins the key of a column that holds the pieces of one room."""

_PREFIXES = ("固定资产", "资产", "财产", "物品", "设备", "器材", "仪器")
_BRACKETS = re.compile(r"[(\[【]([^)\]】]*)[)\]】]")
_MULTIPLES = (
    ("亿", 10_000 * FEN_PER_TEN_THOUSAND),
    ("万", FEN_PER_TEN_THOUSAND),
    ("千", FEN_PER_THOUSAND),
    ("仟", FEN_PER_THOUSAND),
    ("百", 100 * FEN_PER_YUAN),
    ("佰", 100 * FEN_PER_YUAN),
)
_MARKS = str.maketrans("", "", "*★:：.。 ")


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """The field a header names; a smaller rank is a weightier wording."""

    key: str
    rank: int
    unit_fen: int | None = None
    in_months: bool = False


class Vocabulary:
    """What the columns of one kind of ledger may be called; `match` finds the field of a header."""

    def __init__(self, kind: LedgerKind, fields: Sequence[LedgerField]) -> None:
        """Learn the wordings of these fields; where two have the same, the first one keeps it."""
        self.kind = kind
        self.fields = tuple(fields)
        self.field = {field.key: field for field in fields}
        self._words: dict[str, tuple[str, int]] = {}
        for field in fields:
            for rank, word in enumerate(field.words):
                self._words.setdefault(fold_header(word), (field.key, rank))
        self.match: Callable[[str], HeaderMatch | None] = lru_cache(maxsize=65536)(self._match)

    def title(self, key: str) -> str:
        """Return what a person calls a field."""
        return self.field[key].title

    def _match(self, text: str) -> HeaderMatch | None:
        plain = fold_header(text)
        inside = "".join(_BRACKETS.findall(plain))
        base = _BRACKETS.sub("", plain)
        found = self._lookup(plain) or self._lookup(base) or self._lookup_parts(base)
        if found is None:
            return None
        key, rank = found
        return HeaderMatch(key, rank, header_unit_fen(plain), "月" in inside)

    def _lookup(self, plain: str) -> tuple[str, int] | None:
        found = self._words.get(plain)
        if found is None:
            for prefix in _PREFIXES:
                if plain.startswith(prefix):
                    return self._words.get(plain.removeprefix(prefix))
        return found

    def _lookup_parts(self, plain: str) -> tuple[str, int] | None:
        """Return the field of 购置/取得日期-like pairs, if both parts name the same one."""
        found = [self._lookup(part) for part in re.split(r"[/、或]", plain)]
        if len(found) < 2 or None in found or len({part[0] for part in found if part}) > 1:
            return None
        return found[0]


def header_unit_fen(plain: str) -> int | None:
    """Return the unit of amounts that a folded header names in brackets, or None."""
    inside = "".join(_BRACKETS.findall(plain))
    if "元" not in inside:
        return FEN_PER_TEN_THOUSAND if "万" in inside else None
    return next((fen for word, fen in _MULTIPLES if word in inside), FEN_PER_YUAN)


def fold_header(text: str) -> str:
    """Return a header in half width and upper case, without blanks, stars and colons."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(folded.split()).translate(_MARKS)


ASSET_WORDS = Vocabulary(LedgerKind.ASSETS, FIELDS)


def match_header(text: str) -> HeaderMatch | None:
    """Return the field of an asset ledger that a header cell names, or None if it names none."""
    return ASSET_WORDS.match(text)
