"""Recognising a ledger (台账): from the sheets of a workbook to rows that can be registered.

Nobody has to say where the table begins or which column is which. What was found, what was left
out and what is doubtful is all in the result, so that a person can look before anything is
written; this module writes nothing and asks nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.checks import category_words
from houqin_desktop.domain.ledger.choices import NO_CHOICES, LayoutChoice, LedgerChoices
from houqin_desktop.domain.ledger.columns import LedgerColumn, LedgerTable, LeftOut, Sureness
from houqin_desktop.domain.ledger.details import NOTHING_BESIDE, Beside
from houqin_desktop.domain.ledger.findings import LedgerIssue, LedgerRow, Severity
from houqin_desktop.domain.ledger.grid import Workbook
from houqin_desktop.domain.ledger.headers import ASSET_WORDS, LedgerKind, Vocabulary
from houqin_desktop.domain.ledger.item_fields import item_words
from houqin_desktop.domain.ledger.items import ItemRow, read_items
from houqin_desktop.domain.ledger.notes import table_notes
from houqin_desktop.domain.ledger.rows import read_rows
from houqin_desktop.domain.ledger.tables import find_tables
from houqin_desktop.domain.stock import StockKind

__all__ = [
    "ItemRow",
    "LayoutChoice",
    "Ledger",
    "LedgerChoices",
    "LedgerColumn",
    "LedgerIssue",
    "LedgerKind",
    "LedgerRow",
    "Severity",
    "Sureness",
    "TableSummary",
    "category_words",
    "recognise",
    "recognise_items",
    "tables_of",
]


@dataclass(frozen=True, slots=True)
class TableSummary:
    """One table as it was understood: where it stands, its columns, what was left out.

    The header stands in the rows `first_header_row` to `header_row` of the workbook; `signature`
    is what corrections of its columns are remembered by, `unit_fen` the unit of amounts that name
    none themselves. `valueless` counts the rows without value and price, `nominal` says that a
    person wants them at 名义金额. `first_row` and `last_row` are those of its assets, None
    without any.
    """

    sheet: str
    hidden: bool
    first_header_row: int
    header_row: int
    signature: str
    unit_fen: int
    columns: tuple[LedgerColumn, ...]
    first_row: int | None
    last_row: int | None
    row_count: int
    left_out: Mapping[LeftOut, tuple[int, ...]]
    valueless: int = 0
    nominal: bool = False
    stock_kind: StockKind | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All rows of a workbook, in the order of its sheets, and notes on whole tables.

    `words` are those that its headers were read by; they say what kind of ledger it is.
    """

    tables: tuple[TableSummary, ...]
    rows: tuple[LedgerRow, ...]
    notes: tuple[LedgerIssue, ...]
    words: Vocabulary = ASSET_WORDS


def recognise(
    workbook: Workbook,
    categories: Mapping[str, Sequence[str]],
    today: date,
    choices: LedgerChoices = NO_CHOICES,
    rooms: Collection[str] = (),
    beside: Beside = NOTHING_BESIDE,
) -> Ledger:
    """Find every table of assets in the workbook and read its rows.

    :param categories: what `category_words` returns for the present code table.
    :param choices: what a person said about headers, columns and units, now or earlier.
    :param rooms: the names of the school's storerooms; a sheet may be called after one.
    :param beside: the cards' rarer columns, and how an old code is recognised.
    :raises Refused: when no sheet has a header that names assets.
    """
    tables = _tables(workbook, choices, ASSET_WORDS)
    rows: list[LedgerRow] = []
    for table in tables:
        rows.extend(read_rows(table, categories, today, rooms, beside))
    _number_like_rows(rows)
    return _ledger(tables, rows, ASSET_WORDS)


def recognise_items(
    workbook: Workbook, rooms: Collection[str], choices: LedgerChoices = NO_CHOICES
) -> Ledger:
    """Find every table of stock items in the workbook and read its rows, all of them `ItemRow`.

    :param rooms: the names of the school's storerooms; a sheet or a column may be called after one.
    :param choices: what a person said about headers, columns, kinds and units, now or earlier.
    :raises Refused: when no sheet has a header that names items.
    """
    words = item_words(rooms)
    tables = _tables(workbook, choices, words)
    rows = [row for table in tables for row in read_items(table, rooms, workbook.name)]
    return _ledger(tables, rows, words)


def _ledger(tables: Sequence[LedgerTable], rows: Sequence[LedgerRow], words: Vocabulary) -> Ledger:
    return Ledger(
        tuple(_summary(table) for table in tables),
        tuple(rows),
        tuple(note for table in tables if table.rows for note in table_notes(table)),
        words,
    )


def _tables(workbook: Workbook, choices: LedgerChoices, words: Vocabulary) -> list[LedgerTable]:
    """Return the tables of a workbook, each of which has a column of names.

    :raises Refused: when there is none, or one without names.
    """
    tables = [t for sheet in workbook.sheets for t in find_tables(sheet, choices, words)]
    name = words.title("name")
    nameless = next((table for table in tables if table.column("name") is None), None)
    if nameless is not None:
        raise Refused(
            f"工作表“{nameless.sheet}”里没有一栏是{name}，没有读入。请指明哪一列是{name}，"
            "或不读这张工作表。",
            code="no_name_column",
        )
    if not tables:
        raise Refused(
            f"没有找到{words.kind.label}的表头。表头至少要有{name}，以及数量、单价、"
            f"{words.title('original_value')}等栏中的两栏；"
            "请检查文件，或在第一行补上栏目名称后再导入。",
            code="no_header",
        )
    return tables


def tables_of(
    workbook: Workbook, choices: LedgerChoices, words: Vocabulary = ASSET_WORDS
) -> tuple[TableSummary, ...]:
    """Return every table as it would be understood, also where it could not be read yet."""
    return tuple(
        _summary(table) for sheet in workbook.sheets for table in find_tables(sheet, choices, words)
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
        table.grid.hidden,
        table.header_row - table.header.height + 1,
        table.header_row,
        table.header.signature,
        table.header.unit_fen,
        table.columns,
        table.row_numbers[0] if table.row_numbers else None,
        table.row_numbers[-1] if table.row_numbers else None,
        len(table.rows),
        {kind: tuple(numbers) for kind, numbers in table.left_out.items()},
        table.valueless,
        table.header.nominal,
        table.header.stock_kind,
    )
