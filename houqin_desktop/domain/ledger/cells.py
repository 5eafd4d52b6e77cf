"""The columns of a table, read one at a time: the same cell stands in a ledger a thousand times."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.ledger.findings import Severity, TableReading
from houqin_desktop.domain.ledger.headers import COMPARED_KEYS
from houqin_desktop.domain.ledger.reading import reader_of

if TYPE_CHECKING:
    from houqin_desktop.domain.ledger.columns import LedgerColumn
    from houqin_desktop.domain.ledger.grid import Cell


def read_columns(reading: TableReading, essential: Collection[str], left_empty: str) -> None:
    """Read every column of a table.

    :param essential: fields without which a row cannot be registered.
    :param left_empty: what becomes of any other field that cannot be read.
    """
    for key, column in reading.columns.items():
        if key != "serial":
            reading.values[key] = _read_column(reading, key, column, essential, left_empty)


def _read_column(
    reading: TableReading,
    key: str,
    column: LedgerColumn,
    essential: Collection[str],
    left_empty: str,
) -> list[Any]:
    kind = reading.words.field[key].kind
    read = reader_of(column, kind, untyped=reading.table.grid.untyped)
    cells = reading.cells(key)
    # True and 1 are one key of a dictionary, but not one cell.
    keys = [(cell,) if cell.__class__ is bool else cell for cell in cells]
    known = {name: read(cell) for name, cell in dict(zip(keys, cells, strict=True)).items()}
    if any(found.doubt or found.note for found in known.values()):
        for at, (name, cell) in enumerate(zip(keys, cells, strict=True)):
            found = known[name]
            if found.note:
                reading.report(at, key, cell, found.note, Severity.NOTE)
            elif found.doubt:
                _report(reading, at, key, cell, found.doubt, essential, left_empty)
    values = {name: found.value for name, found in known.items()}
    return list(map(values.__getitem__, keys))


def _report(
    reading: TableReading,
    at: int,
    key: str,
    cell: Cell,
    doubt: str,
    essential: Collection[str],
    left_empty: str,
) -> None:
    if key in COMPARED_KEYS:
        reading.report(at, key, cell, f"{doubt}，没有核对", Severity.NOTE)
    elif key in essential:
        reading.report(at, key, cell, f"{doubt}，这一行没有登记", Severity.REFUSED)
    else:
        reading.doubt(at, key, cell, f"{doubt}，{left_empty}")
