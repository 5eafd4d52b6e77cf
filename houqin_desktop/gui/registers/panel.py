"""A register ready for a page: search, chips, count, the table, and what an empty one says."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.gui.desk import Desk
from houqin_desktop.gui.recollection import REGISTER
from houqin_desktop.gui.registers.chips import ChipBar
from houqin_desktop.gui.registers.empty import EmptyState, NothingFound
from houqin_desktop.gui.registers.model import RegisterModel
from houqin_desktop.gui.registers.search_box import SearchBox
from houqin_desktop.gui.registers.settings import PanelSettings
from houqin_desktop.gui.registers.view import RegisterView
from houqin_desktop.services.changes import Changes, Topic
from houqin_desktop.services.registers.column_filters import PREFIX
from houqin_desktop.services.registers.listing import (
    SAFETY_REGISTERS,
    Cell,
    Filter,
    register,
)
from houqin_desktop.services.registers.totals import Totals, totals

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent


_CARDS: Final = frozenset({Topic.ASSETS, Topic.PEOPLE, Topic.STOREROOMS, Topic.DEPARTMENTS})
_SLIPS: Final = frozenset({Topic.SLIPS, Topic.STOCK, Topic.DISPOSALS, Topic.PEOPLE})
_BUYING: Final = _SLIPS | {Topic.PROCUREMENT}
_SAFETY = frozenset({Topic.SAFETY, Topic.SLIPS, Topic.DISPOSALS, Topic.PEOPLE, Topic.DEPARTMENTS})
TOPICS: Final = {
    "assets": _CARDS,
    "pending": _CARDS | {Topic.DISPOSALS},
    "disposals": _CARDS | {Topic.DISPOSALS},
    "storerooms": _CARDS,
    "places": _CARDS,
    "departments": _CARDS,
    "people": _CARDS,
    "posts": frozenset({Topic.PEOPLE, Topic.STOREROOMS}),
    "operators": frozenset({Topic.PEOPLE}),
    "old_codes": _CARDS,
    "fields": _CARDS,
    "journal": frozenset({Topic.JOURNAL}),
    "batches": _CARDS,
    "backups": frozenset({Topic.JOURNAL}),
    "items": frozenset({Topic.STOCK, Topic.STOREROOMS}),
    "stock": frozenset({Topic.STOCK, Topic.STOREROOMS, Topic.PEOPLE}),
    "counts": frozenset({Topic.COUNTS, Topic.ASSETS, Topic.DISPOSALS}),
    "slips": _SLIPS,
    "loans": _SLIPS | _CARDS,
    "transfers": _SLIPS | _CARDS,
    "handovers": _SLIPS | _CARDS,
    "term_plans": _SLIPS | {Topic.TERM, Topic.EQUIPMENT},
    "kits": frozenset({Topic.TERM, Topic.STOCK}),
    "term_needs": _SLIPS | {Topic.TERM, Topic.EQUIPMENT},
    "requests": _BUYING,
    "purchases": _BUYING,
    "acceptances": _BUYING,
    "procurement": _BUYING,
    "budget": _BUYING,
    "suppliers": _BUYING,
    "accounts": _BUYING,
    "rosters": _CARDS | {Topic.EQUIPMENT},
    "equipment_rules": _CARDS | {Topic.EQUIPMENT},
    "equipment": _CARDS | {Topic.EQUIPMENT},
    **dict.fromkeys(SAFETY_REGISTERS, _SAFETY),
}


class RegisterPanel(QWidget):
    """The table of one register with its search box and chips, refreshed when the book changes.

    The search box is made here and placed by the page, which has one row for actions and search.
    """

    chosen_changed = Signal()
    totals_changed = Signal()
    refreshed = Signal()

    def __init__(
        self,
        desk: Desk,
        name: str,
        *,
        search_hint: str,
        empty: EmptyState,
        facets: Mapping[str, str] | None = None,
        sortable: bool = True,
        filter_row: bool = False,
        own_chips: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(REGISTER)
        self._desk = desk
        self._stale = True
        self._topics = TOPICS[name]
        self.model = RegisterModel(register(desk.session, name), self)
        # Whatever is put elsewhere later is dressed again with all its parts.
        self._surface = QFrame(self)
        self.view = RegisterView(self.model, self._surface)
        self.view.header.setSectionsClickable(sortable)
        self.search = SearchBox(search_hint)
        self.chips = ChipBar(facets or {}, self)
        self.count = QLabel(self)
        self.count.setProperty("look", "muted")
        self._totals_soon = QTimer(self)
        self._totals_soon.setSingleShot(True)
        self._totals_soon.timeout.connect(self.totals_changed)
        self._arrange(empty, own_chips=own_chips)
        self._connect()
        self.settings = PanelSettings(self, filter_row=filter_row)

    def _arrange(self, empty: EmptyState, *, own_chips: bool) -> None:
        self._surface.setObjectName("surface")
        self._stack = QStackedLayout(self._surface)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._nothing = NothingFound(self.view, self._clear_button())
        for widget in (self.view, empty):
            self._stack.addWidget(widget)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.chips, 1)
        self.chip_line = QWidget(self)
        self.chip_line.setLayout(line)
        self.chip_line.setFixedHeight(30)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        if own_chips:
            # The page has a line of its own for the count; chips come and go with the filters.
            self.chip_line.hide()
            self.chips.filters_changed.connect(lambda some: self.chip_line.setVisible(bool(some)))
            layout.addWidget(self.chip_line)
        else:
            line.addWidget(self.count)
        layout.addWidget(self._surface, 1)

    def head(self, title: str) -> QHBoxLayout:
        """Return the first line of a dialog around this register: title, count and search."""
        words = QLabel(title)
        words.setProperty("look", "title")
        line = QHBoxLayout()
        line.addWidget(words)
        line.addWidget(self.count)
        line.addStretch(1)
        line.addWidget(self.search)
        return line

    def chosen_cells(self) -> dict[str, Cell]:
        """Return the cells of the chosen row by their titles, empty unless it is one row."""
        keys = self.view.chosen_keys()
        if len(keys) != 1:
            return {}
        register = self.model.register
        (cells,) = register.rows(keys)
        return dict(zip((column.title for column in register.columns), cells, strict=True))

    def _clear_button(self) -> QPushButton:
        button = QPushButton("清除筛选")
        button.clicked.connect(self.clear)
        return button

    def _connect(self) -> None:
        self.search.query_changed.connect(self.model.set_query)
        self.search.left_downwards.connect(self.enter_rows)
        self.chips.filters_changed.connect(self.view.header.show_filters)
        self.chips.filters_changed.connect(self.model.set_filters)
        self.view.header.filter_wanted.connect(self._narrow_column)
        self.view.header.left_downwards.connect(self.enter_rows)
        self.view.export_wanted.connect(self._export)
        self.view.copied.connect(lambda rows: self._desk.say(f"已复制 {rows:,} 行"))
        self.view.chosen_changed.connect(self.chosen_changed)
        self.view.chosen_changed.connect(self._totals_later)
        self.model.reloaded.connect(self._show_state)
        self._desk.bus.changed.connect(self.refresh_when_seen)
        self._desk.bus.lent.connect(self.hold)

    def clear(self) -> None:
        """Take every filter and the query away."""
        self.search.clear()
        self.chips.clear()

    def _narrow_column(self, title: str, wanted: Filter | None) -> None:
        if wanted is None:
            self.chips.take(PREFIX + title)
        else:
            self.chips.put(wanted)

    def _export(self) -> None:
        from houqin_desktop.gui.registers.exporting import choose_export

        choose_export(self, self._desk)

    def enter_rows(self) -> None:
        """Move the cursor from the search box into the table, if there are rows."""
        if not self.model.rowCount():
            return
        if self.view.current_key() is None:
            self.view.choose_first()
        self.view.setFocus()

    def begin_with_first(self) -> None:
        """Read the register now and put the keyboard on its first row, as a dialog opens."""
        self.refresh()
        self.enter_rows()

    def refresh_when_seen(self, changes: Changes | None = None) -> None:
        """Read the register again now if the page is seen, else when it is next shown.

        Changes that touch nothing the register shows leave it as it is.
        """
        if changes is not None and not changes.topics & self._topics:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the register again."""
        self._stale = False
        self.model.reload()
        self.refreshed.emit()

    def hold(self, lent: bool) -> None:  # noqa: FBT001 - a slot gets what the signal carries
        """Make no query while the connection is lent; afterwards read what was left unread."""
        self.model.hold(lent)
        if not lent:
            self.refresh_when_seen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def all_totals(self) -> Totals:
        """Return rows, pieces and value of everything that is seen."""
        return self.model.totals()

    def chosen_totals(self) -> Totals:
        """Return rows, pieces and value of the chosen rows."""
        index = self.model.index_of_all
        if index is None:
            return Totals(0, 0, 0)
        positions, spans = self.model.positions, self.view.chosen_spans()
        if len(spans) == 1 and len(spans[0]) == len(positions):
            return self.all_totals()
        chosen = chain.from_iterable(positions[span.start : span.stop] for span in spans)
        return totals(index, list(dict.fromkeys(chosen)))

    def _totals_later(self) -> None:
        # Dragging over thousands of rows asks for the sum once, after the events are through.
        if not self._totals_soon.isActive():
            self._totals_soon.start(0)

    def _show_state(self) -> None:
        index = self.model.index_of_all
        shown = self.model.rowCount()
        narrowed = bool(self.model.filters or self.model.query.strip())
        whole = f"共 {len(index.keys) if index else 0:,} 项"
        self.count.setText(f"{shown:,} 项" if narrowed else whole)
        self._stack.setCurrentIndex(0 if shown or narrowed else 1)
        self._nothing.setVisible(not shown and narrowed)
        self._totals_later()
