"""登记材料 and 报损申请报告: the file of a case, paper by paper, and the words of its letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.disposal_papers import LOSS_REPORT
from houqin_desktop.gui.disposal.signature_dialog import SCANS
from houqin_desktop.gui.forms.fields import ChoiceField, NoteField, TextField, TickField
from houqin_desktop.gui.forms.file_field import FileField
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.services.disposal.drafts import RecordDisposalPaper, WriteLossReport
from houqin_desktop.services.disposal.sheet import disposal_sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft
    from houqin_desktop.services.papers.case_view import DisposalCase


class PaperDialog(FormDialog):
    """One paper of the file: its original is there, or its scan."""

    def __init__(self, parent: QWidget | None, desk: Desk, case: DisposalCase) -> None:
        super().__init__(parent, desk, f"登记申报材料 {case.number}", width=620)
        self.done_text = "已登记材料"
        self._number = case.number
        self._originals = {paper.key: paper.has_original for paper in case.papers}
        choices: list[tuple[Any, str]] = [
            (paper.key, f"{paper.title}　{paper.state}") for paper in case.papers
        ]
        self.add("paper", "材料", ChoiceField(choices), required=True)
        self.add("original", "原件", TickField("有纸质原件，已放进档案"))
        self.add("scan", "扫描件", FileField("选择扫描件", SCANS, "没有可不选"))
        self.add("note", "备注", TextField("如：存财务室"))
        first = next((p.key for p in case.papers if p.is_missing), case.papers[0].key)
        self.field("paper").set_value(first)
        self.field("paper").edited.connect(self._show_original)
        self._show_original()

    def _show_original(self) -> None:
        self.field("original").set_value(self._originals[self.field("paper").value()])

    def draft(self, values: dict[str, Any]) -> Draft:
        unchanged = values["original"] == self._originals[values["paper"]]
        return RecordDisposalPaper(
            number=self._number,
            paper=values["paper"],
            original=None if unchanged and values["scan"] else values["original"],
            scan=values["scan"],
            note=values["note"] or None,
        )


class ReportDialog(FormDialog):
    """The words of the letter that asks for a loss to be written off."""

    def __init__(self, parent: QWidget | None, desk: Desk, case: DisposalCase) -> None:
        super().__init__(parent, desk, f"报损申请报告 {case.number}", width=680)
        self.done_text = "已存报告"
        self._number = case.number
        words = disposal_sheet(case.number).report
        assert words is not None
        self.add("addressee", "主送", TextField(), required=True).set_value(words.addressee)
        course = NoteField("何时、何地、怎样发生，报案和追查的情况", 5)
        self.add("course", "经过和原因", course, required=True).set_value(words.course)
        liability = NoteField("责任怎样认定，赔偿和处理的结果；没有就不写", 3)
        self.add("liability", "责任与处理", liability).set_value(words.liability)
        enclosures = words.enclosures or tuple(
            paper.title.split("（")[0]
            for paper in case.papers
            if paper.required and paper.key != LOSS_REPORT.key
        )
        field = NoteField("每行一件", 4)
        self.add("enclosures", "附件", field).set_value("\n".join(enclosures))
        self.add_note(
            "资产清单和金额由单据自动列出。改动以后，已打印或签过字的纸作废，另出新的一版。"
        )

    def draft(self, values: dict[str, Any]) -> Draft:
        lines = (line.strip() for line in values["enclosures"].splitlines())
        return WriteLossReport(
            number=self._number,
            addressee=values["addressee"],
            course=values["course"],
            liability=values["liability"],
            enclosures=tuple(line for line in lines if line),
        )
