"""What reading a ledger brings to light: the rows, and every finding with its cell.

A finding names sheet, row and column as the workbook shows them, so that a person can put a finger
on the cell. While a table is read, its columns and findings are gathered in a `TableReading`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from houqin_desktop.domain.asset import CategoryEdition
from houqin_desktop.domain.category_edition import FormerCode
from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.ledger.columns import LedgerColumn, LedgerTable
from houqin_desktop.domain.ledger.grid import Cell, cell_text
from houqin_desktop.domain.ledger.headers import ASSET_WORDS, FIELDS, Vocabulary
from houqin_desktop.domain.ledger.item_fields import ITEM_FIELDS

# What begins the key of a rarer column, which has no place among the usual ones.
DETAIL = "detail:"
KEYS = tuple(dict.fromkeys(field.key for field in (*FIELDS, *ITEM_FIELDS)))
POSITION = {key: position for position, key in enumerate(KEYS)}


_NO_DETAILS: Mapping[str, str] = MappingProxyType({})


class Severity(Labelled):
    """How much a finding weighs: the row stays out, a field stays empty, or it is only said."""

    REFUSED = "refused", "未登记"
    DOUBTFUL = "doubtful", "待核实"
    NOTE = "note", "说明"


@dataclass(frozen=True, slots=True)
class LedgerIssue:
    """One finding, with the sheet, the row and the column letter of the workbook."""

    sheet: str
    row: int
    column: str
    header: str
    value: str
    message: str
    severity: Severity


@dataclass(slots=True)
class LedgerRow:
    """One asset as the ledger has it; `row[key]` is the value of a field or None.

    Money is in 分, lives in months, dates are PartialDate; `category_code` is a code of the
    present edition. `fingerprint` is set only where the row brings no number of its own.
    `assumed` are fields that no cell of the row says, so that they say nothing against a card;
    `as_new` is what is found only if the row is to become a new card.
    """

    sheet: str
    row_number: int
    values: tuple[Any, ...]
    as_written: Mapping[str, str]
    issues: Sequence[LedgerIssue]
    columns: Mapping[str, LedgerColumn]
    fingerprint: str | None = None
    details: Mapping[str, str] = field(default_factory=lambda: _NO_DETAILS)
    edition: CategoryEdition | None = None
    assumed: frozenset[str] = frozenset()
    as_new: tuple[LedgerIssue, ...] = ()
    words: Vocabulary = ASSET_WORDS

    def __getitem__(self, key: str) -> Any:
        """Return the value of a field, or None; that of a rarer column as it is stored."""
        position = POSITION.get(key)
        return self.details.get(key) if position is None else self.values[position]

    def finding(self, key: str, value: str, message: str, severity: Severity) -> LedgerIssue:
        """Return a finding on one field of this row."""
        column = self.columns.get(key)
        letter, header = (column.letter, column.header) if column else ("", self.words.title(key))
        return LedgerIssue(self.sheet, self.row_number, letter, header, value, message, severity)

    @property
    def refused(self) -> bool:
        """Say whether the row must stay out."""
        return bool(self.issues) and any(
            issue.severity is Severity.REFUSED for issue in self.issues
        )

    @property
    def refused_as_new(self) -> bool:
        """Say whether the row cannot become a new card, though it may mean one that is known."""
        return self.refused or any(issue.severity is Severity.REFUSED for issue in self.as_new)

    @property
    def doubtful(self) -> bool:
        """Say whether something on the row needs a person's look."""
        return bool(self.issues) and any(
            issue.severity is Severity.DOUBTFUL for issue in self.issues
        )


class TableReading:
    """A table while it is read: the values of each field by column, what was found on each row."""

    def __init__(self, table: LedgerTable) -> None:
        """Begin with no column read."""
        self.table = table
        self.words = table.words
        self.size = len(table.rows)
        self.columns: dict[str, LedgerColumn] = {
            column.key: column for column in table.columns if column.key
        }
        self.values: dict[str, list[Any]] = {}
        self.issues: dict[int, list[LedgerIssue]] = {}
        self.written: dict[int, dict[str, str]] = {}
        # The numbers that one row's code stands for.
        self.ranges: dict[int, list[str]] = {}
        # Rarer columns that were found, and what they hold; old codes by row.
        self.beside: dict[str, LedgerColumn] = {}
        self.details: dict[int, dict[str, str]] = {}
        self.former: dict[int, FormerCode] = {}
        # Fields that no cell says, and what is found only of a new card, by row.
        self.assumed: dict[int, frozenset[str]] = {}
        self.as_new: dict[int, list[LedgerIssue]] = {}

    def cells(self, key: str) -> list[Cell]:
        """Return the cells of a field's column as they stand on the sheet."""
        index = self.columns[key].index
        return [row[index] for row in self.table.rows]

    def cell(self, at: int, key: str) -> Cell:
        """Return one cell of a field's column."""
        return self.table.rows[at][self.columns[key].index]

    def put(self, at: int, index: int, cell: Cell) -> None:
        """Write a cell of the table, counted from 0, where another cell speaks for it."""
        row = self.table.rows[at]
        self.table.rows[at] = (*row[:index], cell, *row[index + 1 :])

    def doubt(self, at: int, key: str, cell: Cell, message: str) -> None:
        """Report a doubtful field and keep its words with the card (原文)."""
        self.written.setdefault(at, {})[self.words.title(key)] = cell_text(cell).strip()
        self.report(at, key, cell, message, Severity.DOUBTFUL)

    def report(self, at: int, key: str, cell: Cell, message: str, severity: Severity) -> None:
        """Add a finding to a row of the table, counted from 0."""
        self.issues.setdefault(at, []).append(self._finding(at, key, cell, message, severity))

    def report_as_new(self, at: int, key: str, message: str, severity: Severity) -> None:
        """Add what is found only if a row of the table is to become a new card."""
        self.as_new.setdefault(at, []).append(self._finding(at, key, "", message, severity))

    def _finding(
        self, at: int, key: str, cell: Cell, message: str, severity: Severity
    ) -> LedgerIssue:
        column = self.columns.get(key)
        return LedgerIssue(
            self.table.sheet,
            self.table.row_numbers[at],
            column.letter if column else "",
            column.header if column else self.words.title(key),
            cell_text(cell).strip(),
            message,
            severity,
        )

    def rows_of_values(self) -> Iterator[tuple[Any, ...]]:
        """Yield the values of each row in the order of `KEYS`, None where it has none."""
        empty = [None] * self.size
        return zip(*(self.values.get(key, empty) for key in KEYS), strict=True)

    def is_refused(self, at: int) -> bool:
        """Say whether a row of the table must stay out."""
        return any(issue.severity is Severity.REFUSED for issue in self.issues.get(at, ()))

    def has_issue(self, at: int, key: str) -> bool:
        """Say whether a field of the row has been reported already."""
        column = self.columns.get(key)
        header = column.header if column else self.words.title(key)
        return any(issue.header == header for issue in self.issues.get(at, ()))
