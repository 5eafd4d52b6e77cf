"""Putting the cards of the register in order, by any of its columns, the computed ones too.

Only the column that is sorted by is read and put in order in memory, which takes less than what the
database needs to sort rows as wide as these; pieces and values are kept from one order to the next
until the book changes. Blanks come last both ways, and cards that are alike stay in the order of
registration.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import sub, truediv
from typing import Any

from houqin_desktop.domain.asset import AssetStatus
from houqin_desktop.domain.calendar import PartialDate, month_index
from houqin_desktop.domain.depreciation import accumulated
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.as_of import AsOf
from houqin_desktop.services.bulk import without_collector
from houqin_desktop.services.depreciation import accumulated_of
from houqin_desktop.services.registers import Column, Index, Sort
from houqin_desktop.storage.asset import Asset
from houqin_desktop.storage.asset_register import (
    Condition,
    cells,
    changed_cards,
    people_now,
    sort_keys,
)
from houqin_desktop.storage.journal import head

Row = tuple[Any, ...]
# A card of nominal value is not written off, as one without a life is not.
_LIFE = ("CASE a.value_type WHEN 'nominal' THEN NULL ELSE a.life_months END", "a.acquired_on")
# Columns with few different values are sorted by heaps.
_FEW = 4
# What is read of a card for each column that is not among the figures.
_READ = {
    "资产编号": ("a.code",),
    "资产名称": ("a.sort_key",),
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
    "累计折旧": _LIFE,
    "净值": _LIFE,
}
_NAMED = {"保管室": "storeroom", "使用部门": "department"}
_ROLES = {"使用人": "holder_id", "责任人": "responsible_id", "保管人": "keeper_id"}


class SortedCards:
    """The cards of the register in any order, as of a day."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._titles = [column.title for column in columns]
        self._kept: tuple[object, Index] = (None, Index([], [], []))

    def index(self, as_of: AsOf, conditions: Sequence[Condition], sorts: Sequence[Sort]) -> Index:
        """Return the cards that pass, with their pieces and their value on the day, in order.

        :raises Refused: for a column that the register has not.
        """
        self._require_known(sorts)
        with without_collector():
            found = self._figures(as_of, conditions)
            order: list[int] = list(range(len(found.keys)))
            for one in reversed(sorts):
                cells_of_it = _cells(one.column, as_of, conditions, found)
                order = _ordered(order, cells_of_it, one)
            return Index(
                list(map(found.keys.__getitem__, order)),
                list(map(found.quantities.__getitem__, order)),
                list(map(found.values_fen.__getitem__, order)),
            )

    def _require_known(self, sorts: Sequence[Sort]) -> None:
        unknown = [one.column for one in sorts if one.column not in self._titles]
        if unknown:
            raise Refused(
                f"资产台账没有“{unknown[0]}”这一栏。可用的栏目：{'、'.join(self._titles)}。",
                code="unknown_column",
            )

    def _figures(self, as_of: AsOf, conditions: Sequence[Condition]) -> Index:
        """Return keys, pieces and values in the order of registration; read once a state."""
        state = (head(), as_of.on, tuple(conditions))
        if self._kept[0] != state:
            rows = list(cells(("a.id", "a.quantity", "a.original_value_fen"), conditions))
            keys, quantities, values = (
                (list(column) for column in zip(*rows, strict=True)) if (rows) else ([], [], [])
            )
            if as_of.is_past:
                values = list(map(as_of.value_fen, keys, values))
                quantities = list(map(as_of.quantity, keys, quantities))
            self._kept = (state, Index(keys, quantities, values))
        return self._kept[1]


def _cells(title: str, as_of: AsOf, conditions: Sequence[Condition], found: Index) -> list[Any]:
    """Return what each card is sorted by, in the order of the figures."""
    if title == "数量":
        return found.quantities
    if title == "原值":
        return found.values_fen
    if title == "单价":
        return list(map(truediv, found.values_fen, found.quantities))
    if title in _ROLES:
        held, names = people_now(_ROLES[title]), sort_keys("person")
        return [names.get(held.get(key)) for key in found.keys]
    read = cells(_READ[title], conditions)
    if title == "累计折旧":
        return _written_off(as_of, found, read)
    if title == "净值":
        return list(map(sub, found.values_fen, _written_off(as_of, found, read)))
    if title in _NAMED:
        names = sort_keys(_NAMED[title])
        return [names.get(key) for (key,) in read]
    if title == "状态" and as_of.is_past:
        status = as_of.status
        return [
            status(key, AssetStatus(word)).value
            for key, (word,) in zip(found.keys, read, strict=True)
        ]
    return [cell for (cell,) in read]


def _ordered(order: list[int], keys: list[Any], one: Sort) -> list[int]:
    """Put positions in the order of their keys, alike ones as they were, blank ones last."""
    blank: list[int] = []
    if None in keys or "" in keys:
        blank = [at for at in order if keys[at] is None or keys[at] == ""]
        order = [at for at in order if keys[at] is not None and keys[at] != ""]
    if len(set(keys)) * _FEW > len(keys):
        order.sort(key=keys.__getitem__, reverse=one.descending)
        return order + blank
    heaps: dict[Any, list[int]] = {}
    for at in order:
        heaps.setdefault(keys[at], []).append(at)
    in_order = sorted(heaps, reverse=one.descending)
    return [at for key in in_order for at in heaps[key]] + blank


class _Months(dict[str, int]):
    """Month indexes by the acquisition date as it is stored."""

    def __missing__(self, acquired: str) -> int:
        month = self[acquired] = month_index(PartialDate.parse(acquired).first_day)
        return month


def _written_off(as_of: AsOf, found: Index, read: Iterator[Row]) -> list[int]:
    """Return what is written off each card; most never changed and take one line of arithmetic."""
    months, usual, departed = _Months(), as_of.usual_month, as_of.months_of_departed()
    rows = list(read)
    result = [
        0 if life is None or acquired is None else accumulated(value, life, months[acquired], usual)
        for value, (life, acquired) in zip(found.values_fen, rows, strict=True)
    ]
    special = changed_cards().union(departed)
    for at in [at for at, key in enumerate(found.keys) if key in special] if special else ():
        result[at] = _worked_out(as_of, found.keys[at], found.values_fen[at])
    return result


def _worked_out(as_of: AsOf, key: int, value_fen: int) -> int:
    """Return what is written off a card whose value changed, or that has left."""
    card: Asset = Asset.get_by_id(key)
    written_off = accumulated_of(
        card.opening_value_fen,
        card.life_months,
        card.acquired_on,
        card.value_type,
        as_of.changes(key),
        as_of.through_month(key),
    )
    return min(written_off, value_fen)
