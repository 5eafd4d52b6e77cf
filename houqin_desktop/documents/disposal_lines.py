"""The lines of a 报废（报损） case as they stand on paper: columns, classes and sums.

Front form and annex print the same fifteen columns; the lines are grouped by 门类 in the order in
which the classes first appear and numbered through, so that a number on the annex names one asset
of the case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from houqin_desktop.documents.layout import Align
from houqin_desktop.documents.lines_paper import (
    AGE_COLUMNS,
    PLACE_COLUMN,
    QUANTITY,
    THING_COLUMNS,
    VALUE_COLUMN,
    thing_cells,
)
from houqin_desktop.documents.table import TableColumn
from houqin_desktop.domain.money import capitals, format_money
from houqin_desktop.domain.sheet import SheetLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from houqin_desktop.domain.sheet import DisposalSheet

DISPOSAL_KINDS = ("报废", "报损")
NO_CLASS = "未分类"
# Places of the summed columns in the table.
VALUE, ACCUMULATED, NET = 7, 11, 12

_COLUMNS = (
    *THING_COLUMNS,
    TableColumn("单价（元）", Align.RIGHT),
    VALUE_COLUMN,
    *AGE_COLUMNS,
    TableColumn("累计折旧（元）", Align.RIGHT),
    TableColumn("净值（元）", Align.RIGHT),
    PLACE_COLUMN,
)


@dataclass(frozen=True, slots=True)
class Sums:
    """Pieces, and original value, accumulated depreciation and net value in 分."""

    quantity: int = 0
    value_fen: int = 0
    accumulated_fen: int = 0
    net_fen: int = 0

    def plus(self, lines: Iterable[SheetLine]) -> Sums:
        """Add lines."""
        sums = [self.quantity, self.value_fen, self.accumulated_fen, self.net_fen]
        for line in lines:
            sums[0] += line.quantity
            sums[1] += line.original_value_fen
            sums[2] += line.accumulated_fen
            sums[3] += line.net_value_fen
        return Sums(*sums)

    def figures(self, mark: str = "") -> dict[int, str]:
        """The sums by column, in figures, with ¥ before the money where a mark is given."""
        return {
            QUANTITY: f"{self.quantity:,}",
            VALUE: mark + format_money(self.value_fen),
            ACCUMULATED: mark + format_money(self.accumulated_fen),
            NET: mark + format_money(self.net_fen),
        }

    def in_capitals(self, label: str) -> str:
        """The original value in capitals behind a label: 合计（大写）：人民币…整."""
        return f"{label}（大写）：人民币{capitals(self.value_fen)}"


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line with its class and its number on this paper."""

    number: int
    class_name: str
    line: SheetLine


def numbered(sheet: DisposalSheet) -> list[NumberedLine]:
    """The lines in the order of the paper: class after class, numbered through."""
    classes: dict[str, list[SheetLine]] = {}
    for line in sheet.lines:
        classes.setdefault(line.class_name or NO_CLASS, []).append(line)
    ordered = [(name, line) for name, lines in classes.items() for line in lines]
    return [NumberedLine(number, name, line) for number, (name, line) in enumerate(ordered, 1)]


def common_reason(sheet: DisposalSheet) -> str:
    """The reason that stands once under the table: the sheet's, or the one all lines share."""
    if sheet.reason:
        return sheet.reason
    reasons = {line.reason for line in sheet.lines}
    return reasons.pop() if len(reasons) == 1 else ""


def columns_for(sheet: DisposalSheet) -> tuple[TableColumn, ...]:
    """The columns of this case; 原因 only where lines have reasons of their own."""
    common = common_reason(sheet)
    if any(line.reason and line.reason != common for line in sheet.lines):
        return (*_COLUMNS, TableColumn(f"{sheet.kind}原因", wraps=True))
    return _COLUMNS


def cells(item: NumberedLine, columns: Sequence[TableColumn]) -> list[str]:
    """The texts of one row."""
    line = item.line
    row = [
        *thing_cells(item.number, line, line.quantity),
        format_money(line.unit_price_fen),
        format_money(line.original_value_fen),
        line.acquired_on,
        line.prescribed_life,
        line.used_life,
        format_money(line.accumulated_fen),
        format_money(line.net_value_fen),
        line.place,
    ]
    return [*row, line.reason] if len(columns) > len(row) else row
