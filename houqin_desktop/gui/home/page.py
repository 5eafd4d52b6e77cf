"""The page 首页: 今日待办, a list before any figure; every line opens its record.

The page is drawn first. Then the list is asked for source by source, one in each turn of the event
loop, so that the window is there at once and never stands still.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout

from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.home.overview import Overview
from houqin_desktop.gui.home.todo_list import TodoList
from houqin_desktop.gui.page import Page
from houqin_desktop.gui.registers.empty import EmptyState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPaintEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.todo.day_list import Source, TodoGroup, TodoLine

WEEKDAYS = "一二三四五六日"


class HomePage(Page):
    """What waits, and a few figures beside it."""

    title = "首页"
    icon_name = "home"
    action_id = "page.home"
    menu = ("home.open", "home.print")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._window: MainWindow | None = None
        self._sources: Iterator[Source] | None = None
        self._groups: list[TodoGroup] = []
        self._former: TodoLine | None = None
        self._stale = True
        self._is_waiting = False
        self._lent = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask_next)
        self.todo = TodoList()
        self.overview = Overview()
        self.actions_of_page.bind("home.open", self.open_chosen, self._reason_for_one)
        self.actions_of_page.bind("home.print", self.print_list, self._reason_to_print)
        self._arrange()
        self.todo.opened.connect(self.open_line)
        self.todo.currentItemChanged.connect(lambda *_: self.actions_of_page.refresh())
        desk.bus.changed.connect(self._note_change)
        desk.bus.lent.connect(self._hold)

    def _arrange(self) -> None:
        self.day = QLabel()
        self.day.setProperty("look", "title")
        self.top.addWidget(self.day)
        self.top.addStretch(1)
        self.top.addWidget(self.actions_of_page.button("home.print"))
        self.top.addWidget(self.actions_of_page.button("home.open", primary=True))
        surface = QFrame()
        surface.setObjectName("surface")
        self._stack = QStackedLayout(surface)
        self._stack.setContentsMargins(1, 1, 1, 1)
        nothing = EmptyState("check", "今天没有待办", "单据都收回了，卡片都齐全，备份也是新的。")
        self._stack.addWidget(self.todo)
        self._stack.addWidget(nothing)
        side = QVBoxLayout()
        side.addWidget(self.overview)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(surface, 1)
        row.addLayout(side)
        self.body.addLayout(row, 1)

    @property
    def is_complete(self) -> bool:
        """Say whether every source was asked and the list shows what was found."""
        return not (self._stale or self._is_waiting or self._soon.isActive())

    def join(self, window: MainWindow) -> None:
        self._window = window

    def status_texts(self) -> tuple[str, str]:
        """Return how many things wait."""
        return "", f"待办 {len(self.todo.lines()):,} 项"

    def focus_rows(self) -> None:
        self.todo.setFocus()

    def focus_search(self) -> None:
        """Search where there is something to search: in the register."""
        if self._window is not None:
            self._window.show_page("assets")
            self._window.page.focus_search()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_waiting:
            self._is_waiting = False
            self._soon.start(0)

    def refresh(self) -> None:
        """Make the list again, once the page is drawn."""
        if self._lent:
            self._stale = True
            return
        self._stale = False
        today = self.desk.session.clock.today()
        self.day.setText(f"今日待办　{chinese_date(today)} 星期{WEEKDAYS[today.weekday()]}")
        self._former = self.todo.chosen()
        self._groups = []
        self._sources = None
        self._is_waiting = True
        self.update()

    def _ask_next(self) -> None:
        """Ask the next source; after the last one show what was found."""
        if self._lent:
            self._stale = True
            return
        if self._sources is None:
            from houqin_desktop.services.todo.day_list import sources

            self._sources = sources()
        source = next(self._sources, None)
        if source is None:
            self._show()
            return
        group = source(self.desk.session)
        if group is not None and group.lines:
            self._groups.append(group)
        self._soon.start(0)

    def _show(self) -> None:
        from houqin_desktop.services.overview import overview

        self.todo.clear()
        for group in self._groups:
            self.todo.add(group)
        if self._former is not None:
            self.todo.choose(self._former)
        self.todo.choose_first()
        self._stack.setCurrentIndex(0 if self._groups else 1)
        self.overview.show_figures(overview(self.desk.session))
        self.actions_of_page.refresh()
        self.status_changed.emit()

    def _note_change(self, _changes: object) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _hold(self, lent: bool) -> None:  # noqa: FBT001 - a slot gets what the signal carries
        self._lent = lent
        if not lent and self._stale and self.isVisible():
            self.refresh()

    def _reason_for_one(self) -> str:
        return "" if self.todo.chosen() is not None else "请先选一项待办"

    def _reason_to_print(self) -> str:
        return "" if self._groups else "今天没有待办"

    def open_chosen(self) -> None:
        """Open the line with the cursor."""
        line = self.todo.chosen()
        if line is not None:
            self.open_line(line)

    def open_line(self, line: TodoLine) -> None:
        """Go where the line leads."""
        from houqin_desktop.gui.home.leading import follow

        if self._window is None:
            return
        try:
            follow(self._window, line.leads)
        except Refused as refusal:
            self.refuse(refusal)

    def print_list(self) -> None:
        """Print the list on one sheet."""
        from houqin_desktop.documents.todo_paper import todo_paper
        from houqin_desktop.gui.printing.papers import Paper, open_print
        from houqin_desktop.services.todo.sheet import todo_sheet

        sheet = todo_sheet(self.desk.session, self._groups)

        def draw(_progress: Progress) -> bytes:
            return todo_paper(sheet)

        paper = Paper("今日待办", draw, f"今日待办 {sheet.on}.pdf", form="todo", aside=False)
        open_print(self, self.desk, "打印今日待办", [paper], refused=self.refuse)
