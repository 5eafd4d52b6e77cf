"""The page 总结报表: a report on the left, its day and grouping on top, its table in the middle.

What stands in the table is the sheet that is printed and exported. A line opens the cards behind
it: in the register when the report is of today, in a list of that day when it is of the past.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSplitter,
    QVBoxLayout,
)

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.file_choosers import choose_to_save
from houqin_desktop.gui.lending import lend
from houqin_desktop.gui.page import Page
from houqin_desktop.gui.reports.choices import ReportChoices
from houqin_desktop.gui.reports.papers import report_paper
from houqin_desktop.gui.reports.sheet_table import SheetTable
from houqin_desktop.gui.theme import ROW_HEIGHT
from houqin_desktop.services.registers import Filter
from houqin_desktop.services.report import REPORTS, is_long, report, report_spec

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from houqin_desktop.domain.list_sheet import ListSheet
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.gui.reports.sheet_table import SheetLine
    from houqin_desktop.services.report import ReportSpec

CODE = "资产编号"


class ReportsPage(Page):
    """Every report of the register."""

    title = "总结报表"
    icon_name = "report"
    action_id = "page.reports"
    menu = ("reports.print", "reports.export", "", "reports.open")
    register_wanted = Signal(object)
    card_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.sheet: ListSheet | None = None
        self.on = desk.session.clock.today()
        self._stale = True
        self._lent = False
        bind = self.actions_of_page.bind
        bind("reports.print", self.print_report, self._reason_to_print)
        bind("reports.export", self.choose_export, self._reason_to_export)
        bind("reports.open", self.open_chosen, self._reason_to_open)
        self.reports = QListWidget()
        self.reports.setAccessibleName("报表种类")
        for spec in REPORTS.values():
            item = QListWidgetItem(spec.title)
            item.setToolTip(spec.tip)
            item.setSizeHint(QSize(0, ROW_HEIGHT))
            item.setData(Qt.ItemDataRole.UserRole, spec.name)
            self.reports.addItem(item)
        self.choices = ReportChoices(desk.session)
        self.table = SheetTable()
        self.notes = QLabel()
        self._arrange()
        self.reports.setCurrentRow(0)
        self.choices.offer(self.spec)
        self.reports.currentRowChanged.connect(self._choose)
        self.choices.chosen.connect(self.refresh)
        self.table.opened.connect(self.open_line)
        self.table.selectionModel().currentRowChanged.connect(
            lambda _new, _old: self.actions_of_page.refresh()
        )
        desk.bus.changed.connect(self._note_change)
        desk.bus.lent.connect(self._hold)

    def _arrange(self) -> None:
        self.fill_top("reports.print", ("reports.export", "reports.open"))
        self.notes.setProperty("look", "muted")
        self.notes.setWordWrap(True)
        self.heading = QLabel()
        self.heading.setProperty("look", "heading")
        left = _surface(self.reports)
        right = QFrame()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        line = QHBoxLayout()
        line.addWidget(self.choices)
        line.addStretch(1)
        line.addWidget(self.heading)
        column.addLayout(line)
        column.addWidget(_surface(self.table), 1)
        column.addWidget(self.notes)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("reports")
        split.setHandleWidth(10)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([176, 1148])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)
        menu = QMenu(self)
        self.actions_of_page.fill(menu, ("reports.open", "", "reports.print", "reports.export"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(
            lambda at: menu.popup(self.table.viewport().mapToGlobal(at))
        )

    def join(self, window: MainWindow) -> None:
        def show_cards(chosen: Filter) -> None:
            window.show_page("assets")
            window.assets.panel.clear()
            window.assets.panel.chips.put(chosen)

        def show_card(code: str) -> None:
            window.show_page("assets")
            window.assets.open_card(code)

        self.register_wanted.connect(show_cards)
        self.card_wanted.connect(show_card)

    @property
    def spec(self) -> ReportSpec:
        """Return the report chosen on the left."""
        item = self.reports.currentItem()
        return report_spec(item.data(Qt.ItemDataRole.UserRole))

    def choose(self, name: str, only: str | None = None) -> None:
        """Show a report, narrowed to one room or person."""
        row = list(REPORTS).index(name)
        self.reports.blockSignals(True)
        self.reports.setCurrentRow(row)
        self.reports.blockSignals(False)
        self.choices.offer(self.spec, only)
        self.refresh()

    def _choose(self, _row: int) -> None:
        self.choices.offer(self.spec)
        self.refresh()

    def refresh(self) -> None:
        """Make the report again as it is chosen."""
        self.bar.hide()
        if self._lent:
            self._stale = True
            return
        self._stale = False
        try:
            on, from_on = self.choices.days()
        except Refused as refusal:
            self.refuse(refusal)
            return
        spec, by, only = self.spec, self.choices.by(), self.choices.only()
        self.on = on

        def make(_progress: Progress | None = None) -> ListSheet:
            return report(self.desk.session, spec.name, on=on, from_on=from_on, by=by, only=only)

        if is_long():
            lend(
                self,
                self.desk,
                f"正在编 {spec.title}",
                make,
                done=self.show_sheet,
                refused=self.refuse,
            )
            return
        try:
            self.show_sheet(make())
        except Refused as refusal:
            self.refuse(refusal)

    def show_sheet(self, sheet: ListSheet) -> None:
        """Show a sheet in the table."""
        self.sheet = sheet
        self.table.show_sheet(sheet)
        self.heading.setText("　".join(f"{label} {value}" for label, value in sheet.fields[-2:]))
        self.notes.setText("\n".join(sheet.notes))
        self.notes.setVisible(bool(sheet.notes))
        self.actions_of_page.refresh()
        self.status_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _note_change(self, _changes: object) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _hold(self, lent: bool) -> None:  # noqa: FBT001 - a slot gets what the signal carries
        self._lent = lent
        if not lent and self._stale and self.isVisible():
            self.refresh()

    def status_texts(self) -> tuple[str, str]:
        """Return how long the report is."""
        rows = 0 if self.sheet is None else len(self.sheet.rows)
        return "", f"{self.spec.title} {rows:,} 行"

    def focus_rows(self) -> None:
        self.table.setFocus()

    def focus_search(self) -> None:
        self.reports.setFocus()

    def print_report(self) -> None:
        """Preview and print the report that is shown."""
        from houqin_desktop.gui.printing.papers import open_print

        assert self.sheet is not None
        paper = report_paper(self.desk, self.sheet, self.on, self.choices.only())
        open_print(self, self.desk, f"打印{self.sheet.title}", [paper], refused=self.refuse)

    def choose_export(self) -> None:
        """Ask where the workbook is to go."""
        assert self.sheet is not None
        name = f"{self.sheet.title} {self.on}.xlsx"
        choose_to_save(
            self, "导出", name, "Excel 工作簿 (*.xlsx)", lambda path: self.export_to(Path(path))
        )

    def export_to(self, path: Path) -> None:
        """Write the report that is shown as a workbook."""
        from houqin_desktop.documents.list_workbook import write_list

        sheet = self.sheet
        assert sheet is not None

        def work(progress: Progress) -> None:
            self.desk.session.require_other_file(path)
            write_list(sheet, path, tick=progress)

        lend(
            self,
            self.desk,
            "正在导出",
            work,
            done=lambda _none: self.desk.say(f"已导出 {sheet.title} 到 {path.name}"),
            refused=self.refuse,
        )

    def open_chosen(self) -> None:
        """Open what stands behind the line with the cursor."""
        line = self.table.chosen()
        if line is not None:
            self.open_line(line)

    def open_line(self, line: SheetLine) -> None:
        """Show the cards behind a line."""
        if self.on < self.desk.session.clock.today() and line.lead is not None:
            from houqin_desktop.gui.reports.cards_dialog import CardsDialog

            CardsDialog(self, self.desk, line.lead, self.on).open()
        elif line.lead is not None:
            self.register_wanted.emit(Filter(*line.lead))
        elif (code := self._code(line)) is not None:
            try:
                self.card_wanted.emit(code)
            except Refused as refusal:
                self.refuse(refusal)

    def _code(self, line: SheetLine) -> str | None:
        titles = [column.title for column in self.table.lines.columns]
        return line.cells[titles.index(CODE)] if line.is_row and CODE in titles else None

    def _reason_to_open(self) -> str:
        line = self.table.chosen()
        if line is None or not line.is_row:
            return "请先选报表里的一行"
        if line.lead is None and self._code(line) is None:
            return "这一行没有可以单独列出的卡片"
        return ""

    def _reason_to_export(self) -> str:
        return "" if self.sheet is not None else "请先选一张报表"

    def _reason_to_print(self) -> str:
        if not self.spec.on_paper:
            return "栏目太多，纸上放不下，请导出 Excel"
        return self._reason_to_export()


def _surface(widget: QListWidget | SheetTable) -> QFrame:
    frame = QFrame()
    frame.setObjectName("surface")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(1, 1, 1, 1)
    inside.addWidget(widget)
    return frame
