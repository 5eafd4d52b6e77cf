"""最近操作: the last deeds of the book, each with its way back or the reason why there is none."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.undoing.actions import HINT, ask_undo
from houqin_desktop.services.undoing.verbs import recent_deeds

if TYPE_CHECKING:
    from houqin_desktop.domain.errors import Refused
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.undoing.verbs import RecentDeed

TITLES: Final = ("时间", "业务日期", "经办人", "操作", "能否撤销", "")
WIDTHS: Final = (130, 96, 84, 210, 250, 86)
ROW_HEIGHT: Final = 34


class RecentDialog(PassingDialog):
    """Lists what was done last; a row's button takes it back."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("最近操作")
        self.resize(1060, 600)
        self._desk = desk
        self.deeds: list[RecentDeed] = []
        title = QLabel("最近操作")
        title.setProperty("look", "title")
        hint = QLabel(HINT)
        hint.setProperty("look", "muted")
        self.bar = MessageBar(self)
        self.table = _table()
        close = dialog_button(" 关闭", "close", self.accept)
        foot = QHBoxLayout()
        foot.addWidget(hint, 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        for widget in (title, self.bar):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        desk.bus.changed.connect(self.refresh)
        self.refresh()

    def refresh(self, _changes: object = None) -> None:
        """Read the last deeds again."""
        self.deeds = recent_deeds()
        self.table.setRowCount(len(self.deeds))
        for row, deed in enumerate(self.deeds):
            self._show(row, deed)
        self.table.resizeRowsToContents()

    def _show(self, row: int, deed: RecentDeed) -> None:
        reason = deed.reason.removeprefix(f"“{deed.words}”不能撤销：")
        state = "已撤销" if deed.undone else reason or "可以撤销"
        words = (deed.recorded_at[:16], deed.business_on, deed.actor, deed.words, state, "")
        for column, word in enumerate(words):
            item = QTableWidgetItem(word)
            item.setToolTip(word)
            self.table.setItem(row, column, item)
        self.table.removeCellWidget(row, len(words) - 1)
        if deed.can_undo:
            back = partial(ask_undo, self, self, self._desk, deed)
            button = dialog_button("撤销", "undo", back)
            button.setAccessibleName(f"撤销 {deed.words}")
            self.table.setCellWidget(row, len(words) - 1, button)

    def refuse(self, refusal: Refused) -> None:
        """Show why the deed was not taken back."""
        self.bar.refuse(refusal)


def _table() -> QTableWidget:
    table = QTableWidget(0, len(TITLES))
    table.setAccessibleName("最近操作")
    table.setHorizontalHeaderLabels(list(TITLES))
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    table.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
    table.setShowGrid(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column, width in enumerate(WIDTHS):
        table.setColumnWidth(column, width)
    header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
    # The widths are settled only when the header has told everybody.
    header.sectionResized.connect(table.resizeRowsToContents, Qt.ConnectionType.QueuedConnection)
    return table
