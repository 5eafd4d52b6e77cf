"""Larger or smaller rows and letters in one table, by Ctrl with the wheel or by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from houqin_desktop.gui.theme import BODY_POINT_SIZE, ROW_HEIGHT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

PERCENTS: Final = (70, 80, 90, 100, 110, 125, 150, 175, 200)
USUAL: Final = 100


class Zoom(QObject):
    """How large a table is, in percent; `changed` carries by what factor it grew."""

    changed = Signal(float)

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.percent = USUAL

    def step(self, direction: int) -> None:
        """Go to the next larger size, or with -1 to the next smaller one."""
        at = PERCENTS.index(self.percent) + direction
        self.set(PERCENTS[min(max(at, 0), len(PERCENTS) - 1)])

    def reset(self) -> None:
        """Go back to the usual size."""
        self.set(USUAL)

    def set(self, percent: object) -> None:
        """Show rows and letters at this size; one that is not among the sizes is left alone."""
        if percent not in PERCENTS or percent == self.percent:
            return
        before, self.percent = self.percent, int(str(percent))
        # The style sheet of the program names no size for tables, so the font decides.
        font = self._view.font()
        font.setPointSizeF(BODY_POINT_SIZE * self.percent / USUAL)
        self._view.setFont(font)
        self._view.verticalHeader().setFont(font)
        self._view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT * self.percent // USUAL)
        self.changed.emit(self.percent / before)
