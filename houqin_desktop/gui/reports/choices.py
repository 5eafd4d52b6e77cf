"""What can be chosen about a report: its days, its grouping, one room or person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from houqin_desktop.gui.forms.date_fields import DateField
from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.services.reports.catalogue import narrowings

if TYPE_CHECKING:
    from houqin_desktop.services.reports.spec import ReportSpec
    from houqin_desktop.services.session import Session

DATE_WIDTH: Final = 132
WHOLE: Final = {"storeroom": "全部保管室", "person": "全部人员", "class": "全部门类"}


class ReportDays(NamedTuple):
    """The day as of which a report looks, and the first and last day of its period."""

    on: date
    from_on: date | None
    to_on: date | None


class ReportChoices(QWidget):
    """One line of fields; `chosen` is emitted when any of them was changed."""

    chosen = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        today = session.clock.today()
        self.on = DateField(today)
        self.on.set_value(today)
        self.from_on = DateField(today)
        self.from_on.setPlaceholderText("年初")
        self.to_on = DateField(today)
        self.to_on.setPlaceholderText("同截至")
        self.grouping = ChoiceField(())
        self.narrowing = ChoiceField(())
        self._labels: dict[QWidget, QLabel] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for words, field in (
            ("截至", self.on),
            ("期初自", self.from_on),
            ("期末至", self.to_on),
            ("编法", self.grouping),
            ("只取", self.narrowing),
        ):
            label = QLabel(words)
            label.setProperty("look", "field")
            label.setBuddy(field)
            field.setAccessibleName(words)
            self._labels[field] = label
            line.addWidget(label)
            line.addWidget(field)
            line.addSpacing(10)
        for day in (self.on, self.from_on, self.to_on):
            day.setFixedWidth(DATE_WIDTH)
            day.editingFinished.connect(self._say)
        for choice in (self.grouping, self.narrowing):
            choice.setMinimumWidth(130)
            choice.edited.connect(self._say)
        self._quiet = False
        self._said: object = None

    def offer(self, spec: ReportSpec, only: str | None = None) -> None:
        """Offer what this report can be made by; the days stay."""
        self._quiet = True
        self.grouping.offer(spec.choices)
        whole = [(None, WHOLE[spec.narrows])] if spec.narrows else []
        self.narrowing.offer([*whole, *((name, name) for name in narrowings(self._session, spec))])
        if only is not None:
            self.narrowing.set_value(only)
        self._show(self.grouping, bool(spec.choices))
        self._show(self.narrowing, bool(spec.narrows))
        self._show(self.from_on, spec.has_period)
        self._show(self.to_on, spec.looks_back)
        self._quiet = False
        self._said = self._state()

    def days(self) -> ReportDays:
        """Return the days as they are chosen; what is not offered or left empty is None.

        :raises Refused: when a text is no day.
        """
        on = self.on.value() or self._session.clock.today()
        return ReportDays(on, self._day(self.from_on), self._day(self.to_on))

    def _day(self, field: DateField) -> date | None:
        return field.value() if self._is_offered(field) else None

    def by(self) -> str | None:
        """Return the grouping, None where the report has none."""
        found: str | None = self.grouping.value() if self._is_offered(self.grouping) else None
        return found

    def only(self) -> str | None:
        """Return the one room, person or class, None for all."""
        found: str | None = self.narrowing.value() if self._is_offered(self.narrowing) else None
        return found

    def _show(self, field: QWidget, offered: bool) -> None:  # noqa: FBT001
        field.setVisible(offered)
        self._labels[field].setVisible(offered)

    @staticmethod
    def _is_offered(field: QWidget) -> bool:
        return not field.isHidden()

    def _state(self) -> object:
        days = (day.text() for day in (self.on, self.from_on, self.to_on))
        return (*days, self.grouping.value(), self.narrowing.value())

    def _say(self) -> None:
        # A field that is left without a change has nothing to say.
        if not self._quiet and self._state() != self._said:
            self._said = self._state()
            self.chosen.emit()
