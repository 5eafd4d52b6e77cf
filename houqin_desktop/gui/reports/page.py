"""The page 总结报表: a report on the left, its day and grouping on top, its table in the middle.

What stands in the table is the sheet that is printed and exported. A line opens the cards behind
it: in the register when the report is of today, in a list of that day when it is of the past.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.lending import lend
from houqin_desktop.gui.page import Page
from houqin_desktop.gui.registers.empty import (
    EmptyState,
    to_procurement_button,
    to_register_button,
    to_repairs_button,
    to_stock_button,
)
from houqin_desktop.gui.reports.choices import ReportChoices
from houqin_desktop.gui.reports.report_actions import ReportActions
from houqin_desktop.gui.reports.sheet_table import SheetTable
from houqin_desktop.gui.theme import ROW_HEIGHT
from houqin_desktop.services.registers.listing import Filter
from houqin_desktop.services.reports.catalogue import REPORTS, is_long, report, report_spec

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from houqin_desktop.domain.list_sheet import ListSheet
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.reports.spec import ReportSpec


class ReportsPage(Page):
    """Every report of the register."""

    title = "总结报表"
    icon_name = "report"
    action_id = "page.reports"
    menu = ("reports.print", "reports.export", "", "reports.open")
    register_wanted = Signal(object)
    card_wanted = Signal(str)
    page_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.sheet: ListSheet | None = None
        self.on = desk.session.clock.today()
        self._stale = True
        self._lent = False
        self.does = ReportActions(self)
        self.does.bind(self.actions_of_page)
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
        self.table.opened.connect(self.does.open_line)
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
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.nothing = self._nothing()
        self.stack.addWidget(self.nothing)
        column.addWidget(_surface(self.stack), 1)
        column.addWidget(self.notes)
        split = self.new_split("reports")
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([176, 1148])
        self.body.addWidget(split, 1)
        menu = QMenu(self)
        self.actions_of_page.fill(menu, ("reports.open", "", "reports.print", "reports.export"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(
            lambda at: menu.popup(self.table.viewport().mapToGlobal(at))
        )

    def _nothing(self) -> EmptyState:
        self.ways = {
            "assets": to_register_button(lambda: self.page_wanted.emit("assets")),
            "stock": to_stock_button(lambda: self.page_wanted.emit("stock")),
            "procurement": to_procurement_button(lambda: self.page_wanted.emit("procurement")),
            "repairs": to_repairs_button(lambda: self.page_wanted.emit("repairs")),
        }
        return EmptyState("report", "没有可编入的内容", "", tuple(self.ways.values()))

    def join(self, window: MainWindow) -> None:
        def show_cards(chosen: Filter) -> None:
            window.show_page("assets")
            window.assets.panel.clear()
            window.assets.panel.chips.put(chosen)

        def show_card(code: str) -> None:
            window.show_page("assets")
            window.assets.open_card(code)

        self.register_wanted.connect(show_cards)
        self.page_wanted.connect(window.show_page)
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
            days = self.choices.days()
        except Refused as refusal:
            self.refuse(refusal)
            return
        spec, by, only = self.spec, self.choices.by(), self.choices.only()
        self.on = days.on

        def make(_progress: Progress | None = None) -> ListSheet:
            return report(self.desk.session, spec.name, by=by, only=only, **days._asdict())

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
        self.stack.setCurrentIndex(0 if sheet.rows else 1)
        self.nothing.hint.setText(self.spec.empty)
        for page, button in self.ways.items():
            button.setVisible(page == self.spec.page)
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
        """Put the cursor into the rows; where a report has none, among the reports."""
        rows = self.stack.currentWidget() is self.table
        (self.table if rows else self.reports).setFocus()

    def focus_search(self) -> None:
        self.reports.setFocus()


def _surface(widget: QWidget) -> QFrame:
    frame = QFrame()
    frame.setObjectName("surface")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(1, 1, 1, 1)
    inside.addWidget(widget)
    return frame
