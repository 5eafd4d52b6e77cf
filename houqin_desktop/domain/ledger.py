"""Recognising a ledger (台账): from the sheets of a workbook to rows that can be registered.

Nobody has to say where the table begins or which column is which. What was found, what was left
out and what is doubtful is all in the result, so that a person can look before anything is
written; this module writes nothing and asks nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger_checks import category_words, table_notes
from houqin_desktop.domain.ledger_findings import LedgerIssue, LedgerRow, Severity
from houqin_desktop.domain.ledger_grid import Workbook
from houqin_desktop.domain.ledger_rows import read_rows
from houqin_desktop.domain.ledger_tables import LedgerColumn, LedgerTable, LeftOut, find_tables

__all__ = [
    "Ledger",
    "LedgerColumn",
    "LedgerIssue",
    "LedgerRow",
    "Severity",
    "TableSummary",
    "category_words",
    "recognise",
]


@dataclass(frozen=True, slots=True)
class TableSummary:
    """One table as it was understood: where it stands, its columns, what was left out."""

    sheet: str
    hidden: bool
    header_row: int
    columns: tuple[LedgerColumn, ...]
    row_count: int
    left_out: Mapping[LeftOut, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All assets of a workbook, in the order of its sheets, and notes on whole tables."""

    tables: tuple[TableSummary, ...]
    rows: tuple[LedgerRow, ...]
    notes: tuple[LedgerIssue, ...]


def recognise(workbook: Workbook, categories: Mapping[str, Sequence[str]], today: date) -> Ledger:
    """Find every table of assets in the workbook and read its rows.

    :param categories: what `category_words` returns for the present code table.
    :raises Refused: when no sheet has a header that names assets.
    """
    tables = [table for sheet in workbook.sheets for table in find_tables(sheet)]
    if not tables:
        raise Refused(
            "没有找到资产台账的表头。表头至少要有资产名称，以及数量、单价、原值等栏中的两栏；"
            "请检查文件，或在第一行补上栏目名称后再导入。",
            code="no_header",
        )
    rows: list[LedgerRow] = []
    for table in tables:
        rows.extend(read_rows(table, categories, today))
    _number_like_rows(rows)
    return Ledger(
        tuple(_summary(table) for table in tables),
        tuple(rows),
        tuple(note for table in tables if table.rows for note in table_notes(table)),
    )


def _number_like_rows(rows: Sequence[LedgerRow]) -> None:
    """Tell rows without a number that look the same apart by their ordinal in the file."""
    ordinals: dict[str, int] = {}
    for row in rows:
        if row.fingerprint is not None:
            ordinal = ordinals[row.fingerprint] = ordinals.get(row.fingerprint, 0) + 1
            row.fingerprint = f"{row.fingerprint}-{ordinal}"


def _summary(table: LedgerTable) -> TableSummary:
    return TableSummary(
        table.sheet,
        table.hidden,
        table.header_row,
        table.columns,
        len(table.rows),
        {kind: tuple(numbers) for kind, numbers in table.left_out.items()},
    )
