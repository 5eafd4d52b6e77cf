"""What follows a receipt of a purchase, and the thread of any paper: on 采购 and on 物品."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from houqin_desktop.domain.stock import ReceiptSource
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.gui.slips.beside import bind_thread
from houqin_desktop.services.slips.engine import find_slip

if TYPE_CHECKING:
    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.slips.page import SlipsPage

CHOOSE_RECEIPT = "请先选一张采购的入库单"


class ReceiptActions(QObject):
    """The verbs of a receipt, and 看流程."""

    def __init__(self, page: SlipsPage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to its form and to the slips for which it makes sense."""
        actions.bind("procurement.hand_out", self.hand_out, self._reason_to_hand_out)
        actions.bind("procurement.accounts", self.enter_in_accounts, self._reason_of_receipt)
        bind_thread(self._page, actions)

    @property
    def _number(self) -> str:
        return "" if self._page.slip is None else self._page.slip.number

    def _reason_of_receipt(self) -> str:
        slip = self._page.slip
        is_receipt = slip is not None and slip.kind is VoucherKind.RECEIPT
        return "" if is_receipt else CHOOSE_RECEIPT

    def _reason_to_hand_out(self) -> str:
        if reason := self._reason_of_receipt():
            return reason
        if find_slip(self._number).slip.source != ReceiptSource.PURCHASE.value:
            return CHOOSE_RECEIPT
        missing = () if self._page.slip is None else self._page.slip.missing
        return "" if "还没有发放" in missing else f"{self._number} 已经发放，或不再算数"

    def hand_out(self) -> None:
        """Give what came in to who asked for it; the new slip is shown when it is in the book."""
        from houqin_desktop.gui.procurement.small_dialogs import hand_out_dialog

        dialog = hand_out_dialog(self._page, self._page.desk, self._number)
        dialog.saved.connect(lambda result: self._page.open_slip(result.number))
        dialog.open()

    def enter_in_accounts(self) -> None:
        """Write down under which number the accounts department entered the receipt."""
        from houqin_desktop.gui.procurement.small_dialogs import accounts_dialog

        accounts_dialog(self._page, self._page.desk, self._number).open()
