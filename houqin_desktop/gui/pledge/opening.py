"""Going to a letter, or to a list of the page 责任状, from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.slips.engine import find_slip

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.gui.pledge.page import PledgePage

PLEDGE_LISTS: Final = ("pledges", "pledges_missing", "tenants", "pledge_texts")


def is_pledge(number: str) -> bool:
    """Say whether the slip of this number is a responsibility letter."""
    return find_slip(number).voucher.kind is VoucherKind.PLEDGE


def pledge_page(window: MainWindow) -> PledgePage:
    """Show the page 责任状 and return it."""
    # Imported here: the page is made when it is first asked for.
    from houqin_desktop.gui.pledge.page import PledgePage

    window.show_page("pledge")
    page = window.page
    assert isinstance(page, PledgePage)
    return page
