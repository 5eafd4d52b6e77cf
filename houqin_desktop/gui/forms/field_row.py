"""One line of a form: a label, a field, and below it the place where it says what is wrong."""

from __future__ import annotations

import re
from typing import Any, Final, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from houqin_desktop.gui.theme import colours, restyle

# What was typed is said again in a fault, but a whole pasted page would hide the fault itself.
_LONG_QUOTE: Final = re.compile("“([^”]{24})[^”]+”")
# Nobody is told of a fault in the middle of a word.
PAUSE_MS: Final = 800


class Field(Protocol):
    """What a form asks of its fields."""

    edited: Any

    def value(self) -> Any:
        """Return the value or raise Refused with the sentence to show."""

    def set_value(self, value: Any) -> None:
        """Show the value."""

    def fault(self) -> str:
        """Return what is wrong with what was typed so far; nothing else changes."""

    def state(self) -> Any:
        """Return what was typed, right or wrong, so that it can be kept as JSON."""

    def restore(self, state: Any) -> None:
        """Show again what `state` returned once."""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was filled in."""


class FieldRow(QWidget):
    """Label, field and fault; a fault is said after a pause, or when the cursor leaves."""

    complained = Signal()

    def __init__(self, label: str, field: QWidget, *, required: bool, label_width: int) -> None:
        super().__init__()
        self.label = label
        self.required = required
        self.field = field
        self.shown_first: Any = None
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
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.check)

    def watch(self) -> None:
        """Say from now on what is wrong while it is typed."""
        as_field: Any = self.field
        as_field.edited.connect(self._edited)
        if isinstance(self.field, QLineEdit):
            self.field.editingFinished.connect(self.check)

    def _edited(self) -> None:
        self.complain("")
        self._pause.start()

    def check(self) -> None:
        """Say what is wrong with what was typed; that nothing was typed is said at saving."""
        self._pause.stop()
        field: Field = self.field  # type: ignore[assignment]
        if field.is_empty:
            return
        fault = field.fault()
        self.complain(fault or self._warning(), warns=not fault)

    def _warning(self) -> str:
        """Say that what was typed can be saved but not printed."""
        if not isinstance(self.field, QLineEdit):
            return ""
        from houqin_desktop.documents.fonts import warning_of

        return warning_of(self.label, self.field.text())

    def rename(self, label: str) -> None:
        """Give the field another label: the same box holds 纪要号 or 批复文号."""
        self.label = label
        star = f" <span style='color:{colours().red}'>*</span>" if self.required else ""
        self._name.setText(f"{label}{star}")

    def complain(self, sentence: str, *, warns: bool = False) -> None:
        """Show what is wrong, or nothing when the sentence is empty.

        :param warns: whether it can be saved nevertheless.
        """
        if not sentence and self.fault.isHidden():
            return
        self.fault.setText(_LONG_QUOTE.sub(r"“\1…”", sentence))
        self.fault.setVisible(bool(sentence))
        self.field.setProperty("wrong", bool(sentence) and not warns)
        restyle(self.field)
        self.complained.emit()

    @property
    def can_be_typed_in(self) -> bool:
        """Say whether Enter stops here: seen, enabled and not only for reading."""
        read_only = bool(self.field.property("readOnly"))
        return self.isVisibleTo(self.window()) and self.field.isEnabled() and not read_only

    def holds(self, widget: QWidget | None) -> bool:
        """Say whether the widget is the field or a part of it."""
        return widget is not None and (widget is self.field or self.field.isAncestorOf(widget))
