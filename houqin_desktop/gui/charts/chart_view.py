"""A chart on the screen: bars that are chosen by mouse or arrow keys and lead to their lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from houqin_desktop.gui.charts.chart_layout import GAP, ROW, ChartLayout, Placed
from houqin_desktop.gui.theme import colours
from houqin_desktop.services.charts.chart import Bar, Chart, Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

LOWEST: Final = 150
ROUND: Final = 3.0
SWATCH: Final = 12


class ChartView(QWidget):
    """Draws one chart."""

    opened = Signal(object)
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, chart: Chart) -> None:
        """Show a chart in place of the former one."""
        self._chart = chart
        self._current = min(self._current, len(chart.bars) - 1)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.told())
        self.updateGeometry()
        self.update()

    def current_bar(self) -> Bar | None:
        """Return the bar that the keyboard stands on."""
        if self._chart is None or not 0 <= self._current < len(self._chart.bars):
            return None
        return self._chart.bars[self._current]

    def sizeHint(self) -> QSize:
        lying = self._chart is not None and self._chart.lying
        rows = len(self._chart.groups) if self._chart is not None and lying else 0
        return QSize(420, max(LOWEST, rows * ROW + GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, LOWEST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours()
        if self._chart is None or not self._chart.says_something:
            painter.setPen(QColor(palette.muted))
            words = "" if self._chart is None else self._chart.empty
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(self.rect()), flags, words)
            return
        self._paint_labels(painter)
        for at, placed in enumerate(self.placed()):
            self._paint_bar(painter, placed)
            if at == self._current and self.hasFocus():
                painter.setPen(QPen(QColor(palette.accent), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(placed.room.united(placed.track), ROUND, ROUND)

    def placed(self) -> list[Placed]:
        """Return where each bar stands in the widget as large as it is now."""
        return [] if self._layout is None else self._layout.placed()

    @property
    def _layout(self) -> ChartLayout | None:
        if self._chart is None:
            return None
        return ChartLayout(self._chart, self.width(), self.height(), self.fontMetrics())

    def _paint_labels(self, painter: QPainter) -> None:
        assert self._layout is not None
        painter.setPen(QColor(colours().muted))
        for room, words, side in self._layout.labels():
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)
        axis = self._layout.axis
        if axis is not None:
            painter.setPen(QColor(colours().line_strong))
            painter.drawLine(QPointF(0, axis), QPointF(self.width(), axis))

    def _paint_bar(self, painter: QPainter, placed: Placed) -> None:
        palette = colours()
        if placed.bar.whole is not None:
            painter.setPen(QPen(QColor(palette.line_strong), 1))
            painter.setBrush(QColor(palette.grey_soft))
            painter.drawRoundedRect(placed.track, ROUND, ROUND)
        if placed.bar.count:
            colour = tone_colour(placed.bar.tone)
            painter.setPen(QPen(colour, 1))
            painter.setBrush(brush_of(colour, placed.series))
            painter.drawRoundedRect(placed.room, ROUND, ROUND)
        lying = self._chart is not None and self._chart.lying
        if not placed.bar.count and not lying:
            return
        painter.setPen(QColor(palette.text))
        flags = (Qt.AlignmentFlag.AlignLeft if lying else Qt.AlignmentFlag.AlignHCenter) | (
            Qt.AlignmentFlag.AlignVCenter
        )
        painter.drawText(placed.figure, flags | Qt.TextFlag.TextDontClip, placed.bar.words)

    def _at(self, point: QPointF) -> int:
        for at, placed in enumerate(self.placed()):
            if placed.room.united(placed.track).united(placed.figure).contains(point):
                return at
        return -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position()) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        if at >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self._current = at
            self.update()
            self.open_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
        }
        key = Qt.Key(event.key())
        count = 0 if self._chart is None else len(self._chart.bars)
        if key in steps and count:
            self._current = (self._current + steps[key]) % count if self._current >= 0 else 0
            self.update()
            self.moved.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open_current()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.moved.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._at(QPointF(event.pos()))
            words = "" if at < 0 or self._chart is None else self._told_of(self._chart.bars[at])
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _told_of(self, bar: Bar) -> str:
        return f"{bar.words}　点击看清单（{bar.listed:,} 项）"

    def open_current(self) -> None:
        """Ask for the list behind the bar that is chosen."""
        bar = self.current_bar()
        if bar is not None:
            self.opened.emit(bar)


class Swatch(QWidget):
    """A little square filled as the bars of a series are."""

    def __init__(self, tone: Tone, series: int) -> None:
        super().__init__()
        self._tone, self._series = tone, series
        self.setFixedSize(SWATCH, SWATCH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = tone_colour(self._tone)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(brush_of(colour, self._series))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def tone_colour(tone: Tone) -> QColor:
    """Return the colour of a tone in the palette of now."""
    return QColor(getattr(colours(), tone.value))


def brush_of(colour: QColor, series: int) -> QBrush:
    """Return how the bars of a series are filled: the first whole, the second hatched."""
    return QBrush(colour, Qt.BrushStyle.SolidPattern if not series else Qt.BrushStyle.BDiagPattern)
