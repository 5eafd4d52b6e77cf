"""What every page of the window has: its actions, its words for the status bar, a place to refuse.

A page is one tab: one row of actions with the search box at its end, a bar for refusals that is
there only when something was refused, and below that the page itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabBar, QVBoxLayout, QWidget

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import format_money
from houqin_desktop.gui.actions import ActionSet
from houqin_desktop.gui.desk import Desk
from houqin_desktop.gui.messages import MessageBar

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.gui.registers.panel import RegisterPanel
    from houqin_desktop.services.registers.totals import Totals


class Page(QWidget):
    """One tab of the window."""

    title = ""
    icon_name = ""
    action_id = ""
    menu: Sequence[str] = ()
    registers: tuple[str, ...] = ()
    lists: QTabBar
    # What the value of a row is called: a card has an 原值, other things an amount. Empty where a
    # row is no thing, and only rows are counted.
    value_word = "原值"
    status_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.desk = desk
        self.actions_of_page = ActionSet(self, desk.permissions)
        self.bar = MessageBar(self)
        self.top = QHBoxLayout()
        self.top.setSpacing(8)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 10)
        self.body.setSpacing(9)
        self.body.addLayout(self.top)
        self.body.addWidget(self.bar)
        # Once something was saved, what was refused before it is past.
        desk.bus.changed.connect(self.bar.hide)

    def fill_top(self, primary: str, others: Sequence[str], end: QWidget | None = None) -> None:
        """Lay out the row of actions: the primary one, the quiet ones, the search box."""
        self.primary = self.actions_of_page.button(primary, primary=True)
        self.top.addWidget(self.primary)
        for action_id in others:
            self.top.addWidget(self.actions_of_page.button(action_id))
        self.top.addStretch(1)
        if end is not None:
            self.top.addWidget(end)

    def new_split(self, name: str) -> QSplitter:
        """Return a row of parts whose borders can be moved; what is made within it stays in it.

        :param name: under which the widths are remembered.
        """
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setObjectName(name)
        split.setHandleWidth(10)
        split.setChildrenCollapsible(False)
        return split

    def order_keys(self) -> None:
        """Let Tab go as the eye does: the row of actions, the search, the tabs, and then the rest.

        The rest was made first where it stands, and so would come first.
        """
        items = (self.top.itemAt(at) for at in range(self.top.count()))
        leading = [item.widget() for item in items if item is not None]
        row = [part for one in leading if one is not None for part in _stops(one)]
        tabs = [self.lists] if hasattr(self, "lists") else []
        late = takewhile(lambda part: part not in row, _stops_behind(self))
        for before, part in pairwise([*row, *tabs, *(one for one in late if one not in tabs)]):
            self.setTabOrder(before, part)

    @staticmethod
    def show_only(buttons: Sequence[QWidget], names: Collection[str]) -> None:
        """Show those of the buttons that have one of these names, hide the others.

        The others go first: all of them together would widen the window for good.
        """
        for button in buttons:
            if button.objectName() not in names:
                button.hide()
        for button in buttons:
            if button.objectName() in names:
                button.show()

    def menu_of(self, _panel: RegisterPanel) -> Sequence[str]:
        """Return the actions that the rows of a list offer; those of the page unless it says so."""
        return self.menu

    def join(self, window: MainWindow) -> None:
        """Connect what the page asks of the window; most pages ask nothing."""

    @property
    def panel(self) -> RegisterPanel:
        """Return the list shown; every page says which one that is."""
        raise NotImplementedError

    def show_register(self, name: str) -> None:
        """Show the list of this register, where the page has several."""
        if name in self.registers:
            self.lists.setCurrentIndex(self.registers.index(name))

    def status_texts(self) -> tuple[str, str]:
        """Return what the status bar says of the chosen rows and of all rows seen."""
        chosen = self.panel.chosen_totals()
        word = totals_text("选中", chosen, self.value_word) if chosen.rows else ""
        narrowed = bool(self.panel.model.filters or self.panel.model.query.strip())
        return word, totals_text(
            "筛选合计" if narrowed else "合计", self.panel.all_totals(), self.value_word
        )

    def focus_rows(self) -> None:
        """Put the cursor into the rows of the page."""
        self.panel.view.setFocus()

    def focus_search(self) -> None:
        """Put the cursor into the search box of the page."""
        self.panel.search.setFocus()
        self.panel.search.selectAll()

    def refresh(self) -> None:
        """Read the page again."""
        self.panel.refresh()

    def refuse(self, refusal: Refused) -> None:
        """Show why the rule said no."""
        self.bar.refuse(refusal)


def totals_text(word: str, sums: Totals, value_word: str = "原值") -> str:
    """Return rows, and of things pieces and value, as the status bar says them."""
    if not value_word:
        return f"{word} {sums.rows:,} 项"
    value = format_money(sums.value_fen)
    return f"{word} {sums.rows:,} 项 · {sums.quantity:,} 件 · {value_word} ¥{value}"


def _stops(widget: QWidget) -> list[QWidget]:
    """Return where Tab stops within a widget, the widget itself included."""
    return [part for part in (widget, *widget.findChildren(QWidget)) if _is_stop(part)]


def _stops_behind(page: QWidget) -> Iterator[QWidget]:
    """Yield where Tab stops within a page, in the order in which it does."""
    part = page.nextInFocusChain()
    while part is not None and part is not page:
        if _is_stop(part) and page.isAncestorOf(part):
            yield part
        part = part.nextInFocusChain()


def _is_stop(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.focusProxy() is None
