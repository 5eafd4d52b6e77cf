"""Going to a repair from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.slips.engine import find_slip

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.gui.repair.page import RepairPage


def is_repair(number: str) -> bool:
    """Say whether the slip of this number is a repair."""
    return find_slip(number).voucher.kind is VoucherKind.REPAIR


def repair_page(window: MainWindow) -> RepairPage:
    """Show the page 报修 and return it."""
    # Imported here: the page is made when it is first asked for.
    from houqin_desktop.gui.repair.page import RepairPage

    window.show_page("repairs")
    page = window.page
    assert isinstance(page, RepairPage)
    return page
