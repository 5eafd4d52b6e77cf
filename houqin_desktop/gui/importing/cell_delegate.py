"""Paints a cell of the ledger on the ground of what was found about it, with a hair line beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from houqin_desktop.gui.theme import colours

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter


class CellDelegate(QStyledItemDelegate):
    """The style sheet would paint over the colour that a cell asks for; this one puts it first."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        chosen = QStyle.StateFlag.State_Selected in option.state
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None and not chosen:
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(QColor(colours().line))
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())
        if chosen:
            painter.setPen(QColor(colours().accent))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()
