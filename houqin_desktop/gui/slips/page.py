"""A page of lists in which a row may belong to a slip: 物品, 采购.

With a slip chosen, the primary button is its next step; else it is what begins most often.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.page import Page
from houqin_desktop.gui.registers.empty import EmptyState
from houqin_desktop.gui.registers.list_tabs import ListTabs
from houqin_desktop.gui.registers.panel import RegisterPanel
from houqin_desktop.services.slips.case import slip_view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.gui.slips.panel import SlipPanel
    from houqin_desktop.services.slips.case import SlipView
    from houqin_desktop.services.todo.day_list import Leads


@dataclass(frozen=True, slots=True, kw_only=True)
class PageList:
    """One list of a page: its register, its tab, what it says when empty, what is done there.

    :param empty: the drawing, the title and the sentence of the empty list.
    :param offered: the actions that the empty list offers, the primary one of the list first.
    :param buttons: the actions of the row above it.
    :param slip: the column with the number of the slip of a row, empty where rows are no slips.
    """

    name: str
    title: str
    search_hint: str
    empty: tuple[str, str, str]
    offered: tuple[str, ...]
    buttons: tuple[str, ...]
    menu: tuple[str, ...]
    slip: str = ""
    first: str = ""

    @property
    def primary(self) -> str:
        """Return what begins most often on this list."""
        return self.first or self.offered[0]


class SlipsPage(Page):
    """The lists on the left, the chosen row or slip on the right."""

    value_word = "金额"
    page_lists: ClassVar[tuple[PageList, ...]]
    # The action that carries out the next step of a slip, by the command that the slip names.
    next_actions: ClassVar[Mapping[str, str]]
    card: SlipPanel

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.window_joined: MainWindow | None = None
        self.slip: SlipView | None = None
        # What the card shows, and whether the book has changed since.
        self._shown: tuple[str, tuple[object, ...] | None] | None = None
        self._stale = True
        self.bind_actions()
        self.split = self.new_split(self.action_id.removeprefix("page."))
        self.tabs = ListTabs(self, self.split)
        self.panels = {
            one.name: self.tabs.add(one.title, self._list(one)) for one in self.page_lists
        }
        self.card = self.make_card()
        self._arrange()
        for panel in self.panels.values():
            panel.chosen_changed.connect(self.show_chosen)
            panel.totals_changed.connect(self.status_changed)
            panel.model.reloaded.connect(self.show_chosen)
            panel.view.opened.connect(lambda _key: self.primary.click())
            menu = QMenu(self)
            self.actions_of_page.fill(menu, self.menu_of(panel))
            panel.view.set_menu(menu)
        desk.bus.changed.connect(self._note_change)
        self.show_list(0)

    def bind_actions(self) -> None:
        """Bind the actions of the page; each page does this itself."""
        raise NotImplementedError

    def make_card(self) -> SlipPanel:
        """Return the card on the right; each page does this itself."""
        raise NotImplementedError

    def show_row(self, name: str, row: dict[str, object]) -> None:
        """Show on the card a row that is no slip; each page does this itself."""
        raise NotImplementedError

    def _list(self, one: PageList) -> RegisterPanel:
        return RegisterPanel(
            self.desk,
            one.name,
            search_hint=one.search_hint,
            empty=self._empty(one),
            parent=self.tabs.stack,
        )

    def _empty(self, one: PageList) -> EmptyState:
        picture, title, hint = one.empty
        buttons = [self.actions_of_page.button(action_id) for action_id in one.offered]
        return EmptyState(picture, title, hint, buttons)

    def _arrange(self) -> None:
        self.primary = self.actions_of_page.button(self.page_lists[0].primary, primary=True)
        self.top.addWidget(self.primary)
        wanted = dict.fromkeys(action for one in self.page_lists for action in one.buttons)
        self.others = [self.actions_of_page.button(action_id) for action_id in wanted]
        for button in self.others:
            button.hide()
            self.top.addWidget(button)
        self.top.addStretch(1)
        tabs = self.tabs
        self.lists, self.stack = tabs.bar, tabs.stack
        self.lists.currentChanged.connect(self.show_list)
        self.top.addWidget(tabs.searches)
        self.body.addLayout(tabs.line)
        self.split.addWidget(self.stack)
        self.split.addWidget(self.card)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([974, 350])
        self.body.addWidget(self.split, 1)

    def join(self, window: MainWindow) -> None:
        self.window_joined = window

    def open_record(self, number: str) -> None:
        """Go to what has this number, on whatever page it is at home."""
        from houqin_desktop.gui.opening import open_record

        if self.window_joined is not None:
            open_record(self.window_joined, number)

    def menu_of(self, panel: RegisterPanel) -> Sequence[str]:
        return next(one.menu for one in self.page_lists if self.panels[one.name] is panel)

    @property
    def shown_list(self) -> PageList:
        """Return the list shown."""
        return self.page_lists[self.stack.currentIndex()]

    @property
    def name(self) -> str:
        """Return the name of the list shown."""
        return self.shown_list.name

    @property
    def panel(self) -> RegisterPanel:
        """Return the list shown."""
        return self.panels[self.name]

    def show_list(self, at: int) -> None:
        """Show the list of this number."""
        self.tabs.show_at(at)
        self.show_chosen()
        self.status_changed.emit()

    def chosen(self) -> dict[str, object] | None:
        """Return the chosen row as title to value, None unless it is one row."""
        rows = self.panel.view.chosen_rows()
        return self.panel.model.record(rows[0]) if len(rows) == 1 else None

    def chosen_in(self, title: str, *names: str) -> str:
        """Return a cell of the chosen row, an empty text unless one of these lists is shown."""
        row = self.chosen() if self.name in names else None
        return "" if row is None else str(row[title])

    def show_chosen(self) -> None:
        """Show what is chosen and offer what comes next."""
        row, own = self.chosen(), self.shown_list
        shown = (own.name, None if row is None else tuple(row.values()))
        if not self._stale and self._shown == shown:
            return
        self._stale, self._shown = False, shown
        self.slip = None
        try:
            if row is None:
                self.card.clear()
            elif own.slip:
                self.slip = slip_view(str(row[own.slip]), self.desk.session.clock)
                self.card.show_slip(self.slip)
            else:
                self.show_row(own.name, row)
        except Refused as refusal:
            self.card.clear()
            self.refuse(refusal)
        self._offer()

    def _offer(self) -> None:
        """Make the next step of what is chosen the primary button."""
        action_id, text = self.shown_list.primary, ""
        command, title = self.next_step()
        if command in self.next_actions:
            action_id, text = self.next_actions[command], title
        self.primary.show_action(self.actions_of_page[action_id], text=text)
        self.show_only(self.others, set(self.shown_list.buttons) - {action_id})
        self.actions_of_page.refresh()

    def next_step(self) -> tuple[str, str]:
        """Return the command that is next for what is chosen and its title, empty for none."""
        return ("", "") if self.slip is None else (self.slip.next_command, self.slip.next_title)

    def open_slip(self, number: str) -> None:
        """Show the slip with this number; each page knows its list.

        :raises Refused: for a number that no slip has.
        """
        raise NotImplementedError

    def open_list(self, leads: Leads) -> None:
        """Show a list narrowed as a line of the day's list says."""
        self.show_register(leads.place)
        panel = self.panels[leads.place]
        panel.clear()
        panel.search.setText(leads.query)
        for one in leads.filters:
            panel.chips.put(one)

    def choose_in(self, name: str, *keys: int) -> None:
        """Choose rows of a list, whatever it was narrowed to."""
        self.show_register(name)
        panel = self.panels[name]
        panel.clear()
        panel.refresh()
        panel.view.choose(list(keys))

    def refresh(self) -> None:
        self._stale = True
        self.panel.refresh()
        self.show_chosen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_chosen()

    def _note_change(self, _changes: object) -> None:
        self._stale = True
        if self.isVisible():
            self.show_chosen()
