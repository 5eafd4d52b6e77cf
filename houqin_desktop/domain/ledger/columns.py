"""The shape of a found ledger: its columns, its rows, the rows left out, how sure each column is.

A table remembers the folded texts of its header; their digest, the `signature`, is what a person's
corrections are remembered by: a file of the same kind has the same one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from houqin_desktop.domain.labelled import Labelled
from houqin_desktop.domain.ledger.grid import Cell, SheetGrid, cell_text, column_letter
from houqin_desktop.domain.ledger.headers import ASSET_WORDS, LedgerKind, Vocabulary
from houqin_desktop.domain.ledger.values import FEN_PER_YUAN, is_blank
from houqin_desktop.domain.stock import StockKind

if TYPE_CHECKING:
    from collections.abc import Sequence


class LeftOut(Labelled):
    """Why a row below a header is no asset."""

    BLANK = "blank", "空行"
    HEADER = "header", "重复的表头"
    TOTAL = "total", "小计合计"
    SIGNATURE = "signature", "签字和说明"
    HEADING = "heading", "标题行"


class Sureness(Labelled):
    """How sure the program is of what a column means."""

    SURE = "sure", "确定"
    LIKELY = "likely", "较有把握"
    CHECK = "check", "请核对"


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One column of a table: where it stands, what it is called, which field it fills, if any.

    `sureness` and `reason` say how far that can be relied on; `chosen` that a person said it.
    """

    index: int
    header: str
    key: str | None
    unit_fen: int = FEN_PER_YUAN
    in_months: bool = False
    sureness: Sureness = Sureness.SURE
    reason: str = ""
    chosen: bool = False

    @property
    def letter(self) -> str:
        """Name the column as the spreadsheet does."""
        return column_letter(self.index)


@dataclass(frozen=True, slots=True)
class Header:
    """A header as found: its columns, and the folded texts of its one to three rows.

    `nominal` is a person's word that what has no value is taken at 名义金额, an item of the stock
    at nothing; `stock_kind` what items are of which the sheet does not say it. `words` are those
    that it was read by.
    """

    columns: tuple[LedgerColumn, ...]
    texts: tuple[tuple[str, ...], ...]
    unit_fen: int = FEN_PER_YUAN
    nominal: bool = False
    stock_kind: StockKind | None = None
    words: Vocabulary = field(default=ASSET_WORDS, compare=False)

    @property
    def height(self) -> int:
        """Return how many rows the header takes."""
        return len(self.texts)

    @property
    def signature(self) -> str:
        """Return the digest by which a person's corrections are remembered."""
        return layout_signature(self.texts, self.words.kind)


@dataclass(slots=True)
class LedgerTable:
    """One table of assets: its header, its columns, its rows and the rows left out.

    `header_row` is the last row of the header as the workbook numbers it. `used_headings` are the
    rows whose words became kind or place of what follows, `remarks` what is to be said of it all;
    `read_beside` are the columns that hold one of the cards' rarer columns, `valueless` counts the
    rows that say neither value nor price.
    """

    grid: SheetGrid
    header_row: int
    header: Header
    columns: tuple[LedgerColumn, ...]
    row_numbers: list[int] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    left_out: dict[LeftOut, list[int]] = field(default_factory=dict)
    headings: list[tuple[int, str]] = field(default_factory=list)
    used_headings: set[int] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)
    read_beside: set[int] = field(default_factory=set)
    valueless: int = 0

    @property
    def sheet(self) -> str:
        """Return the name of the sheet."""
        return self.grid.name

    @property
    def words(self) -> Vocabulary:
        """Return the words by which its header was read."""
        return self.header.words

    def leave_out(self, kind: LeftOut, number: int, row: tuple[Cell, ...]) -> None:
        """Count a row that is no asset; the words of a heading are kept."""
        self.left_out.setdefault(kind, []).append(number)
        if kind is LeftOut.HEADING:
            text = next(cell_text(cell) for cell in row if not is_blank(cell))
            self.headings.append((number, text.strip()))

    def column(self, key: str) -> LedgerColumn | None:
        """Return the column that fills a field, or None."""
        return next((column for column in self.columns if column.key == key), None)

    @property
    def unknown_columns(self) -> tuple[LedgerColumn, ...]:
        """Return the named columns that fill no field."""
        return tuple(column for column in self.columns if column.key is None and column.header)


def layout_signature(texts: Sequence[Sequence[str]], kind: LedgerKind = LedgerKind.ASSETS) -> str:
    """Return the digest of a header's folded texts; empty columns at its right end do not count.

    The same header read as another kind of ledger has another one.
    """
    lines = ["\x1f".join(row).rstrip("\x1f") for row in texts]
    if kind is not LedgerKind.ASSETS:
        lines.insert(0, kind.value)
    return sha256("\x1e".join(lines).encode()).hexdigest()[:32]
