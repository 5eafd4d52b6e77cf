"""What goes out of 物品 and comes back: the dialogs of the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from houqin_desktop.domain.voucher import VoucherKind

if TYPE_CHECKING:
    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.stock.page import StockPage


class LoanActions(QObject):
    """The verbs of the counter; what was saved is shown among the slips."""

    def __init__(self, page: StockPage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to its dialog."""
        for action_id, run in (
            ("loan.issue", self.issue),
            ("loan.lend", self.lend),
            ("loan.take_back", self.take_back),
            ("loan.restock", self.restock),
            ("loan.gate_pass", self.gate_pass),
            ("loan.transfer", self.transfer),
            ("loan.handover", self.hand_over),
            ("loan.day_grid", self.day_grid),
        ):
            actions.bind(action_id, run)

    def _chosen(self, kind: VoucherKind) -> str | None:
        slip = self._page.slip
        return slip.number if slip is not None and slip.kind is kind else None

    def issue(self) -> None:
        """Give things out for good."""
        from houqin_desktop.gui.loan.dialogs import IssueDialog

        IssueDialog(self._page, self._page.desk).open()

    def lend(self) -> None:
        """Lend things until a day."""
        from houqin_desktop.gui.loan.dialogs import LendDialog

        LendDialog(self._page, self._page.desk).open()

    def take_back(self) -> None:
        """Take back what was lent, of the chosen loan where one is chosen."""
        from houqin_desktop.gui.loan.back_dialogs import TakeBackDialog

        TakeBackDialog(self._page, self._page.desk, self._chosen(VoucherKind.LOAN)).open()

    def restock(self) -> None:
        """Take back what was issued, of the chosen slip where one is chosen."""
        from houqin_desktop.gui.loan.back_dialogs import RestockDialog

        RestockDialog(self._page, self._page.desk, self._chosen(VoucherKind.ISSUE)).open()

    def gate_pass(self) -> None:
        """Let things out of the gate, those of the chosen loan where one is chosen."""
        from houqin_desktop.gui.loan.dialogs import GatePassDialog

        GatePassDialog(self._page, self._page.desk, self._chosen(VoucherKind.LOAN)).open()

    def transfer(self) -> None:
        """Transfer things to another room, department or person."""
        from houqin_desktop.gui.transfer.dialog import TransferDialog

        TransferDialog(self._page, self._page.desk).open()

    def hand_over(self) -> None:
        """Hand everything that is in somebody's name over, or one room."""
        from houqin_desktop.gui.handover.dialog import HandoverDialog

        HandoverDialog(self._page, self._page.desk).open()

    def day_grid(self) -> None:
        """Show who has reserved what on a day."""
        from houqin_desktop.gui.loan.day_grid_dialog import DayGridDialog

        DayGridDialog(self._page, self._page.desk).open()
