"""登记签字: put on record what a hand wrote on the paper; also for 退回 and 不同意.

The signer is whoever held the post on the day of the signature, so changing the day may change the
name. The program records the hand; it never signs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import Decision
from houqin_desktop.gui.forms.date_fields import DateField
from houqin_desktop.gui.forms.fields import ChoiceField, NoteField, TextField
from houqin_desktop.gui.forms.file_field import FileField
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.services.disposal.drafts import (
    AttachScan,
    RecordSignature,
    RejectDisposal,
    ReturnDisposal,
)
from houqin_desktop.services.disposal.present import signer_on

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft
    from houqin_desktop.services.papers.case_view import OnPaper

_WORDS = {
    Decision.AGREE: ("登记签字", "签字意见", "已登记签字"),
    Decision.RETURN: ("退回申请", "退回意见", "已退回"),
    Decision.REJECT: ("登记不同意", "不同意的理由", "已登记不同意"),
}
_HINTS = {Decision.RETURN: "写明哪里要改、为什么", Decision.REJECT: "写明为什么不同意"}
SCANS = "扫描件或照片 (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)"


class SignatureDialog(FormDialog):
    """One signature on one case, on a step whose turn it is."""

    help_text = "把纸上已经签好的字记下来，程序不代签。签字人是签字那天在任的人。"

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        case: OnPaper,
        decision: Decision = Decision.AGREE,
    ) -> None:
        title, opinion_title, done = _WORDS[decision]
        super().__init__(parent, desk, f"{title} {case.number}")
        self.done_text = done
        self._number = case.number
        self._decision = decision
        self._due = [step for step in case.steps if step.is_due]
        self._signer: str | None = None
        if decision is not Decision.AGREE:
            self.name_save(title)
            self.cannot_be_undone = True
        today = desk.session.clock.today()
        self.add("step", "签批步骤", ChoiceField([(s.key, s.title) for s in self._due]))
        self.add("signed_on", "签字日期", DateField(today), required=True).set_value(today)
        signer = TextField()
        signer.setReadOnly(True)
        signer.setToolTip("由签字当日在任的人签字；换了日期，人也可能不同")
        self.add("signer", "签字人", signer)
        agreed = decision is Decision.AGREE
        opinion = TextField() if agreed else NoteField(_HINTS[decision], 3)
        self.add("opinion", opinion_title, opinion, required=not agreed)
        if agreed:
            opinion.set_value("同意")
            self._add_document(today)
        for key in ("step", "signed_on"):
            self.field(key).edited.connect(self._ask_signer)
        self._ask_signer()

    def _add_document(self, today: Any) -> None:
        self.add("document_number", "文号", TextField(), required=True)
        self.add("document_on", "文件日期", DateField(today))
        self.field("document_on").setPlaceholderText("留空则同签字日期")
        scan = FileField("选择扫描件", SCANS, "可以以后再补")
        self.add("scan", "扫描件", scan)
        self.field("step").edited.connect(self._ask_document)
        self._ask_document()

    def _ask_document(self) -> None:
        key = self.field("step").value()
        title = next((s.document_title for s in self._due if s.key == key), "")
        for name in ("document_number", "document_on"):
            self.show_row(name, on=bool(title))
        if title:
            self.row("document_number").rename(title)
            self.row("document_on").rename("会议日期" if "纪要" in title else "批复日期")

    def _ask_signer(self) -> None:
        try:
            day = self.field("signed_on").value()
        except Refused:
            return
        key = self.field("step").value()
        if day is None or key is None:
            return
        self._signer, words = signer_on(self._number, key, day)
        self.field("signer").set_value(words)

    def draft(self, values: dict[str, Any]) -> Draft:
        values.pop("signer")
        common = {"number": self._number, "person": self._signer, **values}
        if self._decision is Decision.RETURN:
            return ReturnDisposal(**common)
        if self._decision is Decision.REJECT:
            return RejectDisposal(**common)
        return RecordSignature(**common)


def signed_steps(case: OnPaper) -> list[tuple[str, str]]:
    """Return key and words of the steps whose signature is on record."""
    return [
        (step.key, step.title if step.has_scan else f"{step.title}（无扫描件）")
        for step in case.steps
        if step.signed_on is not None
    ]


class ScanDialog(FormDialog):
    """补扫描件: the scan of a paper whose signature was recorded before."""

    def __init__(self, parent: QWidget | None, desk: Desk, case: OnPaper) -> None:
        super().__init__(parent, desk, f"补扫描件 {case.number}")
        self.done_text = "已存扫描件"
        self._number = case.number
        steps = signed_steps(case)
        self.add("step", "签批步骤", ChoiceField(steps), required=True)
        bare = next((step.key for step in case.steps if step.is_signed and not step.has_scan), None)
        self.field("step").set_value(bare or steps[0][0])
        scan = FileField("选择扫描件", SCANS)
        self.add("scan", "扫描件", scan, required=True)

    def draft(self, values: dict[str, Any]) -> Draft:
        return AttachScan(number=self._number, **values)
