"""The grid of a 盘点表: Enter on an empty 实盘数 takes the pieces of the books.

A figure typed before it is taken instead; then it goes to the next line.
"""

from __future__ import annotations

from typing import Final

from houqin_desktop.gui.count.entry_model import BOOKED, CODE, HOLDER, PLACE, QUANTITY, EntryModel
from houqin_desktop.gui.typed_grid import TypedGrid

WIDTHS: Final = (46, 118, 128, 110, 42, 100, 66, 50, 62, 62, 66, 110, 84, 120)


class EntryGrid(TypedGrid):
    """The lines of one room."""

    def __init__(self, model: EntryModel) -> None:
        super().__init__(model, "盘点表的各行", WIDTHS)
        self.rows = model
        self.setColumnHidden(BOOKED, model.blind)
        for at in (5, 6, PLACE, HOLDER):
            self.setColumnHidden(at, model.mere_pieces)
        self.go_to(self.first_open())

    def first_open(self) -> int:
        """Return the first line whose pieces are not filled in."""
        rows = self.rows.rows
        return next((at for at, row in enumerate(rows) if not row.typed.get(QUANTITY)), 0)

    def home_of(self, row: int) -> int:
        return QUANTITY if self.rows.rows[row].code else CODE

    def walk(self) -> None:
        """Agree with the books where nothing was typed, and go to the next line."""
        self.finish()
        now = self.currentIndex()
        row = self.rows.rows[now.row()]
        if row.line is None and now.column() == CODE:
            self.go_to(now.row(), QUANTITY)
            return
        self.rows.agree(now.row())
        self.go_on()
