"""What can be done with the file of a case: appraise, tick papers, write the letter, reverse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.gui.printing.papers import open_print
from houqin_desktop.gui.printing.voucher_papers import voucher_paper
from houqin_desktop.services.disposal.drafts import (
    PostReversal,
    ReverseWriteOff,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.disposal.page import DisposalPage
    from houqin_desktop.services.papers.case_view import DisposalCase


class FileActions(QObject):
    """The verbs around a case that are not its next step."""

    def __init__(self, page: DisposalPage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to its form and to the cases for which it makes sense."""
        table: tuple[tuple[str, Callable[[], object], Callable[[DisposalCase], str]], ...] = (
            ("disposal.appraise", self.appraise, self._not_to_change),
            ("disposal.papers", self.papers, self._not_an_application),
            ("disposal.report", self.report, self._no_loss),
            ("disposal.pack", self.pack, self._not_an_application),
            ("disposal.reverse", self.reverse, self._not_to_reverse),
            ("disposal.post_reversal", self.post_reversal, self._not_to_post),
        )
        for action_id, run, reason in table:
            actions.bind(action_id, run, partial(self._reason, reason))

    def _reason(self, ask: Callable[[DisposalCase], str]) -> str:
        return "请先选一张报废报损单" if self._page.case is None else ask(self._page.case)

    @staticmethod
    def _not_an_application(case: DisposalCase) -> str:
        return "红字冲销单没有申报材料，请看原单" if case.reverses else ""

    def _not_to_change(self, case: DisposalCase) -> str:
        if case.reverses:
            return "红字冲销单不用这一步"
        return self._page.reason_unless(VoucherState.SIGNING, VoucherState.RETURNED)

    def _no_loss(self, case: DisposalCase) -> str:
        if case.kind != VoucherKind.WRITE_OFF.label:
            return "只有报损才写报损申请报告"
        return self._not_to_change(case)

    def _not_to_reverse(self, case: DisposalCase) -> str:
        if case.reverses:
            return "红字冲销单本身不再冲销"
        if case.reversed_by:
            return f"已由 {case.reversed_by} 冲销"
        return self._page.reason_unless(VoucherState.EXECUTED)

    def _not_to_post(self, case: DisposalCase) -> str:
        if not case.reverses:
            return "请先选一张红字冲销单"
        return self._page.reason_unless(VoucherState.APPROVED)

    @property
    def _case(self) -> DisposalCase:
        assert self._page.case is not None
        return self._page.case

    def appraise(self) -> None:
        """Record an appraisal of the things in the chosen case."""
        from houqin_desktop.gui.disposal.appraisal_dialog import AppraisalDialog

        things = [(line.code, line.name) for line in self._case.lines]
        AppraisalDialog(self._page, self._page.desk, things, self._case.number).open()

    def papers(self) -> None:
        """Tick a paper of the file, or keep its scan."""
        from houqin_desktop.gui.disposal.paper_dialogs import PaperDialog

        PaperDialog(self._page, self._page.desk, self._case).open()

    def report(self) -> None:
        """Write the letter of a loss."""
        from houqin_desktop.gui.disposal.paper_dialogs import ReportDialog

        ReportDialog(self._page, self._page.desk, self._case).open()

    def reverse(self) -> None:
        """Ask for the reversal of a write-off; the red document is shown when it is in the book."""
        from houqin_desktop.gui.forms.draft_dialog import DraftDialog

        dialog = DraftDialog(
            self._page,
            self._page.desk,
            f"红字冲销 {self._case.number}",
            ReverseWriteOff,
            known={"number": self._case.number},
            notes=("reason",),
            verb="开红字单",
            done="已开红字冲销单",
        )
        dialog.saved.connect(lambda result: self._page.open_case(result.number))
        dialog.open()

    def post_reversal(self) -> None:
        """Let a signed red document take effect."""
        from houqin_desktop.gui.forms.draft_dialog import DraftDialog

        dialog = DraftDialog(
            self._page,
            self._page.desk,
            f"冲销入账 {self._case.number}",
            PostReversal,
            known={"number": self._case.number},
            verb="冲销入账",
            done="已冲销入账，资产回到账上",
        )
        dialog.open()

    def print_forms(self) -> None:
        """Show the papers of the case as they will come out of the printer, its own form first."""
        from houqin_desktop.documents.case_papers import PACK

        self._open(lambda form: form != PACK)

    def pack(self) -> None:
        """Show the pack for the bureau."""
        from houqin_desktop.documents.case_papers import PACK

        self._open(lambda form: form == PACK)

    def _open(self, wanted: Callable[[str], bool]) -> None:
        from houqin_desktop.documents.case_papers import case_papers

        number, page = self._case.number, self._page
        shown = [
            voucher_paper(number, one, "disposal")
            for one in case_papers(number)
            if wanted(one.form)
        ]
        open_print(page, page.desk, f"打印预览 {number}", shown, refused=page.refuse)
