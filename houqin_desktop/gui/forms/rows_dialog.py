"""A form with a grid below its fields: one command about several lines, such as a slip."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.forms.argument_fields import argument_field
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.registers.draft_grid import DraftSheet
from houqin_desktop.gui.registers.draft_model import DraftColumn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

MOST_ROWS: Final = 1_000
SIZE: Final = QSize(1120, 640)


class RowsDialog(FormDialog):
    """Asks for the fields of a draft in two columns, and for its rows in a grid.

    :param rows: the argument that holds the rows, each of them a `row_class`.
    :param columns: the arguments of a row with the width of each column.
    """

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        title: str,
        draft_class: type[Draft],
        *,
        rows: str,
        row_class: type[Draft],
        columns: Mapping[str, int],
        figures: Sequence[str] = (),
        note: str = "",
    ) -> None:
        super().__init__(parent, desk, title, columns=2, width=SIZE.width())
        self._draft_class, self._row_class, self._rows_name = draft_class, row_class, rows
        for argument in draft_class.arguments():
            if argument.name != rows:
                field = argument_field(desk.session, argument)
                self.add(argument.name, argument.title, field, required=argument.required)
        if note:
            self.add_note(note)
        self.sheet = DraftSheet(self._columns_of_rows(columns, figures), "登记", MOST_ROWS)
        self.sheet.edited.connect(self.changed)
        self.column.insertWidget(self.column.count() - 1, self.sheet, 1)
        # The grid scrolls by itself; the fields above it are seen whole.
        self.scroller.setFixedHeight(self._grid.sizeHint().height() + 6)

    def _columns_of_rows(
        self, columns: Mapping[str, int], figures: Sequence[str]
    ) -> tuple[DraftColumn, ...]:
        arguments = {one.name: one for one in self._row_class.arguments()}
        return tuple(
            DraftColumn(
                key,
                arguments[key].title,
                partial(argument_field, self.desk.session, arguments[key]),
                width,
                (key,),
                required=arguments[key].required,
                figures=key in figures,
            )
            for key, width in columns.items()
        )

    def sizeHint(self) -> QSize:
        return SIZE

    def contents(self) -> object:
        return self.state()

    def filled_in(self) -> list[str]:
        rows = len(self.sheet.grid.rows.filled())
        return [*super().filled_in(), *([f"{rows} 行"] if rows else [])]

    def state(self) -> dict[str, Any]:
        return {**super().state(), "rows": self.sheet.grid.rows.states()}

    def restore(self, state: dict[str, Any]) -> None:
        super().restore({key: value for key, value in state.items() if key != "rows"})
        self.sheet.grid.rows.put(
            {
                (row, column): cell
                for row, cells in enumerate(state["rows"])
                for column, cell in enumerate(cells)
            }
        )

    def values(self) -> dict[str, Any] | None:
        values = super().values()
        if values is None or not self.sheet.settled():
            return None
        return values | {"rows": self.sheet.grid.rows.values()}

    def draft(self, values: dict[str, Any]) -> Draft:
        rows = values.pop("rows")
        if not rows:
            raise Refused("明细还没有填。请在下面的表里至少填一行。", code="no_lines")
        filled = {name: value for name, value in values.items() if value not in (None, "")}
        lines = tuple(self._row_class(**row) for row in rows)
        return self._draft_class(**filled, **{self._rows_name: lines})
