"""A scanner that types like a keyboard: wherever it is aimed, the card or the case opens.

A scanner types faster than any hand and ends with Enter. So a quick run of characters that ends
with Enter is a scan: the Enter presses nothing, the characters go out of the field into which they
fell, and what was scanned is opened. With a Chinese input method on, the same run arrives as text
being composed and then committed; it is taken the same way, if the book knows it. Pinyin keeps only
the letters for itself, takes the next digit as a choice among its candidates and lets the others
through: then the one card is opened whose number ends so, or it is said what to do.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow

SHORTEST: Final = 6
# What came through an input method may be shorter: it has swallowed the beginning.
SHORTEST_REMAINS: Final = 4
LEAD_SECONDS: Final = 0.25
# Seconds between two characters: a hand never keeps this up, a scanner never takes so long.
QUICKEST_HAND: Final = 0.035
FORM_MARK: Final = "HQ1|"
_ENDS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIED: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


@dataclass(frozen=True, slots=True)
class Lead:
    """What an input method made of the beginning of a scan: words, field, its text before, when."""

    field: QObject | None = None
    words: str = ""
    before: str = ""
    at: float = 0.0


def fit(window: MainWindow) -> None:
    """Listen for scans as long as the window is there."""
    Scanner(window)


class Scanner(QObject):
    """Tells scans from typing and opens what was scanned."""

    def __init__(self, window: MainWindow, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(window)
        self._window = window
        self.clock = clock
        self._typed = ""
        self._last = 0.0
        self._field: QObject | None = None
        self._heard: QObject | None = None
        self._before = ""
        self._composing_since = 0.0
        self._composed = 0
        self._composed_over = ""
        self._lead = Lead()
        self._listening: QObject | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        # Only what has the keyboard is listened to: a filter on everything would slow everything.
        application.focusObjectChanged.connect(self._follow)
        self._follow(application.focusObject())

    @Slot(QObject)
    def _follow(self, focused: QObject | None) -> None:
        """Listen to what has the keyboard now, and no longer to what had it."""
        if not isValid(self):
            # Qt may still tell of the keyboard when the window and its scanner are gone.
            return
        # What goes away while it has the keyboard loses it before it says that it is gone.
        if self._listening is not None and isValid(self._listening):
            self._listening.removeEventFilter(self)
            self._listening.destroyed.disconnect(self._forget)
        self._listening = focused if self._is_ours(focused) else None
        if focused is not None and self._listening is not None:
            focused.installEventFilter(self)
            focused.destroyed.connect(self._forget)

    def _is_ours(self, focused: QObject | None) -> bool:
        """Say whether the keyboard is in this window or in a dialog of it."""
        if not isinstance(focused, QWidget):
            return focused is not None and focused is self._window.windowHandle()
        # Not `isAncestorOf`, which ends at the border of the dialog.
        owner: QWidget | None = focused
        while owner is not None and owner is not self._window:
            owner = owner.parentWidget()
        return owner is not None

    @Slot()
    def _forget(self) -> None:
        self._listening = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(watched, event)
        if isinstance(event, QInputMethodEvent):
            return self._composing(watched, event)
        return False

    def _struck(self, event: QKeyEvent) -> float:
        """Return when a key was struck, in seconds; where nobody says so, when it was heard.

        A window that is busy hears the keys of one scan late and far apart.
        """
        return event.timestamp() / 1000 or self.clock()

    def _key(self, field: QObject, event: QKeyEvent) -> bool:
        now = self._struck(event)
        quick = 0 <= now - self._last <= QUICKEST_HAND
        if event.key() in _ENDS:
            return self._end(quick=quick)
        text = event.text()
        if not text or not text.isprintable() or event.modifiers() & _MODIFIED:
            # Shift alone comes between two characters of a scan and says nothing of its own.
            if event.key() != Qt.Key.Key_Shift:
                self._typed = ""
            return False
        heard, self._heard = self._heard, field
        if heard is not field and now == self._last and text == self._typed[-1:]:
            # A table hands the key that opens a cell on to the line in it.
            return False
        if not quick or not self._typed:
            self._typed = ""
            self._field, self._before = field, _text_of(field)
            if self._lead.field is not field or now - self._lead.at > LEAD_SECONDS:
                self._lead = Lead()
        self._typed += text
        self._last = now
        return False

    def _end(self, *, quick: bool) -> bool:
        """Hear the Enter of a run; say whether it was a scan, which presses nothing."""
        scanned, lead = self._typed, self._lead
        self._typed, self._lead = "", Lead()
        if not quick or len(scanned) < (SHORTEST_REMAINS if lead.words else SHORTEST):
            return False
        if lead.words and not self._is_known(scanned):
            self._before = lead.before
            self._restore()
            self._take_remains(lead.words, scanned)
        else:
            self._restore()
            self._take(scanned)
        return True

    def _composing(self, field: QObject, event: QInputMethodEvent) -> bool:
        now = self.clock()
        if event.preeditString():
            if not self._composed:
                self._composing_since = now
                self._composed_over = _text_of(field)
            self._composed = max(self._composed, len(event.preeditString()))
            return False
        started, count, self._composed = self._composing_since, self._composed, 0
        # What is composed in a window of the input method's own is heard of only when it is done.
        before = self._composed_over if count else _text_of(field)
        scanned = unicodedata.normalize("NFKC", event.commitString()).strip()
        quick = count and now - started <= QUICKEST_HAND * max(len(scanned), count)
        whole = len(scanned) >= SHORTEST and scanned.isascii()
        if not quick or not whole or not self._is_known(scanned):
            self._lead = Lead(field, scanned, before, now)
            return False
        _clear_composition(field)
        self._take(scanned)
        return True

    def _restore(self) -> None:
        """Take what the scanner typed out of the field into which it fell."""
        field = self._field
        if isinstance(field, QLineEdit):
            field.setText(self._before)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(self._before)

    def _is_known(self, scanned: str) -> bool:
        from houqin_desktop.services.assets.labels import scanned_card
        from houqin_desktop.services.storerooms.labels import scanned_spot

        if scanned.startswith(FORM_MARK) or scanned_card(scanned) is not None:
            return True
        return scanned_spot(scanned) is not None

    def _take_remains(self, lead: str, tail: str) -> None:
        from houqin_desktop.services.assets.labels import card_of_remains

        code = card_of_remains(lead, tail)
        if code is None:
            self._window.desk.say(f"扫到的 {tail} 被输入法截断了。请切换到英文再扫一次")
        else:
            self._take(code)

    def _take(self, scanned: str) -> None:
        from houqin_desktop.gui.scanned import open_scanned

        open_scanned(self._window, unicodedata.normalize("NFKC", scanned).strip())


def _text_of(field: QObject) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else ""


def _clear_composition(field: QObject) -> None:
    """End the composing without leaving a trace in the field."""
    QApplication.inputMethod().reset()
    empty = QInputMethodEvent()
    if isinstance(field, QLineEdit | QPlainTextEdit):
        field.inputMethodEvent(empty)
