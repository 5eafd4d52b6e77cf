"""A time line: a dot, a day, and what happened; used by the asset card and the disposal case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from houqin_desktop.gui.theme import colours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPaintEvent


class Dot(QWidget):
    """One dot of the line: filled for what is done, a ring for what is to come."""

    def __init__(self, look: str = "done", *, first: bool = False, last: bool = False) -> None:
        super().__init__()
        self._look = look
        self._first = first
        self._last = last
        self.setFixedWidth(14)
        self.setMinimumHeight(20)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(14, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(7, 10)
        painter.setPen(QPen(QColor(palette.line_strong), 1))
        top = centre.y() if self._first else 0.0
        bottom = centre.y() if self._last else float(self.height())
        painter.drawLine(QPointF(7, top), QPointF(7, bottom))
        tones = {"done": palette.accent, "due": palette.amber, "void": palette.disabled}
        pen = QColor(tones.get(self._look, palette.line_strong))
        painter.setPen(QPen(pen, 2))
        filled = self._look in ("done", "void")
        painter.setBrush(pen if filled else QColor(palette.surface))
        painter.drawEllipse(QRectF(centre.x() - 4, centre.y() - 4, 8, 8))
        painter.end()


class Timeline(QWidget):
    """Entries from top to bottom: day, text, and how the dot looks."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        listed = list(entries)
        for row, (day, text, look) in enumerate(listed):
            date = QLabel(day)
            date.setProperty("look", "muted")
            date.setAlignment(Qt.AlignmentFlag.AlignTop)
            words = QLabel(text)
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setMinimumWidth(1)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            words.setContentsMargins(0, 0, 0, 7)
            dot = Dot(look, first=row == 0, last=row == len(listed) - 1)
            grid.addWidget(dot, row, 0)
            grid.addWidget(date, row, 1)
            grid.addWidget(words, row, 2)
