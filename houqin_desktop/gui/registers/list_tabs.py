"""Several lists of one page, one of them shown: their tabs, counts and search boxes keep step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houqin_desktop.gui.page import Page
    from houqin_desktop.gui.registers.panel import RegisterPanel

_SEARCH_WIDTH, _SEARCH_HEIGHT = 300, 34


class ListTabs(QObject):
    """Lays out the lists of a page; the page places `line`, `searches` and `stack`."""

    def __init__(self, page: Page, lists: Sequence[tuple[str, RegisterPanel]]) -> None:
        super().__init__(page)
        self._panels = tuple(panel for _, panel in lists)
        self.searches = QStackedWidget(page)
        self.searches.setFixedSize(_SEARCH_WIDTH, _SEARCH_HEIGHT)
        self.stack = QStackedWidget(page)
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(False)
        self.line = QHBoxLayout()
        self.line.addWidget(self.bar)
        self.line.addStretch(1)
        for title, panel in lists:
            panel.search.setFixedWidth(_SEARCH_WIDTH)
            self.searches.addWidget(panel.search)
            self.stack.addWidget(panel)
            self.bar.addTab(title)
            self.line.addWidget(panel.count)
        self.bar.setVisible(len(lists) > 1)

    def show_at(self, at: int) -> None:
        """Show the list of this number with its own search box and count."""
        self.stack.setCurrentIndex(at)
        self.searches.setCurrentIndex(at)
        for number, panel in enumerate(self._panels):
            panel.count.setVisible(number == at)
