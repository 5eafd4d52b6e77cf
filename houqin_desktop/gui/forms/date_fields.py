"""Fields for days: typed in any usual spelling, or taken from a calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from houqin_desktop.domain.calendar import PartialDate, month_index, month_start
from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.forms.date_spelling import read_day, read_partial
from houqin_desktop.gui.forms.fields import ReadField
from houqin_desktop.gui.icons import icon
from houqin_desktop.gui.theme import colours

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

CHINESE: Final = QLocale(QLocale.Language.Chinese, QLocale.Country.China)
_STEPS: Final = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class _CalendarMenu(QMenu):
    """A calendar that opens below a field, belongs to it and goes with it."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.days = QCalendarWidget(self)
        self.days.setLocale(CHINESE)
        self.days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        holder = QWidgetAction(self)
        holder.setDefaultWidget(self.days)
        self.addAction(holder)
        self._dress()

    def _dress(self) -> None:
        """Give Qt's calendar the colours and the arrows of the program."""
        weekend = QTextCharFormat()
        weekend.setForeground(QColor(colours().red))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.days.setWeekdayTextFormat(day, weekend)
        for name, drawing in (("prevmonth", "left"), ("nextmonth", "right")):
            button = self.days.findChild(QToolButton, f"qt_calendar_{name}")
            if button is not None:
                button.setIcon(icon(drawing))


class _CalendarField(ReadField):
    """A line with a calendar behind it; ↑ and ↓ go to the neighbouring day."""

    _calendar: _CalendarMenu | None = None

    def __init__(self, today: date, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(hint, parent)
        self._today = today
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhPreferNumbers
        )
        pick = self.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        pick.setToolTip("从日历选（F7）")
        pick.triggered.connect(self.open_calendar)

    def day(self) -> date | None:
        """Return the day that is shown, the first one it can mean; None when there is none."""
        raise NotImplementedError

    def step(self, step: int) -> None:
        """Show the neighbouring day."""
        raise NotImplementedError

    def take(self, day: date) -> None:
        """Show the day taken from the calendar."""
        self.set_value(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if self.is_composers(event):
            event.accept()
        elif event.key() == Qt.Key.Key_F7:
            self.open_calendar()
        elif step is not None:
            self.step(step)
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> QCalendarWidget:
        """Show a calendar below the field; a click or Enter takes the day."""
        if self._calendar is None:
            self._calendar = _CalendarMenu(self)
            self._calendar.days.activated.connect(self._take)
            self._calendar.days.clicked.connect(self._take)
        days = self._calendar.days
        day = self.day() or self._today
        days.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.popup(self.mapToGlobal(QPoint(0, self.height())))
        days.setFocus()
        return days

    def _take(self, chosen: QDate) -> None:
        self.take(date(chosen.year(), chosen.month(), chosen.day()))
        if self._calendar is not None:
            self._calendar.close()


class DateField(_CalendarField):
    """A day in any usual spelling; None when empty."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(today, "如 2026-09-01、0901、今天", parent)

    def value(self) -> date | None:
        """Return the day.

        :raises Refused: when the text is no day.
        """
        return None if self.is_empty else read_day(self.text(), self._today)

    def day(self) -> date | None:
        """Return the day that is shown, None when there is none."""
        try:
            return self.value()
        except Refused:
            return None

    def step(self, step: int) -> None:
        """Show the next day or the one before; an empty field begins today."""
        day = self.day()
        self.set_value(self._today if day is None else day + timedelta(days=step))


class PartialDateField(_CalendarField):
    """A day, a month or a year alone, as exactly as it is known; None when empty."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(today, "可只填年或年月，如 1995、1995-09", parent)

    def value(self) -> PartialDate | None:
        """Return the date.

        :raises Refused: when the text is no date.
        """
        return None if self.is_empty else read_partial(self.text(), self._today)

    def _shown(self) -> PartialDate | None:
        try:
            return self.value()
        except Refused:
            return None

    def day(self) -> date | None:
        """Return the first day that the date can mean, None when there is none."""
        shown = self._shown()
        return None if shown is None else shown.first_day

    def step(self, step: int) -> None:
        """Show the next day, month or year, as exactly as the date is known."""
        shown = self._shown()
        if shown is None:
            self.set_value(self._today)
        elif shown.month is None:
            self.set_value(PartialDate(shown.year + step))
        elif shown.day is None:
            first = month_start(month_index(shown.first_day) + step)
            self.set_value(PartialDate(first.year, first.month))
        else:
            self.set_value(shown.first_day + timedelta(days=step))
