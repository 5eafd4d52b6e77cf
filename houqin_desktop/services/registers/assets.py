"""资产台账: every card that has not been disposed of, in any order, narrowed by any facet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from houqin_desktop.domain.asset import (
    AcquisitionMethod,
    AssetStatus,
    CategoryEdition,
    ValueType,
    unit_price_fen,
)
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.card_fields import CardField, FieldShape
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.assets.as_of import AsOf
from houqin_desktop.services.assets.card_columns import CardColumns
from houqin_desktop.services.assets.card_details import card_fields
from houqin_desktop.services.assets.card_search import CardSearch
from houqin_desktop.services.assets.cells import FURTHER
from houqin_desktop.services.assets.depreciation import accumulated_of
from houqin_desktop.services.assets.sorting import SortedCards
from houqin_desktop.services.registers.column_filters import apart
from houqin_desktop.services.registers.listing import (
    Cell,
    Column,
    ColumnKind,
    Filter,
    Index,
    Sort,
)
from houqin_desktop.services.registers.pinyin import SEPARATOR, search_text
from houqin_desktop.services.registers.search import Searcher, TextSearch
from houqin_desktop.services.session import Session
from houqin_desktop.storage.asset_register import (
    CONDITIONS,
    ROW_COLUMNS,
    Condition,
    category_texts,
    changed_cards,
    custody_join,
    row_joins,
    select_by_id,
)
from houqin_desktop.storage.card import values_of_cards
from houqin_desktop.storage.people import Department, Person, Storeroom

MONEY, QUANTITY, DATE = ColumnKind.MONEY, ColumnKind.QUANTITY, ColumnKind.DATE
COLUMNS = (
    Column("资产编号", width=110),
    Column("资产名称", width=100),
    Column("规格型号", width=118),
    Column("保管室", width=72),
    Column("使用部门", width=70),
    Column("使用人", width=62),
    Column("取得日期", DATE, width=88),
    Column("数量", QUANTITY, width=46),
    Column("原值", MONEY, width=92),
    Column("状态", ColumnKind.STATUS, width=80),
    Column("分类代码", width=100, shown=False),
    Column("分类", width=120, shown=False),
    Column("品牌", width=90, shown=False),
    Column("单位", width=60, shown=False),
    Column("单价", MONEY, width=110, shown=False),
    Column("累计折旧", MONEY, width=120, shown=False),
    Column("净值", MONEY, width=120, shown=False),
    Column("存放地点", width=110, shown=False),
    Column("责任人", width=72, shown=False),
    Column("保管人", width=72, shown=False),
    Column("备注", width=160, shown=False),
    Column("启用日期", DATE, shown=False),
    Column("入账日期", DATE, shown=False),
    Column("折旧年限（月）", QUANTITY, shown=False),
    Column("最低使用年限（月）", QUANTITY, shown=False),
    Column("取得方式", shown=False),
    Column("经费来源", shown=False),
    Column("供应商", shown=False),
    Column("出厂编号", shown=False),
    Column("会计凭证号", shown=False),
    Column("待核实", shown=False),
    Column("原分类代码", shown=False),
    Column("代码版本", width=120, shown=False),
)
_KINDS = {
    FieldShape.NUMBER: ColumnKind.NUMBER,
    FieldShape.MONEY: MONEY,
    FieldShape.DATE: DATE,
}


def _column_of(field: CardField) -> Column:
    return Column(field.title, _KINDS.get(field.shape, ColumnKind.TEXT), width=110, shown=False)


class AssetRegister:
    """The asset register as of a day, by default today."""

    name = "assets"
    title = "资产台账"

    def __init__(self, session: Session, on: date | None = None) -> None:
        self._session = session
        self._on = on
        self._as_of = self._look()
        self._held = CardColumns()
        self._fields: tuple[CardField, ...] = ()
        self._read_fields()

    def _look(self) -> AsOf:
        """Return the day seen from today: the window stays open over midnight and over a 下账."""
        today = self._session.clock.today()
        return AsOf(self._on or today, today)

    def _read_fields(self) -> None:
        """Take the columns that the school has now; an open register learns of a new one."""
        fields = tuple(card_fields().values())
        if fields != self._fields:
            self._fields = fields
            self._columns = (*COLUMNS, *map(_column_of, fields))
            self._cards = SortedCards(self._columns, {one.title: one for one in fields}, self._held)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns of every card, then those of some categories and of the school."""
        return self._columns

    @property
    def entered_later(self) -> int:
        """Return how many cards count on the day although they were registered later."""
        return self._as_of.entered_later

    def index(self, filters: tuple[Filter, ...] = (), sort: tuple[Sort, ...] = ()) -> Index:
        """Return the cards that pass, by default in the order of registration."""
        self._as_of = self._look()
        self._read_fields()
        facets, columns = apart(filters)
        return self._cards.index(self._as_of, self._conditions(facets), columns, sort)

    def column(self, title: str, filters: tuple[Filter, ...] = ()) -> Sequence[Cell]:
        """Return the cells of one column of the cards that pass, in the order of registration."""
        facets, columns = apart(filters)
        return self._cards.column(title, self._as_of, self._conditions(facets), columns)

    def rows(self, keys: Sequence[int]) -> list[tuple[Cell, ...]]:
        """Return the rows with their depreciation computed for the month of the day."""
        changed = changed_cards()
        details = values_of_cards(keys, self._as_of.past)
        nothing: tuple[Cell, ...] = (None,) * len(self._fields)
        found = {}
        for row in select_by_id(ROW_COLUMNS, row_joins(self._as_of.past), keys, self._as_of.source):
            values = details.get(row[0])
            further = self._further(values) if values else nothing
            found[row[0]] = (*self._row(row, changed), *further)
        return [found[key] for key in keys]

    def _further(self, values: Mapping[str, str]) -> Iterator[Cell]:
        for field in self._fields:
            stored = values.get(field.key)
            yield field.cell(stored) if stored else None

    def searcher(self) -> Searcher:
        """Return what narrows the cards; of a day that is past, the way of every register."""
        if self._as_of.is_past:
            return TextSearch(self)
        return CardSearch(self._held, FURTHER, self._texts_of_details)

    def texts(self, keys: Sequence[int]) -> list[str]:
        """Return the words by which people look for a card."""
        rooms = {room.id: room.search_text for room in Storeroom.every()}
        departments = {row.id: row.search_text for row in Department.every()}
        people = {row.id: row.search_text for row in Person.every()}
        categories = category_texts()
        details = self._texts_of_details()
        found: dict[int, str] = {}
        columns = (
            "a.id, a.search_text || ' ' || a.former_category_code, a.category_code,"
            " a.storeroom_id, a.using_department_id,"
            " coalesce(a.acquired_on, ''), a.status, c.holder_id, c.responsible_id, c.keeper_id"
        )
        custody = custody_join(self._as_of.past)
        for row in select_by_id(columns, custody, keys, self._as_of.source):
            key, own, code, room, department, acquired, status, *roles = row
            words = [own, acquired, rooms[room], AssetStatus(status).label]
            if code is not None:
                words.append(categories[code])
            if department is not None:
                words.append(departments[department])
            words += [people[role] for role in roles if role is not None]
            if key in details:
                words.append(details[key])
            found[key] = SEPARATOR.join(words)
        return [found[key] for key in keys]

    def _texts_of_details(self) -> dict[int, str]:
        """Return by what words people look for what stands in the rarer columns."""
        fields = {field.key: field for field in self._fields}
        spelled: dict[str, str] = {}
        found: dict[int, str] = {}
        for key, values in values_of_cards(past=self._as_of.past).items():
            words = [fields[name].written(value) for name, value in values.items()]
            for word in words:
                if word not in spelled:
                    spelled[word] = search_text(word)
            found[key] = SEPARATOR.join(spelled[word] for word in words)
        return found

    def _conditions(self, filters: tuple[Filter, ...]) -> list[Condition]:
        conditions = []
        for one in filters:
            if one.facet not in CONDITIONS:
                raise Refused(
                    f"资产台账不能按“{one.facet}”筛选。可用的项目：{'、'.join(CONDITIONS)}。",
                    code="unknown_facet",
                )
            conditions.append(CONDITIONS[one.facet](one.value))
        disposed = any(f.facet == "status" and f.value == AssetStatus.DISPOSED for f in filters)
        return conditions if disposed else [*conditions, self._as_of.membership]

    def _row(self, row: tuple[Any, ...], changed: set[int]) -> tuple[Cell, ...]:
        (
            key, code, name, category, category_title, specification, brand, unit, quantity,
            value, opening, life, acquired, value_type, in_service, booked, place, room,
            department, holder, responsible, keeper, status, remarks, minimum, method, funding,
            supplier, serial, voucher, unverified, former_category, edition,
        ) = row  # fmt: skip
        written_off = accumulated_of(
            opening,
            life,
            None if acquired is None else PartialDate.parse(acquired),
            ValueType(value_type),
            self._as_of.changes(key) if key in changed else (),
            self._as_of.through_month(key),
        )
        written_off = min(written_off, value)
        return (
            code, name, specification, room, department, holder, acquired, quantity, value,
            AssetStatus(status).label, category, category_title, brand,
            unit,
            unit_price_fen(value, quantity), written_off, value - written_off, place, responsible,
            keeper, remarks, in_service, booked, life, minimum,
            AcquisitionMethod(method).label if method else "", funding, supplier, serial, voucher,
            "待核实" if unverified else "", former_category,
            CategoryEdition(edition).label if edition else "",
        )  # fmt: skip


MAKERS = {"assets": AssetRegister}
