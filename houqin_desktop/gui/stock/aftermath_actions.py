"""What follows a slip: renewed, paid for, back through the gate, a broken card applied for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.gui.slips.beside import bind_photos

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.stock.page import StockPage
    from houqin_desktop.services.slips.case import SlipView

BACK = (VoucherKind.TAKE_BACK, VoucherKind.RESTOCK)


class AftermathActions(QObject):
    """The verbs that need a slip of one kind, each saying which it needs."""

    def __init__(self, page: StockPage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to its form and to the slips for which it makes sense."""
        table: tuple[tuple[str, Callable[[], object], Callable[[], str]], ...] = (
            ("loan.renew", self.renew, self._reason_to_renew),
            ("loan.photograph", self.photograph, self._reason_to_photograph),
            ("loan.compensate", self.compensate, self._reason_to_pay),
            ("loan.not_paid", self.not_paid, self._reason_not_paid),
            ("loan.gate_back", self.gate_back, self._reason_for_gate),
            ("loan.dispose", self.dispose, self._reason_to_dispose),
        )
        for action_id, run, reason in table:
            actions.bind(action_id, run, reason)
        bind_photos(self._page, actions)

    @property
    def slip(self) -> SlipView:
        """Return the chosen slip."""
        assert self._page.slip is not None
        return self._page.slip

    def _reason(self, *kinds: VoucherKind) -> str:
        slip = self._page.slip
        words = "或".join(kind.label for kind in kinds)
        if slip is None or slip.kind not in kinds:
            return f"请先选一张{words}单"
        if slip.reversed_by or slip.state in (VoucherState.WITHDRAWN, VoucherState.REJECTED):
            return f"{slip.number} 现在是“{slip.state_label}”，不能这样做"
        return ""

    def _reason_to_renew(self) -> str:
        if reason := self._reason(VoucherKind.LOAN):
            return reason
        return "" if self.slip.is_out else f"{self.slip.number} 没有在外的物品"

    def _reason_to_photograph(self) -> str:
        if reason := self._reason(VoucherKind.LOAN, VoucherKind.TAKE_BACK):
            return reason
        return "" if self.slip.to_photograph else f"{self.slip.number} 已经有人签字，照片不能再改"

    def _reason_to_pay(self) -> str:
        if reason := self._reason(*BACK):
            return reason
        return "" if self.slip.to_pay else f"{self.slip.number} 没有还要赔偿的行"

    def _reason_not_paid(self) -> str:
        if reason := self._reason(*BACK):
            return reason
        return "" if self.slip.paid else f"{self.slip.number} 没有登记过赔偿"

    def _reason_for_gate(self) -> str:
        if reason := self._reason(VoucherKind.GATE_PASS):
            return reason
        waits = self.slip.next_command == "close_gate_pass"
        return "" if waits else f"{self.slip.number} 不用登记返回：没有放行、不返回，或已经返回"

    def _reason_to_dispose(self) -> str:
        if reason := self._reason(*BACK):
            return reason
        return "" if self.slip.to_dispose else f"{self.slip.number} 没有要报损的资产"

    def renew(self) -> None:
        """Let what is out stay out until another day."""
        from houqin_desktop.gui.loan.aftermath_dialogs import renew_dialog

        renew_dialog(self._page, self._page.desk, self.slip.number).open()

    def photograph(self) -> None:
        """Give a line its photo of before the first signature."""
        from houqin_desktop.gui.loan.aftermath_dialogs import PhotographDialog

        slip = self.slip
        PhotographDialog(self._page, self._page.desk, slip.number, slip.to_photograph).open()

    def compensate(self) -> None:
        """Write down what was paid for a line."""
        from houqin_desktop.gui.loan.aftermath_dialogs import compensate_dialog

        compensate_dialog(self._page, self._page.desk, self.slip.number, self.slip.to_pay).open()

    def not_paid(self) -> None:
        """Take back a compensation that was written by mistake."""
        from houqin_desktop.gui.loan.aftermath_dialogs import not_paid_dialog

        not_paid_dialog(self._page, self._page.desk, self.slip.number, self.slip.paid).open()

    def gate_back(self) -> None:
        """Write that what left is back."""
        from houqin_desktop.gui.loan.aftermath_dialogs import gate_back_dialog

        gate_back_dialog(self._page, self._page.desk, self.slip.number).open()

    def dispose(self) -> None:
        """Apply for the cards that came back broken or not at all; the new case is shown."""
        from houqin_desktop.gui.disposal.apply_dialog import ApplyDialog

        dialog = ApplyDialog(self._page, self._page.desk, self.slip.to_dispose)
        dialog.field("kind").set_value(VoucherKind.WRITE_OFF)
        dialog.saved.connect(lambda result: self._page.open_record(result.number))
        dialog.open()
