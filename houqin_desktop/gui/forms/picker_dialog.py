"""The one list from which a thing of the book is chosen: F7 opens it from every such field.

One types a code, a name, pinyin or initials and the list narrows; ↑ and ↓ move in it while one
goes on typing, Enter takes, Esc leaves everything as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from houqin_desktop.gui.forms.composing import ENTER, ComposedLine
from houqin_desktop.gui.icons import icon, primary_icon
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.plain_table import PlainTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.forms.pickers import Choice

TITLES: Final = ("编号", "名称", "说明")
WIDTHS: Final = (150, 200, 220)
MOST: Final = 500
_STEPS: Final = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
}


class _SearchLine(ComposedLine):
    """A line whose arrows move in the list below it."""

    moved = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if self.is_composers(event):
            event.accept()
        elif step is not None:
            self.moved.emit(step)
        elif event.key() in ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class PickerDialog(PassingDialog):
    """Lists what can be chosen; `taken` carries the choice."""

    taken = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        find: Callable[[str], Sequence[Choice]],
        hint: str,
        typed: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(640, 520)
        self._find = find
        self.choices: list[Choice] = []
        heading = QLabel(title)
        heading.setProperty("look", "title")
        self.line = _SearchLine()
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName("搜索")
        self.line.setText(typed)
        self.table = PlainTable(TITLES, WIDTHS)
        self.table.setAccessibleName(title)
        self.table.setSelectionMode(PlainTable.SelectionMode.SingleSelection)
        self.count = QLabel()
        self.count.setProperty("look", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        for widget in (heading, self.line):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addLayout(self._foot())
        self.line.textChanged.connect(self.narrow)
        self.line.moved.connect(self.move_by)
        self.line.entered.connect(self.take_current)
        self.table.doubleClicked.connect(lambda _index: self.take_current())
        self.narrow(typed)

    def _foot(self) -> QHBoxLayout:
        self.take_button = QPushButton(" 选定")
        self.take_button.setProperty("look", "primary")
        self.take_button.setIcon(primary_icon("check"))
        self.take_button.clicked.connect(self.take_current)
        cancel = QPushButton(" 取消")
        cancel.setIcon(icon("close"))
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        for button in (cancel, self.take_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        return foot

    def narrow(self, text: str) -> None:
        """List what fits the text, and stand on the first."""
        found = self._find(text.strip())
        self.choices = list(found[:MOST])
        self.table.lines.show(
            [
                ("" if one.value == one.label else one.value, one.plain_label, one.detail)
                for one in self.choices
            ]
        )
        coded = any(one.value != one.label for one in self.choices)
        self.table.setColumnHidden(0, not coded)
        more = f"，共 {len(found):,} 项，请再输入几个字" if len(found) > MOST else ""
        nothing = "没有符合的，请换个说法" if text.strip() else "输入几个字就列出来"
        self.count.setText(f"{len(self.choices):,} 项{more}" if found else nothing)
        self.take_button.setEnabled(bool(self.choices))
        self._stand_on(0)

    def move_by(self, step: int) -> None:
        """Stand so many lines further on."""
        self._stand_on(max(0, min(len(self.choices) - 1, self.table.currentIndex().row() + step)))

    def _stand_on(self, row: int) -> None:
        index = self.table.lines.index(row, 1)
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.table.scrollTo(index)

    def take_current(self) -> None:
        """Take the choice one stands on."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.choices):
            self.taken.emit(self.choices[row])
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.take_current()
            return
        super().keyPressEvent(event)
