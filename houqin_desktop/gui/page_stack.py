"""The pages of the window one over another; a page is made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from houqin_desktop.gui.pages import FIRST_PAGE, PAGES, TABS, PageSpec

if TYPE_CHECKING:
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.page import Page

KEYS = tuple(spec.key for spec in PAGES)
SPECS = {spec.key: spec for spec in PAGES}


class PageStack(QStackedWidget):
    """Keeps a place for every page; `page_made` gives each new page with its key."""

    page_made = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._built: dict[str, Page] = {}
        self._places = {spec.key: QStackedWidget() for spec in PAGES}
        for place in self._places.values():
            self.addWidget(place)
        self.key = FIRST_PAGE
        # The page of each tab that was shown last, at first the first of it.
        self._last = {spec.tab: spec.key for spec in reversed(PAGES)}

    @property
    def built(self) -> dict[str, Page]:
        """Return the pages that were asked for by now."""
        return dict(self._built)

    @property
    def page(self) -> Page:
        """Return the page shown."""
        return self.page_of(self.key)

    @property
    def spec(self) -> PageSpec:
        """Return what is declared of the page shown."""
        return SPECS[self.key]

    def key_of(self, tab: str) -> str:
        """Return the key of the page that was last shown under a tab."""
        return self._last[tab]

    def page_of(self, key: str) -> Page:
        """Return the page of this key; a page is made when it is first asked for."""
        if key not in self._built:
            page = SPECS[key].make(self._desk, self._places[key])
            self._built[key] = page
            self._places[key].addWidget(page)
            page.order_keys()
            self.page_made.emit(key, page)
        return self._built[key]

    def show_key(self, key: str) -> None:
        """Show the page of this key."""
        # What the page asks as it is made, it asks as the page shown.
        self.key = key
        self.page_of(key)
        self.turn_to(key)

    def turn_to(self, key: str) -> None:
        """Let the page of this key be the one shown; it need not be made yet."""
        self.key = key
        self._last[self.spec.tab] = key
        self.setCurrentIndex(KEYS.index(key))

    def beside(self, step: int) -> str:
        """Return the key of the page so many tabs further, round and round."""
        return self.key_of(TABS[(TABS.index(self.spec.tab) + step) % len(TABS)])
