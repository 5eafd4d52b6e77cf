"""The register as a sheet with standard column names, which `import assets` reads again unchanged.

Columns beyond the usual ones appear only where some card has something in them. 累计折旧 and 净值
are those that the register shows this month; a month or a year alone stays as it is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.asset import (
    AcquisitionMethod,
    AssetStatus,
    ProcurementForm,
    ValueType,
    unit_price_fen,
)
from houqin_desktop.domain.calendar import PartialDate, month_index
from houqin_desktop.domain.card_fields import CardField, FieldShape
from houqin_desktop.domain.depreciation import accumulated
from houqin_desktop.domain.ledger.findings import DETAIL
from houqin_desktop.domain.ledger.headers import FIELD, FieldKind
from houqin_desktop.services.assets.card_details import card_fields
from houqin_desktop.services.assets.categories import category_name
from houqin_desktop.services.assets.depreciation import accumulated_of, month_before
from houqin_desktop.services.importing.differences import export_mark
from houqin_desktop.storage.asset import ValueChangeRow
from houqin_desktop.storage.asset_register import written_off_on
from houqin_desktop.storage.card import filled_fields, values_of_cards
from houqin_desktop.storage.journal import head
from houqin_desktop.storage.ledger_export import (
    card_rows,
    filled_columns,
    names_of,
    people_of_cards,
)

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

USUAL_KEYS = (
    "code",
    "name",
    "category_code",
    "category",
    "specification",
    "brand",
    "unit",
    "quantity",
    "unit_price",
    "original_value",
    "accumulated",
    "net_value",
    "acquired_on",
    "place",
    "storeroom",
    "department",
    "holder",
    "responsible",
    "keeper",
    "status",
)

# Further fields and the column of a card that each shows, in the order of the sheet.
_FURTHER_COLUMNS = {
    "in_service_on": "in_service_on",
    "booked_on": "booked_on",
    "life": "life_months",
    "minimum_life": "minimum_life_months",
    "acquisition_method": "acquisition_method",
    "value_type": "value_type",
    "procurement_form": "procurement_form",
    "funding_source": "funding_source",
    "fiscal_funds": "fiscal_funds_fen",
    "other_funds": "other_funds_fen",
    "serial_number": "serial_number",
    "manufacturer": "manufacturer",
    "supplier": "supplier",
    "contract_number": "contract_number",
    "invoice_number": "invoice_number",
    "warranty_until": "warranty_until",
    "budget_item": "budget_item",
    "accounting_voucher": "accounting_voucher",
    "purpose": "purpose",
    "former_code": "former_code",
    "former_category_code": "former_category_code",
}
_SHAPES = {
    FieldShape.MONEY: FieldKind.MONEY,
    FieldShape.DATE: FieldKind.DATE,
    FieldShape.NUMBER: FieldKind.QUANTITY,
}
_WORDS = {
    "acquisition_method": AcquisitionMethod,
    "value_type": ValueType,
    "procurement_form": ProcurementForm,
}
_CONVERTED = (FieldKind.MONEY, FieldKind.DATE, FieldKind.WORD)
_NOBODY = (None, None, None)
# A workbook counts its days from 1900 and miscounts the first two months; before them words stand.
FIRST_WORKBOOK_DAY = date(1900, 3, 1)

# The last column, which a person does not see: what state of the book the sheet was written from.
MARK_KEY = "export_mark"

ExportCell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column of the sheet: the ledger's field and the title above it."""

    key: str
    title: str
    kind: FieldKind


def export_columns() -> tuple[ExportColumn, ...]:
    """Return the columns that an export of the open book has now."""
    filled = filled_columns(tuple(_FURTHER_COLUMNS.values()))
    further = [key for key, column in _FURTHER_COLUMNS.items() if column in filled]
    details = filled_fields()
    return (
        *(_column(key) for key in (*USUAL_KEYS, *further, "remarks")),
        *(_detail_column(one) for one in card_fields().values() if one.key in details),
        _column(MARK_KEY),
    )


def _detail_column(field: CardField) -> ExportColumn:
    kind = _SHAPES.get(field.shape, FieldKind.TEXT)
    return ExportColumn(f"{DETAIL}{field.key}", field.title, kind)


def _column(key: str) -> ExportColumn:
    field = FIELD[key]
    in_months = field.kind is FieldKind.LIFE
    return ExportColumn(key, f"{field.title}（月）" if in_months else field.title, field.kind)


def export_rows(
    session: Session, columns: Sequence[ExportColumn], ids: Sequence[int] | None = None
) -> Iterator[tuple[ExportCell, ...]]:
    """Yield the cards as cells: money in yuan, whole days as dates.

    :param ids: the cards that are seen, in their order; None for the whole register, which is
        every card that has not left it.
    """
    further = [column.key for column in columns if column.key in _FURTHER_COLUMNS]
    sheet = _Sheet(session.clock.today(), further)
    sheet.read_details([one.key for one in columns if one.key.startswith(DETAIL)])
    return sheet.rows(card_rows([_FURTHER_COLUMNS[key] for key in further], ids))


@dataclass(frozen=True, slots=True)
class _Acquired:
    """A date of acquisition as it is computed with and as it is written."""

    month: int | None
    cell: ExportCell


class _Sheet:
    """Turns the rows of cards into cells, with all names at hand."""

    def __init__(self, today: date, further: Sequence[str]) -> None:
        self.through = month_index(today)
        self.gone = {
            card_id: month_before(date.fromisoformat(on))
            for card_id, on in written_off_on().items()
        }
        self.converted = [
            (at, key) for at, key in enumerate(further) if FIELD[key].kind in _CONVERTED
        ]
        self.changes: dict[int, list[ValueChangeRow]] = {}
        for change in ValueChangeRow.select().order_by(ValueChangeRow.id):
            self.changes.setdefault(change.asset_id, []).append(change)
        # A register repeats its dates and categories: each is worked out once.
        self.dates: dict[str | None, _Acquired] = {None: _Acquired(None, None)}
        self.categories: dict[str | None, str | None] = {None: None}

    def rows(self, cards: Iterable[tuple[Any, ...]]) -> Iterator[tuple[ExportCell, ...]]:
        """Yield each card as cells in the order of the columns."""
        rooms, departments = map(names_of, ("storeroom", "department"))
        people, dates, categories = people_of_cards(), self.dates, self.categories
        statuses = {status.value: status.label for status in AssetStatus}
        special = self.changes.keys() | self.gone.keys()
        convert, mark = bool(self.converted), export_mark(*head())
        nominal = ValueType.NOMINAL.value
        for card in cards:
            card_id, code, name, category, specification, brand, unit, quantity = card[:8]
            opening, value, acquired_on, place, room, department, status, life = card[8:16]
            acquired = dates.get(acquired_on) or self._date(acquired_on)
            if card_id in special or card[16] == nominal or acquired.month is None:
                written_off = self._written_off(card)
            else:
                written_off = accumulated(opening, life, acquired.month, self.through)
            yield (
                code,
                name,
                category,
                categories.get(category) or self._category(category),
                specification,
                brand,
                unit,
                quantity,
                (value if quantity == 1 else unit_price_fen(value, quantity)) / 100,
                value / 100,
                written_off / 100,
                (value - written_off) / 100,
                acquired.cell,
                place,
                rooms[room],
                departments[department],
                *people.get(card_id, _NOBODY),
                statuses[status],
                *(self._further(card[18:]) if convert else card[18:]),
                card[17],
                *(self._details(card_id) if card_id in self.details else self.nothing),
                mark,
            )

    def read_details(self, keys: Sequence[str]) -> None:
        """Take the rarer columns that the sheet shows, and what cards have in them."""
        fields = {f"{DETAIL}{one.key}": one for one in card_fields().values()}
        self.fields = [fields[key] for key in keys]
        self.details = values_of_cards() if keys else {}
        self.nothing: tuple[ExportCell, ...] = (None,) * len(keys)

    def _details(self, card_id: int) -> tuple[ExportCell, ...]:
        values = self.details[card_id]
        return tuple(
            _detail_cell(one, values[one.key]) if one.key in values else None for one in self.fields
        )

    def _written_off(self, card: tuple[Any, ...]) -> int:
        """Work out a card that is not depreciated plainly, month by month up to this one."""
        card_id, opening, value = card[0], card[8], card[9]
        acquired = PartialDate.parse(card[10]) if card[10] else None
        changes = self.changes.get(card_id, ())
        through = self.gone.get(card_id, self.through)
        kind = ValueType(card[16])
        return min(accumulated_of(opening, card[15], acquired, kind, changes, through), int(value))

    def _category(self, code: str | None) -> str | None:
        self.categories[code] = category_name(code) or None
        return self.categories[code]

    def _date(self, text: str | None) -> _Acquired:
        day = PartialDate.parse(text or "")
        cell = day.first_day if day.day and day.first_day >= FIRST_WORKBOOK_DAY else text
        self.dates[text] = _Acquired(month_index(day.first_day), cell)
        return self.dates[text]

    def _further(self, values: Sequence[Any]) -> list[ExportCell]:
        """Return the further columns, those that are not written as they are stored converted."""
        cells = list(values)
        for at, key in self.converted:
            cells[at] = self._converted(key, values[at])
        return cells

    def _converted(self, key: str, value: Any) -> ExportCell:
        if value is None:
            return None
        if key in _WORDS:
            return _WORDS[key](value).label
        if FIELD[key].kind is FieldKind.MONEY:
            return float(value) / 100
        return (self.dates.get(value) or self._date(value)).cell


def _detail_cell(field: CardField, stored: str) -> ExportCell:
    """Return a value of a rarer column as a cell: a figure as a figure, a whole day as a date."""
    if field.shape is FieldShape.MONEY:
        return int(stored) / 100
    if field.shape is FieldShape.NUMBER:
        return float(stored) if "." in stored else int(stored)
    if field.shape is FieldShape.DATE:
        day = PartialDate.parse(stored)
        return day.first_day if day.day and day.first_day >= FIRST_WORKBOOK_DAY else stored
    return field.written(stored)
