"""The table on the page: rows are chosen by their key, so a refresh never loses the place."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from houqin_desktop.gui.registers.clipboard import RowCopy
from houqin_desktop.gui.registers.frozen import FrozenColumn, first_shown
from houqin_desktop.gui.registers.header import RegisterHeader
from houqin_desktop.gui.registers.model import RegisterModel
from houqin_desktop.gui.registers.pills import PillDelegate
from houqin_desktop.gui.registers.place import Place
from houqin_desktop.gui.registers.view_actions import ViewActions
from houqin_desktop.gui.registers.widths import Widths
from houqin_desktop.gui.registers.zoom import Zoom
from houqin_desktop.gui.theme import ROW_HEIGHT
from houqin_desktop.services.registers.listing import ColumnKind

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent


class RegisterView(QTableView):
    """Shows a RegisterModel; speaks of keys, never of row numbers."""

    chosen_changed = Signal()
    opened = Signal(int)
    copied = Signal(int)
    export_wanted = Signal()

    def __init__(self, model: RegisterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._menu: QMenu | None = None
        self.header = RegisterHeader(model.register, self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        # With the view's own selection the head would ask row by row whether a column is chosen.
        self.header.setSelectionModel(QItemSelectionModel(model, self.header))
        self.setAccessibleName(model.register.title)
        self._dress()
        self.zoom = Zoom(self)
        self.widths = Widths(self, model)
        self.header.show_defaults()
        self._connect()
        self.place = Place(self, model)
        self.frozen = FrozenColumn(self)
        self.actions_of_view = ViewActions(self)

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        numbers = self.verticalHeader()
        numbers.setObjectName("numbers")
        numbers.hide()
        numbers.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        numbers.setHighlightSections(False)
        numbers.setDefaultSectionSize(ROW_HEIGHT)
        numbers.setMinimumSectionSize(16)
        numbers.setSectionResizeMode(numbers.ResizeMode.Fixed)
        for section, column in enumerate(self._model.columns):
            if column.kind is ColumnKind.STATUS:
                self.setItemDelegateForColumn(section, PillDelegate(self))

    def _connect(self) -> None:
        model = self._model
        model.columnsInserted.connect(self.header.arranged.learn_columns)
        self.header.sorts_wanted.connect(model.set_sorts)
        # Signal to signal: no Python slot hangs on the passing wrapper of the selection model.
        self.selectionModel().selectionChanged.connect(self.chosen_changed)
        self.selectionModel().currentRowChanged.connect(self.chosen_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._model.key_at(index.row())))
        self.horizontalScrollBar().valueChanged.connect(self.header.place_fields)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.widths.fit()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        across = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        if index.column() == first_shown(self.header):
            # The first column is frozen, so it is always in sight.
            self.horizontalScrollBar().setValue(across)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom.step(1 if turned > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    @property
    def name(self) -> str:
        """Return the name of the register shown."""
        return self._model.register.name

    def columns_state(self) -> dict[str, object] | None:
        """Return how the person arranged the columns, None if nobody touched them."""
        return self.header.arrangement() if self.widths.are_own else None

    def restore_columns(self, state: object) -> None:
        """Arrange the columns as a person left them."""
        self.widths.restore(state)

    def set_menu(self, menu: QMenu) -> None:
        """Show this menu on a right click; what every table can do is added to it."""
        self.actions_of_view.fill(menu)
        self._menu = menu
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._popup)

    def chosen_rows(self) -> list[int]:
        """Return the chosen visible rows, from top to bottom."""
        return sorted(set(chain.from_iterable(self.chosen_spans())))

    def chosen_spans(self) -> list[range]:
        """Return the chosen visible rows as stretches, in the order in which they were chosen."""
        selection = self.selectionModel().selection()
        spans = (selection.at(number) for number in range(selection.count()))
        return [range(span.top(), span.bottom() + 1) for span in spans]

    def chosen_keys(self) -> list[int]:
        """Return the keys of the chosen rows, from top to bottom."""
        return [self._model.key_at(row) for row in self.chosen_rows()]

    def current_key(self) -> int | None:
        """Return the key of the chosen row with the cursor, else of a chosen one."""
        index = self.currentIndex()
        selection = self.selectionModel()
        if index.isValid() and selection.isRowSelected(index.row()):
            return self._model.key_at(index.row())
        chosen = selection.selection()
        return self._model.key_at(chosen.at(0).top()) if chosen.count() else None

    def choose(self, keys: Iterable[int], *, current: int | None = None) -> None:
        """Choose these rows and put the cursor on one of them."""
        rows = self._model.rows_of(list(keys))
        self.select_rows(rows)
        at = self._model.rows_of([current]) if current is not None else rows[:1]
        if at:
            index = self._model.index(at[0], self.header.logicalIndexAt(1))
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)

    def choose_first(self) -> None:
        """Choose the first row, if there is one, whatever key is held down meanwhile."""
        if self._model.rowCount():
            self.choose([self._model.key_at(0)])

    def select_rows(self, rows: list[int]) -> None:
        """Choose these visible rows; rows that stand together are one stretch."""
        selection = QItemSelection()
        last = self._model.columnCount() - 1
        at = 0
        while at < len(rows):
            end = at
            while end + 1 < len(rows) and rows[end + 1] == rows[end] + 1:
                end += 1
            selection.select(self._model.index(rows[at], 0), self._model.index(rows[end], last))
            at = end + 1
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def copy(self, *, titled: bool = False) -> None:
        """Put the chosen rows on the clipboard as a table: visible columns in visible order."""
        copy = self._copy(titled=titled)
        copy.copied.connect(self.copied)
        copy.start()

    def copied_data(self, *, titled: bool = False) -> QMimeData:
        """Return what copying puts on the clipboard, all of it read now."""
        return self._copy(titled=titled).at_once()

    def _copy(self, *, titled: bool) -> RowCopy:
        visible = self.header.visible_columns()
        return RowCopy(
            self._model.register, self.chosen_keys(), visible, titled=titled, parent=self
        )

    def list_values(self) -> None:
        """List the values of the column with the cursor, to choose some of them."""
        self.header.list_values(self.current_column())

    def sort_by_current(self, *, adding: bool = False) -> None:
        """Order by the column with the cursor; with `adding` below the orders there are."""
        if self.header.sectionsClickable():
            self.header.sort_by(self.current_column(), adding=adding)

    def current_column(self) -> int:
        """Return the column with the cursor, the first one shown where there is none."""
        at = self.currentIndex()
        first = first_shown(self.header)
        return at.column() if at.isValid() else first or 0

    def toggle_numbers(self) -> None:
        """Show the numbers of the rows, or hide them."""
        self.verticalHeader().setVisible(not self.verticalHeader().isVisible())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            key = self.current_key()
            if key is not None:
                self.opened.emit(key)
            return
        super().keyPressEvent(event)

    def _popup(self, at: QPoint) -> None:
        if self._menu is not None:
            self._menu.popup(self.viewport().mapToGlobal(at))
