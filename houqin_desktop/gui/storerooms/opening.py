"""Going to the page of a room from elsewhere in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.gui.storerooms.page import StoreroomsPage


def storerooms_page(window: MainWindow) -> StoreroomsPage:
    """Show the page 保管室 and return it."""
    window.show_page("storerooms")
    return cast("StoreroomsPage", window.page)
