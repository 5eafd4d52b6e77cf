"""What can be done with the report shown: print it, export it, open what stands behind a line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.file_choosers import choose_to_save
from houqin_desktop.gui.lending import lend
from houqin_desktop.gui.reports.papers import report_paper
from houqin_desktop.services.registers.listing import Filter

if TYPE_CHECKING:
    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.reports.page import ReportsPage
    from houqin_desktop.gui.reports.sheet_table import SheetLine

CODE: Final = "资产编号"


class ReportActions(QObject):
    """The actions of the page that shows a report."""

    def __init__(self, page: ReportsPage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind the actions of the page."""
        actions.bind("reports.print", self.print_report, self._reason_to_print)
        actions.bind("reports.export", self.choose_export, self._reason_to_export)
        actions.bind("reports.open", self.open_chosen, self._reason_to_open)

    def print_report(self) -> None:
        """Preview and print the report that is shown."""
        from houqin_desktop.gui.printing.papers import open_print

        assert self._page.sheet is not None
        paper = report_paper(
            self._page.desk, self._page.sheet, self._page.on, self._page.choices.only()
        )
        open_print(
            self._page,
            self._page.desk,
            f"打印{self._page.sheet.title}",
            [paper],
            refused=self._page.refuse,
        )

    def choose_export(self) -> None:
        """Ask where the workbook is to go."""
        assert self._page.sheet is not None
        name = f"{self._page.sheet.title} {self._page.on}.xlsx"
        choose_to_save(
            self._page,
            "导出",
            name,
            "Excel 工作簿 (*.xlsx)",
            lambda path: self.export_to(Path(path)),
        )

    def export_to(self, path: Path) -> None:
        """Write the report that is shown as a workbook."""
        from houqin_desktop.documents.workbooks.lists import write_list

        sheet = self._page.sheet
        assert sheet is not None

        def work(progress: Progress) -> None:
            self._page.desk.session.require_other_file(path)
            write_list(sheet, path, tick=progress)

        lend(
            self._page,
            self._page.desk,
            "正在导出",
            work,
            done=lambda _none: self._page.desk.say(f"已导出 {sheet.title} 到 {path.name}"),
            refused=self._page.refuse,
        )

    def open_chosen(self) -> None:
        """Open what stands behind the line with the cursor."""
        line = self._page.table.chosen()
        if line is not None:
            self.open_line(line)

    def open_line(self, line: SheetLine) -> None:
        """Show the cards behind a line."""
        if self._page.on < self._page.desk.session.clock.today() and line.lead is not None:
            from houqin_desktop.gui.reports.cards_dialog import CardsDialog

            CardsDialog(self._page, self._page.desk, line.lead, self._page.on).open()
        elif line.lead is not None:
            self._page.register_wanted.emit(Filter(*line.lead))
        elif (code := self._code(line)) is not None:
            try:
                self._page.card_wanted.emit(code)
            except Refused as refusal:
                self._page.refuse(refusal)

    def _code(self, line: SheetLine) -> str | None:
        titles = [column.title for column in self._page.table.lines.columns]
        return line.cells[titles.index(CODE)] if line.is_row and CODE in titles else None

    def _reason_to_open(self) -> str:
        line = self._page.table.chosen()
        if line is None or not line.is_row:
            return "请先选报表里的一行"
        if line.lead is None and self._code(line) is None:
            return "这一行没有可以单独列出的卡片"
        return ""

    def _reason_to_export(self) -> str:
        return "" if self._page.sheet is not None else "请先选一张报表"

    def _reason_to_print(self) -> str:
        if not self._page.spec.on_paper:
            return "栏目太多，纸上放不下，请导出 Excel"
        return self._reason_to_export()
