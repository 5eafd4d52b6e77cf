"""The tree on the left of the register: choose how to look at it, click to narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QTreeWidgetItem, QVBoxLayout, QWidget

from houqin_desktop.gui.count_delegate import COUNT, children_of, counted_tree
from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.services.assets.tree import FACETS, FACETS_OF, Branch, asset_tree

if TYPE_CHECKING:
    from houqin_desktop.services.registers.listing import Filter

# Wide enough for the names of the categories that a school uses most.
WIDTH: Final = 208
NARROWEST: Final = 176
_FILTER = Qt.ItemDataRole.UserRole


class AssetTree(QFrame):
    """Narrows the register by one facet at a time; other facets stay as chips.

    `filter_chosen` carries the facets that this way of looking replaces, and the filter or None.
    """

    filter_chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.setMinimumWidth(NARROWEST)
        self.facet = ChoiceField([(key, f"按{title}") for key, title in FACETS.items()])
        self.facet.setAccessibleName("树的看法")
        self.facet.setToolTip("按分类、保管室、部门或状态来看")
        self.tree = counted_tree("资产分类树")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(7, 8, 7, 7)
        layout.setSpacing(6)
        layout.addWidget(self.facet)
        layout.addWidget(self.tree, 1)
        self.facet.edited.connect(self.load)
        self.tree.itemClicked.connect(self._choose)
        self.tree.itemActivated.connect(self._choose)

    def load(self) -> None:
        """Read the tree again; what was open stays open, what was chosen stays chosen."""
        closed, chosen = self._state()
        self.tree.clear()
        root = self._item(asset_tree(str(self.facet.value())))
        self.tree.addTopLevelItem(root)
        root.setExpanded(True)
        for child in children_of(root):
            child.setExpanded(child.text(0) not in closed)
        self._mark(chosen)

    def show_filters(self, filters: tuple[Filter, ...]) -> None:
        """Mark the line that the chips stand for."""
        facets = FACETS_OF[str(self.facet.value())]
        mine = [one for one in filters if one.facet in facets]
        self._mark(mine[0] if mine else None)

    def _state(self) -> tuple[set[str], Filter | None]:
        closed: set[str] = set()
        root = self.tree.topLevelItem(0)
        if root is not None:
            for child in children_of(root):
                if child.childCount() and not child.isExpanded():
                    closed.add(child.text(0))
        current = self.tree.currentItem()
        return closed, current.data(0, _FILTER) if current is not None else None

    def _item(self, branch: Branch) -> QTreeWidgetItem:
        item = QTreeWidgetItem([branch.label])
        item.setData(0, _FILTER, branch.filter)
        item.setData(0, COUNT, branch.count)
        item.setToolTip(0, f"{branch.label} {branch.count:,} 项")
        for below in branch.below:
            item.addChild(self._item(below))
        return item

    def _mark(self, chosen: Filter | None) -> None:
        root = self.tree.topLevelItem(0)
        if root is not None:
            self.tree.setCurrentItem(self._find(root, chosen) or root)

    def _find(self, item: QTreeWidgetItem | None, wanted: Filter | None) -> QTreeWidgetItem | None:
        if item is None or wanted is None:
            return None
        if item.data(0, _FILTER) == wanted:
            return item
        found = (self._find(child, wanted) for child in children_of(item))
        return next((one for one in found if one is not None), None)

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.filter_chosen.emit(FACETS_OF[str(self.facet.value())], item.data(0, _FILTER))
