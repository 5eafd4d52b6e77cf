"""Going to a request, a purchase or an acceptance from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.services.slips.engine import find_slip

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.gui.procurement.page import ProcurementPage

# The papers that are at home on the page 采购, each with its list.
LIST_OF: Final = {
    VoucherKind.PURCHASE_REQUEST: "requests",
    VoucherKind.PURCHASE: "purchases",
    VoucherKind.ACCEPTANCE: "acceptances",
}


def is_of_procurement(number: str) -> bool:
    """Say whether the slip of this number is at home on the page 采购."""
    return find_slip(number).voucher.kind in LIST_OF


def procurement_page(window: MainWindow) -> ProcurementPage:
    """Show the page 采购 and return it."""
    # Imported here: the page is made when it is first asked for.
    from houqin_desktop.gui.procurement.page import ProcurementPage

    window.show_page("procurement")
    page = window.page
    assert isinstance(page, ProcurementPage)
    return page
