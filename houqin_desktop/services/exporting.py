"""The register as a sheet with standard column names, which `import assets` reads again unchanged.

Columns beyond the usual ones appear only where some card has something in them. 累计折旧 and 净值
are those that the register shows this month; a month or a year alone stays as it is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from houqin_desktop.domain.ledger_headers import FIELD, FieldKind
from houqin_desktop.services.categories import category_name
from houqin_desktop.services.depreciation import accumulated_of, month_before
from houqin_desktop.storage.asset import ValueChangeRow
from houqin_desktop.storage.asset_register import written_off_on
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
}
_WORDS = {
    "acquisition_method": AcquisitionMethod,
    "value_type": ValueType,
    "procurement_form": ProcurementForm,
}
_NOBODY = (None, None, None)
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
    return tuple(_column(key) for key in (*USUAL_KEYS, *further, "remarks"))


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
    return map(sheet.cells, card_rows([_FURTHER_COLUMNS[key] for key in further], ids))


class _Sheet:
    """Turns the rows of cards into cells, with all names at hand."""

    def __init__(self, today: date, further: Sequence[str]) -> None:
        self.through = month_index(today)
        self.gone = {
            card_id: month_before(date.fromisoformat(on))
            for card_id, on in written_off_on().items()
        }
        self.further = tuple(further)
        self.rooms = names_of("storeroom")
        self.departments = names_of("department")
        self.people = names_of("person")
        self.custody = people_of_cards()
        self.changes: dict[int, list[ValueChangeRow]] = {}
        for change in ValueChangeRow.select().order_by(ValueChangeRow.id):
            self.changes.setdefault(change.asset_id, []).append(change)
        self.categories: dict[str | None, str | None] = {None: None}
        self.dates: dict[str | None, tuple[PartialDate | None, ExportCell]] = {None: (None, None)}
        self.statuses = {status.value: status.label for status in AssetStatus}
        self.value_types = {value_type.value: value_type for value_type in ValueType}

    def cells(self, row: tuple[Any, ...]) -> tuple[ExportCell, ...]:
        """Return one card as cells in the order of the columns."""
        card_id, code, name, category, specification, brand, unit, quantity = row[:8]
        opening, value, acquired_on, place, room, department, status, life = row[8:16]
        value_type, remarks, *further = row[16:]
        acquired, acquired_cell = self.dates.get(acquired_on) or self._date(acquired_on)
        changes = self.changes.get(card_id, ())
        kind = self.value_types[value_type]
        through = self.gone.get(card_id, self.through)
        written_off = accumulated_of(opening, life, acquired, kind, changes, through)
        if written_off > value:
            written_off = value
        holder, responsible, keeper = self.custody.get(card_id, _NOBODY)
        return (
            code,
            name,
            category,
            self.categories.get(category) or self._category(category),
            specification,
            brand,
            unit,
            quantity,
            unit_price_fen(value, quantity) / 100,
            value / 100,
            written_off / 100,
            (value - written_off) / 100,
            acquired_cell,
            place,
            self.rooms[room],
            self.departments.get(department),
            self.people.get(holder),
            self.people.get(responsible),
            self.people.get(keeper),
            self.statuses[status],
            *map(self._further, self.further, further),
            remarks,
        )

    def _category(self, code: str | None) -> str | None:
        self.categories[code] = category_name(code) or None
        return self.categories[code]

    def _date(self, text: str | None) -> tuple[PartialDate | None, ExportCell]:
        day = PartialDate.parse(text or "")
        self.dates[text] = (day, day.first_day if day.day else text)
        return self.dates[text]

    def _further(self, key: str, value: Any) -> ExportCell:
        kind = FIELD[key].kind
        if value is None or value == "":
            return None
        if kind is FieldKind.MONEY:
            return float(value) / 100
        if kind is FieldKind.DATE:
            return (self.dates.get(value) or self._date(value))[1]
        if kind is FieldKind.WORD:
            return _WORDS[key](value).label
        return value  # type: ignore[no-any-return]
