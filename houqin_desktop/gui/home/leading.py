"""Going where a line of the day's list leads: to a record, a narrowed register, the backup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.inspection.opening import INSPECTION_LISTS
from houqin_desktop.gui.opening import open_record
from houqin_desktop.gui.pledge.opening import PLEDGE_LISTS
from houqin_desktop.gui.reports.opening import reports_page
from houqin_desktop.gui.safety_opening import LISTS
from houqin_desktop.gui.storerooms.opening import storerooms_page

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.todo.day_list import Leads


# The page on which a list is at home.
_PAGE_OF: Final = {
    **dict.fromkeys(PLEDGE_LISTS, "pledge"),
    **dict.fromkeys(INSPECTION_LISTS, "inspection"),
    **dict.fromkeys(("guard_shifts", "visits"), "gate"),
    **LISTS,
}


def follow(window: MainWindow, leads: Leads) -> None:
    """Show what the line is about.

    :raises Refused: when the record is not there any more.
    """
    if leads.place == "record":
        open_record(window, leads.key)
    elif leads.place == "storerooms":
        storerooms_page(window).open_room(leads.key)
    elif leads.place == "reports":
        reports_page(window).choose(leads.key)
    elif leads.place == "pending":
        window.show_page("disposal")
        window.disposals.show_pending(leads.query)
    elif leads.place in _PAGE_OF:
        _open_list(window, leads)
    elif leads.place == "assets":
        window.show_page("assets")
        window.assets.panel.clear()
        window.assets.panel.search.setText(leads.query)
        for one in leads.filters:
            window.assets.panel.chips.put(one)
    else:
        window.actions_of_window[f"book.{leads.place}"].trigger()


def _open_list(window: MainWindow, leads: Leads) -> None:
    # Imported here: no page of slips is loaded before one is shown.
    from houqin_desktop.gui.slips.page import SlipsPage

    window.show_page(_PAGE_OF[leads.place])
    page = window.page
    assert isinstance(page, SlipsPage)
    page.open_list(leads)
