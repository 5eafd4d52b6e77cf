"""The rows of a found table, read field by field, with everything doubtful said aloud.

A row that cannot be an asset (no name, 原值 or 数量 that cannot be read) is refused; a field that
allows two meanings stays empty, its words are kept (原文) and the card will be 待核实. Columns are
read one at a time, because the same cell stands in a ledger a thousand times.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

from houqin_desktop.domain.ledger.cells import read_columns
from houqin_desktop.domain.ledger.checks import (
    check_codes,
    check_lives,
    fill_dates,
    fill_units,
    require_names,
    settle_categories,
    settle_values,
)
from houqin_desktop.domain.ledger.details import (
    NOTHING_BESIDE,
    Beside,
    read_details,
    settle_former_codes,
)
from houqin_desktop.domain.ledger.filling import fill_cells, fill_kinds, fill_places
from houqin_desktop.domain.ledger.findings import POSITION, LedgerRow, TableReading
from houqin_desktop.domain.ledger.grid import cell_text
from houqin_desktop.domain.ledger.headers import COMPARED_KEYS
from houqin_desktop.domain.ledger.remarks import (
    judge_linked,
    judge_unprintable,
    note_remarks,
    take_state_from_words,
)
from houqin_desktop.domain.ledger.values import is_blank

if TYPE_CHECKING:
    from datetime import date

    from houqin_desktop.domain.ledger.columns import LedgerTable

_ESSENTIAL = frozenset({"name", "quantity", "original_value"})
_SHARED = ("original_value", "accumulated", "net_value", "fiscal_funds", "other_funds")
_NOTHING: Mapping[str, str] = MappingProxyType({})


def read_rows(
    table: LedgerTable,
    categories: Mapping[str, Sequence[str]],
    today: date,
    rooms: Collection[str] = (),
    beside: Beside = NOTHING_BESIDE,
) -> list[LedgerRow]:
    """Read all rows of a table.

    :param categories: codes of the present edition by folded code or name, as `category_words`
        makes it.
    :param today: dates of acquisition after this day are doubtful.
    :param rooms: the names of the school's storerooms.
    :param beside: the cards' rarer columns, and how an old code is recognised.
    """
    reading = TableReading(table)
    fill_cells(reading)
    read_columns(reading, _ESSENTIAL, "先空着，原文留在卡片上")
    require_names(reading)
    fill_dates(reading, today)
    check_codes(reading)
    check_lives(reading)
    fill_units(reading)
    settle_former_codes(reading, beside.former)
    settle_categories(reading, categories)
    fill_kinds(reading, categories)
    fill_places(reading, rooms)
    settle_values(reading)
    take_state_from_words(reading)
    note_remarks(reading)
    judge_linked(reading)
    judge_unprintable(reading)
    read_details(reading, beside.fields)
    return _rows(reading)


def _rows(reading: TableReading) -> list[LedgerRow]:
    table, issues, written = reading.table, reading.issues, reading.written
    shown = {**reading.columns, **reading.beside}
    table.read_beside.update(column.index for column in reading.beside.values())
    rows = [
        LedgerRow(
            table.sheet,
            number,
            values,
            written.get(at, _NOTHING),
            issues.get(at, ()),
            shown,
        )
        for at, (number, values) in enumerate(
            zip(table.row_numbers, reading.rows_of_values(), strict=True)
        )
    ]
    for at, details in reading.details.items():
        rows[at].details = details
    for at, code in reading.former.items():
        rows[at].edition = code.edition
    for at, fields in reading.assumed.items():
        rows[at].assumed = fields
    for at, findings in reading.as_new.items():
        rows[at].as_new = tuple(findings)
    _mark_rows_without_code(reading, rows)
    return _a_card_each(reading, rows) if reading.ranges else rows


def _a_card_each(reading: TableReading, rows: list[LedgerRow]) -> list[LedgerRow]:
    """Make of a row with a range of numbers a card for each of them, its amounts shared out.

    The paper ledger gave every piece its own number (DOMAIN.md 1.3); shares differ by at most one
    分 and add up to what the row says.
    """
    cards: list[LedgerRow] = []
    for at, row in enumerate(rows):
        codes = reading.ranges.get(at)
        if codes is None or row.refused_as_new:
            cards.append(row)
            continue
        for turn, code in enumerate(codes):
            values = list(row.values)
            values[POSITION["code"]], values[POSITION["quantity"]] = code, 1
            for key in _SHARED:
                values[POSITION[key]] = _share(values[POSITION[key]], turn, len(codes))
            cards.append(replace(row, values=tuple(values), fingerprint=None))
    return cards


def _share(amount: int | None, turn: int, count: int) -> int | None:
    return None if amount is None else amount // count + (turn < amount % count)


def _mark_rows_without_code(reading: TableReading, rows: list[LedgerRow]) -> None:
    """Give rows that bring no number a fingerprint of the cells that would be written."""
    keys = sorted(reading.columns.keys() - COMPARED_KEYS - {"serial"})
    indexes = [(key, reading.columns[key].index) for key in keys]
    code = POSITION["code"]
    for row, cells in zip(rows, reading.table.rows, strict=True):
        if row.values[code] is None:
            parts = [
                f"{key}={cell_text(cells[index]).strip()}"
                for key, index in indexes
                if not is_blank(cells[index])
            ]
            row.fingerprint = sha256("\x1f".join(parts).encode()).hexdigest()[:32]
