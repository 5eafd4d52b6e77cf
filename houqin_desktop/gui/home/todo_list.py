"""The list of the day: groups with their lines, the longest wait first; Enter opens a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem

from houqin_desktop.gui.grouped_list import GroupedList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houqin_desktop.gui.theme import Colours
    from houqin_desktop.services.todo.day_list import TodoGroup, TodoLine

TITLES: Final = ("事项", "说明", "已等")
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LONG_WAIT: Final = 30


class TodoList(GroupedList["TodoLine"]):
    """Shows the groups; a long wait is red."""

    def __init__(self) -> None:
        super().__init__("今日待办", TITLES)
        self.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        self.header().resizeSection(2, 84)
        self.headerItem().setTextAlignment(2, RIGHT)

    def add(self, group: TodoGroup) -> None:
        """Add a group with its lines below what is there."""
        title = f"{group.title}（{len(group.lines)}）"
        self.add_group(title, group.advice, group.icon, group.lines)

    def cells_of(self, line: TodoLine) -> Sequence[str]:
        return line.text, line.detail, "" if line.days is None else f"{line.days:,} 天"

    def dress(self, item: QTreeWidgetItem, line: TodoLine, palette: Colours) -> None:
        item.setTextAlignment(2, RIGHT)
        long = (line.days or 0) >= LONG_WAIT
        item.setForeground(2, QBrush(QColor(palette.red if long else palette.text)))

    def choose(self, line: TodoLine) -> None:
        """Put the cursor on the line that leads to the same place, if it is still there."""
        same = [item for item in self.items() if self.line_of(item).leads == line.leads]
        if same:
            self.setCurrentItem(same[0])
