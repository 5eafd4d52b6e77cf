"""Going to a hazard or a 整改通知书 from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.slips.engine import find_slip

if TYPE_CHECKING:
    from houqin_desktop.gui.hazard.page import HazardPage
    from houqin_desktop.gui.main_window import MainWindow


def is_notice(number: str) -> bool:
    """Say whether the slip of this number is a 整改通知书."""
    return find_slip(number).voucher.kind is VoucherKind.RECTIFICATION_NOTICE


def hazard_page(window: MainWindow) -> HazardPage:
    """Show the page 隐患 and return it."""
    # Imported here: the page is made when it is first asked for.
    from houqin_desktop.gui.hazard.page import HazardPage

    window.show_page("hazards")
    page = window.page
    assert isinstance(page, HazardPage)
    return page
