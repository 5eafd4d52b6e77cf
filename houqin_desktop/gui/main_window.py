"""The one window: tabs on top, a page below, totals and the 经办人 at the foot.

It wires and shows; what a page can do is the page's own business. Menus are lists of action ids.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.actions import ActionSet
from houqin_desktop.gui.assets.page import AssetsPage
from houqin_desktop.gui.background import TaskRunner
from houqin_desktop.gui.book.actions import BookActions
from houqin_desktop.gui.change_bus import ChangeBus
from houqin_desktop.gui.desk import Desk
from houqin_desktop.gui.icons import wear_again
from houqin_desktop.gui.memory import Memory, recall, recall_inside, remember
from houqin_desktop.gui.messages import Toast
from houqin_desktop.gui.ribbon import DemoRibbon
from houqin_desktop.gui.status_line import StatusLine
from houqin_desktop.gui.tabs import TabRow
from houqin_desktop.gui.theme import apply_theme
from houqin_desktop.services.office import people_in_office
from houqin_desktop.services.settings import is_demo, school_name

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent
    from PySide6.QtWidgets import QMenu

    from houqin_desktop.gui.disposal.page import DisposalPage
    from houqin_desktop.gui.page import Page
    from houqin_desktop.gui.people.page import PeoplePage
    from houqin_desktop.services.session import Session

BOOK_MENU: Final = (
    "book.import",
    "book.export_view",
    "book.export_all",
    "",
    "book.settings",
    "book.check",
    "book.journal",
    "",
    "window.quit",
)
VIEW_MENU: Final = (
    "page.assets",
    "page.disposal",
    "page.people",
    "",
    "window.search",
    "window.refresh",
    "window.dark",
)

# The pages in the order of their tabs, with the titles of their menus.
PAGES: Final = (
    ("page.assets", "资产(&A)"),
    ("page.disposal", "报废(&D)"),
    ("page.people", "人员(&P)"),
)
ASSETS, DISPOSALS, PEOPLE = range(len(PAGES))


def _page(number: int, desk: Desk) -> Page:
    if number == DISPOSALS:
        from houqin_desktop.gui.disposal.page import DisposalPage

        return DisposalPage(desk)
    from houqin_desktop.gui.people.page import PeoplePage

    return PeoplePage(desk)


class MainWindow(QMainWindow):
    """The window over one open book."""

    def __init__(self, session: Session, memory: Memory | None = None) -> None:
        super().__init__()
        self.session = session
        self._memory = memory or Memory()
        self.bus = ChangeBus(self)
        self.tasks = TaskRunner(self)
        self.toast = Toast(self)
        self.desk = Desk(session, self.bus, self.tasks, self.toast.say)
        self.setWindowTitle(f"{school_name()} · 后勤台账")
        self.resize(1366, 740)
        self.assets = AssetsPage(self.desk)
        self._built: dict[int, Page] = {}
        self._menus: list[QMenu] = []
        self.status = StatusLine(session.book_path.stem)
        self._arrange()
        self._bind()
        self._fill_menus()
        for key, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(key), self, partial(self._turn, step))
        self.bus.changed.connect(self._show_actors)
        self._show_actors()
        self._add(0, self.assets)
        self.show_page(0)
        recall(self, self._memory)
        if self._memory.get("dark") is True:
            self.actions_of_window["window.dark"].setChecked(True)
            self._recolour()

    def _arrange(self) -> None:
        self.tabs = TabRow()
        self.ribbon = DemoRibbon()
        self.ribbon.setVisible(is_demo())
        self.stack = QStackedWidget()
        for _ in PAGES:
            self.stack.addWidget(QWidget())
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.tabs, self.ribbon):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        self.setCentralWidget(middle)
        self.status.actor_chosen.connect(self.choose_actor)
        self.assets.case_wanted.connect(self.open_case)
        self.assets.import_wanted.connect(lambda: self.book.open_import())

    def _bind(self) -> None:
        self.actions_of_window = ActionSet(self)
        for number, (action_id, _title) in enumerate(PAGES):
            self.actions_of_window.bind(action_id, partial(self.show_page, number))
            self.tabs.add(self.actions_of_window[action_id])
        bind = self.actions_of_window.bind
        self.book = BookActions(self, self.desk, self.assets)
        self.book.bind(self.actions_of_window)
        self.book.batch_imported.connect(self.show_batch)
        bind("window.search", lambda: self.page.focus_search())
        bind("window.refresh", lambda: self.page.refresh())
        bind("window.dark", self._recolour)
        bind("window.keys", self.show_keys)
        bind("window.quit", self.close)

    def _fill_menus(self) -> None:
        bar = self.menuBar()
        self.actions_of_window.fill(bar.addMenu("账簿(&B)"), BOOK_MENU)
        for number, (action_id, title) in enumerate(PAGES):
            menu = bar.addMenu(title)
            menu.aboutToShow.connect(partial(self.page_of, number))
            self.actions_of_window.fill(menu, (action_id, ""))
            self._menus.append(menu)
        self.actions_of_window.fill(bar.addMenu("查看(&V)"), VIEW_MENU)
        self.actions_of_window.fill(bar.addMenu("帮助(&H)"), ("window.keys",))

    def page_of(self, number: int) -> Page:
        """Return the page of this number; a page is made when it is first asked for."""
        if number not in self._built:
            self._add(number, _page(number, self.desk))
        return self._built[number]

    def _add(self, number: int, page: Page) -> None:
        self._built[number] = page
        self.stack.insertWidget(number, page)
        if (placeholder := self.stack.widget(number + 1)) is not None:
            self.stack.removeWidget(placeholder)
        page.status_changed.connect(self._show_totals)
        page.actions_of_page.gate = partial(self._gate, page)
        page.actions_of_page.fill(self._menus[number], page.menu)
        page.actions_of_page.refresh()
        recall_inside(page, self._memory)

    @property
    def disposals(self) -> DisposalPage:
        """Return the page 报废处置."""
        return cast("DisposalPage", self.page_of(DISPOSALS))

    @property
    def people(self) -> PeoplePage:
        """Return the page 保管室与人员."""
        return cast("PeoplePage", self.page_of(PEOPLE))

    @property
    def pages(self) -> tuple[Page, ...]:
        """Return all pages in the order of their tabs."""
        return tuple(self.page_of(number) for number in range(len(PAGES)))

    @property
    def page(self) -> Page:
        """Return the page shown."""
        return self.page_of(self.stack.currentIndex())

    def show_page(self, number: int) -> None:
        """Show the page of this number."""
        self.page_of(number)
        self.stack.setCurrentIndex(number)
        self.tabs.show_current(number)
        self.page.focus_rows()
        for page in self._built.values():
            page.actions_of_page.refresh()
        self._show_totals()

    def _turn(self, step: int) -> None:
        self.show_page((self.stack.currentIndex() + step) % len(PAGES))

    def open_case(self, number: str) -> None:
        """Show a disposal case on its page."""
        self.show_page(DISPOSALS)
        self.disposals.open_case(number)

    def show_keys(self) -> None:
        """List every action with its key."""
        from houqin_desktop.gui.book.keys_dialog import KeysDialog

        KeysDialog(self).open()

    def show_batch(self, number: str) -> None:
        """Show the cards that came in with this ledger."""
        if number:
            self.show_page(ASSETS)
            self.assets.show_batch(number)

    def choose_actor(self, number: str) -> None:
        """Let this person be at work from now on."""
        try:
            self.session.choose_actor(number)
        except Refused as refusal:
            self.page.refuse(refusal)
        self._show_actors()
        self.bus.actor_changed.emit(number)

    def _gate(self, page: Page) -> str:
        return "" if page is self.page else f"请先打开“{page.title}”页"

    def _show_totals(self) -> None:
        self.status.show_totals(*self.page.status_texts())

    def _show_actors(self, _changes: object = None) -> None:
        actor = self.session.actor()
        current = actor.number if actor is not None else None
        self.status.show_actors(people_in_office(self.session), current)

    def _recolour(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_theme(application, dark=self.actions_of_window["window.dark"].isChecked())
        self.actions_of_window.recolour()
        wear_again(self)
        for page in self._built.values():
            page.actions_of_page.recolour()
            page.actions_of_page.refresh()
        self.tabs.show_current(self.stack.currentIndex())

    def closeEvent(self, event: QCloseEvent) -> None:
        # After this the book may be closed; no register may ask it for more.
        self.bus.lent.emit(True)
        self.tasks.close()
        remember(self, self._memory)
        self._memory.put("dark", self.actions_of_window["window.dark"].isChecked())
        self._memory.save()
        super().closeEvent(event)
