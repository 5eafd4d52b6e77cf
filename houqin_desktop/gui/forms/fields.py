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
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QWidget

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.money import format_money
from houqin_desktop.gui.forms.composing import ComposedLine
from houqin_desktop.gui.theme import restyle

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QWheelEvent

# A pasted page is a slip: no line of a card or a form has room for it.
LONGEST_LINE: Final = 500
LONGEST_NOTE: Final = 2000


def _short_enough(text: str, longest: int) -> str:
    if len(text) > longest:
        raise Refused(f"有 {len(text)} 个字，请缩短到 {longest} 个字以内。", code="too_long")
    return text


def fault_of(field: Any) -> str:
    """Return why the field has no value, or an empty text."""
    try:
        field.value()
    except Refused as refusal:
        return refusal.sentence
    return ""


def figures(text: str) -> str:
    """Return figures typed with a Chinese input method in half width: １，２３０。５ is 1,230.5."""
    return unicodedata.normalize("NFKC", text).replace("。", ".").replace("、", ",").strip()


class TextField(ComposedLine):
    """One line of text; surrounding blanks don't count."""

    edited = Signal()

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        # From signal to signal: a function would keep a field alive that nobody holds.
        self.textChanged.connect(self.edited)

    def value(self) -> Any:
        """Return the text; an empty field gives an empty text.

        :raises Refused: when it is longer than any line of a form can be.
        """
        return _short_enough(self.text().strip(), LONGEST_LINE)

    def set_value(self, value: Any) -> None:
        """Show the value."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def fault(self) -> str:
        """Return what is wrong with what was typed so far; nothing else changes."""
        return fault_of(self)

    def state(self) -> Any:
        """Return what was typed, right or wrong, for a form that is not finished."""
        return self.text()

    def restore(self, state: Any) -> None:
        """Show again what was typed once."""
        self.setText(str(state))

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was filled in."""
        return not self.text().strip()


class PersonalField(TextField):
    """What is personal of somebody from outside: never kept on the machine while it is typed."""


class ReadField(TextField):
    """A field that shows its value in the program's spelling once the cursor leaves it."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.is_empty:
            try:
                self.set_value(self.value())
            except Refused:
                return


class CodeField(ReadField):
    """A number of a thing or a paper: half width, without blanks, the input method put aside."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(hint, parent)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoPredictiveText
        )

    def value(self) -> str:
        """Return the number in its one spelling.

        :raises Refused: when it is longer than any number can be.
        """
        code = "".join(unicodedata.normalize("NFKC", self.text()).split())
        return _short_enough(code, LONGEST_LINE)


class MoneyField(ReadField):
    """An amount in yuan; the value is in 分, or None when empty; a signed one may be red."""

    def __init__(
        self, hint: str = "元", parent: QWidget | None = None, *, signed: bool = False
    ) -> None:
        super().__init__(hint, parent)
        self._signed = signed
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhPreferNumbers | Qt.InputMethodHint.ImhPreferLatin
        )
        if signed:
            self.textChanged.connect(self._colour)

    def value(self) -> int | None:
        """Return the amount in 分.

        :raises Refused: when the text is no amount, or not an exact one.
        """
        if self.is_empty:
            return None
        negative, text = _sign(figures(self.text()))
        if negative and not self._signed:
            raise Refused("这里的金额不带负号。请写成 8600.00。", code="bad_money")
        from houqin_desktop.domain.ledger.values import read_money

        reading = read_money(text)
        if reading.value is None:
            raise Refused(
                f"{reading.doubt or '看不出是多少钱'}。请写成 8600.00。", code="bad_money"
            )
        if reading.note:
            raise Refused("金额不止两位小数。请写到分，如 8600.00。", code="bad_money")
        return -reading.value if negative else reading.value

    def set_value(self, value: Any) -> None:
        """Show 分 as yuan with separators."""
        self.setText("" if value is None else format_money(int(value)))

    def _colour(self) -> None:
        negative, _ = _sign(figures(self.text()))
        self.setProperty("negative", negative)
        restyle(self)


def _sign(text: str) -> tuple[bool, str]:
    """Return whether an amount is red, and the amount; a minus stands before or after it."""
    plain = text.strip("¥￥ ")
    for minus in ("-", "−", "—"):
        if plain.startswith(minus) or (plain.endswith(minus) and len(plain) > 1):
            return True, plain.strip(minus)
    if plain.startswith("(") and plain.endswith(")"):
        return True, plain[1:-1]
    return False, plain


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
        plain = figures(self.text()).replace(",", "").rstrip("件个月")
        if not plain.isdecimal():
            raise Refused("请填整数，如 12。", code="bad_quantity")
        number = int(plain)
        if number < self._least:
            raise Refused(f"数目太小。请填 {self._least} 或更大的数。", code="bad_quantity")
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

    def fault(self) -> str:
        """Return what is wrong with what was typed so far."""
        return fault_of(self)

    def state(self) -> Any:
        """Return what was typed, for a form that is not finished."""
        return self.toPlainText()

    def restore(self, state: Any) -> None:
        """Show again what was typed once."""
        self.setPlainText(str(state))

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

    def fault(self) -> str:
        """A choice is never wrong."""
        return ""

    def state(self) -> Any:
        """Return the word chosen, for a form that is not finished."""
        return self.currentText()

    def restore(self, state: Any) -> None:
        """Choose the word again, where it is still offered."""
        if self.findText(str(state)) >= 0:
            self.setCurrentIndex(self.findText(str(state)))

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

    def fault(self) -> str:
        """A tick is never wrong."""
        return ""

    def state(self) -> Any:
        """Return whether it is ticked, for a form that is not finished."""
        return self.isChecked()

    def restore(self, state: Any) -> None:
        """Tick or untick again."""
        self.setChecked(state is True)

    @property
    def is_empty(self) -> bool:
        """A tick is never missing."""
        return False
