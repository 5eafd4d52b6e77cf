"""The tree on the left of the page: the rooms, the places in them, and how many cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QTreeWidgetItem, QVBoxLayout, QWidget

from houqin_desktop.gui.count_delegate import COUNT, children_of, counted_tree
from houqin_desktop.services.storerooms.tree import TOP, RoomBranch, room_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH: Final = 236
NARROWEST: Final = 190
_BRANCH: Final = Qt.ItemDataRole.UserRole


class RoomTree(QFrame):
    """Shows the rooms; `chosen` says that the cursor went to another line."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.setMinimumWidth(NARROWEST)
        self.tree = counted_tree("保管室树")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(7, 8, 7, 7)
        layout.addWidget(self.tree)
        self.tree.currentItemChanged.connect(lambda *_: self.chosen.emit())

    @property
    def branch(self) -> RoomBranch:
        """Return the line with the cursor; before anything is read, the top."""
        item = self.tree.currentItem()
        return RoomBranch(TOP, 0) if item is None else _branch_of(item)

    def load(self) -> None:
        """Read the tree again; what was closed stays closed, the cursor stays where it was."""
        before = self.branch
        closed = {key for item in self._items() if not item.isExpanded() for key in (_key(item),)}
        self.tree.blockSignals(True)
        self.tree.clear()
        root = self._item(room_tree())
        self.tree.addTopLevelItem(root)
        for item in self._items():
            item.setExpanded(_key(item) not in closed or not item.childCount())
        self.tree.blockSignals(False)
        if not self.choose(before.room, before.place):
            self.choose("")

    def choose(self, room: str, place: str = "") -> bool:
        """Put the cursor on a room, a place of it, or the top; say whether it is there."""
        for item in self._items():
            if _key(item) == (room, place):
                self.tree.setCurrentItem(item)
                return True
        return False

    def rooms(self) -> tuple[RoomBranch, ...]:
        """Return the rooms of the tree as they were last read."""
        root = self.tree.topLevelItem(0)
        return () if root is None else _branch_of(root).below

    def _item(self, branch: RoomBranch) -> QTreeWidgetItem:
        item = QTreeWidgetItem([branch.label])
        item.setData(0, _BRANCH, branch)
        item.setData(0, COUNT, branch.count)
        item.setToolTip(0, f"{branch.label} {branch.count:,} 张卡片")
        for below in branch.below:
            item.addChild(self._item(below))
        return item

    def _items(self) -> Iterator[QTreeWidgetItem]:
        root = self.tree.topLevelItem(0)
        waiting = [] if root is None else [root]
        while waiting:
            item = waiting.pop(0)
            yield item
            waiting += children_of(item)


def _branch_of(item: QTreeWidgetItem) -> RoomBranch:
    branch: RoomBranch = item.data(0, _BRANCH)
    return branch


def _key(item: QTreeWidgetItem) -> tuple[str, str]:
    branch = _branch_of(item)
    return branch.room, branch.place
