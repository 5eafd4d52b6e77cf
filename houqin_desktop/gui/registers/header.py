"""The head of a register: a click sorts, Ctrl with a click adds a further order, a right click
chooses the columns. Chinese sorts by pinyin, because the book keeps the pinyin of every name.

Below the titles stands, where one wants it, a row of fields that narrow column by column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from houqin_desktop.gui.registers.arrangement import Arrangement
from houqin_desktop.gui.registers.sort_marks import draw_mark
from houqin_desktop.gui.registers.tick_menu import TickMenu
from houqin_desktop.services.registers.listing import (
    Column,
    ColumnKind,
    Filter,
    FilterableRegister,
    Sort,
)

if TYPE_CHECKING:
    from houqin_desktop.gui.registers.filter_row import FilterRow
    from houqin_desktop.services.registers.listing import Register

FILTER_ROW_HEIGHT: Final = 32


class RegisterHeader(QHeaderView):
    """Column heads that ask for an order and remember which columns are shown."""

    sorts_wanted = Signal(object)
    columns_changed = Signal()
    column_shown = Signal(int)
    widths_chosen = Signal()
    defaults_shown = Signal()
    filter_wanted = Signal(str, object)
    left_downwards = Signal()

    def __init__(self, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.register = register
        self.filterable = isinstance(register, FilterableRegister)
        self.sorts: tuple[Sort, ...] = ()
        self.filters: tuple[Filter, ...] = ()
        self._row: FilterRow | None = None
        self._adding = self._pressed = False
        self.arranged = Arrangement(self)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMinimumSectionSize(40)
        self.sectionClicked.connect(self.sort_by)
        self.customContextMenuRequested.connect(self._choose_columns_at)
        self.sectionResized.connect(self._arranged_by_hand)
        self.sectionMoved.connect(self._arranged_by_hand)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the register, those too that the school has just added."""
        return self.register.columns

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._adding = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mouseReleaseEvent(event)
        self._adding = self._pressed = False

    def _arranged_by_hand(self) -> None:
        # Sizes also change when the columns are fitted to the window; only a hand counts.
        if self._pressed:
            self.widths_chosen.emit()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        column = self.columns[section]
        figures = column.kind in (ColumnKind.MONEY, ColumnKind.QUANTITY)
        for at, one in enumerate(self.sorts):
            if one.column == column.title:
                number = at + 1 if len(self.sorts) > 1 else 0
                draw_mark(painter, rect, number, descending=one.descending, figures=figures)

    def sort_by(self, section: int, *, adding: bool | None = None) -> None:
        """Order by the column: up, then down, then as the book has it."""
        title = self.columns[section].title
        before = next((sort for sort in self.sorts if sort.column == title), None)
        add = self._adding if adding is None else adding
        kept = self.sorts if add else tuple(one for one in self.sorts if one.column == title)
        if before is None:
            wanted = (*kept, Sort(title))
        elif not before.descending:
            down = Sort(title, descending=True)
            wanted = tuple(down if one is before else one for one in kept)
        else:
            wanted = tuple(one for one in kept if one is not before)
        self.show_sorts(wanted)
        self.sorts_wanted.emit(self.sorts)

    def show_sorts(self, sorts: tuple[Sort, ...]) -> None:
        """Mark the columns that the rows are ordered by."""
        self.sorts = sorts
        self.viewport().update()

    def show_defaults(self) -> None:
        """Show the columns with the widths and in the order in which they were declared."""
        self.arranged.show_defaults()

    def arrangement(self) -> dict[str, object]:
        """Return the columns as a person arranged them, for the next day."""
        return self.arranged.state()

    def rearrange(self, state: object) -> bool:
        """Bring a state back; refuse one that does not fit these columns."""
        return self.arranged.restore(state)

    def visible_columns(self) -> list[int]:
        """Return the sections shown, in the order seen."""
        order = [self.logicalIndex(at) for at in range(self.count())]
        return [section for section in order if not self.isSectionHidden(section)]

    def column_menu(self) -> QMenu:
        """Return the menu that shows and hides columns."""
        menu = TickMenu(self)
        for section, column in enumerate(self.columns):
            action = QAction(column.title, menu)
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(section))
            action.toggled.connect(
                lambda on, at=section, of=action: self._show_column(at, of, on=on)
            )
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction("恢复默认列", self.show_defaults).triggered.connect(self.defaults_shown)
        return menu

    def _show_column(self, section: int, action: QAction, *, on: bool) -> None:
        if not on and self.visible_columns() == [section]:
            action.setChecked(True)
            return
        self.setSectionHidden(section, not on)
        self.columns_changed.emit()
        if on:
            self.column_shown.emit(section)

    def choose_columns(self) -> None:
        """Open the menu of columns below the head."""
        self._choose_columns_at(QPoint(0, self.height()))

    def _choose_columns_at(self, at: QPoint) -> None:
        menu = self.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(at))

    @property
    def filter_row(self) -> FilterRow:
        """Return the fields below the titles; they are made when they are first wanted."""
        if self._row is None:
            from houqin_desktop.gui.registers.filter_row import FilterRow

            self._row = FilterRow(self)
        return self._row

    def show_filters(self, filters: tuple[Filter, ...]) -> None:
        """Let the fields below the titles say what the columns are narrowed by."""
        self.filters = filters
        if self._row is not None:
            self._row.show_filters()

    @property
    def filter_row_shown(self) -> bool:
        """Say whether the fields below the titles are there."""
        return self._row is not None and self._row.shown

    def toggle_filter_row(self) -> None:
        """Show the fields below the titles, or put them away."""
        self.show_filter_row(on=not self.filter_row_shown)

    def show_filter_row(self, *, on: bool) -> None:
        """Show the fields below the titles or put them away; what they narrow by stays."""
        if self.filterable and on != self.filter_row_shown:
            self.filter_row.show_row(on=on)

    def list_values(self, section: int) -> None:
        """List the values of a column, to choose some of them."""
        if self.filterable:
            self.show_filter_row(on=True)
            self.filter_row.list_values(section)

    def sizeHint(self) -> QSize:
        """Return the size of one title; each has one line, and a table asks for the height alone.

        Qt would ask for every title, again whenever the style of anything above it changes.
        """
        hint = self.sectionSizeFromContents(0) if self.count() else super().sizeHint()
        extra = FILTER_ROW_HEIGHT if self.filter_row_shown else 0
        return QSize(hint.width(), hint.height() + extra)

    def updateGeometries(self) -> None:
        extra = FILTER_ROW_HEIGHT if self.filter_row_shown else 0
        self.setViewportMargins(0, 0, 0, extra)
        super().updateGeometries()
        self.place_fields()

    def place_fields(self) -> None:
        """Put the fields below their titles, after the columns have moved."""
        if self._row is not None:
            self._row.place()
