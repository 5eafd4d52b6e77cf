"""Showing a report from elsewhere in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.gui.reports.page import ReportsPage


def reports_page(window: MainWindow) -> ReportsPage:
    """Show the page and return it."""
    from houqin_desktop.gui.reports.page import ReportsPage

    window.show_page("reports")
    page = window.page
    assert isinstance(page, ReportsPage)
    return page
