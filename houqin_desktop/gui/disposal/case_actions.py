"""What can be done with the chosen case, from its first print to the money for its remains."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.domain.voucher import Decision, VoucherState
from houqin_desktop.gui.disposal.file_actions import FileActions
from houqin_desktop.gui.printing.papers import Paper, open_print
from houqin_desktop.services.disposal.drafts import (
    RecordResidual,
    WithdrawDisposal,
    WriteOffDisposal,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.documents.blank_forms import BlankForm
    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.disposal.page import DisposalPage

_SIGNING = (VoucherState.SIGNING,)
NOT_FOR_RED: Final = frozenset(
    {"disposal.change", "disposal.return", "disposal.write_off", "disposal.residual"}
)


class CaseActions(QObject):
    """The verbs of the page, each opening its form on the case chosen."""

    def __init__(self, page: DisposalPage) -> None:
        super().__init__(page)
        self._page = page
        self.file = FileActions(page)

    def bind(self, actions: ActionSet) -> None:
        """Bind every action of a case to its form and to the states in which it makes sense."""
        every = tuple(VoucherState)
        self.file.bind(actions)
        actions.bind("disposal.apply", self.apply, self._reason_to_apply)
        table: tuple[tuple[str, Callable[[], object], tuple[VoucherState, ...]], ...] = (
            ("disposal.print", self.file.print_forms, every),
            ("disposal.sign", self.sign, _SIGNING),
            ("disposal.change", self.change, (*_SIGNING, VoucherState.RETURNED)),
            ("disposal.return", lambda: self.sign(Decision.RETURN), _SIGNING),
            ("disposal.reject", lambda: self.sign(Decision.REJECT), _SIGNING),
            (
                "disposal.withdraw",
                self.withdraw,
                (*_SIGNING, VoucherState.RETURNED, VoucherState.APPROVED),
            ),
            ("disposal.write_off", self.write_off, (VoucherState.APPROVED,)),
            ("disposal.residual", self.residual, (VoucherState.EXECUTED,)),
        )
        actions.bind("disposal.blank", self.print_blanks)
        actions.bind("disposal.scan", self.add_scan, self._reason_to_scan)
        for action_id, run, states in table:
            actions.bind(action_id, run, partial(self._reason, action_id, states))

    def _reason(self, action_id: str, states: tuple[VoucherState, ...]) -> str:
        case = self._page.case
        if case is not None and case.reverses and action_id in NOT_FOR_RED:
            return "红字冲销单不用这一步"
        if case is not None and case.reversed_by and action_id == "disposal.residual":
            return f"已由 {case.reversed_by} 冲销"
        return self._page.reason_unless(*states)

    def _reason_to_apply(self) -> str:
        if self._page.unapplied_codes():
            return ""
        return "请先在“待报废资产”里选中还没有申请的资产"

    def apply(self) -> None:
        """Apply for the chosen 待报废 assets; the new case is shown when it is in the book."""
        from houqin_desktop.gui.disposal.apply_dialog import ApplyDialog

        dialog = ApplyDialog(self._page, self._page.desk, self._page.unapplied_codes())
        dialog.saved.connect(lambda result: self._page.open_case(result.number))
        dialog.open()

    @property
    def number(self) -> str:
        """Return the number of the chosen case."""
        assert self._page.case is not None
        return self._page.case.number

    def print_blanks(self) -> None:
        """Show the empty forms, to be printed and filled in by hand."""
        from houqin_desktop.documents.blank_forms import BLANK_FORMS

        papers = [_blank_paper(one) for one in BLANK_FORMS]
        page = self._page
        open_print(page, page.desk, "打印空表", papers, refused=page.refuse)

    def sign(self, decision: Decision = Decision.AGREE) -> None:
        """Record a signature, or that the signer sent the case back or did not agree."""
        from houqin_desktop.gui.disposal.signature_dialog import SignatureDialog

        assert self._page.case is not None
        SignatureDialog(self._page, self._page.desk, self._page.case, decision).open()

    def _reason_to_scan(self) -> str:
        if self._page.case is None:
            return "请先选一张报废报损单"
        signed = any(step.signed_on is not None for step in self._page.case.steps)
        return "" if signed else "还没有登记过签字"

    def add_scan(self) -> None:
        """Keep a scan that came later than its signature."""
        from houqin_desktop.gui.disposal.signature_dialog import ScanDialog

        assert self._page.case is not None
        ScanDialog(self._page, self._page.desk, self._page.case).open()

    def change(self) -> None:
        """Change the application, or submit a returned one again."""
        from houqin_desktop.gui.disposal.apply_dialog import ChangeDialog

        ChangeDialog(self._page, self._page.desk, self.number).open()

    def withdraw(self) -> None:
        """Take the application back."""
        from houqin_desktop.gui.forms.draft_dialog import DraftDialog

        dialog = DraftDialog(
            self._page,
            self._page.desk,
            f"撤回申请 {self.number}",
            WithdrawDisposal,
            known={"number": self.number},
            notes=("opinion",),
            done="已撤回",
            verb="撤回此单",
        )
        dialog.open()

    def write_off(self) -> None:
        """Let the assets leave the register."""
        from houqin_desktop.gui.forms.draft_dialog import DraftDialog

        dialog = DraftDialog(
            self._page,
            self._page.desk,
            f"下账 {self.number}",
            WriteOffDisposal,
            known={"number": self.number},
            done="已下账",
            verb="下账",
        )
        dialog.open()

    def residual(self) -> None:
        """Record what came in for the remains."""
        from houqin_desktop.gui.forms.draft_dialog import DraftDialog

        dialog = DraftDialog(
            self._page,
            self._page.desk,
            f"登记残值 {self.number}",
            RecordResidual,
            known={"number": self.number},
            prefilled={"method": "交有资质单位回收"},
            done="已登记残值",
        )
        dialog.open()


def _blank_paper(blank: BlankForm) -> Paper:
    title = f"{blank.title}（空表）"
    return Paper(
        title, lambda _progress: blank.draw(), f"{title}.pdf", form="disposal", aside=False
    )
