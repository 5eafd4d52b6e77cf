"""A sheet of the ledger as the person knows it, with what becomes of each row and each cell.

The first column says of every row what happens to it: 新增, 未变, 表头, 小计合计. A cell that is
doubtful, refused, different or in conflict carries a mark before its words, and its colour; the
tip says why.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from houqin_desktop.domain.ledger.findings import Severity
from houqin_desktop.domain.ledger.grid import SheetGrid, cell_text, column_letter
from houqin_desktop.gui.theme import colours, tone
from houqin_desktop.services.importing.plan import RowAction

if TYPE_CHECKING:
    from houqin_desktop.domain.ledger.recognising import LedgerIssue
    from houqin_desktop.services.importing.decisions import RowKey
    from houqin_desktop.services.importing.look import ImportLook
    from houqin_desktop.services.importing.plan import ImportPlan, PlannedRow

ROOT = QModelIndex()
HEADER_WORD: Final = "表头"
ABOVE_WORD: Final = "标题"
UNREAD_WORD: Final = "不读"
LEFT_OUT_WORD: Final = "不导入"
CONFLICT_WORD: Final = "冲突"
DOUBTFUL, REFUSED, UPDATE, CONFLICT = "doubtful", "refused", "update", "conflict"
MARKS: Final = {
    DOUBTFUL: ("？", "待核实", "amber"),
    REFUSED: ("×", "未登记", "red"),
    UPDATE: ("→", "将更正", "blue"),
    CONFLICT: ("≠", "两边都改过", "amber"),
}
_ACTIONS: Final = {
    RowAction.ADDED: "新增",
    RowAction.UPDATED: "更新",
    RowAction.UNCHANGED: "未变",
    RowAction.REJECTED: "未登记",
}
_TAKEN_IN: Final = frozenset({*_ACTIONS.values(), "待核实", CONFLICT_WORD})
_WEIGHT: Final = (UPDATE, DOUBTFUL, CONFLICT, REFUSED)


@dataclass(slots=True)
class SheetWords:
    """What is said of the rows and cells of one sheet, by row number and column letter."""

    rows: dict[int, str] = field(default_factory=dict)
    cells: dict[tuple[int, str], str] = field(default_factory=dict)
    reasons: dict[tuple[int, str], list[str]] = field(default_factory=dict)

    def mark(self, row: int, letter: str, kind: str) -> None:
        """Mark a cell; the weightier mark stays."""
        present = self.cells.get((row, letter))
        if present is None or _WEIGHT.index(kind) > _WEIGHT.index(present):
            self.cells[row, letter] = kind

    def say(self, issue: LedgerIssue) -> None:
        """Keep the reason with its cell."""
        self.reasons.setdefault((issue.row, issue.column), []).append(issue.message)


def words_of(look: ImportLook, sheet: str, left_out: frozenset[RowKey]) -> SheetWords:
    """Return what is to be said of a sheet."""
    words = SheetWords()
    for table in look.tables_in(sheet):
        for kind, numbers in table.left_out.items():
            words.rows.update(dict.fromkeys(numbers, kind.label))
        for number in range(1, table.first_header_row):
            words.rows.setdefault(number, ABOVE_WORD)
        heads = range(table.first_header_row, table.header_row + 1)
        words.rows.update(dict.fromkeys(heads, HEADER_WORD))
    if look.plan is not None:
        _say_plan(words, look.plan, sheet, left_out)
    return words


def _say_plan(words: SheetWords, plan: ImportPlan, sheet: str, left_out: frozenset[RowKey]) -> None:
    for planned in plan.rows:
        if planned.row.sheet == sheet:
            number = planned.row.row_number
            words.rows[number] = (
                LEFT_OUT_WORD if (sheet, number) in left_out else outcome_word(planned)
            )
            for kind, found in ((UPDATE, planned.changes), (CONFLICT, planned.conflicts)):
                for change in found:
                    column = planned.row.columns.get(change.key)
                    if column is not None:
                        words.mark(number, column.letter, kind)
    for issue in plan.issues:
        if issue.sheet == sheet and issue.column:
            words.say(issue)
            if issue.severity is Severity.REFUSED:
                words.mark(issue.row, issue.column, REFUSED)
            elif issue.severity is Severity.DOUBTFUL:
                words.mark(issue.row, issue.column, DOUBTFUL)


def outcome_word(planned: PlannedRow) -> str:
    """Return in one word what happens to a row."""
    if planned.action is not RowAction.REJECTED and planned.doubtful:
        return "待核实"
    if planned.action is RowAction.UNCHANGED and planned.conflicts:
        return CONFLICT_WORD
    return _ACTIONS[planned.action]


class SheetModel(QAbstractTableModel):
    """The cells of one sheet under the letters of their columns."""

    def __init__(self, sheet: SheetGrid, words: SheetWords, *, read: bool) -> None:
        super().__init__()
        self.sheet = sheet
        self.words = words
        self._read = read
        self._width = max(map(len, sheet.rows), default=0)
        self._bold = QFont()
        self._bold.setBold(True)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else self._width + 1

    def row_number(self, row: int) -> int:
        """Return the number of a row as the workbook has it."""
        return self.sheet.first_row + row

    def outcome(self, row: int) -> str:
        """Return in one word what happens to a row."""
        if not self._read:
            return UNREAD_WORD
        return self.words.rows.get(self.row_number(row), "")

    def say_outcome(self, row_number: int, word: str) -> None:
        """Say something else of a row, by its number in the workbook."""
        self.words.rows[row_number] = word
        row = row_number - self.sheet.first_row
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column() - 1
        if column < 0:
            shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            return self.outcome(row) if role in shown else None
        cell = (self.row_number(row), column_letter(column))
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column, self._kind(cell))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column, cell)
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._ground(row, self._kind(cell))
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(row, self._kind(cell))
        if role == Qt.ItemDataRole.FontRole and self.outcome(row) == HEADER_WORD:
            return self._bold
        return None

    def _kind(self, cell: tuple[int, str]) -> str | None:
        return self.words.cells.get(cell) if self._read else None

    def _raw(self, row: int, column: int) -> str:
        cells = self.sheet.rows[row]
        return cell_text(cells[column]).replace("\n", " ") if column < len(cells) else ""

    def _text(self, row: int, column: int, kind: str | None) -> str:
        text = self._raw(row, column)
        return text if kind is None else f"{MARKS[kind][0]} {text}"

    def _tip(self, row: int, column: int, cell: tuple[int, str]) -> str:
        said = self.words.reasons.get(cell)
        if said and self._read:
            return "\n".join(said)
        outcome = self.outcome(row)
        words = self._raw(row, column)
        return words if outcome in _TAKEN_IN or not outcome else f"{words}\n{outcome}，没有登记"

    def _ground(self, row: int, kind: str | None) -> QColor | None:
        if kind is not None:
            return tone(MARKS[kind][2])[1]
        return QColor(colours().accent_soft) if self.outcome(row) == HEADER_WORD else None

    def _ink(self, row: int, kind: str | None) -> QColor | None:
        if kind is not None:
            return tone(MARKS[kind][2])[0]
        outcome = self.outcome(row)
        grey = outcome not in _TAKEN_IN and outcome != HEADER_WORD
        return QColor(colours().muted) if grey else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(self.row_number(section))
        return column_letter(section - 1) if section else "处理"
