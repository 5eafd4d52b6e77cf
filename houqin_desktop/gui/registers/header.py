"""The head of a register: a click sorts, Ctrl with a click adds a further order, a right click
chooses the columns. Chinese sorts by pinyin, because the book keeps the pinyin of every name.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from houqin_desktop.services.registers import Column, ColumnKind, Sort

_MOST_SQUEEZED = 0.25


class RegisterHeader(QHeaderView):
    """Column heads that ask for an order and remember which columns are shown."""

    sorts_wanted = Signal(object)
    columns_changed = Signal()
    widths_chosen = Signal()
    defaults_shown = Signal()

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self._sorts: tuple[Sort, ...] = ()
        self._adding = self._pressed = False
        self.money_width = 0
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMinimumSectionSize(40)
        self.sectionClicked.connect(self.sort_by)
        self.customContextMenuRequested.connect(self._choose_columns)
        self.sectionResized.connect(self._arranged_by_hand)
        self.sectionMoved.connect(self._arranged_by_hand)

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

    def sort_by(self, section: int) -> None:
        """Order by the column: up, then down, then as the book has it."""
        title = self._columns[section].title
        before = next((sort for sort in self._sorts if sort.column == title), None)
        others = tuple(sort for sort in self._sorts if sort.column != title)
        kept = others if self._adding else ()
        if before is None:
            self._sorts = (*kept, Sort(title))
        elif not before.descending:
            self._sorts = (*kept, Sort(title, descending=True))
        else:
            self._sorts = kept
        self._indicate()
        self.sorts_wanted.emit(self._sorts)

    def _indicate(self) -> None:
        titles = [column.title for column in self._columns]
        if not self._sorts:
            self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            return
        last = self._sorts[-1]
        order = Qt.SortOrder.DescendingOrder if last.descending else Qt.SortOrder.AscendingOrder
        self.setSortIndicator(titles.index(last.column), order)

    def show_defaults(self) -> None:
        """Show the columns with the widths and in the order in which they were declared."""
        for section, column in enumerate(self._columns):
            self.moveSection(self.visualIndex(section), section)
            self.setSectionHidden(section, not column.shown)
            self.resizeSection(section, column.width)

    def arrangement(self) -> list[list[object]]:
        """Return title, width and whether it is shown of each column, in the order seen."""
        order = [self.logicalIndex(at) for at in range(self.count())]
        return [
            [self._columns[at].title, self.sectionSize(at), not self.isSectionHidden(at)]
            for at in order
        ]

    def rearrange(self, state: object) -> bool:
        """Bring a state back; refuse one that was not made of these very columns."""
        if not isinstance(state, list) or len(state) != self.count():
            return False
        titles = [column.title for column in self._columns]
        entries = [one for one in state if _is_entry(one)]
        if sorted(str(one[0]) for one in entries) != sorted(titles):
            return False
        for place, (title, width, shown) in enumerate(entries):
            section = titles.index(title)
            self.moveSection(self.visualIndex(section), place)
            self.setSectionHidden(section, not shown)
            if shown:
                self.resizeSection(section, width)
        return True

    def fit(self, room: int) -> None:
        """Share the room among the shown columns: words give way first and take what is over."""
        shown = [at for at in range(self.count()) if not self.isSectionHidden(at)]
        wide = [at for at in shown if at and self._columns[at].kind is ColumnKind.TEXT]
        spare = room - sum(self._width(at) for at in shown)
        whole = sum(self._columns[at].width for at in wide)
        for at in shown:
            if self._columns[at].kind is ColumnKind.MONEY:
                self.resizeSection(at, self._width(at))
        if not wide or spare < -_MOST_SQUEEZED * whole:
            return
        given = 0
        for at in wide:
            share = spare * self._columns[at].width // whole
            self.resizeSection(at, self._columns[at].width + share)
            given += share
        self.resizeSection(wide[-1], self.sectionSize(wide[-1]) + spare - given)

    def _width(self, section: int) -> int:
        """Return the declared width; a column of money is never too narrow for its figures."""
        column = self._columns[section]
        return (
            max(column.width, self.money_width) if column.kind is ColumnKind.MONEY else column.width
        )

    def column_menu(self) -> QMenu:
        """Return the menu that shows and hides columns."""
        menu = QMenu(self)
        for section, column in enumerate(self._columns):
            action = QAction(column.title, menu)
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(section))
            action.toggled.connect(lambda on, at=section: self._show_column(at, on=on))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction("恢复默认列", self.show_defaults).triggered.connect(self.defaults_shown)
        return menu

    def _show_column(self, section: int, *, on: bool) -> None:
        self.setSectionHidden(section, not on)
        self.columns_changed.emit()

    def _choose_columns(self, at: QPoint) -> None:
        menu = self.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(at))


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, list) or len(entry) != 3:
        return False
    title, width, shown = entry
    return isinstance(title, str) and type(width) is int and 0 <= width < 4000 and shown in (0, 1)
