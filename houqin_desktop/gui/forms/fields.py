"""The fields of a form: each knows how to read what people type and says what is wrong.

`value()` gives the value or raises Refused with a sentence that the dialog shows beside the field.
Full-width digits, separators and usual spellings are understood; the field then shows the value in
the one spelling of the program.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger_values import read_money
from houqin_desktop.domain.money import format_money

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QWheelEvent

# A pasted page is a slip: no line of a card or a form has room for it.
LONGEST_LINE: Final = 500
LONGEST_NOTE: Final = 2000


def _short_enough(text: str, longest: int) -> str:
    if len(text) > longest:
        raise Refused(f"有 {len(text)} 个字，请缩短到 {longest} 个字以内。", code="too_long")
    return text


class TextField(QLineEdit):
    """One line of text; surrounding blanks don't count."""

    edited = Signal()

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.textChanged.connect(lambda _text: self.edited.emit())

    def value(self) -> Any:
        """Return the text; an empty field gives an empty text.

        :raises Refused: when it is longer than any line of a form can be.
        """
        return _short_enough(self.text().strip(), LONGEST_LINE)

    def set_value(self, value: Any) -> None:
        """Show the value."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was filled in."""
        return not self.text().strip()


class ReadField(TextField):
    """A field that shows its value in the program's spelling once the cursor leaves it."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.is_empty:
            try:
                self.set_value(self.value())
            except Refused:
                return


class MoneyField(ReadField):
    """An amount in yuan; the value is in 分, or None when empty."""

    def __init__(self, hint: str = "元", parent: QWidget | None = None) -> None:
        super().__init__(hint, parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    def value(self) -> int | None:
        """Return the amount in 分.

        :raises Refused: when the text is no amount.
        """
        if self.is_empty:
            return None
        if unicodedata.normalize("NFKC", self.text()).strip("¥￥ ").startswith(("-", "−")):
            raise Refused("这里的金额不带负号。请写成 8600.00。", code="bad_money")
        reading = read_money(self.text())
        if reading.value is None:
            raise Refused(
                f"{reading.doubt or '看不出是多少钱'}。请写成 8600.00。", code="bad_money"
            )
        return reading.value

    def set_value(self, value: Any) -> None:
        """Show 分 as yuan with separators."""
        self.setText("" if value is None else format_money(int(value)))


class QuantityField(ReadField):
    """A number of pieces (件), at least one unless `least` says otherwise; None when empty."""

    def __init__(self, hint: str = "", *, least: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(hint, parent)
        self._least = least
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def value(self) -> int | None:
        """Return the number.

        :raises Refused: when the text is no whole number or too small.
        """
        if self.is_empty:
            return None
        plain = unicodedata.normalize("NFKC", self.text()).replace(",", "").strip()
        if not plain.isdecimal():
            raise Refused("请填整数，如 12。", code="bad_quantity")
        number = int(plain)
        if number < self._least:
            raise Refused(f"至少填 {self._least}。", code="bad_quantity")
        return number


class NoteField(QPlainTextEdit):
    """Several lines of text; Tab leaves it."""

    edited = Signal()

    def __init__(self, hint: str = "", lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 18)
        self.textChanged.connect(self.edited)

    def value(self) -> str:
        """Return the text without surrounding blanks.

        :raises Refused: when it is longer than a note can be.
        """
        return _short_enough(self.toPlainText().strip(), LONGEST_NOTE)

    def set_value(self, value: Any) -> None:
        """Show the text."""
        self.setPlainText("" if value is None else str(value))

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was filled in."""
        return not self.toPlainText().strip()


class ChoiceField(QComboBox):
    """One of a few choices, each a value with its Chinese word; the wheel never changes it."""

    edited = Signal()

    def __init__(self, choices: Sequence[tuple[Any, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[Any] = []
        self.offer(choices)
        self.currentIndexChanged.connect(lambda _at: self.edited.emit())

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these choices in place of those before."""
        # Kept here and not as item data, where Qt would turn an enumeration's word into plain text.
        self._values = [value for value, _ in choices]
        self.clear()
        self.addItems([label for _, label in choices])

    def value(self) -> Any:
        """Return the value chosen."""
        at = self.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def set_value(self, value: Any) -> None:
        """Choose the value; one that is not offered leaves nothing chosen."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    @property
    def is_empty(self) -> bool:
        """Say whether the empty choice stands."""
        return self.value() in (None, "")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TickField(QCheckBox):
    """A yes or no."""

    edited = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.toggled.connect(lambda _on: self.edited.emit())

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick or untick."""
        self.setChecked(bool(value))

    @property
    def is_empty(self) -> bool:
        """A tick is never missing."""
        return False
