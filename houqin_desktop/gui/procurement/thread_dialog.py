"""采购流程: every paper from the request to the hand-out in order, and the way to each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.forms.composing import ENTER
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.plain_table import PlainTable
from houqin_desktop.services.procurement.thread import thread

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

TITLES: Final = ("单号", "单据", "日期", "状态", "等谁", "内容")
WIDTHS: Final = (130, 110, 100, 90, 190, 300)


class ThreadDialog(PassingDialog):
    """A list that only shows; `wanted` gives the number of the paper to go to."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None, number: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"采购流程 {number}")
        self.resize(1000, 460)
        papers = thread(number)
        self._numbers = [one.number for one in papers]
        self.table = PlainTable(TITLES, WIDTHS, pills=3)
        self.table.setAccessibleName("流程上的各张单据")
        self.table.lines.show(
            [
                (one.number, one.kind, str(one.dated_on), one.state, one.waits_for, one.about)
                for one in papers
            ]
        )
        self.table.selectRow(self._numbers.index(number) if number in self._numbers else 0)
        self.table.doubleClicked.connect(lambda _index: self.go())
        self._arrange(number)
        self.table.setFocus()

    def _arrange(self, number: str) -> None:
        heading = QLabel(f"与 {number} 有关的全部单据，从申请到发放")
        heading.setProperty("look", "heading")
        surface = QFrame()
        surface.setObjectName("surface")
        inside = QVBoxLayout(surface)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(dialog_button(" 打开(&O)  Enter", "open", self.go))
        foot.addWidget(dialog_button(" 关闭", "close", self.reject))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(9)
        column.addWidget(heading)
        column.addWidget(surface, 1)
        column.addLayout(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.go()
        else:
            super().keyPressEvent(event)

    def go(self) -> None:
        """Go to the chosen paper."""
        number = self._numbers[self.table.currentIndex().row()]
        self.accept()
        self.wanted.emit(number)
