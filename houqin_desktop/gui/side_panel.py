"""The card on the right of a page: a title, pills, fields, a time line, buttons at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.gui.registers.pills import Pill
from houqin_desktop.gui.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QPushButton

LABEL_WIDTH = 80


class SidePanel(QFrame):
    """A paper-white card that is emptied and filled again for each chosen row."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMinimumWidth(290)
        self._hint = hint
        self._scroller = QScrollArea()
        self._scroller.setWidgetResizable(True)
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._foot = QGridLayout()
        self._foot.setContentsMargins(16, 8, 16, 14)
        self._foot.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._scroller, 1)
        column.addLayout(self._foot)
        self._content = QVBoxLayout()
        self.clear()

    def set_foot(
        self, buttons: Sequence[QPushButton], columns: int = 2, below: QPushButton | None = None
    ) -> None:
        """Put these buttons at the foot, and one below them over their whole width."""
        for at, button in enumerate(buttons):
            self._foot.addWidget(button, at // columns, at % columns)
        if below is not None:
            self._foot.addWidget(below, self._foot.rowCount(), 0, 1, columns)

    def begin(self) -> None:
        """Begin a new card in place of the one shown."""
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._content = QVBoxLayout(inner)
        self._content.setContentsMargins(16, 14, 16, 8)
        self._content.setSpacing(9)
        self._scroller.setWidget(inner)

    def clear(self) -> None:
        """Show that nothing is chosen."""
        self.begin()
        words = QLabel(self._hint)
        words.setProperty("look", "muted")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._content.addWidget(words, 1)

    def end(self) -> None:
        """Close the card begun: the rest of its height stays empty."""
        self._content.addStretch(1)

    def add_title(self, text: str) -> None:
        """Add the title of the card."""
        title = _wrapping(text)
        title.setProperty("look", "big")
        title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._content.addWidget(title)

    def add_pills(self, pills: Iterable[tuple[str, str]]) -> None:
        """Add words with their tones."""
        line: list[tuple[str, str]] = []
        for pill in pills:
            if line and self._width_of((*line, pill)) > self.width() - 52:
                self._add_line(line)
                line = []
            line.append(pill)
        self._add_line(line)

    def _width_of(self, pills: Iterable[tuple[str, str]]) -> int:
        metrics = self.fontMetrics()
        return sum(metrics.horizontalAdvance(text) + 30 for text, _ in pills)

    def _add_line(self, pills: Iterable[tuple[str, str]]) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, tone_name in pills:
            shown = self._short(text)
            pill = Pill(shown, tone_name)
            pill.setToolTip(text)
            row.addWidget(pill)
        row.addStretch(1)
        self._content.addLayout(row)

    def _short(self, text: str) -> str:
        """Return as much of a long name as one line of the panel holds."""
        room = self.width() - 52 - 30
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)

    def add_fields(self, fields: Iterable[tuple[str, str]]) -> None:
        """Add labels with their values; what is empty is left out."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        for row, (label, value) in enumerate(one for one in fields if one[1]):
            name = QLabel(label)
            name.setProperty("look", "field")
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            words = _wrapping(value)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(name, row, 0)
            grid.addWidget(words, row, 1)
        self._content.addLayout(grid)

    def add_heading(self, text: str) -> None:
        """Add a hair line and a heading below it."""
        hair = QFrame()
        hair.setObjectName("hair")
        self._content.addWidget(hair)
        heading = QLabel(text)
        heading.setProperty("look", "heading")
        self._content.addWidget(heading)

    def add_widget(self, widget: QWidget) -> None:
        """Add something drawn by itself."""
        self._content.addWidget(widget)

    def add_timeline(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """Add a time line of day, text and look."""
        self._content.addWidget(Timeline(entries))

    def add_note(self, text: str, look: str = "muted") -> None:
        """Add a sentence."""
        words = _wrapping(text)
        words.setProperty("look", look)
        self._content.addWidget(words)


def _wrapping(text: str) -> QLabel:
    """Return a label that wraps and never makes the card wider than its place."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setMinimumWidth(1)
    return label
