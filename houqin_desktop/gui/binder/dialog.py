"""The form 迎检包: two days; then a file is chosen and written aside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.pledge import year_begins
from houqin_desktop.domain.school_year import school_year_of
from houqin_desktop.gui.file_choosers import choose_to_save
from houqin_desktop.gui.forms.date_fields import DateField
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.lending import lend
from houqin_desktop.gui.messages import tell
from houqin_desktop.services.binder.parts import require_span

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.documents.binder_paper import Bound
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.binder.parts import Span


class BinderDialog(FormDialog):
    """Asks for the days of a binder, the school year so far to begin with."""

    help_text = (
        "把这段日期的安全台账装成一份 PDF：目录、缺项清单，然后责任状、排查、隐患、报修、门岗、"
        "值班、器材、教育演练、预案。签回的纸放扫描件，没有签回的放表单。"
    )

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, desk, "迎检包")
        today = desk.session.clock.today()
        for name, label, day in (
            ("from_on", "起日", year_begins(school_year_of(today))),
            ("to_on", "止日", today),
        ):
            self.add(name, label, DateField(today), required=True)
            self.field(name).set_value(day)
        self.name_save("选文件并生成")

    def save(self) -> None:
        """Ask for the file, then write it; the form stays until it is there."""
        self.bar.hide()
        values = self.values()
        if values is None:
            return
        try:
            span = require_span(self.desk.session, values["from_on"], values["to_on"])
        except Refused as refusal:
            self.refuse(refusal)
            return
        name = f"迎检包 {span.from_on} 至 {span.to_on}.pdf"
        choose_to_save(
            self, "生成迎检包", name, "PDF 文件 (*.pdf)", lambda path: self.write(span, Path(path))
        )

    def write(self, span: Span, path: Path) -> None:
        """Write the binder on the worker, with a bar and a cancel."""
        from houqin_desktop.documents.binder_paper import write_binder

        def work(progress: Progress) -> Bound:
            self.desk.session.require_other_file(path)
            return write_binder(span, path, progress)

        lend(
            self,
            self.desk,
            "正在生成迎检包",
            work,
            done=lambda bound: self._done(path, bound),
            refused=self.refuse,
        )

    def _done(self, path: Path, bound: Bound) -> None:
        missing = sum(len(sentences) for _, sentences in bound.missing)
        said = f"缺 {missing:,} 项，见目录后面的缺项清单。" if missing else "没有发现缺项。"
        self.keeper.drop()
        self.accept()
        words = f"{path.name} 共 {bound.pages:,} 页。{said}"
        tell(self.parentWidget(), "迎检包已生成", words, icon_name="pdf")
