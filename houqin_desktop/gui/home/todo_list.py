"""The list of the day: groups with their lines, the longest wait first; Enter opens a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem

from houqin_desktop.gui.icons import icon
from houqin_desktop.gui.theme import colours

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from houqin_desktop.services.todo.day_list import TodoGroup, TodoLine

TITLES: Final = ("事项", "说明", "已等")
LINE: Final = Qt.ItemDataRole.UserRole
ICON: Final = Qt.ItemDataRole.UserRole + 1
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LONG_WAIT: Final = 30


class TodoList(QTreeWidget):
    """Shows the groups; `opened` carries the line that was chosen by Enter or a double click."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("todo")
        self.setAccessibleName("今日待办")
        self.setColumnCount(len(TITLES))
        self.setHeaderLabels(TITLES)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setAllColumnsShowFocus(True)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        for column, mode in enumerate(
            (
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.Fixed,
            )
        ):
            header.setSectionResizeMode(column, mode)
        header.resizeSection(2, 84)
        self.headerItem().setTextAlignment(2, RIGHT)
        self.itemDoubleClicked.connect(lambda item, _column: self._open(item))

    def add(self, group: TodoGroup) -> None:
        """Add a group with its lines below what is there."""
        head = QTreeWidgetItem([f"{group.title}（{len(group.lines)}）", group.advice, ""])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.setData(0, ICON, group.icon)
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        self.addTopLevelItem(head)
        head.addChildren([_item(line) for line in group.lines])
        head.setExpanded(True)
        self.recolour()

    def recolour(self) -> None:
        """Dress the rows in the palette that is in force."""
        palette = colours()
        for head in self._heads():
            head.setIcon(0, icon(str(head.data(0, ICON)), palette.accent_text))
            head.setForeground(1, QBrush(QColor(palette.muted)))
        for item in self._items():
            item.setForeground(1, QBrush(QColor(palette.muted)))
            long = (line_of(item).days or 0) >= LONG_WAIT
            item.setForeground(2, QBrush(QColor(palette.red if long else palette.text)))

    def lines(self) -> list[TodoLine]:
        """Return every line in order."""
        return [line_of(item) for item in self._items()]

    def chosen(self) -> TodoLine | None:
        """Return the line with the cursor, or None on the title of a group."""
        item = self.currentItem()
        return line_of(item) if item is not None and item.parent() is not None else None

    def choose_first(self) -> None:
        """Put the cursor on the first line."""
        items = self._items()
        if items and self.currentItem() is None:
            self.setCurrentItem(items[0])

    def choose(self, line: TodoLine) -> None:
        """Put the cursor on the line that leads to the same place, if it is still there."""
        same = [item for item in self._items() if line_of(item).leads == line.leads]
        if same:
            self.setCurrentItem(same[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._open(item)
            return
        super().keyPressEvent(event)

    def _heads(self) -> list[QTreeWidgetItem]:
        return [head for at in range(self.topLevelItemCount()) if (head := self.topLevelItem(at))]

    def _items(self) -> list[QTreeWidgetItem]:
        return [
            item
            for head in self._heads()
            for at in range(head.childCount())
            if (item := head.child(at))
        ]

    def _open(self, item: QTreeWidgetItem) -> None:
        if item.parent() is not None:
            self.opened.emit(line_of(item))


def line_of(item: QTreeWidgetItem) -> TodoLine:
    """Return the line that a row stands for."""
    line: TodoLine = item.data(0, LINE)
    return line


def _item(line: TodoLine) -> QTreeWidgetItem:
    wait = "" if line.days is None else f"{line.days:,} 天"
    item = QTreeWidgetItem([line.text, line.detail, wait])
    item.setData(0, LINE, line)
    item.setTextAlignment(2, RIGHT)
    item.setToolTip(0, line.text)
    item.setToolTip(1, line.detail)
    return item
