"""One column of the whole asset register: as a person reads it, and as it is put in order.

Sorting by a column, narrowing by it and listing its values all read that column alone; the cells
stand in the order of registration, beside the figures that the register keeps in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import sub, truediv
from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.asset import (
    AcquisitionMethod,
    AssetStatus,
    CategoryEdition,
    ValueType,
    unit_price_fen,
)
from houqin_desktop.domain.calendar import PartialDate, month_index
from houqin_desktop.domain.card_fields import CardField, FieldShape
from houqin_desktop.domain.depreciation import accumulated_each
from houqin_desktop.services.assets.categories import category_name
from houqin_desktop.services.assets.depreciation import accumulated_of
from houqin_desktop.services.registers.pinyin import natural, order_key
from houqin_desktop.storage.asset_register import (
    Condition,
    cells,
    changed_cards,
    people_in,
    select_by_id,
    sort_keys,
)
from houqin_desktop.storage.card import values_in_field
from houqin_desktop.storage.ledger_export import names_of

if TYPE_CHECKING:
    from houqin_desktop.services.assets.as_of import AsOf
    from houqin_desktop.services.assets.card_columns import CardColumns
    from houqin_desktop.services.registers.listing import Cell, Index

# A card of nominal value is not written off, as one without a life is not.
LIFE = "CASE a.value_type WHEN 'nominal' THEN NULL ELSE a.life_months END"
_WORTH = "a.opening_value_fen, a.life_months, a.acquired_on, a.value_type"
# What is read of a card for each column that is not among the figures.
READ = {
    "资产编号": ("a.code",),
    "资产名称": ("a.name",),
    "分类代码": ("a.category_code",),
    "分类": ("a.category_code",),
    "规格型号": ("a.specification",),
    "品牌": ("a.brand",),
    "单位": ("a.unit",),
    "取得日期": ("a.acquired_on",),
    "启用日期": ("a.in_service_on",),
    "入账日期": ("a.booked_on",),
    "存放地点": ("a.place",),
    "保管室": ("a.storeroom_id",),
    "使用部门": ("a.using_department_id",),
    "状态": ("a.status",),
    "备注": ("a.remarks",),
    "折旧年限（月）": ("a.life_months",),
    "最低使用年限（月）": ("a.minimum_life_months",),
    "取得方式": ("a.acquisition_method",),
    "经费来源": ("a.funding_source",),
    "供应商": ("a.supplier",),
    "出厂编号": ("a.serial_number",),
    "会计凭证号": ("a.accounting_voucher",),
    "待核实": ("a.unverified",),
    "原分类代码": ("a.former_category_code",),
    "代码版本": ("a.category_edition",),
}
# What an order by any column needs beside those.
FURTHER = (*(name for (name,) in READ.values()), "a.sort_key", LIFE)
# Texts that are put in order as they are spelled: by pinyin, and figures in them by their value.
_SPELLED = frozenset({"规格型号", "品牌", "单位", "存放地点", "备注", "经费来源", "供应商"})
# Texts of letters and figures alone.
_CODES = frozenset({"资产编号", "出厂编号", "会计凭证号"})
_NAMED = {"保管室": "storeroom", "使用部门": "department"}
_ROLES = {"使用人": "holder_id", "责任人": "responsible_id", "保管人": "keeper_id"}
_DIGITS_ALIKE = str.maketrans("123456789", "000000000")


class CardCells:
    """The columns of the cards that pass some conditions, aligned with their figures."""

    def __init__(
        self,
        as_of: AsOf,
        conditions: Sequence[Condition],
        found: Index,
        fields: Mapping[str, CardField] | None = None,
        columns: CardColumns | None = None,
    ) -> None:
        """Take the cards by their figures, and by title the columns that lie beside them.

        :param columns: the columns in memory; None for a day that is past, which is read apart.
        """
        self._fields = fields or {}
        self._columns = columns
        self._slots = columns.slots_of(found.keys) if columns is not None else None
        self._as_of = as_of
        self._conditions = conditions
        self._found = found

    def shown(self, title: str) -> Sequence[Cell]:
        """Return the cells as a person reads them."""
        if (figures := self._figures(title)) is not None:
            return figures
        if title == "单价":
            return list(map(unit_price_fen, self._found.values_fen, self._found.quantities))
        if title in self._fields:
            return self._of_field(self._fields[title], lambda field, stored: field.cell(stored))
        if title in _ROLES:
            return self._of_people(title, names_of("person"))
        if title in _NAMED:
            return self._replaced(title, names_of(_NAMED[title]).get)
        if title == "分类":
            return self._replaced(title, category_name)
        if title == "状态":
            return [AssetStatus(word).label for word in self._statuses()]
        if title == "取得方式":
            return self._replaced(title, lambda way: AcquisitionMethod(way).label if way else None)
        if title == "待核实":
            return self._replaced(title, lambda flag: "待核实" if flag else None)
        if title == "代码版本":
            return self._replaced(title, lambda word: CategoryEdition(word).label)
        return self._plain(*READ[title])

    def in_order(self, title: str) -> Sequence[Any]:
        """Return what each card is sorted by; None and an empty text stand for blank."""
        if (figures := self._figures(title)) is not None:
            return figures
        if title == "单价":
            return list(map(truediv, self._found.values_fen, self._found.quantities))
        if title in self._fields:
            return self._of_field(self._fields[title], _order_in_field)
        if title in _ROLES:
            return self._of_people(title, sort_keys("person"))
        if title in _NAMED:
            return self._replaced(title, sort_keys(_NAMED[title]).get)
        if title == "状态":
            return self._statuses()
        if title == "资产名称":
            return self._worded("a.sort_key", natural)
        if title in _CODES:
            return _natural_codes(self._plain(*READ[title]))
        if title in _SPELLED:
            return self._worded(*READ[title], order_key)
        return self._plain(*READ[title])

    def _plain(self, name: str) -> list[Any]:
        """Return the cells of a column as they are stored."""
        if self._columns is None:
            return [cell for (cell,) in cells((name,), self._conditions, self._as_of.source)]
        column = self._columns.coded(name)
        return column.cells(column.values, self._slots)

    def _worded(self, name: str, word: Callable[[Any], Any]) -> list[Any]:
        """Return what stands for the cells of a column; blanks stay blank."""
        if self._columns is None:
            return _each(self._plain(name), word)
        column = self._columns.coded(name)
        of_value = column.each(lambda value: value if value in (None, "") else word(value))
        return column.cells(of_value, self._slots)

    def _figures(self, title: str) -> Sequence[int] | None:
        """Return a column of figures, which is read and sorted alike."""
        if title == "数量":
            return self._found.quantities
        if title == "原值":
            return self._found.values_fen
        if title == "累计折旧":
            return self._written_off()
        if title == "净值":
            return list(map(sub, self._found.values_fen, self._written_off()))
        return None

    def _of_people(self, title: str, words: dict[Any, Any]) -> list[Any]:
        if self._columns is not None:
            return self._worded(f"c.{_ROLES[title]}", words.get)
        held = people_in(_ROLES[title], self._as_of.past)
        return [words.get(held.get(key)) for key in self._found.keys]

    def _of_field(self, field: CardField, word: Callable[[CardField, str], Any]) -> list[Any]:
        held = values_in_field(field.key, self._as_of.past)
        return [word(field, held[key]) if key in held else None for key in self._found.keys]

    def _replaced(self, title: str, word: Callable[[Any], Any]) -> list[Any]:
        return self._worded(*READ[title], word)

    def _statuses(self) -> list[str]:
        return self._plain(*READ["状态"])

    def _written_off(self) -> list[int]:
        """Return what is written off each card; most never changed and are reckoned together."""
        departed = self._as_of.months_of_departed()
        lives = self._plain(LIFE)
        starts = self._worded("a.acquired_on", _month)
        values, usual = self._found.values_fen, self._as_of.usual_month
        result = accumulated_each(values, lives, starts, usual)
        special = changed_cards().union(departed)
        for at in [at for at, key in enumerate(self._found.keys) if key in special] * bool(special):
            result[at] = self._worked_out(self._found.keys[at], values[at])
        return result

    def _worked_out(self, key: int, value_fen: int) -> int:
        """Return what is written off a card whose value changed, or that has left."""
        ((opening, life, acquired, value_type),) = select_by_id(
            _WORTH, "", [key], self._as_of.source
        )
        written_off = accumulated_of(
            opening,
            life,
            PartialDate.parse(acquired) if acquired else None,
            ValueType(value_type),
            self._as_of.changes(key),
            self._as_of.through_month(key),
        )
        return min(written_off, value_fen)


def _order_in_field(field: CardField, stored: str) -> Any:
    """Return what a value of a rarer column is sorted by: figures as such, words as spelled."""
    if field.shape in (FieldShape.TEXT, FieldShape.CHOICE):
        return order_key(field.written(stored))
    return field.order(stored)


def _month(acquired: str) -> int:
    return month_index(PartialDate.parse(acquired).first_day)


def _each(values: list[Any], word: Callable[[Any], Any]) -> list[Any]:
    """Replace every value; one that occurs often is looked at once, blanks stay blank."""
    known = {value: value if value in (None, "") else word(value) for value in set(values)}
    return list(map(known.__getitem__, values))


def _natural_codes(codes: list[Any]) -> list[Any]:
    """Return codes by which A-2 stands before A-10; numbers of one length already do."""
    filled = [code for code in codes if code]
    patterns = set("\n".join(filled).translate(_DIGITS_ALIKE).split("\n"))
    if len(patterns) <= 1:
        return codes
    return [natural(code) if code else code for code in codes]
