"""Several lists of one page, one of them shown: their tabs, counts and search boxes keep step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

if TYPE_CHECKING:
    from houqin_desktop.gui.page import Page
    from houqin_desktop.gui.registers.panel import RegisterPanel

_SEARCH_WIDTH, _SEARCH_HEIGHT = 300, 34


class ListTabs(QObject):
    """Lays out the lists of a page, which are made within `stack`.

    The page places `line` and `searches`, and `stack` where it was not given a place.
    """

    def __init__(self, page: Page, place: QWidget | None = None) -> None:
        super().__init__(page)
        self._panels: list[RegisterPanel] = []
        self.searches = QStackedWidget(page)
        self.searches.setFixedSize(_SEARCH_WIDTH, _SEARCH_HEIGHT)
        self.stack = QStackedWidget(place or page)
        self.bar = QTabBar(page)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(False)
        self.line = QHBoxLayout()
        self.line.addWidget(self.bar)
        self.line.addStretch(1)
        self.bar.hide()

    def add(self, title: str, panel: RegisterPanel) -> RegisterPanel:
        """Put a list behind those that are there; return it."""
        panel.search.setFixedWidth(_SEARCH_WIDTH)
        self.searches.addWidget(panel.search)
        self.stack.addWidget(panel)
        self._panels.append(panel)
        self.bar.addTab(title)
        self.bar.setVisible(len(self._panels) > 1)
        self.line.addWidget(panel.count)
        return panel

    def show_at(self, at: int) -> None:
        """Show the list of this number with its own search box and count."""
        self.stack.setCurrentIndex(at)
        self.searches.setCurrentIndex(at)
        for number, panel in enumerate(self._panels):
            panel.count.setVisible(number == at)
