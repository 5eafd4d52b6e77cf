"""The row of fields below the titles of a register: what is typed there narrows that column.

The funnel in a field lists the values of the column, as 筛选 does in WPS and Excel. Arrow down goes
to the rows, Alt with arrow down lists the values, Esc empties the field.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QToolButton

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.icons import draw, icon
from houqin_desktop.gui.registers.value_list import ValueList
from houqin_desktop.gui.theme import colours, restyle
from houqin_desktop.services.registers.column_filters import (
    distinct_values,
    text_of,
    ticked,
    title_of,
    typed,
    values_of,
)
from houqin_desktop.services.registers.listing import Column, ColumnKind, FilterableRegister

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from houqin_desktop.gui.registers.header import RegisterHeader

_PAUSE_MS: Final = 250
_HINTS: Final = {
    ColumnKind.MONEY: "如 >5000 或 1000..2000（元）",
    ColumnKind.QUANTITY: "如 >10 或 1..5",
    ColumnKind.DATE: "如 2015、2015-09、>2020 或 2015..2018",
}
_HINT_OF_WORDS: Final = "文字或拼音首字母；几个词用空格隔开；=课桌 只要完全相同的"


class FilterField(QLineEdit):
    """The field of one column."""

    def __init__(self, row: FilterRow, section: int, column: Column) -> None:
        super().__init__(row.header)
        self._row = row
        self.section = section
        self.setObjectName(f"filter.{column.title}")
        self.setProperty("look", "filter")
        self.setAccessibleName(f"筛选 {column.title}")
        self.setToolTip(_HINTS.get(column.kind, _HINT_OF_WORDS))
        if column.kind in _HINTS:
            self.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        self.funnel = self.addAction(icon("filter"), QLineEdit.ActionPosition.TrailingPosition)
        self.funnel.setToolTip("列出此列的值（Alt+↓）")
        self.funnel.triggered.connect(partial(row.list_values, section))
        for button in self.findChildren(QToolButton):
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setAccessibleName(f"列出 {column.title} 的值")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.apply)
        self.textEdited.connect(lambda _text: self._pause.start())

    def apply(self) -> None:
        """Narrow the column by what stands in the field now."""
        self._pause.stop()
        self._row.apply(self.section, self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Down and alt:
            self._row.list_values(self.section)
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.apply()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply()
            self._row.header.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "funnel"):
            self.show_active(on=bool(self.property("active")))
        super().changeEvent(event)

    def show_active(self, *, on: bool) -> None:
        """Mark the funnel where the column is narrowed."""
        self.setProperty("active", on)
        draw(self.funnel, icon("filter", colours().accent_text if on else None))

    def show_wrong(self, sentence: str) -> None:
        """Frame the field in red and say why; an empty sentence takes that back."""
        hint = _HINTS.get(self._row.header.columns[self.section].kind, _HINT_OF_WORDS)
        self.setToolTip(sentence or hint)
        self.setProperty("wrong", bool(sentence))
        restyle(self)


class FilterRow(QObject):
    """All fields of a head; they stand below the titles and move with the columns."""

    def __init__(self, header: RegisterHeader) -> None:
        super().__init__(header)
        self.header = header
        self.shown = False
        self._fields: dict[int, FilterField] = {}
        self._list: ValueList | None = None
        for signal in (header.sectionResized, header.sectionMoved):
            signal.connect(self.place)

    def field(self, section: int) -> FilterField:
        """Return the field of a column."""
        if section not in self._fields:
            self._fields[section] = FilterField(self, section, self.header.columns[section])
            self._show_filter(self._fields[section])
        return self._fields[section]

    def show_row(self, *, on: bool) -> None:
        """Show the fields or put them away."""
        self.shown = on
        for field in self._fields.values():
            field.setVisible(on)
        self.header.updateGeometries()
        self.header.geometriesChanged.emit()
        self.place()

    def place(self) -> None:
        """Put each field below its title."""
        if not self.shown:
            return
        header = self.header
        shown = header.visible_columns()
        for section, field in self._fields.items():
            field.setVisible(section in shown)
        top = header.viewport().height()
        previous: FilterField | None = None
        for section in shown:
            field = self.field(section)
            # The first column is frozen, and its field with it.
            left = header.sectionViewportPosition(section) if section != shown[0] else 0
            width = header.sectionSize(section)
            field.setGeometry(left + 2, top + 1, max(width - 4, 20), header.height() - top - 5)
            field.setVisible(section == shown[0] or left + width > header.sectionSize(shown[0]))
            if previous is not None:
                header.setTabOrder(previous, field)
            previous = field
        if shown:
            self.field(shown[0]).raise_()

    def apply(self, section: int, text: str) -> None:
        """Ask for the rows that pass what was typed; say what is wrong with it beside it."""
        column, field = self.header.columns[section], self.field(section)
        try:
            wanted = typed(column, text) if text.strip() else None
        except Refused as refusal:
            field.show_wrong(refusal.sentence)
            return
        field.show_wrong("")
        self.header.filter_wanted.emit(column.title, wanted)

    def show_filters(self) -> None:
        """Let the fields say what the columns are narrowed by."""
        for field in self._fields.values():
            self._show_filter(field)

    def _show_filter(self, field: FilterField) -> None:
        title = self.header.columns[field.section].title
        mine = next((one for one in self.header.filters if title_of(one) == title), None)
        typed_words = mine is not None and values_of(mine) is None
        field.show_active(on=mine is not None)
        field.setPlaceholderText("" if mine is None or typed_words else mine.label)
        wanted = text_of(mine) if mine is not None and typed_words else ""
        if not field.property("wrong") and field.text().strip() != wanted:
            field.setText(wanted)

    def list_values(self, section: int) -> None:
        """List the values of a column below its field."""
        column, register = self.header.columns[section], self.header.register
        assert isinstance(register, FilterableRegister)
        mine = next((one for one in self.header.filters if title_of(one) == column.title), None)
        values = distinct_values(register, column.title, self.header.filters)
        self._list = ValueList(self.header, column.title, values)
        self._list.tick(values_of(mine) if mine is not None else None)
        self._list.chosen.connect(partial(self._choose, column))
        field = self.field(section)
        self._list.open_at(field.mapToGlobal(field.rect().bottomLeft()))

    def _choose(self, column: Column, values: object) -> None:
        wanted = ticked(column, values) if isinstance(values, list) else None
        self.header.filter_wanted.emit(column.title, wanted)

    @property
    def value_list(self) -> ValueList | None:
        """Return the list of values that was opened last."""
        return self._list
