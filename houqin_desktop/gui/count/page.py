"""The page 清查: the counts on the left, the chosen one with rooms and differences beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from houqin_desktop.gui.count.count_actions import CountActions
from houqin_desktop.gui.count.count_panel import CountPanel
from houqin_desktop.gui.page import Page
from houqin_desktop.gui.registers.empty import EmptyState
from houqin_desktop.gui.registers.panel import RegisterPanel
from houqin_desktop.services.count.sessions import count_key
from houqin_desktop.services.count.view import CountView

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.changes import Changes

EMPTY_HINT: Final = "按“开始清查”冻结基准日的账面清单，再一室一室地盘。"


class CountPage(Page):
    """Counts, their rooms with progress bars, their differences and papers."""

    title = "清查"
    icon_name = "check"
    action_id = "page.count"
    registers = ("counts",)
    menu = (
        "count.open",
        "",
        "count.enter",
        "count.blind",
        "count.surplus",
        "count.sheet_out",
        "count.sheet_in",
        "count.finish",
        "count.reopen",
        "",
        "count.explain",
        "count.settle",
        "",
        "count.print",
        "count.bureau",
        "",
        "count.close",
        "count.withdraw",
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._stale = True
        self.does = CountActions(self)
        self.does.bind(self.actions_of_page)
        button = self.actions_of_page.button("count.open")
        self.split = self.new_split("count")
        self.counts = RegisterPanel(
            desk,
            "counts",
            search_hint="搜索 编号 / 名称",
            empty=EmptyState("check", "还没有清查", EMPTY_HINT, (button,)),
            parent=self.split,
        )
        self.card = CountPanel()
        self._arrange()
        self.counts.chosen_changed.connect(self.show_count)
        self.counts.model.reloaded.connect(self.show_count)
        self.counts.totals_changed.connect(self.status_changed)
        self.card.chosen.connect(self.actions_of_page.refresh)
        self.card.room_opened.connect(lambda: self.actions_of_page["count.enter"].trigger())
        self.card.difference_opened.connect(lambda: self.actions_of_page["count.explain"].trigger())
        desk.bus.changed.connect(self._hear)

    def _arrange(self) -> None:
        others = (
            "count.enter",
            "count.surplus",
            "count.finish",
            "count.explain",
            "count.close",
            "count.settle",
            "count.print",
        )
        self.fill_top("count.open", others, self.counts.search)
        self.counts.search.setFixedWidth(220)
        self.top.insertWidget(self.top.count() - 1, self.counts.count)
        self.split.addWidget(self.counts)
        self.split.addWidget(self.card)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([350, 980])
        self.body.addWidget(self.split, 1)
        for table in (self.counts.view, self.card.rooms, self.card.differences):
            menu = QMenu(self)
            self.actions_of_page.fill(menu, self.menu)
            if isinstance(table, type(self.counts.view)):
                table.set_menu(menu)
                continue
            table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            table.customContextMenuRequested.connect(
                lambda at, shown=menu, of=table: shown.popup(of.viewport().mapToGlobal(at))
            )

    @property
    def panel(self) -> RegisterPanel:
        """Return the list of counts."""
        return self.counts

    @property
    def view(self) -> CountView | None:
        """Return the count shown."""
        return self.card.view

    def _hear(self, changes: Changes | None) -> None:
        del changes
        self._stale = True
        if self.isVisible():
            self.show_count()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.show_count()

    def open_number(self, number: str) -> None:
        """Choose the count with this number, whatever the list was narrowed to.

        :raises Refused: when there is no such count.
        """
        key = count_key(number)
        if not self.counts.model.rows_of([key]):
            self.counts.clear()
            self.counts.refresh()
        self.counts.view.choose([key])

    def show_count(self) -> None:
        """Show the chosen count, or the latest when none is chosen."""
        self._stale = False
        cells = self.counts.chosen_cells()
        keys = self.counts.model.keys()
        number = cells.get("清查编号")
        if number is None and keys:
            number = self.counts.model.register.rows(keys[:1])[0][0]
        shown = None if number is None else CountView(self.desk.session, str(number))
        self.card.show_count(shown)
        self.actions_of_page.refresh()

    def status_texts(self) -> tuple[str, str]:
        """Return how many counts there are."""
        return "", f"清查 {len(self.counts.model.keys()):,} 次"
