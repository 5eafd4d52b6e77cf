"""The page 安全一览: how the safety of the school stands, drawn; every bar leads to its list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from houqin_desktop.gui.charts.chart_view import ChartView, Swatch
from houqin_desktop.gui.page import Page

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.charts.chart import Bar, Chart

ACROSS: Final = 2


class ChartsPage(Page):
    """Four charts; chosen by the arrow keys, opened with Enter or a click."""

    title = "安全一览"
    icon_name = "report"
    action_id = "page.safety"
    menu = ("charts.open", "charts.print")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._window: MainWindow | None = None
        self._stale = True
        self._lent = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.count_now)
        self.cards: dict[str, ChartCard] = {}
        self.actions_of_page.bind("charts.open", self.open_chosen, self._reason_for_one)
        self.actions_of_page.bind("charts.print", self.print_charts)
        heading = QLabel("安全一览")
        heading.setProperty("look", "title")
        self.top.addWidget(heading)
        self.top.addStretch(1)
        self.top.addWidget(self.actions_of_page.button("charts.print"))
        self.top.addWidget(self.actions_of_page.button("charts.open", primary=True))
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self.body.addLayout(self._grid, 1)
        desk.bus.changed.connect(self._note_change)
        desk.bus.lent.connect(self._hold)

    def join(self, window: MainWindow) -> None:
        self._window = window

    def status_texts(self) -> tuple[str, str]:
        """Return what the charts count."""
        return "", "点一根柱子看它的清单"

    def focus_rows(self) -> None:
        if self.cards:
            next(iter(self.cards.values())).view.setFocus()

    def focus_search(self) -> None:
        """There is nothing to search in; the keyboard goes to the charts."""
        self.focus_rows()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Count again, once the page is drawn."""
        self._stale = True
        if not self._lent:
            self._soon.start(0)

    def _note_change(self, _changes: object) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _hold(self, lent: bool) -> None:  # noqa: FBT001 - a slot gets what the signal carries
        self._lent = lent
        if not lent and self._stale and self.isVisible():
            self.refresh()

    def count_now(self) -> None:
        """Count and draw."""
        from houqin_desktop.services.charts.safety import safety_charts

        if self._lent:
            return
        self._stale = False
        for chart in safety_charts(self.desk.session):
            if chart.key not in self.cards:
                self._add(chart.key)
            self.cards[chart.key].show_chart(chart)
        self.actions_of_page.refresh()
        self.status_changed.emit()

    def _add(self, key: str) -> None:
        card = ChartCard(self)
        row, column = divmod(len(self.cards), ACROSS)
        self._grid.addWidget(card, row, column)
        card.view.opened.connect(self.follow)
        card.view.moved.connect(self.actions_of_page.refresh)
        self.cards[key] = card

    def _chosen(self) -> Bar | None:
        focused = (card.view.current_bar() for card in self.cards.values() if card.view.hasFocus())
        return next(focused, None)

    def _reason_for_one(self) -> str:
        return "" if self._chosen() is not None else "请先用方向键选一根柱子"

    def open_chosen(self) -> None:
        """Open the list behind the bar with the cursor."""
        bar = self._chosen()
        if bar is not None:
            self.follow(bar)

    def follow(self, bar: Bar) -> None:
        """Show the list behind a bar, narrowed as it was counted."""
        from houqin_desktop.gui.charts.leading import show_list

        if self._window is not None:
            show_list(self._window, bar.lead)

    def print_charts(self) -> None:
        """Preview the charts on paper."""
        from houqin_desktop.gui.reports.opening import reports_page

        if self._window is not None:
            reports_page(self._window).choose("safety_charts")


class ChartCard(QFrame):
    """A chart with its title, what its series are, and the sum below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._title, self._note = QLabel(), QLabel()
        self._title.setProperty("look", "heading")
        self._note.setProperty("look", "muted")
        self._note.setWordWrap(True)
        self._series = QHBoxLayout()
        self._series.setSpacing(6)
        self.view = ChartView()
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addLayout(self._series)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 12)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self._note)

    def show_chart(self, chart: Chart) -> None:
        """Show a chart in place of the former one."""
        self._title.setText(chart.title)
        self._note.setText(chart.note)
        if not self._series.count():
            for at, (name, tone) in enumerate(chart.series):
                self._series.addWidget(Swatch(tone, at))
                label = QLabel(name)
                label.setProperty("look", "muted")
                self._series.addWidget(label)
        self.view.show_chart(chart)
