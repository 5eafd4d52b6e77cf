"""Paints the lines of a tree: the word, and at the right edge how many there are."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from houqin_desktop.gui.theme import colours

COUNT: Final = Qt.ItemDataRole.UserRole + 1


class CountDelegate(QStyledItemDelegate):
    """Paints the word and, at the right edge, how many cards."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.initStyleOption(option, index)
        count = f"{index.data(COUNT):,}"
        room = option.fontMetrics.horizontalAdvance(count) + 14
        words = option.text
        option.text = option.fontMetrics.elidedText(
            words, Qt.TextElideMode.ElideRight, max(option.rect.width() - room - 10, 20)
        )
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        palette = colours()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setPen(QColor(palette.accent_text if chosen else palette.muted))
        box = QRectF(option.rect).adjusted(0, 0, -8, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        painter.restore()


def counted_tree(name: str) -> QTreeWidget:
    """Return an empty tree of one column whose lines say how many there are."""
    tree = QTreeWidget()
    tree.setHeaderHidden(True)
    tree.setIndentation(12)
    tree.setUniformRowHeights(True)
    tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    tree.setAccessibleName(name)
    tree.setItemDelegate(CountDelegate(tree))
    return tree


def children_of(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """Return the lines right below a line."""
    children = (item.child(at) for at in range(item.childCount()))
    return [child for child in children if child is not None]
