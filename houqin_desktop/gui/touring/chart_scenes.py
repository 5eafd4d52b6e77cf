"""安全一览 on the tour: the page as it is come to, and with a bar chosen by the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.charts.page import ChartsPage
    from houqin_desktop.gui.main_window import MainWindow


def charts_page(window: MainWindow) -> ChartsPage:
    """Show the page, its charts counted at once, and return it."""
    from houqin_desktop.gui.charts.page import ChartsPage

    window.show_page("safety")
    page = window.page
    assert isinstance(page, ChartsPage)
    page.count_now()
    return page


def chart_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield the charts."""
    charts_page(window)
    yield "安全一览", window
    window.show_page("assets")
