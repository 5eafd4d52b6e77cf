"""Going to a table of duties from elsewhere: the list of the day, a number that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow


def open_duty_table(window: MainWindow, code: str) -> None:
    """Show the page 值班 with this table.

    :raises Refused: when there is none of this number.
    """
    # Imported here: the page is made when it is first asked for.
    from houqin_desktop.gui.duty.page import DutyPage

    window.show_page("duty")
    page = window.page
    assert isinstance(page, DutyPage)
    page.open_table(code)
