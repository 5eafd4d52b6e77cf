"""The rows of a draft grid: what was typed in each cell, how it was read, what is wrong with it.

A cell is read by the very field that a form has for it, so that money, dates, people and categories
are understood alike everywhere. There is always an empty row below the last filled one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.forms.fields import ReadField
from houqin_desktop.gui.forms.pickers import PickerField
from houqin_desktop.gui.theme import colours

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QObject

ROOT = QModelIndex()
LEAST_ROWS: Final = 12
REPEATS: Final = ("..", "。。", "．．")


@dataclass(frozen=True, slots=True)
class DraftColumn:
    """A column: its key and title, the field that reads and edits it, what it is pasted from.

    `names` are fields of a ledger, the best first. `take` gives what was read its one spelling, or
    refuses it; the values of a `unique` column may not be repeated; `figures` stand to the right.
    Enter goes by a `passed` column; whoever wants it goes there by Tab, an arrow or the mouse.
    """

    key: str
    title: str
    field: Callable[[], Any]
    width: int
    names: tuple[str, ...] = ()
    required: bool = False
    unique: bool = False
    take: Callable[[Any], Any] | None = None
    figures: bool = False
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, what its field keeps of it, the value read, and what is wrong."""

    text: str = ""
    state: Any = None
    value: Any = None
    fault: str = ""


EMPTY: Final = Cell()


class DraftModel(QAbstractTableModel):
    """Cells in rows that grow by themselves."""

    edited = Signal()

    def __init__(self, columns: tuple[DraftColumn, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._readers: dict[int, Any] = {}
        self._known: dict[tuple[int, str], Cell] = {}
        self._rows: list[list[Cell]] = [self._blank() for _ in range(LEAST_ROWS)]
        self._times: list[Counter[Any]] = [Counter() for _ in columns]
        # What is not filled in yet is no fault in the row that is being typed.
        self.row_in_hand: int | None = None

    def _blank(self) -> list[Cell]:
        return [EMPTY] * len(self.columns)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands there."""
        return self._rows[row][column]

    def fault(self, row: int, column: int) -> str:
        """Return what is wrong with a cell, or an empty text."""
        cell, declared = self._rows[row][column], self.columns[column]
        if cell.fault:
            return cell.fault
        if cell.text:
            repeated = declared.unique and self._times[column][cell.value] > 1
            return f"{declared.title} {cell.text} 填了不止一次。请改成不同的。" if repeated else ""
        missing = declared.required and row != self.row_in_hand and not self.is_blank(row)
        return f"请填写{declared.title}。" if missing else ""

    def is_blank(self, row: int) -> bool:
        """Say whether nothing stands in a row."""
        return all(cell is EMPTY for cell in self._rows[row])

    def filled(self) -> list[int]:
        """Return the rows in which anything stands."""
        return [row for row in range(len(self._rows)) if not self.is_blank(row)]

    def faults(self) -> list[tuple[int, int]]:
        """Return the cells that are wrong, in reading order."""
        places = range(len(self.columns))
        return [(row, at) for row in self.filled() for at in places if self.fault(row, at)]

    def values(self) -> list[dict[str, Any]]:
        """Return the values of the filled rows by key; what is empty is left out."""
        return [
            {
                column.key: cell.value
                for column, cell in zip(self.columns, self._rows[row], strict=True)
                if cell is not EMPTY
            }
            for row in self.filled()
        ]

    def states(self) -> list[list[Any]]:
        """Return what was typed, so that it can be kept as JSON."""
        return [[cell.state for cell in self._rows[row]] for row in self.filled()]

    def put(self, states: Mapping[tuple[int, int], Any]) -> None:
        """Write into cells what was typed or pasted; `..` repeats the cell above."""
        last = max((row for row, _ in states), default=0)
        self._grow(last + 1)
        for (row, column), state in sorted(states.items(), key=lambda pair: pair[0]):
            typed = state[0] if isinstance(state, list) else state
            if typed is not None and typed.strip() in REPEATS:
                self._rows[row][column] = self._rows[row - 1][column] if row else EMPTY
            else:
                self._rows[row][column] = self._read(column, state)
        self._settle()

    def close_up(self) -> None:
        """Take out the empty rows between the filled ones, so that rows can be named by number."""
        filled = [self._rows[row] for row in self.filled()]
        empty = [self._blank() for _ in range(len(self._rows) - len(filled))]
        self._rows = filled + empty
        self._settle()

    def _grow(self, rows: int) -> None:
        """Let there be so many rows, and an empty one below the last filled one."""
        missing = rows - len(self._rows)
        if missing > 0:
            first = len(self._rows)
            self.beginInsertRows(ROOT, first, first + missing - 1)
            self._rows += [self._blank() for _ in range(missing)]
            self.endInsertRows()

    def _settle(self) -> None:
        self._grow((self.filled() or [-1])[-1] + 2)
        self._times = [
            Counter(row[at].value for row in self._rows if row[at] is not EMPTY)
            for at in range(len(self.columns))
        ]
        self.look_again()
        self.edited.emit()

    def look_again(self) -> None:
        """Show every cell anew."""
        last = self.index(len(self._rows) - 1, len(self.columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def _read(self, column: int, state: Any) -> Cell:
        known = (column, repr(state))
        if known not in self._known:
            self._known[known] = self._reading(column, state)
        return self._known[known]

    def forget_readers(self) -> None:
        """Read every cell anew from now on: what can be chosen is something else."""
        self._readers.clear()
        self._known.clear()

    def _reading(self, column: int, state: Any) -> Cell:
        if column not in self._readers:
            self._readers[column] = self.columns[column].field()
        field = self._readers[column]
        field.set_value(None)
        if isinstance(state, list):
            field.restore(state)
        else:
            field.setText(state or "")
        if field.is_empty:
            return EMPTY
        take = self.columns[column].take
        try:
            value = field.value() if take is None else take(field.value())
        except Refused as refusal:
            return Cell(field.text().strip(), field.state(), None, refusal.sentence)
        if isinstance(field, ReadField):
            field.set_value(value)
        elif isinstance(field, PickerField):
            field.settle()
        return Cell(field.text().strip(), field.state(), value)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._rows[row][column].text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(column)
        fault = self.fault(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return fault or self._rows[row][column].text
        if fault and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(colours().red)
        return None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        right = self.columns[column].figures
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.title} *" if column.required else column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{column.title}（必填）" if column.required else column.title
        return None
