"""The widths of a table's columns: fitted to the window until a hand arranges them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.domain.money import format_money
from houqin_desktop.gui.registers.zoom import USUAL
from houqin_desktop.services.registers.listing import ColumnKind

if TYPE_CHECKING:
    from houqin_desktop.gui.registers.model import RegisterModel
    from houqin_desktop.gui.registers.view import RegisterView

MONEY_MARGIN: Final = 20
_MOST_SQUEEZED: Final = 0.25


class Widths(QObject):
    """Fits the columns of one view, and knows whether a person has arranged them."""

    def __init__(self, view: RegisterView, model: RegisterModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.are_own = False
        self._money = 0
        self._size = 1.0
        model.reloaded.connect(self._measure)
        view.zoom.changed.connect(self._scale)
        view.header.widths_chosen.connect(self._keep)
        view.header.columns_changed.connect(self._keep)
        view.header.column_shown.connect(self._bring_into_sight)
        view.header.defaults_shown.connect(self._forget)

    def _bring_into_sight(self, column: int) -> None:
        """Move sideways to a column that was just shown; new ones stand at the far end."""
        self._view.scrollTo(self._model.index(max(self._view.rowAt(0), 0), column))

    def fit(self) -> None:
        """Share the room among the columns, unless a hand has done so.

        Columns of words give way first, and take what is over; the first column only where it is
        the only one of words.
        """
        if self.are_own:
            return
        header, columns = self._view.header, self._view.header.columns
        shown = header.visible_columns()
        words = [at for at in shown if columns[at].kind is ColumnKind.TEXT]
        wide = [at for at in words if at] or words
        spare = self._view.viewport().width() - sum(self._width(at) for at in shown)
        whole = sum(self._width(at) for at in wide)
        for at in shown:
            if columns[at].kind is ColumnKind.MONEY or self._size != 1:
                header.resizeSection(at, self._width(at))
        if not wide or spare < -_MOST_SQUEEZED * whole:
            return
        weights = self._weights(wide, spare)
        given = 0
        for at, weight in zip(wide, weights, strict=True):
            share = spare * weight // sum(weights)
            header.resizeSection(at, self._width(at) + share)
            given += share
        header.resizeSection(wide[-1], header.sectionSize(wide[-1]) + spare - given)

    def _weights(self, wide: list[int], spare: int) -> list[int]:
        """Say in which parts the columns share what is over or give what is missing.

        None gives what its title needs, as long as the others have enough to give.
        """
        header, widths = self._view.header, [self._width(at) for at in wide]
        titles = [header.sectionSizeHint(at) for at in wide]
        over = [max(have - need, 0) for have, need in zip(widths, titles, strict=True)]
        return over if -sum(over) <= spare < 0 else widths

    def _width(self, section: int) -> int:
        """Return the declared width; a column of money is never too narrow for its figures."""
        column = self._view.header.columns[section]
        width = round(column.width * self._size)
        return max(width, self._money) if column.kind is ColumnKind.MONEY else width

    def restore(self, state: object) -> None:
        """Arrange the columns as a person left them."""
        before, self.are_own = self.are_own, True
        if not self._view.header.rearrange(state):
            self.are_own = before

    def _measure(self) -> None:
        view = self._view
        largest = format_money(self._model.largest_value_fen())
        width = view.fontMetrics().horizontalAdvance(largest) + MONEY_MARGIN
        if width != self._money:
            self._money = width
            self.fit()

    def _scale(self, factor: float) -> None:
        header = self._view.header
        self._size = self._view.zoom.percent / USUAL
        for section in header.visible_columns():
            header.resizeSection(section, round(header.sectionSize(section) * factor))
        self._measure()
        self.fit()

    def _keep(self) -> None:
        self.are_own = True

    def _forget(self) -> None:
        self.are_own = False
        self.fit()
