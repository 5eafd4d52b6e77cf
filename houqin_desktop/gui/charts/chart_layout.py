"""Where the bars, figures and labels of a chart stand on the screen, in pixels of the widget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt

from houqin_desktop.services.charts.chart import Bar, Chart

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics

GAP: Final = 8
BAR_HEIGHT: Final = 20
ROW: Final = 34
WIDEST_BAR: Final = 34
LEFT, RIGHT, MIDDLE = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignHCenter,
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A bar with the room it is drawn in, the room of its figure, and its series."""

    bar: Bar
    room: QRectF
    track: QRectF
    figure: QRectF
    series: int


class ChartLayout:
    """The measures of a chart that says something, in a widget of this size."""

    def __init__(self, chart: Chart, width: int, height: int, metrics: QFontMetrics) -> None:
        self._chart = chart
        self._width, self._height = float(width), float(height)
        self._metrics = metrics
        self._line = float(metrics.height())

    def placed(self) -> list[Placed]:
        """Return where each bar stands."""
        if not self._chart.bars:
            return []
        return list(self._lying() if self._chart.lying else self._standing())

    @property
    def axis(self) -> float | None:
        """Return how far down the line lies on which bars stand; lying ones have none."""
        return None if self._chart.lying else self._height - self._line - GAP

    @property
    def _row(self) -> float:
        """The height of a row of lying bars: as usual, or less where they are many."""
        return min(float(ROW), self._height / max(len(self._chart.groups), 1))

    @property
    def _step(self) -> float:
        return self._width / max(len(self._chart.groups), 1)

    @property
    def _label_width(self) -> float:
        labels = (group.label for group in self._chart.groups)
        return max(map(self._metrics.horizontalAdvance, labels), default=0) + 2.0 * GAP

    def labels(self) -> Iterator[tuple[QRectF, str, Qt.AlignmentFlag]]:
        """Yield the label of each group with its room and the side to which it leans."""
        for at, group in enumerate(self._chart.groups):
            if self._chart.lying:
                room = QRectF(0, at * self._row, self._label_width - GAP, self._row)
                yield room, group.label, RIGHT
            else:
                top = self._height - self._line - GAP / 2
                yield QRectF(at * self._step, top, self._step, self._line), group.label, MIDDLE

    def _length(self, bar: Bar, longest: float) -> float:
        return max(2.0, longest * self._chart.share(bar)) if bar.count else 0.0

    def _lying(self) -> Iterator[Placed]:
        left = self._label_width
        figures = max(self._metrics.horizontalAdvance(bar.words) for bar in self._chart.bars) + GAP
        length = max(40.0, self._width - left - figures - GAP)
        for row, group in enumerate(self._chart.groups):
            y = row * self._row + (self._row - BAR_HEIGHT) / 2
            for series, bar in enumerate(group.bars):
                room = QRectF(left, y, self._length(bar, length), BAR_HEIGHT)
                track = QRectF(left, y, length, BAR_HEIGHT) if bar.whole else room
                figure = QRectF(track.right() + GAP, y, figures, BAR_HEIGHT)
                yield Placed(bar, room, track, figure, series)

    def _standing(self) -> Iterator[Placed]:
        bottom = self._height - self._line - GAP
        height = self._height - 2 * self._line - 2 * GAP
        for at, group in enumerate(self._chart.groups):
            wide = min(WIDEST_BAR, (self._step - GAP) / max(len(group.bars), 1))
            x = at * self._step + (self._step - wide * len(group.bars)) / 2
            for series, bar in enumerate(group.bars):
                tall = self._length(bar, height)
                room = QRectF(x + series * wide + 1, bottom - tall, wide - 2, tall)
                figure = QRectF(room.left() - wide, room.top() - self._line, 3 * wide, self._line)
                yield Placed(bar, room, room, figure, series)
