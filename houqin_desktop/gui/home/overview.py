"""A few figures beside the list: what the school has, and when it was last backed up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

if TYPE_CHECKING:
    from houqin_desktop.services.overview import Figure


class Overview(QFrame):
    """Shows one figure under another."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFixedWidth(250)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 18, 20, 18)
        self._column.setSpacing(2)
        title = QLabel("学校概况")
        title.setProperty("look", "heading")
        self._column.addWidget(title)
        self._column.addSpacing(10)
        self._values: dict[str, QLabel] = {}
        self._end = self._column.count()
        self._column.addStretch(1)

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Show these figures in place of the former ones."""
        for figure in figures:
            if figure.title not in self._values:
                self._add(figure.title)
            self._values[figure.title].setText(figure.value)

    def _add(self, title: str) -> None:
        name = QLabel(title)
        name.setProperty("look", "muted")
        value = QLabel()
        value.setProperty("look", "big")
        value.setWordWrap(True)
        value.setContentsMargins(0, 0, 0, 10)
        value.setAccessibleName(title)
        self._values[title] = value
        for widget in (name, value):
            self._column.insertWidget(self._end, widget)
            self._end += 1
