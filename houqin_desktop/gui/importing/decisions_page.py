"""更正与冲突, 相似的行: what a person decides before a ledger comes in.

Every cell of a card that would be corrected can be kept as it is; of a cell that was changed on
both sides a person says which word holds, and until then the book's does; of rows that look like
something already there a person says whether they come in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from houqin_desktop.gui.importing.ticked_table import TickedLine, TickedTable
from houqin_desktop.services.importing.decisions import (
    CellKey,
    RowKey,
    cell_key,
    row_key,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houqin_desktop.services.importing.plan import CellChange, ImportPlan, PlannedRow

CHANGE_TITLES: Final = ("取舍", "情形", "编号", "名称", "栏目", "账上", "表里")
CHANGE_WIDTHS: Final = (110, 100, 130, 150, 100, 200, 200)
LIKE_TITLES: Final = ("导入", "工作表", "行", "名称", "规格型号", "金额", "与谁相同")
LIKE_WIDTHS: Final = (100, 110, 60, 180, 150, 110, 200)


class _DecisionPage(QWidget):
    """A list with ticks, a sentence above it, and buttons for all of them."""

    decided = Signal()
    chosen = Signal(str, int, str)

    def __init__(self, table: TickedTable, hint: str, all_on: str, all_off: str) -> None:
        super().__init__()
        self.table = table
        self.table.lines.changed.connect(self.decided)
        self.table.opened.connect(self._go)
        self.cells: list[tuple[str, int, str]] = []
        words = QLabel(hint)
        words.setProperty("look", "muted")
        top = QHBoxLayout()
        top.addWidget(words, 1)
        for text, on in ((all_on, True), (all_off, False)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, on=on: self._tick_all(on=on))
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)

    def _tick_all(self, *, on: bool) -> None:
        self.table.lines.tick(range(len(self.table.lines.lines)), on=on)

    def show_lines(
        self, lines: Sequence[TickedLine], ticked: set[Any], cells: list[tuple[str, int, str]]
    ) -> None:
        """Show the lines with the cells that they lead to."""
        self.cells = cells
        self.table.lines.show(lines, ticked)
        if lines:
            self.table.selectRow(0)

    @property
    def count(self) -> int:
        """Return how many things there are to decide."""
        return len(self.table.lines.lines)

    def _go(self, row: int) -> None:
        self.chosen.emit(*self.cells[row])


def _cell(planned: PlannedRow, key: str) -> tuple[str, int, str]:
    column = planned.row.columns.get(key)
    return planned.row.sheet, planned.row.row_number, column.letter if column else "A"


class ChangesPage(_DecisionPage):
    """Cells of cards that the ledger says differently, conflicts first."""

    def __init__(self) -> None:
        table = TickedTable(CHANGE_TITLES, CHANGE_WIDTHS, pills=1)
        table.setAccessibleName("更正与冲突")
        hint = "空格打勾或去勾，Enter 到表格里看。冲突的格没有打勾时留账上的。"
        super().__init__(table, hint, "全部用表里的", "全部留账上的")
        self._conflicts: frozenset[CellKey] = frozenset()

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Show what the plan would correct and what is in conflict; ticks are set afresh."""
        rows = () if plan is None else plan.rows
        conflicts = [(row, change) for row in rows for change in row.conflicts]
        changes = [(row, change) for row in rows for change in row.changes]
        self._conflicts = frozenset(cell_key(row, change) for row, change in conflicts)
        lines = [_line(row, change, "冲突") for row, change in conflicts]
        lines += [_line(row, change, "更新") for row, change in changes]
        cells = [_cell(row, change.key) for row, change in (*conflicts, *changes)]
        self.show_lines(lines, {cell_key(row, change) for row, change in changes}, cells)

    @property
    def taken(self) -> frozenset[CellKey]:
        """Return the conflicts in which the workbook is right."""
        return frozenset(self.table.lines.ticked & self._conflicts)

    @property
    def unticked(self) -> frozenset[CellKey]:
        """Return the cells that are not to be corrected."""
        keys = {line.key for line in self.table.lines.lines}
        return frozenset(keys - self._conflicts - self.table.lines.ticked)

    @property
    def conflicts(self) -> int:
        """Return how many cells are in conflict."""
        return len(self._conflicts)


def _line(planned: PlannedRow, change: CellChange, kind: str) -> TickedLine:
    cells = (kind, planned.code or "", planned.row["name"], change.title, change.old, change.new)
    words = ("用表里的", "留账上的") if kind == "冲突" else ("更正", "不改")
    return TickedLine(cell_key(planned, change), cells, *words)


class LikenessPage(_DecisionPage):
    """New rows that say the same as a card or as another row."""

    def __init__(self) -> None:
        table = TickedTable(LIKE_TITLES, LIKE_WIDTHS)
        table.setAccessibleName("相似的行")
        hint = "与账上或表里别的行像是同一个。去掉勾的行不导入。"
        super().__init__(table, hint, "全部导入", "全部不导入")

    def show_plan(self, plan: ImportPlan | None, left_out: frozenset[RowKey]) -> None:
        """Show the rows that look like something; those taken out before stay out."""
        rows = [] if plan is None else plan.look_alikes
        lines = [_like_line(row) for row in rows]
        ticked = {line.key for line in lines} - left_out
        self.show_lines(lines, ticked, [_cell(row, "name") for row in rows])

    def turn(self, key: RowKey) -> bool:
        """Turn the tick of a row over; return whether the row is here at all."""
        rows = [at for at, line in enumerate(self.table.lines.lines) if line.key == key]
        self.table.lines.tick(rows, on=key not in self.table.lines.ticked)
        return bool(rows)

    @property
    def left_out(self) -> frozenset[RowKey]:
        """Return the rows that are not to come in."""
        keys = {line.key for line in self.table.lines.lines}
        return frozenset(keys - self.table.lines.ticked)


def _like_line(planned: PlannedRow) -> TickedLine:
    from houqin_desktop.domain.money import format_money

    row = planned.row
    place = planned.look_alike.rpartition("!")
    like = f"{place[0]}第 {place[2]} 行" if place[1] else f"账上 {planned.look_alike}"
    value = "" if row["original_value"] is None else format_money(row["original_value"])
    cells = (row.sheet, str(row.row_number), row["name"], row["specification"] or "", value, like)
    return TickedLine(row_key(planned), cells, "导入", "不导入")
