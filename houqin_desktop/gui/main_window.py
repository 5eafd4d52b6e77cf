"""The one window: tabs on top, a page below, totals and the 经办人 at the foot.

It wires and shows; what a page can do is the page's own business. Menus are lists of action ids.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.actions import ActionSet
from houqin_desktop.gui.assets.page import AssetsPage
from houqin_desktop.gui.background import TaskRunner
from houqin_desktop.gui.book.actions import BookActions
from houqin_desktop.gui.change_bus import ChangeBus
from houqin_desktop.gui.desk import Desk
from houqin_desktop.gui.disposal.page import DisposalPage
from houqin_desktop.gui.icons import wear_again
from houqin_desktop.gui.memory import Memory, recall, remember
from houqin_desktop.gui.messages import Toast
from houqin_desktop.gui.people.page import PeoplePage
from houqin_desktop.gui.ribbon import DemoRibbon
from houqin_desktop.gui.status_line import StatusLine
from houqin_desktop.gui.tabs import TabRow
from houqin_desktop.gui.theme import apply_theme
from houqin_desktop.services.office import people_in_office
from houqin_desktop.services.settings import is_demo, school_name

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from houqin_desktop.gui.page import Page
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
        self.disposals = DisposalPage(self.desk)
        self.people = PeoplePage(self.desk)
        self.pages: tuple[Page, ...] = (self.assets, self.disposals, self.people)
        self.status = StatusLine(session.book_path.stem)
        self._arrange()
        self._bind()
        self._fill_menus()
        for key, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(key), self, partial(self._turn, step))
        self.bus.changed.connect(self._show_actors)
        self._show_actors()
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
        for page in self.pages:
            self.stack.addWidget(page)
            page.status_changed.connect(self._show_totals)
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
        for number, page in enumerate(self.pages):
            self.actions_of_window.bind(page.action_id, partial(self.show_page, number))
            self.tabs.add(self.actions_of_window[page.action_id])
            page.actions_of_page.gate = partial(self._gate, page)
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
        for title, page in zip(("资产(&A)", "报废(&D)", "人员(&P)"), self.pages, strict=True):
            page.actions_of_page.fill(bar.addMenu(title), page.menu)
        self.actions_of_window.fill(bar.addMenu("查看(&V)"), VIEW_MENU)
        self.actions_of_window.fill(bar.addMenu("帮助(&H)"), ("window.keys",))

    @property
    def page(self) -> Page:
        """Return the page shown."""
        return self.pages[self.stack.currentIndex()]

    def show_page(self, number: int) -> None:
        """Show the page of this number."""
        self.stack.setCurrentIndex(number)
        self.tabs.show_current(number)
        self.page.focus_rows()
        for page in self.pages:
            page.actions_of_page.refresh()
        self._show_totals()

    def _turn(self, step: int) -> None:
        self.show_page((self.stack.currentIndex() + step) % len(self.pages))

    def open_case(self, number: str) -> None:
        """Show a disposal case on its page."""
        self.show_page(self.pages.index(self.disposals))
        self.disposals.open_case(number)

    def show_keys(self) -> None:
        """List every action with its key."""
        from houqin_desktop.gui.book.keys_dialog import KeysDialog

        KeysDialog(self).open()

    def show_batch(self, number: str) -> None:
        """Show the cards that came in with this ledger."""
        if number:
            self.show_page(self.pages.index(self.assets))
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
        for page in self.pages:
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
