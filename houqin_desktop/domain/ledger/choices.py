"""What a person said about a ledger: where its header stands, which column is which, 元 or 万元.

The header's place is said of one sheet of one file. Columns and unit belong to a kind of file: they
are kept under the signature of the header and hold for every file whose header reads the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from houqin_desktop.domain.ledger.headers import LedgerKind
from houqin_desktop.domain.stock import StockKind


@dataclass(frozen=True, slots=True)
class LayoutChoice:
    """A person's corrections of one kind of table.

    `fields` names for a column (index from 0, A is 0) the key of its field, None for a column that
    is not to be read; columns that are not named stay as recognised. `unit_fen` is the unit of all
    amounts (元 100, 万元 1,000,000), None as recognised. `height` is the number of header rows.
    With `nominal` new cards without a value are taken at 名义金额 (财会〔2017〕4号), items of the
    stock at nothing; `stock_kind` is what items are of which the sheet does not say it.
    """

    fields: Mapping[int, str | None] = field(default_factory=dict)
    unit_fen: int | None = None
    height: int = 1
    nominal: bool = False
    stock_kind: StockKind | None = None


@dataclass(frozen=True, slots=True)
class LedgerChoices:
    """Everything that a person said about a workbook, and what is remembered from earlier ones.

    `headers` names for a sheet the first and last row of its header as the workbook numbers them,
    or None for a sheet that is not to be read. `layouts` are corrections by signature. `kind` is
    what the workbook is, None as recognised.
    """

    headers: Mapping[str, tuple[int, int] | None] = field(default_factory=dict)
    layouts: Mapping[str, LayoutChoice] = field(default_factory=dict)
    kind: LedgerKind | None = None


NO_CHOICES = LedgerChoices()
