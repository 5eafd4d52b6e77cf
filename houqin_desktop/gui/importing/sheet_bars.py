"""The two rows above a sheet: how the sheet is read, and what the column under the cursor is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from houqin_desktop.domain.ledger.grid import column_letter
from houqin_desktop.domain.stock import StockKind
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.forms.fields import ChoiceField, QuantityField, TickField
from houqin_desktop.gui.importing.sheet_view import sureness_word
from houqin_desktop.services.importing.choices import UNITS, UNREAD

if TYPE_CHECKING:
    from houqin_desktop.domain.ledger.headers import Vocabulary
    from houqin_desktop.domain.ledger.recognising import LedgerColumn, TableSummary

HIGHEST_HEADER = 3
NOMINAL = ("没有价值的按名义金额", "没有原值和单价的新卡片按每件 1 元登记，标为待核实")
NOTHING_WORTH = ("没有价值的不计价", "没有单价和金额的物品按 0 元记期初")


class SheetBar(QWidget):
    """Whether a sheet is read, where its header stands, in what unit its amounts are."""

    read_changed = Signal(bool)
    header_changed = Signal(int, int)
    unit_changed = Signal(int)
    nominal_changed = Signal(bool)
    stock_kind_changed = Signal(object)
    asked_again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._table: TableSummary | None = None
        self.read = TickField("读入这张表")
        self.read.clicked.connect(self.read_changed)
        self.first = self._row_field("表头首行")
        self.last = self._row_field("表头末行")
        self.unit = ChoiceField([(fen, f"金额按{name}") for name, fen in UNITS.items()])
        self.unit.setAccessibleName("金额单位")
        self.unit.activated.connect(self._unit_chosen)
        self.nominal = TickField(NOMINAL[0])
        self.nominal.clicked.connect(self.nominal_changed)
        self.nominal.hide()
        kinds = [
            (None, "类别看表里和标题"),
            *((one, f"没写类别的是{one.label}") for one in StockKind),
        ]
        self.stock_kind = ChoiceField(kinds)
        self.stock_kind.setAccessibleName("物品类别")
        self.stock_kind.activated.connect(self._stock_kind_chosen)
        self.stock_kind.hide()
        self.note = QLabel()
        self.note.setProperty("look", "muted")
        self.again = dialog_button(" 恢复自动识别", "undo", lambda: self.asked_again.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.read, QLabel("　表头在第"), self.first, QLabel("至"), self.last):
            row.addWidget(widget)
        row.addWidget(QLabel("行　"))
        row.addWidget(self.unit)
        row.addWidget(self.nominal)
        row.addWidget(self.stock_kind)
        row.addWidget(self.note, 1)
        row.addWidget(self.again)

    def _row_field(self, name: str) -> QuantityField:
        field = QuantityField()
        field.setFixedWidth(64)
        field.setAccessibleName(name)
        field.editingFinished.connect(self._header_written)
        return field

    def show_table(
        self,
        table: TableSummary | None,
        note: str,
        *,
        read: bool,
        was_told: bool,
        of_stock: bool = False,
    ) -> None:
        """Show how the table under the cursor is read, None where there is none."""
        self._table = table
        self.read.set_value(read)
        self.again.setVisible(was_told)
        for widget in (self.first, self.last, self.unit):
            widget.setEnabled(read)
        self.first.set_value(None if table is None else table.first_header_row)
        self.last.set_value(None if table is None else table.header_row)
        if table is not None:
            self.unit.set_value(table.unit_fen)
            self.nominal.set_value(table.nominal)
            self.stock_kind.set_value(table.stock_kind)
        self.stock_kind.setVisible(read and table is not None and of_stock)
        words = NOTHING_WORTH if of_stock else NOMINAL
        self.nominal.setText(words[0])
        self.nominal.setToolTip(words[1])
        self.nominal.setVisible(
            read and table is not None and (table.nominal or bool(table.valueless))
        )
        self.note.setText(note)

    def _unit_chosen(self) -> None:
        if self._table is not None and self.unit.value() != self._table.unit_fen:
            self.unit_changed.emit(self.unit.value())

    def _stock_kind_chosen(self) -> None:
        if self._table is not None and self.stock_kind.value() != self._table.stock_kind:
            self.stock_kind_changed.emit(self.stock_kind.value())

    def _header_written(self) -> None:
        first = int(self.first.text()) if self.first.text().isdecimal() else 0
        last = int(self.last.text()) if self.last.text().isdecimal() else first
        last = first if not first <= last < first + HIGHEST_HEADER else last
        table = self._table
        shown = (0, 0) if table is None else (table.first_header_row, table.header_row)
        if first >= 1 and (first, last) != shown:
            self.header_changed.emit(first, last)


class ColumnBar(QWidget):
    """The column under the cursor: its header, the field it is taken for, and how sure that is."""

    chosen = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._index = -1
        self._key: str | None = None
        self.name = QLabel()
        self.name.setProperty("look", "heading")
        self._words: Vocabulary | None = None
        self.field = ChoiceField([])
        self.field.setMinimumWidth(170)
        self.field.setAccessibleName("认作的栏目")
        self.field.activated.connect(self._field_chosen)
        self.reason = QLabel()
        self.reason.setProperty("look", "muted")
        hint = QLabel("在表格里按 Enter，或点栏目名，改认作的栏目")
        hint.setProperty("look", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name)
        row.addWidget(self.field)
        row.addWidget(self.reason, 1)
        row.addWidget(hint)

    def offer(self, words: Vocabulary) -> None:
        """Offer the fields of a kind of ledger."""
        if words is not self._words:
            self._words = words
            titles = ((one.key, one.title) for one in words.fields)
            self.field.offer([(UNREAD, UNREAD), *titles])

    def show_column(self, index: int, column: LedgerColumn | None, *, may_choose: bool) -> None:
        """Show a column, counted from 0; a column without a name has no LedgerColumn."""
        self._index, self._key = index, None if column is None else column.key
        self.field.setEnabled(index >= 0 and may_choose)
        if index < 0:
            self.name.setText("选一列看它认作什么")
            self.reason.clear()
            return
        header = "" if column is None else column.header
        letter = column_letter(index)
        self.name.setText(f"{letter} 列“{header}”认作" if header else f"{letter} 列认作")
        self.field.set_value(self._key or UNREAD)
        words = "" if column is None else f"{sureness_word(column)}：{column.reason}"
        self.reason.setText(words)
        self.field.setToolTip(words)

    def ask(self) -> None:
        """Open the choice of fields."""
        if self.field.isEnabled():
            self.field.setFocus()
            self.field.showPopup()

    def _field_chosen(self) -> None:
        key = None if self.field.value() == UNREAD else self.field.value()
        if self._index >= 0 and key != self._key:
            self.chosen.emit(self._index, key)
