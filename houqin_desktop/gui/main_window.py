"""The one window: tabs on top, a page below, totals and the 经办人 at the foot.

It wires and shows; what a page can do is the page's own business. Menus are lists of action ids.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.actions import ActionSet
from houqin_desktop.gui.background import TaskRunner
from houqin_desktop.gui.book.actions import BookActions
from houqin_desktop.gui.change_bus import ChangeBus
from houqin_desktop.gui.desk import Desk
from houqin_desktop.gui.first_paint import after_first_paint
from houqin_desktop.gui.icons import wear_again
from houqin_desktop.gui.memory import Memory, recall, recall_inside, remember
from houqin_desktop.gui.messages import Toast
from houqin_desktop.gui.pages import FIRST_PAGE, PAGES, fit_out
from houqin_desktop.gui.ribbon import DemoRibbon
from houqin_desktop.gui.status_line import StatusLine
from houqin_desktop.gui.tabs import TabRow
from houqin_desktop.gui.theme import apply_theme
from houqin_desktop.services.office import people_in_office
from houqin_desktop.services.settings import is_demo, school_name

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QShowEvent
    from PySide6.QtWidgets import QMenu

    from houqin_desktop.gui.assets.page import AssetsPage
    from houqin_desktop.gui.disposal.page import DisposalPage
    from houqin_desktop.gui.page import Page
    from houqin_desktop.gui.people.page import PeoplePage
    from houqin_desktop.services.session import Session

BOOK_MENU: Final = (
    "book.import",
    "book.export_view",
    "book.export_all",
    "",
    "book.backup",
    "book.restore",
    "",
    "book.settings",
    "book.check",
    "book.journal",
    "",
    "window.quit",
)
VIEW_MENU: Final = ("window.search", "window.refresh", "window.dark")


_SPECS = {spec.key: spec for spec in PAGES}
_KEYS = tuple(_SPECS)


class MainWindow(QMainWindow):
    """The window over one open book.

    `reopen_wanted` carries what must be done while no book is open; it names the book to open then.
    """

    reopen_wanted = Signal(object)

    def __init__(self, session: Session, memory: Memory | None = None) -> None:
        super().__init__()
        self.session = session
        self._memory = memory or Memory()
        self.bus = ChangeBus(self)
        self.tasks = TaskRunner(self)
        self.toast = Toast(self)
        self.desk = Desk(session, self.bus, self.tasks, self.toast.say, self._memory)
        self.setWindowTitle(f"{school_name()} · 后勤台账")
        self.resize(1366, 740)
        self._built: dict[str, Page] = {}
        self._key = FIRST_PAGE
        self._menus: dict[str, QMenu] = {}
        self.status = StatusLine(session.book_path.stem)
        self._arrange()
        self._bind()
        fit_out(self)
        self._fill_menus()
        for key, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(key), self, partial(self._turn, step))
        self.bus.changed.connect(self._show_actors)
        self._show_actors()
        self.tabs.show_current(_KEYS.index(self._key))
        recall(self, self._memory)
        if self._memory.get("dark") is True:
            self.actions_of_window["window.dark"].setChecked(True)
            self._recolour()

    def _arrange(self) -> None:
        self.tabs = TabRow()
        self.ribbon = DemoRibbon()
        self.ribbon.setVisible(is_demo())
        self.stack = QStackedWidget()
        self._places = {spec.key: QStackedWidget() for spec in PAGES}
        for place in self._places.values():
            self.stack.addWidget(place)
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

    def _bind(self) -> None:
        self.actions_of_window = ActionSet(self, self.desk.permissions)
        for spec in PAGES:
            self.actions_of_window.bind(spec.action_id, partial(self.show_page, spec.key))
            self.tabs.add(self.actions_of_window[spec.action_id])
        bind = self.actions_of_window.bind
        self.book = BookActions(self, self.desk, lambda: self.assets)
        self.book.bind(self.actions_of_window)
        self.book.batch_imported.connect(self.show_batch)
        bind("window.search", lambda: self.page.focus_search())
        bind("window.refresh", lambda: self.page.refresh())
        bind("window.dark", self._recolour)
        bind("window.keys", self.show_keys)
        bind("window.quit", self.close)
        self.actions_of_window.refresh()

    def _fill_menus(self) -> None:
        bar = self.menuBar()
        self.actions_of_window.fill(bar.addMenu("账簿(&B)"), BOOK_MENU)
        for spec in PAGES:
            menu = bar.addMenu(spec.menu)
            menu.aboutToShow.connect(partial(self.page_of, spec.key))
            self.actions_of_window.fill(menu, (spec.action_id, ""))
            self._menus[spec.key] = menu
        pages = tuple(spec.action_id for spec in PAGES)
        self.actions_of_window.fill(bar.addMenu("查看(&V)"), (*pages, "", *VIEW_MENU))
        self.actions_of_window.fill(bar.addMenu("帮助(&H)"), ("window.keys",))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The frame is drawn first and filled in the next turn of the event loop.
        after_first_paint(self, lambda: self.show_page(self._key))

    def page_of(self, key: str) -> Page:
        """Return the page of this key; a page is made when it is first asked for."""
        if key not in self._built:
            self._add(key, _SPECS[key].make(self.desk))
        return self._built[key]

    def _add(self, key: str, page: Page) -> None:
        self._built[key] = page
        self._places[key].addWidget(page)
        page.status_changed.connect(self._show_totals)
        page.actions_of_page.gate = partial(self._gate, page)
        page.actions_of_page.fill(self._menus[key], page.menu)
        page.actions_of_page.refresh()
        page.join(self)
        recall_inside(page, self._memory)

    @property
    def made_pages(self) -> set[str]:
        """Return the keys of the pages that were asked for by now."""
        return set(self._built)

    @property
    def assets(self) -> AssetsPage:
        """Return the page 资产台账."""
        return cast("AssetsPage", self.page_of("assets"))

    @property
    def disposals(self) -> DisposalPage:
        """Return the page 报废处置."""
        return cast("DisposalPage", self.page_of("disposal"))

    @property
    def people(self) -> PeoplePage:
        """Return the page 保管室与人员."""
        return cast("PeoplePage", self.page_of("people"))

    @property
    def pages(self) -> tuple[Page, ...]:
        """Return all pages in the order of their tabs."""
        return tuple(self.page_of(key) for key in _KEYS)

    @property
    def page(self) -> Page:
        """Return the page shown."""
        return self.page_of(self._key)

    def show_page(self, key: str) -> None:
        """Show the page of this key."""
        self._key = key
        self.page_of(key)
        self.stack.setCurrentIndex(_KEYS.index(key))
        self.tabs.show_current(self.stack.currentIndex())
        self.page.focus_rows()
        for page in self._built.values():
            page.actions_of_page.refresh()
        self._show_totals()

    def _turn(self, step: int) -> None:
        self.show_page(_KEYS[(_KEYS.index(self._key) + step) % len(_KEYS)])

    def open_case(self, number: str) -> None:
        """Show a disposal case on its page."""
        self.show_page("disposal")
        self.disposals.open_case(number)

    def show_keys(self) -> None:
        """List every action with its key."""
        from houqin_desktop.gui.book.keys_dialog import KeysDialog

        KeysDialog(self).open()

    def show_batch(self, number: str) -> None:
        """Show the cards that came in with this ledger."""
        if number:
            self.show_page("assets")
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
