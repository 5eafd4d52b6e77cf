"""Asset cards, their dated custody, their value changes, their postings, their import batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from houqin_desktop.domain.asset import (
    AcquisitionMethod,
    AssetStatus,
    CategoryEdition,
    ProcurementForm,
    ValueType,
)
from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.storage.base import BaseModel, db
from houqin_desktop.storage.fields import (
    day,
    derived,
    flag,
    integer,
    optional_day,
    optional_integer,
    optional_text,
    optional_word,
    partial_date,
    text,
    word,
)

Row = TypeVar("Row", bound=BaseModel)


class ValueChangeKind(Labelled):
    """Why the value on a card changed."""

    IMPROVEMENT = "improvement", "增值改造"
    REDUCTION = "reduction", "减值调整"
    CORRECTION = "correction", "更正"
    SPLIT = "split", "拆分"


class ImportBatch(BaseModel):
    """One ledger that came in, with its counts."""

    id: int = integer(key=True)
    number: str = text()
    file_name: str = text()
    file_hash: str = text()
    imported_on: date = day()
    found: int = integer()
    added: int = integer()
    updated: int = integer()
    unchanged: int = integer()
    rejected: int = integer()
    doubtful: int = integer()


class ImportUndo(BaseModel):
    """A batch that was taken back; its id is that of the batch."""

    id: int = integer(key=True)
    undone_on: date = day()
    reason: str = text("")


class ImportLayout(BaseModel):
    """What a person said about a kind of ledger, by the signature of its header."""

    signature: str = text(key=True)
    choice: str = text()
    file_name: str = text()
    chosen_on: date = day()


class Asset(BaseModel):
    """A card for one piece or for a batch of like pieces.

    `withdrawn_code` is the number that a card had until its import was taken back.
    """

    id: int = integer(key=True)
    code: str = text()
    name: str = text()
    specification: str = text("")
    brand: str = text("")
    category_code: str | None = optional_text()
    unit: str = text("")
    quantity: int = integer()
    opening_value_fen: int = integer()
    original_value_fen: int = integer()
    acquired_on: PartialDate | None = partial_date()
    in_service_on: PartialDate | None = partial_date()
    booked_on: PartialDate | None = partial_date()
    registered_on: date = day()
    life_months: int | None = optional_integer()
    minimum_life_months: int | None = optional_integer()
    status: AssetStatus = word(AssetStatus)
    storeroom_id: int = integer()
    using_department_id: int | None = optional_integer()
    place: str = text("")
    acquisition_method: AcquisitionMethod | None = optional_word(AcquisitionMethod)
    value_type: ValueType = word(ValueType, ValueType.ORIGINAL)
    procurement_form: ProcurementForm | None = optional_word(ProcurementForm)
    funding_source: str = text("")
    fiscal_funds_fen: int | None = optional_integer()
    other_funds_fen: int | None = optional_integer()
    manufacturer: str = text("")
    supplier: str = text("")
    serial_number: str = text("")
    contract_number: str = text("")
    invoice_number: str = text("")
    warranty_until: date | None = optional_day()
    budget_item: str = text("")
    accounting_voucher: str = text("")
    purpose: str = text("")
    former_code: str = text("")
    remarks: str = text("")
    as_written: str = text("{}")
    unverified: bool = flag()
    import_batch_id: int | None = optional_integer()
    import_origin: str = text("")
    fingerprint: str | None = optional_text()
    sort_key: str = derived()
    search_text: str = derived()
    withdrawn_code: str | None = optional_text()
    former_category_code: str = text("")
    category_edition: CategoryEdition | None = optional_word(CategoryEdition)


class Custody(BaseModel):
    """Who used, answered for and kept a card in one stretch of days."""

    id: int = integer(key=True)
    asset_id: int = integer()
    holder_id: int | None = optional_integer()
    responsible_id: int | None = optional_integer()
    keeper_id: int | None = optional_integer()
    from_on: date = day()
    to_on: date | None = optional_day()


class ValueChangeRow(BaseModel):
    """One addition to, reduction or correction of a card's value, in 分."""

    id: int = integer(key=True)
    asset_id: int = integer()
    kind: ValueChangeKind = word(ValueChangeKind)
    changed_on: date = day()
    delta_fen: int = integer()
    extra_months: int = integer(0)
    reason: str = text()
    accounting_voucher: str = text("")

    class Meta:
        """Keep the table's name free of the word Row."""

        table_name = "value_change"


class Posting(BaseModel):
    """One movement of a card's pieces between two locations."""

    id: int = integer(key=True)
    asset_id: int = integer()
    from_location_id: int = integer()
    to_location_id: int = integer()
    quantity: int = integer()
    value_fen: int = integer()
    posted_on: date = day()
    voucher_id: int | None = optional_integer()


def assets_by_code(codes: list[str]) -> list[Asset]:
    """Return the cards with these codes, in any order."""
    found: list[Asset] = []
    for start in range(0, len(codes), 500):
        part = codes[start : start + 500]
        marks = ",".join("?" * len(part))
        found.extend(Asset.raw(f"SELECT * FROM asset WHERE code IN ({marks})", *part))
    return found


def assets_by_id(ids: list[int]) -> list[Asset]:
    """Return the cards with these ids, in any order."""
    found: list[Asset] = []
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        marks = ",".join("?" * len(part))
        found.extend(Asset.picked(f"id IN ({marks})", *part))
    return found


def current_custody(asset_id: int) -> Custody | None:
    """Return the stretch of custody that has not ended, or None."""
    rows = Custody.picked("asset_id = ? AND to_on IS NULL", asset_id)
    return next(iter(rows), None)


def value_changes(asset_id: int) -> list[ValueChangeRow]:
    """Return the card's value changes in the order in which they were recorded."""
    return ValueChangeRow.picked("asset_id = ?", asset_id, order="id")


def card_count() -> int:
    """Return how many cards the book has, those that left the register too."""
    return int(db.execute_sql("SELECT count(*) FROM asset").fetchone()[0])


def custodies_on(on: str) -> dict[int, tuple[int | None, int | None, int | None]]:
    """Return by card who used it, answered for it and kept it at the end of a day.

    Where one stretch ended and the next began on the day, the later one holds.
    """
    rows = db.execute_sql(
        "SELECT asset_id, holder_id, responsible_id, keeper_id FROM custody"
        " WHERE from_on <= ? AND (to_on IS NULL OR to_on >= ?) ORDER BY id",
        (on, on),
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def value_movements(after: str, until: str) -> dict[int, tuple[int, int]]:
    """Return by card the 分 added and the 分 taken off after one day and by another."""
    rows = db.execute_sql(
        "SELECT asset_id, sum(max(delta_fen, 0)), sum(max(-delta_fen, 0)) FROM value_change"
        " WHERE changed_on > ? AND changed_on <= ? GROUP BY asset_id",
        (after, until),
    )
    return {int(key): (int(raised), int(lowered)) for key, raised, lowered in rows}


def value_changes_of(asset_ids: Sequence[int]) -> dict[int, list[ValueChangeRow]]:
    """Return the value changes of these cards by card; cards without any are left out."""
    found: dict[int, list[ValueChangeRow]] = {}
    for row in rows_by_asset(ValueChangeRow, "value_change", asset_ids, ""):
        found.setdefault(row.asset_id, []).append(row)
    return found


def current_custodies(asset_ids: Sequence[int]) -> dict[int, Custody]:
    """Return the stretches of custody of these cards that have not ended, by card."""
    rows = rows_by_asset(Custody, "custody", asset_ids, " AND to_on IS NULL")
    return {row.asset_id: row for row in rows}


def rows_by_asset(
    model: type[Row], table: str, asset_ids: Sequence[int], condition: str
) -> Iterator[Row]:
    """Yield the rows of a table that belong to these cards, in the order of their ids."""
    for start in range(0, len(asset_ids), 500):
        part = asset_ids[start : start + 500]
        marks = ",".join("?" * len(part))
        yield from model.raw(
            f"SELECT * FROM {table} WHERE asset_id IN ({marks}){condition} ORDER BY id", *part
        )
