"""The dialog of every form: fields in reading order, faults beside the field, one key to save.

Enter goes to the next field, Ctrl+Enter saves from anywhere, Esc closes. A refusal by the rules is
shown at the top and everything typed stays; the dialog closes only when the book has taken the
draft.
"""

from __future__ import annotations

import re
from typing import Any, Final, Protocol, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.desk import Desk
from houqin_desktop.gui.forms.unsaved import CarefulDialog
from houqin_desktop.gui.icons import icon, primary_icon
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.theme import colours
from houqin_desktop.services.commands import Result
from houqin_desktop.services.draft import Draft

LABEL_WIDTH = 92
TALLEST = 690
# What was typed is said again in a fault, but a whole pasted page would hide the fault itself.
_LONG_QUOTE: Final = re.compile("“([^”]{24})[^”]+”")

_F = TypeVar("_F", bound=QWidget)


class Field(Protocol):
    """What a form asks of its fields."""

    edited: Any

    def value(self) -> Any:
        """Return the value or raise Refused with the sentence to show."""

    def set_value(self, value: Any) -> None:
        """Show the value."""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was filled in."""


class FieldRow(QWidget):
    """A label, a field, and below the field the place where it says what is wrong."""

    def __init__(self, label: str, field: QWidget, *, required: bool, label_width: int) -> None:
        super().__init__()
        self.label = label
        self.required = required
        self.field = field
        name = QLabel()
        self._name = name
        self.rename(label)
        name.setProperty("look", "field")
        name.setFixedWidth(label_width)
        name.setContentsMargins(0, 6, 0, 0)
        name.setBuddy(field)
        field.setAccessibleName(label)
        self.fault = QLabel()
        self.fault.setProperty("look", "error")
        self.fault.setWordWrap(True)
        self.fault.setTextFormat(Qt.TextFormat.PlainText)
        self.fault.hide()
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(field)
        column.addWidget(self.fault)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def rename(self, label: str) -> None:
        """Give the field another label: the same box holds 纪要号 or 批复文号."""
        self.label = label
        star = f" <span style='color:{colours().red}'>*</span>" if self.required else ""
        self._name.setText(f"{label}{star}")

    def complain(self, sentence: str) -> None:
        """Show what is wrong, or nothing when the sentence is empty."""
        self.fault.setText(_LONG_QUOTE.sub(r"“\1…”", sentence))
        self.fault.setVisible(bool(sentence))
        self.field.setProperty("wrong", bool(sentence))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)


class FormDialog(CarefulDialog):
    """A form that becomes one draft; subclasses add the fields and build the draft."""

    saved = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        title: str,
        *,
        columns: int = 1,
        width: int = 520,
        label_width: int = LABEL_WIDTH,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.done_text = "已保存"
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._rows: dict[str, FieldRow] = {}
        self._columns = columns
        self._label_width = label_width
        self._at = 0
        self.bar = MessageBar(self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(9)
        self._arrange(title, width)
        for key in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S", "F8"):
            QShortcut(QKeySequence(key), self, self.save)

    def _arrange(self, title: str, width: int) -> None:
        heading = QLabel(title)
        heading.setProperty("look", "title")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 10, 0)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(inner)
        self.save_button = QPushButton(" 保存  Ctrl+Enter")
        self.save_button.setObjectName("save")
        self.save_button.setProperty("look", "primary")
        self.save_button.setIcon(primary_icon("save"))
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(self.save)
        self.cancel_button = QPushButton(" 取消")
        self.cancel_button.setObjectName("cancel")
        self.cancel_button.setIcon(icon("close"))
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.foot = QHBoxLayout()
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel_button)
        self.foot.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(self.bar)
        layout.addWidget(self.scroller, 1)
        layout.addLayout(self.foot)
        self._width = width
        self.setMinimumWidth(width)

    def add(
        self, key: str, label: str, field: _F, *, required: bool = False, wide: bool = False
    ) -> _F:
        """Add a field in reading order and return it; a wide one takes a line of its own."""
        row = FieldRow(label, field, required=required, label_width=self._label_width)
        field.setObjectName(key)
        self._rows[key] = row
        self._place(row, wide=wide)
        as_field: Any = field
        as_field.edited.connect(lambda: row.complain(""))
        return field

    def add_widget(self, widget: QWidget) -> None:
        """Add something that is no field on a line of its own."""
        self._place(widget, wide=True)

    def add_heading(self, text: str) -> None:
        """Add a heading above the next fields."""
        heading = QLabel(text)
        heading.setProperty("look", "heading")
        heading.setContentsMargins(0, 6, 0, 0)
        self._place(heading, wide=True)

    def add_note(self, text: str) -> None:
        """Add a sentence that explains."""
        note = QLabel(text)
        note.setProperty("look", "muted")
        note.setWordWrap(True)
        self._place(note, wide=True)

    def _place(self, widget: QWidget, *, wide: bool) -> None:
        if wide and self._at % self._columns:
            self._at += self._columns - self._at % self._columns
        span = self._columns if wide else 1
        line, column = divmod(self._at, self._columns)
        self._grid.addWidget(widget, line, column, 1, span, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(column, 1)
        self._at += span

    def row(self, key: str) -> FieldRow:
        """Return the line of the field added under this key."""
        return self._rows[key]

    def field(self, key: str) -> Any:
        """Return the field added under this key."""
        return self._rows[key].field

    def sizeHint(self) -> QSize:
        wanted = self._grid.sizeHint().height() + 140
        return QSize(self._width, min(wanted, TALLEST))

    def showEvent(self, event: QShowEvent) -> None:
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.resize(self.sizeHint())
        fields = [row.field for row in self._rows.values() if not row.isHidden()]
        if fields:
            fields[0].setFocus()
            # The buttons were made first; Enter has to reach 保存 after the last field.
            self.setTabOrder(fields[-1], self.save_button)
            self.setTabOrder(self.save_button, self.cancel_button)
        super().showEvent(event)

    def contents(self) -> object:
        return [_content(row.field) for row in self._rows.values()]

    def draft(self, values: dict[str, Any]) -> Draft:
        """Build the draft from the values of the fields; each form does this itself."""
        raise NotImplementedError

    def values(self) -> dict[str, Any] | None:
        """Return the values, or None when some field is wrong: it says so and has the cursor."""
        values: dict[str, Any] = {}
        first: FieldRow | None = None
        for key, row in self._rows.items():
            if row.isHidden():
                continue
            field: Field = row.field  # type: ignore[assignment]
            fault = ""
            if row.required and field.is_empty:
                fault = f"请填写{row.label}。"
            else:
                try:
                    values[key] = field.value()
                except Refused as refusal:
                    fault = refusal.sentence
            row.complain(fault)
            if fault and first is None:
                first = row
        if first is not None:
            first.field.setFocus()
            self.resize(self.width(), max(self.height(), self.sizeHint().height()))
            self.scroller.ensureWidgetVisible(first)
            return None
        return values

    def ask(self) -> Draft | None:
        """Return the draft, or None when a field or the draft as a whole is wrong."""
        values = self.values()
        if values is None:
            return None
        try:
            return self.draft(values)
        except Refused as refusal:
            self.refuse(refusal)
            return None

    def save(self) -> None:
        """Give the draft to the book; close when it was taken, say why when it was not."""
        self.bar.hide()
        draft = self.ask()
        if draft is None:
            return
        result = run_command(self, self.desk, draft, done=self.done_text)
        if result is not None:
            self.finish(result)

    def finish(self, result: Result) -> None:
        """Close the form after the book has taken it."""
        self.saved.emit(result)
        self.accept()

    def refuse(self, refusal: Refused) -> None:
        """Show why the rule said no."""
        self.bar.refuse(refusal)


def _content(field: Any) -> object:
    """Return the value of the field, or what is wrong with it."""
    try:
        return field.value()
    except Refused as refusal:
        return refusal.sentence
