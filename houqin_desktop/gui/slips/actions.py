"""What can be done with the chosen slip, from its print to its red document."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from houqin_desktop.domain.voucher import Decision, VoucherState

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.slips.page import SlipsPage
    from houqin_desktop.services.slips.case import SlipView

CHOOSE_SLIP = "请先在左边选一张单"


class SlipActions(QObject):
    """The verbs of a slip, each opening its form on the one chosen."""

    def __init__(self, page: SlipsPage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action of a slip to its form and to the states in which it makes sense."""
        signing = (VoucherState.SIGNING,)
        signed = (VoucherState.APPROVED, VoucherState.EXECUTED)
        table: tuple[tuple[str, Callable[[], object], tuple[VoucherState, ...]], ...] = (
            ("slip.print", self.print_slip, tuple(VoucherState)),
            ("slip.sign", self.sign, signing),
            ("slip.reject", lambda: self.sign(Decision.REJECT), signing),
            ("slip.withdraw", self.withdraw, signing),
            ("slip.reverse", self.reverse, signed),
        )
        for action_id, run, states in table:
            actions.bind(action_id, run, partial(self._reason, states))
        actions.bind("slip.scan", self.add_scan, self._reason_to_scan)
        actions.bind("slip.attach", self.attach_document, self._reason_unless_chosen)
        actions.bind("slip.documents", self.show_documents, self._reason_for_documents)
        actions.bind("slip.labels", self.print_labels, self._reason_for_labels)

    def _reason(self, states: tuple[VoucherState, ...]) -> str:
        slip = self._page.slip
        if slip is None:
            return CHOOSE_SLIP
        if slip.state not in states:
            return f"{slip.number} 现在是“{slip.state_label}”，不能这样做"
        return ""

    def _reason_to_scan(self) -> str:
        slip = self._page.slip
        if slip is None:
            return CHOOSE_SLIP
        return "" if any(s.signed_on is not None for s in slip.steps) else "还没有登记过签字"

    def _reason_unless_chosen(self) -> str:
        return CHOOSE_SLIP if self._page.slip is None else ""

    def _reason_for_documents(self) -> str:
        if reason := self._reason_unless_chosen():
            return reason
        return "" if self.slip.documents else f"{self.slip.number} 没有附文件"

    def _reason_for_labels(self) -> str:
        if reason := self._reason_unless_chosen():
            return reason
        return "" if self.slip.cards else f"{self.slip.number} 上没有资产卡片"

    @property
    def slip(self) -> SlipView:
        """Return the chosen slip."""
        assert self._page.slip is not None
        return self._page.slip

    def print_slip(self) -> None:
        """Show the paper of the slip as it will come out of the printer."""
        from houqin_desktop.gui.printing.voucher_papers import print_slip

        print_slip(self._page, self._page.desk, self.slip.number)

    def sign(self, decision: Decision = Decision.AGREE) -> None:
        """Record a signature, or that somebody does not agree."""
        from houqin_desktop.gui.disposal.signature_dialog import SignatureDialog

        SignatureDialog(self._page, self._page.desk, self.slip, decision).open()

    def add_scan(self) -> None:
        """Keep a scan that came later than its signature."""
        from houqin_desktop.gui.disposal.signature_dialog import ScanDialog

        ScanDialog(self._page, self._page.desk, self.slip).open()

    def attach_document(self) -> None:
        """Keep a file with the slip: a quotation, a contract, an invoice."""
        from houqin_desktop.gui.slips.document_dialogs import attach_dialog

        attach_dialog(self._page, self._page.desk, self.slip.number).open()

    def show_documents(self) -> None:
        """Show the files of the slip."""
        from houqin_desktop.gui.slips.document_dialogs import DocumentsDialog

        DocumentsDialog(self._page, self._page.desk, self.slip.number).open()

    def print_labels(self) -> None:
        """Ask how the labels of the cards on the slip are printed."""
        from houqin_desktop.gui.assets.label_dialog import LabelDialog
        from houqin_desktop.services.slips.labels import labels_of_slip

        page, slip = self._page, self.slip
        labels = partial(labels_of_slip, page.desk.session, slip.number)
        LabelDialog(page, page.desk, slip.cards, labels).open()

    def withdraw(self) -> None:
        """Take back a slip that nobody has signed."""
        from houqin_desktop.gui.forms.draft_dialog import DraftDialog
        from houqin_desktop.services.slips.drafts import WithdrawSlip

        DraftDialog(
            self._page,
            self._page.desk,
            f"撤销单据 {self.slip.number}",
            WithdrawSlip,
            known={"number": self.slip.number},
            notes=("reason",),
            done="已撤销",
            verb="撤销此单",
        ).open()

    def reverse(self) -> None:
        """Ask for the red document of a signed slip; it is shown when it is in the book."""
        from houqin_desktop.gui.forms.draft_dialog import DraftDialog
        from houqin_desktop.services.slips.drafts import ReverseSlip

        dialog = DraftDialog(
            self._page,
            self._page.desk,
            f"红字冲销 {self.slip.number}",
            ReverseSlip,
            known={"number": self.slip.number},
            notes=("reason",),
            done="已开红字冲销单",
            verb="开红字冲销单",
        )
        dialog.saved.connect(lambda result: self._page.open_slip(result.number))
        dialog.open()
