"""A workbook as it was read: sheets of cells, nothing guessed yet.

The reader of files fills these shapes and the guessing of ledgers (台账) looks at them, so that
neither knows the other. A cell that the file holds without a usable value, such as a formula that
was never computed, stands here as a `CellFault` and never as an empty cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell whose value cannot be had; `text` is what the sheet shows, `message` says why."""

    text: str
    message: str


Cell = str | int | float | bool | date | datetime | time | timedelta | CellFault | None


# The first row and column of a merged area, then its last row and column, counted from 0.
Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """One worksheet; rows[0] is row `first_row` of the workbook, column A is always index 0.

    `hidden_rows` and `hidden_columns` are what the spreadsheet does not show, `merges` its merged
    areas, `comments` the remarks pinned to cells and `marks` what colour or line says of a cell
    (红字, 删除线), all by index into `rows` and into a row. `untyped` sheets come from files that
    do not tell numbers from texts: 2015.1 there may have been written 2015.10. `linked` are the
    cells whose value a formula took out of another file, by row and column like the comments;
    `unprintable` names, by the same, the first character of a text that no paper can show.
    Of tables side by side `part_of` is the worksheet, `side` counts them from 1.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    first_row: int = 1
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Span, ...] = ()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    marks: Mapping[tuple[int, int], str] = field(default_factory=dict)
    untyped: bool = False
    linked: frozenset[tuple[int, int]] = frozenset()
    unprintable: Mapping[tuple[int, int], str] = field(default_factory=dict)
    part_of: str = ""
    side: int = 1


@dataclass(frozen=True, slots=True)
class Workbook:
    """All worksheets of a file in their order; its name and SHA-256 for the record."""

    name: str
    digest: str
    sheets: tuple[SheetGrid, ...]


def column_letter(index: int) -> str:
    """Name a column as spreadsheets do: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_text(cell: Cell) -> str:
    """Write a cell as a person sees it; whole numbers without a decimal point."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, (int, float)):
        return number_text(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, CellFault):
        return cell.text
    return cell.isoformat() if isinstance(cell, (date, time)) else str(cell)


def number_text(number: float) -> str:
    """Write a number with at most fifteen digits, the precision that spreadsheets keep."""
    if isinstance(number, int):
        return str(number)
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.15g}"
