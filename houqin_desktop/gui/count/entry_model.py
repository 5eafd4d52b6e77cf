"""The lines of a sheet while they are typed back: what the books have, what was found.

Nothing is judged here: the command does that when the sheet is saved. Lines that nobody touched are
left as they are in the book.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from houqin_desktop.domain.count import FoundCondition
from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.theme import colours
from houqin_desktop.gui.typed_grid import TypedModel
from houqin_desktop.services.count.drafts import CountedLine
from houqin_desktop.services.count.line_views import LineView

ROOT = QModelIndex()
TITLES: Final = (
    "行号", "编号", "名称", "规格型号", "单位", "存放地点", "使用人", "账面",
    "实盘数", "状况", "其中件数", "实际地点", "实际使用人", "备注",
)  # fmt: skip
CODE, BOOKED, QUANTITY, CONDITION, AFFECTED, PLACE, HOLDER, NOTE = 1, 7, 8, 9, 10, 11, 12, 13
_FIGURES: Final = frozenset({0, BOOKED, QUANTITY, AFFECTED})
_CONDITIONS: Final = {
    "1": FoundCondition.GOOD,
    "2": FoundCondition.DAMAGED,
    "3": FoundCondition.IDLE,
}


@dataclass
class EntryRow:
    """One line: what the sheet says of it and what was typed, by column."""

    line: LineView | None
    room: str = ""
    here: bool = True
    typed: dict[int, str] = field(default_factory=dict)
    touched: bool = False

    @property
    def code(self) -> str:
        """The number of the card or item; of a further line, what was typed for it."""
        return self.typed.get(CODE, "") if self.line is None else self.line.code


class EntryModel(TypedModel):
    """The lines of one room in the order of the sheet, and further ones below."""

    def __init__(
        self, room: str, lines: tuple[LineView, ...], *, blind: bool, mere_pieces: bool = False
    ) -> None:
        """Take the lines of a room.

        :param mere_pieces: stock alone is counted, which has no place and no user of its own.
        """
        super().__init__()
        self.blind, self.mere_pieces = blind, mere_pieces
        self.rows = [_row_of(line, room) for line in lines]
        self.rows.append(EntryRow(None))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return TITLES[section]
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        row = self.rows[index.row()]
        if index.column() >= QUANTITY or (row.line is None and index.column() == CODE):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.fault(index.row(), column) or self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in _FIGURES else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.BackgroundRole and self.fault(index.row(), column):
            return QColor(colours().red_soft)
        if role == Qt.ItemDataRole.ForegroundRole and column < QUANTITY:
            return QColor(colours().muted if row.here else colours().line_strong)
        return None

    def _text(self, row: EntryRow, column: int) -> str:
        if column in row.typed:
            return row.typed[column]
        line = row.line
        if line is None or column >= QUANTITY:
            return ""
        if column == BOOKED:
            return "" if self.blind else str(line.booked.quantity)
        own = line.position is not None and line.sheet_room == row.room
        number = str(line.position) if own else "转入"
        return (
            number, line.code, line.name, line.specification, line.unit, line.place, line.holder,
        )[column]  # fmt: skip

    def put(self, at: int, column: int, text: str) -> None:
        """Write what was typed into a cell; a further line below grows by itself."""
        row = self.rows[at]
        words = text.strip()
        if column == CONDITION and words in _CONDITIONS:
            words = _CONDITIONS[words].label
        if words == self._text(row, column):
            return
        row.typed[column] = words
        row.touched = True
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(TITLES) - 1))
        if self.rows[-1].line is not None or self.rows[-1].code:
            self.beginInsertRows(ROOT, len(self.rows), len(self.rows))
            self.rows.append(EntryRow(None))
            self.endInsertRows()
        self.edited.emit()

    def agree(self, at: int) -> bool:
        """Fill the pieces of the books into an empty 实盘数; say whether it is filled now.

        Not in a blind count, and not in a line that moved to another room meanwhile.
        """
        row = self.rows[at]
        expected = row.here and not self.blind and not row.typed.get(QUANTITY)
        if expected and row.line is not None:
            self.put(at, QUANTITY, str(row.line.booked.quantity))
        return bool(row.typed.get(QUANTITY))

    def find(self, code: str) -> int | None:
        """Return the line of a card, or None."""
        return next((at for at, row in enumerate(self.rows) if row.code == code), None)

    def fault(self, at: int, column: int) -> str:
        """Return what is wrong with a cell, or an empty text."""
        row = self.rows[at]
        words = row.typed.get(column, "")
        if column in (QUANTITY, AFFECTED) and words and not words.isdecimal():
            return f"“{words}”不是件数。请填整数，没有找到填 0。"
        if column == CONDITION and words and FoundCondition.from_label(words) is None:
            return f"没有“{words}”这种状况。请填 1 完好、2 损坏或 3 闲置。"
        others = any(row.typed.get(place) for place in range(CONDITION, NOTE + 1))
        if column == QUANTITY and row.touched and not words and (others or row.line is None):
            return "没有填实盘数。请填整数，没有找到填 0。" if row.code or others else ""
        return ""

    def faults(self) -> list[tuple[int, int]]:
        """Return the cells that are wrong, in reading order."""
        places = (QUANTITY, CONDITION, AFFECTED)
        return [(at, one) for at in range(len(self.rows)) for one in places if self.fault(at, one)]

    def counted(self) -> int:
        """Return how many lines have their pieces."""
        return sum(bool(row.typed.get(QUANTITY)) for row in self.rows)

    def lines(self) -> tuple[CountedLine, ...]:
        """Return what was typed as lines of the command; untouched ones are left out.

        :raises Refused: for the first cell that is wrong.
        """
        if faults := self.faults():
            at, column = faults[0]
            raise Refused(f"第 {at + 1} 行：{self.fault(at, column)}", code="entry_fault")
        return tuple(_counted(row) for row in self.rows if row.touched and row.code)

    def state(self) -> dict[str, dict[str, str]]:
        """Return what was typed, by asset number and column."""
        return {
            row.code: {str(column): words for column, words in row.typed.items()}
            for row in self.rows
            if row.touched
        }

    def restore(self, state: dict[str, dict[str, str]]) -> None:
        """Fill in again what `state` returned once."""
        for code, typed in state.items():
            at = self.find(code)
            if at is None:
                at = len(self.rows) - 1
            for column, words in typed.items():
                self.put(at, int(column), words)


def _row_of(line: LineView, room: str) -> EntryRow:
    row = EntryRow(line, room=room, here=line.room == room)
    found = line.found
    if found is not None:
        row.typed = {
            QUANTITY: str(found.quantity),
            CONDITION: "" if found.condition is FoundCondition.GOOD else found.condition.label,
            AFFECTED: "" if found.affected is None else str(found.affected),
            PLACE: line.counted_place,
            HOLDER: line.counted_holder,
            NOTE: line.note,
        }
    return row


def _counted(row: EntryRow) -> CountedLine:
    def words(column: int) -> str | None:
        return row.typed.get(column) or None

    quantity, affected = words(QUANTITY), words(AFFECTED)
    return CountedLine(
        code=row.code,
        quantity=None if quantity is None else int(quantity),
        place=words(PLACE),
        holder=words(HOLDER),
        condition=FoundCondition.from_label(words(CONDITION) or ""),
        affected=None if affected is None else int(affected),
        note=words(NOTE),
    )
