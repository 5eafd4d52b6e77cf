"""Going to a count from elsewhere: the list of the day, the page of a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow


def open_count(window: MainWindow, number: str) -> None:
    """Show the page 清查 with this count.

    :raises Refused: when there is no such count.
    """
    # Imported here: the page is made when it is first asked for.
    from houqin_desktop.gui.count.page import CountPage

    window.show_page("count")
    page = window.page
    assert isinstance(page, CountPage)
    page.open_number(number)
