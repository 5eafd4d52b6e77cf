"""The rarer columns (栏目) of a card: those of its type, and those that a school adds of its own.

A building has a structure and a deed, a vehicle a plate, a lot of books so many volumes
(DOMAIN.md 3.5); a school may add 校区 or 责任班级 for one category or for all. Both are declared
the same way, so that the card, the register, the import, the export and the command line know each
column by its title alone. A value is stored as one text in one spelling.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.money import format_money, parse_money, plain_money

LONGEST_VALUE = 500
_MOST_PLACES = 4
_LARGEST = Decimal(10) ** 12
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．－，", "0123456789.-,")


class FieldShape(Labelled):
    """What a column holds."""

    TEXT = "text", "文字"
    NUMBER = "number", "数字"
    MONEY = "money", "金额"
    DATE = "date", "日期"
    CHOICE = "choice", "选择"


class CardBlock(Labelled):
    """The parts of a card; the type block takes its name from the category."""

    BASIC = "basic", "基本"
    FINANCIAL = "financial", "财务"
    USE = "use", "使用"
    DISPOSAL = "disposal", "处置"
    TYPE = "type", "本类"
    CUSTOM = "custom", "自定义"


@dataclass(frozen=True, slots=True)
class CardField:
    """One column: its key, its title, what it holds, and on the cards of which categories.

    :param prefixes: beginnings of category codes; none means every card.
    :param choices: stored word and Chinese label of each choice.
    :param unit: what a number counts, as it is written behind it.
    """

    key: str
    title: str
    shape: FieldShape = FieldShape.TEXT
    block: CardBlock = CardBlock.TYPE
    prefixes: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    retired: bool = False

    def fits(self, category_code: str | None) -> bool:
        """Say whether a card of this category has the column."""
        return not self.prefixes or (category_code or "").startswith(self.prefixes)

    def read(self, text: str) -> str:
        """Return what is stored for a text as a person writes it; an empty one clears.

        :raises Refused: naming the column and what it takes.
        """
        written = text.strip()
        if not written:
            return ""
        if self.shape is FieldShape.NUMBER:
            return self._number(written)
        if self.shape is FieldShape.MONEY:
            return str(self._money(written))
        if self.shape is FieldShape.DATE:
            return PartialDate.parse(written).text
        if self.shape is FieldShape.CHOICE:
            return self._choice(written)
        if len(written) > LONGEST_VALUE:
            raise Refused(f"“{self.title}”太长，最多 {LONGEST_VALUE} 字。请缩短。", code="too_long")
        return written

    def _number(self, written: str) -> str:
        plain = written.translate(_FULL_WIDTH).replace(",", "").removesuffix(self.unit).strip()
        try:
            number = Decimal(plain)
        except InvalidOperation:
            number = Decimal("NaN")
        exact = number.is_finite() and abs(number) < _LARGEST
        if not exact or number != round(number, _MOST_PLACES):
            raise Refused(
                f"“{self.title}”不能是“{written}”。请填数字，最多 {_MOST_PLACES} 位小数。",
                code="bad_number",
            )
        figures = f"{number:f}"
        figures = figures.rstrip("0").rstrip(".") if "." in figures else figures
        return "0" if figures in ("-0", "") else figures.removeprefix("+")

    def _money(self, written: str) -> int:
        fen = parse_money(written)
        if not 0 <= fen < _LARGEST:
            raise Refused(f"“{self.title}”不能为负，也不能超过一百亿元。请核对金额。", code="value")
        return fen

    def _choice(self, written: str) -> str:
        found = next((word for word, label in self.choices if written in (word, label)), None)
        if found is None:
            labels = "、".join(label for _, label in self.choices)
            raise Refused(f"“{self.title}”不能是“{written}”。可选：{labels}。", code="bad_choice")
        return found

    def shown(self, stored: str) -> str:
        """Return a stored value as a person reads it on the card."""
        if not stored:
            return ""
        if self.shape is FieldShape.MONEY:
            return f"¥{format_money(int(stored))}"
        return f"{self.written(stored)} {self.unit}".strip()

    def written(self, stored: str) -> str:
        """Return a stored value as it is written into a form, a list or a sheet."""
        if self.shape is FieldShape.MONEY and stored:
            return plain_money(int(stored))
        if self.shape is FieldShape.CHOICE:
            return dict(self.choices).get(stored, stored)
        return stored

    def cell(self, stored: str) -> str | int:
        """Return a stored value as a cell of a register: money in 分, all else in words."""
        return int(stored) if self.shape is FieldShape.MONEY else self.written(stored)

    def order(self, stored: str) -> object:
        """Return what a stored value is sorted by; None for nothing."""
        if not stored:
            return None
        return Decimal(stored) if self.shape in (FieldShape.NUMBER, FieldShape.MONEY) else stored


class OwnershipForm(Labelled):
    """Whether there is a title to the land or building (产权形式)."""

    TITLED = "titled", "有产权"
    UNTITLED = "untitled", "无产权"
    UNDETERMINED = "undetermined", "产权待界定"


class OwnershipNature(Labelled):
    """Whose it is (权属性质)."""

    STATE_OWNED = "state_owned", "国有"
    PRIVATELY_OWNED = "privately_owned", "私有"


class BuildingStructure(Labelled):
    """How it is built (建筑结构); the 折旧年限 follows from it (表 1 of 财会〔2017〕4 号)."""

    STEEL = "steel", "钢结构"
    REINFORCED_CONCRETE = "reinforced_concrete", "钢筋混凝土结构"
    BRICK_CONCRETE = "brick_concrete", "砖混结构"
    BRICK_WOOD = "brick_wood", "砖木结构"
    SIMPLE_HOUSE = "simple_house", "简易房"
    OTHER = "other", "其他"


class DesignUse(Labelled):
    """What it was built for (设计用途)."""

    OFFICE = "office", "办公"
    RESIDENCE = "residence", "住宅"
    COMMERCE = "commerce", "商业"
    OWN_USE = "own_use", "自用"


class Establishment(Labelled):
    """Whether a vehicle is on the establishment (编制情况)."""

    ESTABLISHED = "established", "在编"
    UNESTABLISHED = "unestablished", "不在编"
    UNAPPROVED = "unapproved", "未核定车编"


class DrivingLicence(Labelled):
    """Whether the vehicle has its 行驶证."""

    PRESENT = "present", "有"
    ABSENT = "absent", "无"


class VehicleUse(Labelled):
    """What a vehicle is kept for (车辆用途)."""

    CONFIDENTIAL = "confidential", "机要"
    EMERGENCY = "emergency", "应急"
    ENFORCEMENT = "enforcement", "执法"
    SPECIAL = "special", "特种"
    RETIRED_STAFF = "retired_staff", "离退休"
    OTHER = "other", "其他"


class RelicGrade(Labelled):
    """The grade of a relic (文物等级)."""

    FIRST = "first", "一级"
    SECOND = "second", "二级"
    THIRD = "third", "三级"
    ORDINARY = "ordinary", "一般文物"
    UNGRADED = "ungraded", "未定级"


class BookingState(Labelled):
    """Whether the finance office has booked the asset (财务入账状态)."""

    BOOKED = "booked", "已入账"
    UNBOOKED = "unbooked", "未入账"


_BUILDING, _STRUCTURE, _LAND = ("A0101",), ("A0102",), ("A0103", "A08040101")
_BUILT = (*_BUILDING, *_STRUCTURE)
_PROPERTY = (*_BUILT, *_LAND)
_VEHICLE, _BOOK, _RELIC = ("A0203",), ("A04",), ("A03",)
_NUMBER, _MONEY, _DATE, _TEXT = (
    FieldShape.NUMBER,
    FieldShape.MONEY,
    FieldShape.DATE,
    FieldShape.TEXT,
)


def _choice(
    key: str,
    title: str,
    words: type[Labelled],
    prefixes: tuple[str, ...],
    block: CardBlock = CardBlock.TYPE,
) -> CardField:
    choices = tuple((word.value, word.label) for word in words)
    return CardField(key, title, FieldShape.CHOICE, block, prefixes, choices)


def _typed(
    key: str, title: str, shape: FieldShape, prefixes: tuple[str, ...], unit: str = ""
) -> CardField:
    return CardField(key, title, shape, CardBlock.TYPE, prefixes, unit=unit)


# In the order of the card. The same rows stand in migration m0004 and those after it.
BUILT_IN: tuple[CardField, ...] = (
    CardField("manufactured_on", "出厂日期", FieldShape.DATE, CardBlock.BASIC),
    _choice("booking_state", "财务入账状态", BookingState, (), CardBlock.FINANCIAL),
    CardField("stocktake_number", "清查编号", FieldShape.TEXT, CardBlock.FINANCIAL),
    _typed("site", "坐落位置", _TEXT, _PROPERTY),
    _choice("ownership_form", "产权形式", OwnershipForm, _PROPERTY),
    _choice("ownership_nature", "权属性质", OwnershipNature, _PROPERTY),
    _typed("title_deed", "权属证明", _TEXT, _PROPERTY),
    _typed("deed_number", "权属证号", _TEXT, _PROPERTY),
    _typed("deed_holder", "权属人", _TEXT, _PROPERTY),
    _typed("deed_years", "权属年限", _NUMBER, _PROPERTY, "年"),
    _typed("deed_on", "发证日期", _DATE, _PROPERTY),
    _choice("structure", "建筑结构", BuildingStructure, _BUILT),
    _choice("design_use", "设计用途", DesignUse, _BUILT),
    _typed("building_area", "建筑面积", _NUMBER, _BUILDING, "平方米"),
    _typed("heated_area", "供暖面积", _NUMBER, _BUILDING, "平方米"),
    _typed("dangerous_area", "危房面积", _NUMBER, _BUILDING, "平方米"),
    _typed("land_area", "土地面积", _NUMBER, _LAND, "平方米"),
    _typed("completed_on", "竣工日期", _DATE, _BUILT),
    _typed("own_use_value", "自用价值", _MONEY, _PROPERTY),
    _typed("let_value", "出租价值", _MONEY, _PROPERTY),
    _typed("lent_value", "出借价值", _MONEY, _PROPERTY),
    _typed("idle_value", "闲置价值", _MONEY, _PROPERTY),
    _typed("other_value", "其他价值", _MONEY, _PROPERTY),
    _typed("plate_number", "车牌号", _TEXT, _VEHICLE),
    _typed("vehicle_identification", "车辆识别代号", _TEXT, _VEHICLE),
    _typed("engine_number", "发动机号", _TEXT, _VEHICLE),
    _typed("displacement", "排气量", _TEXT, _VEHICLE),
    _choice("driving_licence", "行驶证", DrivingLicence, _VEHICLE),
    _choice("vehicle_use", "车辆用途", VehicleUse, _VEHICLE),
    _choice("establishment", "编制情况", Establishment, _VEHICLE),
    _typed("licence_holder", "持证人", _TEXT, _VEHICLE),
    _typed("licensed_on", "注册登记日期", _DATE, _VEHICLE),
    _typed("seats", "座位数", _NUMBER, _VEHICLE),
    _typed("mileage", "累计里程", _NUMBER, _VEHICLE, "公里"),
    _typed("volumes", "册数", _NUMBER, _BOOK, "册"),
    _typed("book_titles", "种数", _NUMBER, _BOOK, "种"),
    _typed("book_price", "图书单价", _MONEY, _BOOK),
    _choice("relic_grade", "文物等级", RelicGrade, _RELIC),
    _typed("era", "年代", _TEXT, _RELIC),
    _typed("collection_number", "藏品号", _TEXT, _RELIC),
)

_TYPE_TITLES: Mapping[str, str] = {
    "A0101": "房屋",
    "A0102": "构筑物",
    "A0103": "土地",
    "A08040101": "土地使用权",
    "A0203": "车辆",
    "A03": "文物和陈列品",
    "A04": "图书和档案",
}


def type_title(category_code: str | None) -> str:
    """Return the name of the block that cards of a category have of their own, or ""."""
    code = category_code or ""
    return next((title for start, title in _TYPE_TITLES.items() if code.startswith(start)), "")


def structure_label(stored: str) -> str:
    """Return the 建筑结构 in the words of 表 1, or ""."""
    found = next((word for word in BuildingStructure if word.value == stored), None)
    return "" if found is None else found.label


def read_values(
    fields: Mapping[str, CardField],
    written: Iterable[tuple[str, str]],
    category_code: str | None,
) -> dict[str, str]:
    """Return stored values by key for values written by title; an empty one clears.

    :param fields: every column by its title.
    :raises Refused: for a title that no column has, a retired column, one of another category, or
        a value that does not fit.
    """
    values: dict[str, str] = {}
    for title, text in written:
        field = fields.get(title)
        if field is None:
            raise Refused(
                f"没有“{title}”这一栏。可填：{'、'.join(one for one in fields)}。",
                code="unknown_field",
            )
        stored = field.read(text)
        if stored and field.retired:
            raise Refused(f"“{title}”已经停用，不能再填。请改填别的栏目。", code="field_retired")
        if stored and not field.fits(category_code):
            raise Refused(
                f"“{title}”不是这一类资产的栏目，没有填入。请先核对分类代码。",
                code="field_category",
            )
        values[field.key] = stored
    return values
