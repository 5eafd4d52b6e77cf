"""The one table model of every ledger page.

The keys of all rows that pass the filters are in memory, in the order that the database sorted
them; the rows themselves come by pages when they are first seen. Typing narrows in memory. A
hundred thousand cards scroll and narrow like a thousand.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from houqin_desktop.domain.money import format_money
from houqin_desktop.gui.registers.texts import SearchTexts
from houqin_desktop.services.registers.listing import (
    Cell,
    Column,
    ColumnKind,
    Filter,
    Index,
    Register,
    Sort,
)
from houqin_desktop.services.registers.totals import Totals, totals

ROOT = QModelIndex()
PAGE: Final = 200
FIGURES: Final = (ColumnKind.MONEY, ColumnKind.QUANTITY, ColumnKind.NUMBER)
_KEPT_PAGES: Final = 64
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def shown(value: object, kind: ColumnKind) -> str:
    """Return a cell as a person reads it: money with separators, nothing for what is unknown."""
    if value is None:
        return ""
    if isinstance(value, int) and kind is ColumnKind.MONEY:
        return format_money(value)
    if isinstance(value, int) and kind is ColumnKind.QUANTITY:
        return f"{value:,}"
    return str(value)


class RegisterModel(QAbstractTableModel):
    """A register as Qt sees it: columns as declared, rows by page, narrowed by a query."""

    about_to_reload = Signal()
    reloaded = Signal()

    def __init__(self, register: Register, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.register = register
        self.columns: tuple[Column, ...] = tuple(register.columns)
        self.filters: tuple[Filter, ...] = ()
        self.sorts: tuple[Sort, ...] = ()
        self.query = ""
        self._index: Index | None = None
        self._positions: Sequence[int] = range(0)
        self._pages: OrderedDict[int, list[tuple[Cell, ...]]] = OrderedDict()
        self._held = False
        self.texts = SearchTexts(register, self)
        self.texts.complete.connect(self._texts_complete)

    def reload(self, *, anew: bool = True) -> None:
        """Read the keys again; `anew` also fetches rows' search texts again."""
        self.about_to_reload.emit()
        self.beginResetModel()
        self._index = self.register.index(self.filters, self.sorts)
        self._pages.clear()
        self.texts.load(self._index.keys, anew=anew)
        self._narrow()
        self.endResetModel()
        self._learn_columns()
        self.reloaded.emit()

    def _learn_columns(self) -> None:
        """Take columns that the school has added since; they stand at the end."""
        columns, known = tuple(self.register.columns), len(self.columns)
        if len(columns) > known:
            self.beginInsertColumns(ROOT, known, len(columns) - 1)
            self.columns = columns
            self.endInsertColumns()

    def set_filters(self, filters: Iterable[Filter]) -> None:
        """Show only rows that pass all filters."""
        self.filters = tuple(filters)
        self._reload_if_read()

    def set_sorts(self, sorts: Iterable[Sort]) -> None:
        """Order rows by these columns, the first one first."""
        self.sorts = tuple(sorts)
        self._reload_if_read()

    def _reload_if_read(self) -> None:
        # What was never read is read with these filters when it is first seen.
        if self._index is not None:
            self.reload(anew=False)

    def set_query(self, query: str) -> None:
        """Narrow to rows in whose text every word of the query occurs."""
        if query == self.query:
            return
        self.query = query
        self._renarrow()

    def hold(self, held: bool) -> None:  # noqa: FBT001 - the one thing that this method sets
        """Make no query while the connection is lent to the worker."""
        self._held = held
        if held:
            self.texts.pause()

    @property
    def index_of_all(self) -> Index | None:
        """Return the keys, pieces and values that pass the filters, before narrowing."""
        return self._index

    @property
    def positions(self) -> Sequence[int]:
        """Return where the visible rows stand in `index_of_all`."""
        return self._positions

    def totals(self) -> Totals:
        """Return rows, pieces and value of the visible rows."""
        return totals(self._index, self._positions) if self._index is not None else Totals(0, 0, 0)

    def largest_value_fen(self) -> int:
        """Return the largest value in 分 that a row may show."""
        return max(self._index.values_fen, default=0) if self._index is not None else 0

    def key_at(self, row: int) -> int:
        """Return the key of a visible row."""
        assert self._index is not None
        return self._index.keys[self._positions[row]]

    def keys(self) -> list[int]:
        """Return the keys of all visible rows in their order."""
        if self._index is None:
            return []
        keys = self._index.keys
        return [keys[position] for position in self._positions]

    def rows_of(self, keys: Sequence[int]) -> list[int]:
        """Return the visible rows of these keys; keys not visible are left out."""
        wanted = set(keys)
        return [row for row, key in enumerate(self.keys()) if key in wanted] if wanted else []

    def record(self, row: int) -> dict[str, object]:
        """Return a visible row as title to value."""
        return dict(zip((c.title for c in self.columns), self._row(row), strict=True))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._positions)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = shown(self._row(index.row())[index.column()], column.kind)
            wide = role == Qt.ItemDataRole.DisplayRole or len(text) > 12
            return text if wide else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.title}（元）" if column.kind is ColumnKind.MONEY else column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def _row(self, row: int) -> tuple[Cell, ...]:
        page = row // PAGE
        rows = self._pages.get(page)
        if rows is None:
            if self._held:
                return ("",) * len(self.columns)
            first = page * PAGE
            last = min(first + PAGE, len(self._positions))
            rows = self.register.rows([self.key_at(at) for at in range(first, last)])
            self._pages[page] = rows
            if len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        return rows[row - page * PAGE]

    def _narrow(self) -> None:
        keys = self._index.keys if self._index is not None else ()
        self._positions = self.texts.found(self.query) if self.query.strip() else range(len(keys))

    def _renarrow(self) -> None:
        self.about_to_reload.emit()
        self.beginResetModel()
        self._pages.clear()
        self._narrow()
        self.endResetModel()
        self.reloaded.emit()

    def _texts_complete(self) -> None:
        if self._index is not None and self.query.strip():
            self._renarrow()


def _alignment(column: Column) -> Qt.AlignmentFlag:
    return _RIGHT if column.kind in FIGURES else _LEFT
