"""The lines of a 排查表 while they are typed back; lines that nobody touched stay as they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.inspection import OPEN_WORD, Measure, PointResult
from houqin_desktop.domain.walking_sheet import WalkingLine
from houqin_desktop.gui.forms.date_spelling import read_day
from houqin_desktop.gui.theme import colours
from houqin_desktop.gui.typed_grid import TypedModel
from houqin_desktop.services.inspection.drafts import FoundLine

if TYPE_CHECKING:
    from houqin_desktop.domain.walking_sheet import WalkingSheets

ROOT = QModelIndex()
TITLES: Final = (
    "序号", "场所", "检查项目", "合格标准", "上次发现",
    "√/×", "情况描述", "等级", "整改措施", "责任人", "期限",
)  # fmt: skip
PLACE, ITEM, RESULT, WORDS, SEVERITY, MEASURE, WHO, DUE = 1, 2, 5, 6, 7, 8, 9, 10
_OF_FAULT: Final = (SEVERITY, MEASURE, WHO, DUE)
_SOUND, _FAULT = PointResult.SOUND.sign, PointResult.FAULT.sign
# What is typed for a mark, a level, a measure; the words themselves are taken too.
_SHORT: Final[dict[int, dict[str, str]]] = {
    RESULT: {
        "1": _SOUND, "v": _SOUND, "V": _SOUND, PointResult.SOUND.label: _SOUND,
        "2": _FAULT, "x": _FAULT, "X": _FAULT, PointResult.FAULT.label: _FAULT,
        "3": OPEN_WORD, "0": OPEN_WORD,
    },
    SEVERITY: {str(at): one.label for at, one in enumerate(HazardSeverity, start=1)},
    MEASURE: {str(at): one.label for at, one in enumerate(Measure, start=1)},
}  # fmt: skip
_KNOWN: Final = {
    RESULT: (_SOUND, _FAULT, OPEN_WORD),
    SEVERITY: tuple(one.label for one in HazardSeverity),
    MEASURE: tuple(one.label for one in Measure),
}


@dataclass
class FindingRow:
    """One line: what the sheet says of it and what was typed, by column.

    Without a line it is what was found beside the list: its place is typed too.
    """

    place: str = ""
    line: WalkingLine | None = None
    typed: dict[int, str] = field(default_factory=dict)
    touched: bool = False

    @property
    def key(self) -> str:
        """What names the line: its number, or the place that was typed for it."""
        return self.line.position if self.line is not None else self.typed.get(PLACE, "")


class FindingModel(TypedModel):
    """The lines of a round in walking order, and further ones below."""

    def __init__(self, sheets: WalkingSheets, today: date) -> None:
        super().__init__()
        self._today = today
        self.rows = [_row(place.name, line) for place in sheets.places for line in place.lines]
        self.rows.append(FindingRow())

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_title = orientation is Qt.Orientation.Horizontal
        return TITLES[section] if is_title and role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        is_beside = self.rows[index.row()].line is None and index.column() in (PLACE, ITEM)
        flags = super().flags(index)
        if index.column() >= RESULT or is_beside:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        at, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(at, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.fault(at, column) or self.text(at, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_mark = column in (0, RESULT)
            side = Qt.AlignmentFlag.AlignHCenter if is_mark else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.BackgroundRole and self.fault(at, column):
            return QColor(colours().red_soft)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._pen(at, column)
        return None

    def _pen(self, at: int, column: int) -> QColor | None:
        if column == RESULT and self.text(at, RESULT) == _FAULT:
            return QColor(colours().red)
        return QColor(colours().muted) if column < RESULT else None

    def text(self, at: int, column: int) -> str:
        """Return what a cell says."""
        row = self.rows[at]
        if column in row.typed:
            return row.typed[column]
        line = row.line
        if line is None or column >= RESULT:
            return ""
        return (line.position, row.place, line.item, line.standard, line.last)[column]

    def put(self, at: int, column: int, text: str) -> None:
        """Write what was typed into a cell; a further line below grows by itself."""
        row = self.rows[at]
        words = _SHORT.get(column, {}).get(text.strip(), text.strip())
        if words == self.text(at, column):
            return
        row.typed[column] = words
        row.touched = True
        if column == RESULT and words != _FAULT:
            for other in _OF_FAULT:
                row.typed.pop(other, None)
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(TITLES) - 1))
        if self.rows[-1].line is not None or self.rows[-1].key:
            self.beginInsertRows(ROOT, len(self.rows), len(self.rows))
            self.rows.append(FindingRow())
            self.endInsertRows()
        self.edited.emit()

    def agree(self, at: int) -> None:
        """Take an empty mark for √."""
        row = self.rows[at]
        if row.line is not None and not self.text(at, RESULT):
            self.put(at, RESULT, _SOUND)

    def is_fault(self, at: int) -> bool:
        """Say whether a line is marked ×."""
        return self.text(at, RESULT) == _FAULT

    def fault(self, at: int, column: int) -> str:
        """Return what is wrong with a cell, or an empty text."""
        words = self.rows[at].typed.get(column, "")
        known = _KNOWN.get(column)
        if known is not None and words and words not in known:
            return f"“{words}”不能填在这里。可填：{'、'.join(known)}。"
        if column == WORDS and self.is_fault(at) and not words:
            return "有隐患要写明看到了什么。请填写情况描述。"
        if column == DUE and words:
            try:
                read_day(words, self._today)
            except Refused as refusal:
                return refusal.sentence
        row = self.rows[at]
        if column == PLACE and row.touched and row.line is None and not words:
            return "表外发现的要写明是哪个场所。请填写场所。" if any(row.typed.values()) else ""
        return ""

    def faults(self) -> list[tuple[int, int]]:
        """Return the cells that are wrong, in reading order."""
        places = (PLACE, RESULT, WORDS, SEVERITY, MEASURE, DUE)
        return [(at, one) for at in range(len(self.rows)) for one in places if self.fault(at, one)]

    def lines(self) -> tuple[FoundLine, ...]:
        """Return what was typed as lines of the command; untouched ones are left out.

        :raises Refused: for the first cell that is wrong.
        """
        if faults := self.faults():
            at, column = faults[0]
            raise Refused(f"第 {at + 1} 行：{self.fault(at, column)}", code="entry_fault")
        return tuple(self._found(row) for row in self.rows if row.touched and row.key)

    def _found(self, row: FindingRow) -> FoundLine:
        def words(column: int) -> str | None:
            return row.typed.get(column) or None

        due, mark = words(DUE), words(RESULT)
        results = {one.sign: one for one in PointResult}
        return FoundLine(
            line=int(row.key) if row.line is not None else None,
            place=None if row.line is not None else row.key,
            item=None if row.line is not None else words(ITEM),
            check_result=results.get(mark or ""),
            observation=words(WORDS),
            severity=HazardSeverity.from_label(words(SEVERITY) or ""),
            measure=Measure.from_label(words(MEASURE) or ""),
            responsible=words(WHO),
            due_on=None if due is None else read_day(due, self._today),
        )

    def state(self) -> dict[str, dict[str, str]]:
        """Return what was typed, by line and column."""
        return {
            row.key: {str(column): words for column, words in row.typed.items()}
            for row in self.rows
            if row.touched
        }

    def restore(self, state: dict[str, dict[str, str]]) -> None:
        """Fill in again what `state` returned once."""
        for key, typed in state.items():
            known = (at for at, row in enumerate(self.rows) if row.key == key)
            at = next(known, len(self.rows) - 1)
            for column, words in typed.items():
                self.put(at, int(column), words)


def _row(place: str, line: WalkingLine) -> FindingRow:
    mark, words, _photos, severity, measure, who, due = line.by_hand
    typed = {RESULT: mark, WORDS: words, SEVERITY: severity, MEASURE: measure, WHO: who, DUE: due}
    return FindingRow(place, line, {column: said for column, said in typed.items() if said})
