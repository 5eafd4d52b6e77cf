"""What can be done with a repair, and why it cannot be done just now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.domain.voucher import VoucherState

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.forms.form_dialog import FormDialog
    from houqin_desktop.gui.repair.page import RepairPage
    from houqin_desktop.services.slips.case import SlipView

CHOOSE: Final = "请先选一张报修单"


class RepairActions(QObject):
    """The verbs of the page, each opening its form on the repair that is chosen."""

    def __init__(self, page: RepairPage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to its form and to how far the repair has come."""
        actions.bind("repair.report", self.report)
        table: tuple[tuple[str, Callable[[], object], Callable[[], str]], ...] = (
            ("repair.assign", self.assign, self._reason_to_assign),
            ("repair.parts", self.take_parts, self._reason_to_take),
            ("repair.finish", self.finish, self._reason_to_finish),
            ("repair.reopen", self.reopen, self._reason_to_reopen),
            ("repair.dispose", self.dispose, self._reason_to_dispose),
        )
        for action_id, run, reason in table:
            actions.bind(action_id, run, reason)

    @property
    def slip(self) -> SlipView:
        """Return the chosen repair."""
        assert self._page.slip is not None
        return self._page.slip

    def _reason(self) -> str:
        if self._page.slip is None:
            return CHOOSE
        if self.slip.state is not VoucherState.SIGNING:
            return f"{self.slip.number} 现在是“{self.slip.state_label}”，不能这样做"
        return ""

    @property
    def _is_signed(self) -> bool:
        return any(step.is_signed for step in self.slip.steps)

    @property
    def _is_done(self) -> bool:
        return self.slip.next_command not in ("assign_repair", "finish_repair")

    def _reason_to_assign(self) -> str:
        if reason := self._reason():
            return reason
        return f"{self.slip.number} 已经登记完工" if self._is_done else ""

    def _reason_to_take(self) -> str:
        if reason := self._reason():
            return reason
        return f"{self.slip.number} 已经有人签字，不能再领料" if self._is_signed else ""

    def _reason_to_finish(self) -> str:
        if reason := self._reason():
            return reason
        if self._is_done:
            return f"{self.slip.number} 已经登记完工"
        return "" if self.slip.next_command == "finish_repair" else "还没有派工"

    def _reason_to_reopen(self) -> str:
        if reason := self._reason():
            return reason
        return "" if self._is_done else f"{self.slip.number} 还没有登记完工"

    def _reason_to_dispose(self) -> str:
        if self._page.slip is None:
            return CHOOSE
        return "" if self.slip.to_dispose else f"{self.slip.number} 没有不值得修的资产"

    def _open(self, dialog: FormDialog) -> None:
        """Open a form; the repair that it is about is shown when it is in the book."""
        dialog.saved.connect(lambda result: self._page.open_slip(result.number))
        dialog.open()

    def report(self) -> None:
        """Report something broken."""
        from houqin_desktop.gui.repair.dialogs import report_dialog

        self._open(report_dialog(self._page, self._page.desk))

    def assign(self) -> None:
        """Send somebody to the chosen repair."""
        from houqin_desktop.gui.repair.dialogs import assign_dialog

        assign_dialog(self._page, self._page.desk, self.slip.number).open()

    def take_parts(self) -> None:
        """Give out parts for the chosen repair."""
        from houqin_desktop.gui.repair.dialogs import PartsDialog

        PartsDialog(self._page, self._page.desk, self.slip.number).open()

    def finish(self) -> None:
        """Enter that the chosen repair is done."""
        from houqin_desktop.gui.repair.dialogs import FinishDialog

        FinishDialog(self._page, self._page.desk, self.slip.number).open()

    def reopen(self) -> None:
        """Send the chosen repair back."""
        from houqin_desktop.gui.repair.dialogs import reopen_dialog

        reopen_dialog(self._page, self._page.desk, self.slip.number).open()

    def dispose(self) -> None:
        """Apply for the card that was not worth it; the new case is shown."""
        from houqin_desktop.gui.disposal.apply_dialog import ApplyDialog

        dialog = ApplyDialog(self._page, self._page.desk, self.slip.to_dispose)
        dialog.saved.connect(lambda result: self._page.open_record(result.number))
        dialog.open()
