"""The one window: tabs on top, a page below, totals and the 经办人 at the foot.

It wires and shows; what a page can do is the page's own business.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.actions import ActionSet
from houqin_desktop.gui.background import TaskRunner
from houqin_desktop.gui.book.actions import BookActions
from houqin_desktop.gui.change_bus import ChangeBus
from houqin_desktop.gui.desk import Desk
from houqin_desktop.gui.first_paint import after_first_paint
from houqin_desktop.gui.memory import Memory
from houqin_desktop.gui.menus import fill_menu_bar
from houqin_desktop.gui.messages import Toast
from houqin_desktop.gui.page_stack import KEYS, PageStack
from houqin_desktop.gui.pages import GROUP_MENUS, PAGES, fit_out
from houqin_desktop.gui.recollection import recall_inside, remember
from houqin_desktop.gui.ribbon import demo_ribbon
from houqin_desktop.gui.status_line import StatusLine
from houqin_desktop.gui.tabs import Tabs
from houqin_desktop.services.people.office import people_in_office
from houqin_desktop.services.settings import is_demo, school_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from houqin_desktop.gui.assets.page import AssetsPage
    from houqin_desktop.gui.disposal.page import DisposalPage
    from houqin_desktop.gui.page import Page
    from houqin_desktop.gui.people.page import PeoplePage
    from houqin_desktop.gui.stock.page import StockPage
    from houqin_desktop.services.session import Session

# By then the page that was made is on the screen.
FRAME_MS: Final = 16


class MainWindow(QMainWindow):
    """The window over one open book.

    `reopen_wanted` carries what must be done while no book is open; it names the book to open then.
    `other_book_wanted` asks for the demo school, or from there for the school's own book.
    `filled` says that the first page is seen; what nobody looks at waits for it.
    """

    reopen_wanted = Signal(object)
    other_book_wanted = Signal()
    filled = Signal()

    def __init__(self, session: Session, memory: Memory | None = None) -> None:
        super().__init__()
        self.session = session
        self.memory = memory or Memory()
        self.bus = ChangeBus(self)
        self.tasks = TaskRunner(self)
        self.toast = Toast(self)
        # Each may say that the window is not to close yet, and closes it later.
        self.before_closing: list[Callable[[], bool]] = []
        self.desk = Desk(session, self.bus, self.tasks, self.toast.say, self.memory)
        self.setWindowTitle(f"{school_name()} · 后勤台账")
        self.resize(1366, 740)
        self.status = StatusLine(session.book_path.stem)
        self._arrange()
        self._bind()
        fit_out(self)
        self.actions_of_window.refresh()
        self._menus = fill_menu_bar(self)
        for key, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(key), self, partial(self._turn, step))
        self.bus.changed.connect(self._show_actors)
        self._show_actors()
        self.tabs.show_page(self.stack.spec)

    def _arrange(self) -> None:
        self.tabs = Tabs()
        self.ribbon = demo_ribbon()
        self.stack = PageStack(self.desk)
        self.stack.page_made.connect(self._take_in)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.tabs, self.ribbon):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        self.setCentralWidget(middle)
        self._column = column
        # Without a parent it would flash on the screen as a window of its own.
        self.ribbon.setVisible(is_demo())
        self.status.actor_chosen.connect(self.choose_actor)

    def put_below_ribbon(self, line: QWidget) -> None:
        """Show a line between the tabs and the page."""
        self._column.insertWidget(self._column.indexOf(self.ribbon) + 1, line)

    def _bind(self) -> None:
        self.actions_of_window = ActionSet(self, self.desk.permissions)
        bind = self.actions_of_window.bind
        for spec in PAGES:
            bind(spec.action_id, partial(self.show_page, spec.key))
        for group in GROUP_MENUS:
            bind(f"group.{group}", partial(self._show_tab, f"group.{group}"))
        self.tabs.fill(self.actions_of_window)
        self.book = BookActions(self, self.desk, lambda: self.assets)
        self.book.bind(self.actions_of_window)
        self.book.batch_imported.connect(self.show_batch)
        bind("window.search", lambda: self.page.focus_search())
        bind("window.refresh", lambda: self.page.refresh())
        bind("window.quit", self.close)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The frame is drawn first and filled in the next turn of the event loop.
        after_first_paint(self, self._fill)

    def _fill(self) -> None:
        self.show_page(self.stack.key)
        self.actions_of_window.refresh()
        QTimer.singleShot(FRAME_MS, self, self.filled.emit)

    def page_of(self, key: str) -> Page:
        """Return the page of this key; a page is made when it is first asked for."""
        return self.stack.page_of(key)

    def _take_in(self, key: str, page: Page) -> None:
        page.status_changed.connect(self._show_totals)
        page.actions_of_page.gate = partial(self._gate, page)
        page.actions_of_page.fill(self._menus[key], page.menu)
        page.actions_of_page.refresh()
        page.join(self)
        recall_inside(page, self.memory)

    @property
    def made_pages(self) -> set[str]:
        """Return the keys of the pages that were asked for by now."""
        return set(self.stack.built)

    @property
    def assets(self) -> AssetsPage:
        """Return the page 资产台账."""
        return cast("AssetsPage", self.page_of("assets"))

    @property
    def disposals(self) -> DisposalPage:
        """Return the page 报废处置."""
        return cast("DisposalPage", self.page_of("disposal"))

    @property
    def stock(self) -> StockPage:
        """Return the page 物品."""
        return cast("StockPage", self.page_of("stock"))

    @property
    def people(self) -> PeoplePage:
        """Return the page 人员与岗位."""
        return cast("PeoplePage", self.page_of("people"))

    @property
    def pages(self) -> tuple[Page, ...]:
        """Return all pages in the order of their tabs."""
        return tuple(self.page_of(key) for key in KEYS)

    @property
    def page(self) -> Page:
        """Return the page shown."""
        return self.stack.page

    def show_page(self, key: str) -> None:
        """Show the page of this key."""
        self.stack.show_key(key)
        self.tabs.show_page(self.stack.spec)
        self.page.focus_rows()
        for page in self.stack.built.values():
            page.actions_of_page.refresh()
        self._show_totals()

    def _show_tab(self, tab: str) -> None:
        self.show_page(self.stack.key_of(tab))

    def _turn(self, step: int) -> None:
        self.show_page(self.stack.beside(step))

    def open_case(self, number: str) -> None:
        """Show a disposal case on its page."""
        self.show_page("disposal")
        self.disposals.open_case(number)

    def show_batch(self, number: str) -> None:
        """Show the cards, or the slips and items, that came in with this ledger."""
        from houqin_desktop.services.importing.batches import stock_of_batch

        stock = stock_of_batch(number) if number else None
        if stock is not None and (stock.slips or stock.items):
            self.show_page("stock")
            self.stock.show_batch(stock)
        elif number:
            self.show_page("assets")
            self.assets.show_batch(number)

    def choose_actor(self, number: str) -> None:
        """Let this person be at work from now on."""
        try:
            self.session.choose_actor(number)
        except Refused as refusal:
            if refusal.code == "password":
                from houqin_desktop.gui.operators.login_dialog import take_over

                take_over(self, number, partial(self.choose_actor, number))
            else:
                self.page.refuse(refusal)
            self._show_actors()
            return
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

    def closeEvent(self, event: QCloseEvent) -> None:
        if not all(is_ready() for is_ready in self.before_closing):
            event.ignore()
            return
        # After this the book may be closed; no register may ask it for more.
        self.bus.lent.emit(True)
        self.tasks.close()
        remember(self, self.memory)
        self.memory.save()
        super().closeEvent(event)
