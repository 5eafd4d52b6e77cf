"""Going to a round from elsewhere: the list of the day, a number that was typed or scanned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services import lookup

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow


INSPECTION_LISTS: Final = ("inspection_plan", "inspection_points_open")


def is_round(number: str) -> bool:
    """Say whether this is the number of a round over the campus."""
    return lookup.voucher(number).kind is VoucherKind.INSPECTION


def open_round(window: MainWindow, number: str) -> None:
    """Show the page 排查 with this round.

    :raises Refused: when there is none of this number.
    """
    # Imported here: the page is made when it is first asked for.
    from houqin_desktop.gui.inspection.page import InspectionPage

    window.show_page("inspection")
    page = window.page
    assert isinstance(page, InspectionPage)
    page.open_slip(number)
