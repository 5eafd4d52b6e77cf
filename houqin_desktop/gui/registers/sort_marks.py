"""The mark in a column's head that says which way, and as which order, the rows are sorted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPolygonF

from houqin_desktop.gui.theme import colours

_WIDTH, _HEIGHT = 8.0, 5.0


def draw_mark(
    painter: QPainter, head: QRect, number: int, *, descending: bool, figures: bool
) -> None:
    """Draw a small triangle in the head, and its number where there are several.

    It stands at the right edge, above figures at the left one, where their title leaves room.
    """
    ground, pen = QColor(colours().header), QColor(colours().accent_text)
    room = 22.0 if number else 13.0
    right = head.left() + room + 1 if figures else head.right() - 2.0
    middle = head.center().y()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(right - room, head.top() + 1, room, head.height() - 3), ground)
    left = right - room + 2
    top = middle - _HEIGHT / 2
    points = [QPointF(left, top), QPointF(left + _WIDTH, top), QPointF(left + _WIDTH / 2, top + 5)]
    if not descending:
        points = [QPointF(p.x(), 2 * middle - p.y()) for p in points]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pen)
    painter.drawPolygon(QPolygonF(points))
    if number:
        font = QFont(painter.font())
        font.setPointSizeF(8)
        painter.setFont(font)
        painter.setPen(pen)
        box = QRectF(left + _WIDTH + 1, middle - 8, 10, 16)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()
