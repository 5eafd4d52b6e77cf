"""Fields for days: typed in any usual spelling, or taken from a calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidget, QWidgetAction

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.forms.date_spelling import read_day, read_partial
from houqin_desktop.gui.forms.fields import ReadField
from houqin_desktop.gui.icons import icon

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class DateField(ReadField):
    """A day in any usual spelling; ↑ and ↓ move by a day, F7 opens the calendar."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("如 2026-09-01、0901、今天", parent)
        self._today = today
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        pick = self.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        pick.setToolTip("从日历选（F7）")
        pick.triggered.connect(self.open_calendar)

    def value(self) -> date | None:
        """Return the day.

        :raises Refused: when the text is no day.
        """
        return None if self.is_empty else read_day(self.text(), self._today)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(event.key()))
        if self.is_composers(event):
            event.accept()
        elif event.key() == Qt.Key.Key_F7:
            self.open_calendar()
        elif step is not None:
            self.set_value(self._day_or_today() + timedelta(days=step))
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show a calendar below the field; a click takes the day."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = self._day_or_today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.setMaximumDate(QDate(self._today.year, self._today.month, self._today.day))
        calendar.clicked.connect(lambda chosen: self._take(chosen, menu))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _take(self, chosen: QDate, menu: QMenu) -> None:
        self.set_value(date(chosen.year(), chosen.month(), chosen.day()))
        menu.close()

    def _day_or_today(self) -> date:
        try:
            return self.value() or self._today
        except Refused:
            return self._today


class PartialDateField(ReadField):
    """A day, a month or a year alone, as exactly as it is known; None when empty."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("可只填年或年月，如 1995、1995-09", parent)
        self._today = today
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)

    def value(self) -> PartialDate | None:
        """Return the date.

        :raises Refused: when the text is no date.
        """
        return None if self.is_empty else read_partial(self.text(), self._today)
