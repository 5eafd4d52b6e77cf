"""A list in groups: a title with one sentence, its lines below; Enter opens a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem

from houqin_desktop.gui.icons import icon
from houqin_desktop.gui.theme import colours

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from houqin_desktop.gui.theme import Colours

LINE: Final = Qt.ItemDataRole.UserRole
ICON: Final = Qt.ItemDataRole.UserRole + 1
Line = TypeVar("Line")


class GroupedList(QTreeWidget, Generic[Line]):
    """Shows groups; `opened` carries the line that was chosen by Enter or a double click.

    The second column is said more quietly than the first.
    """

    opened = Signal(object)

    def __init__(self, name: str, titles: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("todo")
        self.setAccessibleName(name)
        self.setColumnCount(len(titles))
        self.setHeaderLabels(titles)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setAllColumnsShowFocus(True)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        for column in range(2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.itemDoubleClicked.connect(lambda item, _column: self._open(item))

    def cells_of(self, line: Line) -> Sequence[str]:
        """Return the words of a line, column by column."""
        raise NotImplementedError

    def dress(self, item: QTreeWidgetItem, line: Line, palette: Colours) -> None:
        """Colour what a line says beyond its two columns of words."""

    def add_group(self, title: str, advice: str, picture: str, lines: Iterable[Line]) -> None:
        """Add a group with its lines below what is there."""
        head = QTreeWidgetItem([title, advice])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.setData(0, ICON, picture)
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        self.addTopLevelItem(head)
        head.addChildren([self._item(line) for line in lines])
        head.setExpanded(True)
        self.recolour()

    def _item(self, line: Line) -> QTreeWidgetItem:
        cells = self.cells_of(line)
        item = QTreeWidgetItem(cells)
        item.setData(0, LINE, line)
        for column in range(2):
            item.setToolTip(column, cells[column])
        return item

    def recolour(self) -> None:
        """Dress the rows in the palette that is in force."""
        palette = colours()
        for head in self._heads():
            head.setIcon(0, icon(str(head.data(0, ICON)), palette.accent_text))
            head.setForeground(1, QBrush(QColor(palette.muted)))
        for item in self.items():
            item.setForeground(1, QBrush(QColor(palette.muted)))
            self.dress(item, self.line_of(item), palette)

    def lines(self) -> list[Line]:
        """Return every line in order."""
        return [self.line_of(item) for item in self.items()]

    def chosen(self) -> Line | None:
        """Return the line with the cursor, or None on the title of a group."""
        item = self.currentItem()
        return self.line_of(item) if item is not None and item.parent() is not None else None

    def choose_first(self) -> None:
        """Put the cursor on the first line."""
        items = self.items()
        if items and self.currentItem() is None:
            self.setCurrentItem(items[0])

    def line_of(self, item: QTreeWidgetItem) -> Line:
        """Return the line that a row stands for."""
        line: Line = item.data(0, LINE)
        return line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._open(item)
            return
        super().keyPressEvent(event)

    def _heads(self) -> list[QTreeWidgetItem]:
        return [head for at in range(self.topLevelItemCount()) if (head := self.topLevelItem(at))]

    def items(self) -> list[QTreeWidgetItem]:
        """Return the rows of the lines in order."""
        return [
            item
            for head in self._heads()
            for at in range(head.childCount())
            if (item := head.child(at))
        ]

    def _open(self, item: QTreeWidgetItem) -> None:
        if item.parent() is not None:
            self.opened.emit(self.line_of(item))
