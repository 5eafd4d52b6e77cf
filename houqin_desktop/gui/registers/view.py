"""The table on the page: rows are chosen by their key, so a refresh never loses the place."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from houqin_desktop.domain.money import format_money
from houqin_desktop.gui.actions import ACTIONS
from houqin_desktop.gui.icons import icon
from houqin_desktop.gui.registers.clipboard import rows_as_text
from houqin_desktop.gui.registers.header import RegisterHeader
from houqin_desktop.gui.registers.model import RegisterModel
from houqin_desktop.gui.registers.pills import PillDelegate
from houqin_desktop.gui.theme import ROW_HEIGHT
from houqin_desktop.services.registers import ColumnKind

MONEY_MARGIN = 20


class RegisterView(QTableView):
    """Shows a RegisterModel; speaks of keys, never of row numbers."""

    chosen_changed = Signal()
    opened = Signal(int)

    def __init__(self, model: RegisterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._kept: tuple[list[int], int | None, int] = ([], None, 0)
        self._menu: QMenu | None = None
        self._own_widths = False
        self.header = RegisterHeader(model.columns, self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        # With the view's own selection the head would ask row by row whether a column is chosen.
        self.header.setSelectionModel(QItemSelectionModel(model, self.header))
        self.setAccessibleName(model.register.title)
        self._dress()
        self.header.show_defaults()
        self.header.sorts_wanted.connect(model.set_sorts)
        model.about_to_reload.connect(self._keep)
        model.reloaded.connect(self._restore)
        model.reloaded.connect(self._measure)
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self.chosen_changed.emit())
        self.selectionModel().currentRowChanged.connect(
            lambda _new, _old: self.chosen_changed.emit()
        )
        self.doubleClicked.connect(lambda index: self.opened.emit(self._model.key_at(index.row())))
        self.header.widths_chosen.connect(self._keep_widths)
        self.header.columns_changed.connect(self._keep_widths)
        self.header.defaults_shown.connect(self._forget_widths)
        self._add_copy()

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        for section, column in enumerate(self._model.columns):
            if column.kind is ColumnKind.STATUS:
                self.setItemDelegateForColumn(section, PillDelegate(self))

    def _add_copy(self) -> None:
        spec = ACTIONS["register.copy"]
        self.copy_action = QAction(icon(spec.icon), spec.text, self)
        self.copy_action.setObjectName(spec.id)
        self.copy_action.setToolTip(spec.tip)
        self.copy_action.setShortcut(QKeySequence(spec.shortcut))
        self.copy_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copy_action.triggered.connect(self.copy)
        self.addAction(self.copy_action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._own_widths:
            self.header.fit(self.viewport().width())

    @property
    def name(self) -> str:
        """Return the name of the register shown."""
        return self._model.register.name

    def columns_state(self) -> list[list[object]] | None:
        """Return how the person arranged the columns, None if nobody touched them."""
        return self.header.arrangement() if self._own_widths else None

    def restore_columns(self, state: object) -> None:
        """Arrange the columns as a person left them."""
        if self.header.rearrange(state):
            self._own_widths = True

    def _measure(self) -> None:
        largest = format_money(self._model.largest_value_fen())
        width = self.fontMetrics().horizontalAdvance(largest) + MONEY_MARGIN
        if width != self.header.money_width:
            self.header.money_width = width
            if not self._own_widths:
                self.header.fit(self.viewport().width())

    def _keep_widths(self) -> None:
        self._own_widths = True

    def _forget_widths(self) -> None:
        self._own_widths = False
        self.header.fit(self.viewport().width())

    def set_menu(self, menu: QMenu) -> None:
        """Show this menu on a right click; copying is added to it."""
        menu.addSeparator()
        menu.addAction(self.copy_action)
        self._menu = menu
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._popup)

    def chosen_rows(self) -> list[int]:
        """Return the chosen visible rows, from top to bottom."""
        rows: set[int] = set()
        selection = self.selectionModel().selection()
        for span in (selection.at(number) for number in range(selection.count())):
            rows.update(range(span.top(), span.bottom() + 1))
        return sorted(rows)

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
        wanted = list(keys)
        rows = self._model.rows_of(wanted)
        self._select_rows(rows)
        at = self._model.rows_of([current]) if current is not None else rows[:1]
        if at:
            index = self._model.index(at[0], self.header.logicalIndexAt(1))
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)

    def choose_first(self) -> None:
        """Choose the first row, if there is one."""
        if self._model.rowCount():
            self.selectRow(0)

    def copy(self) -> None:
        """Put the chosen rows on the clipboard as a table: visible columns in visible order."""
        QGuiApplication.clipboard().setText(self.chosen_text())

    def chosen_text(self) -> str:
        """Return the chosen rows as tab-separated lines, as WPS and Excel take them."""
        visible = [
            self.header.logicalIndex(at)
            for at in range(self.header.count())
            if not self.header.isSectionHidden(self.header.logicalIndex(at))
        ]
        return rows_as_text(self._model.register, self.chosen_keys(), visible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            key = self.current_key()
            if key is not None:
                self.opened.emit(key)
            return
        super().keyPressEvent(event)

    def _select_rows(self, rows: list[int]) -> None:
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

    def _keep(self) -> None:
        if self._model.index_of_all is None:
            return
        self._kept = (
            self.chosen_keys(),
            self.current_key(),
            self.verticalScrollBar().value(),
        )

    def _restore(self) -> None:
        keys, current, scroll = self._kept
        if keys:
            rows = self._model.rows_of(keys)
            self._select_rows(rows)
            at = self._model.rows_of([current]) if current is not None else []
            if at:
                self.selectionModel().setCurrentIndex(
                    self._model.index(at[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate
                )
        self.verticalScrollBar().setValue(scroll)
        self.chosen_changed.emit()

    def _popup(self, at: QPoint) -> None:
        if self._menu is not None:
            self._menu.popup(self.viewport().mapToGlobal(at))
