"""A form with a grid below its fields: one command about several lines, such as a slip."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.forms.argument_fields import argument_field
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.forms.form_frame import LABEL_WIDTH
from houqin_desktop.gui.forms.pickers import PickerField
from houqin_desktop.gui.loan.finders import word_finder
from houqin_desktop.gui.registers.draft_grid import DraftSheet
from houqin_desktop.gui.registers.draft_model import DraftColumn

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Argument, Draft

MOST_ROWS: Final = 1_000
SIZE: Final = QSize(1120, 640)


class RowsDialog(FormDialog):
    """Asks for the fields of a draft in two columns, and for its rows in a grid.

    `needs_rows` unless the command finds lines by itself.

    :param rows: the argument that holds the rows, each of them a `row_class`.
    :param columns: the arguments of a row with the width of each column.
    :param known: arguments that are not asked for.
    :param fields: fields of its own for some arguments, where the usual one asks too widely.
    :param row_fields: such fields for some columns.
    :param passed: columns that Enter goes by.
    :param across: how many fields stand beside each other.
    """

    needs_rows = True

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
        known: Mapping[str, Any] | None = None,
        fields: Mapping[str, Any] | None = None,
        row_fields: Mapping[str, Any] | None = None,
        passed: Collection[str] = (),
        across: int = 2,
        label_width: int = LABEL_WIDTH,
    ) -> None:
        super().__init__(
            parent, desk, title, columns=across, width=SIZE.width(), label_width=label_width
        )
        self._known, self._row_fields = dict(known or {}), dict(row_fields or {})
        self._draft_class, self._row_class, self._rows_name = draft_class, row_class, rows
        for argument in draft_class.arguments():
            if argument.name != rows and argument.name not in self._known:
                field = (fields or {}).get(argument.name)
                field = field or argument_field(desk.session, argument)
                self.add(argument.name, argument.title, field, required=argument.required)
        if note:
            self.add_note(note)
        self.sheet = DraftSheet(self._columns_of_rows(columns, figures, passed), "登记", MOST_ROWS)
        self.below = self.sheet.grid
        self.sheet.grid.ends_on_blank = True
        self.sheet.grid.ended.connect(self.save)
        self.sheet.grid.horizontalHeader().setStretchLastSection(True)
        self.sheet.edited.connect(self.changed)
        self.column.insertWidget(self.column.count() - 1, self.sheet, 1)
        # The grid scrolls by itself; the fields above it are seen whole.
        self.scroller.setFixedHeight(self._grid.sizeHint().height() + 6)

    def showEvent(self, event: QShowEvent) -> None:
        if not self._rows:
            # Without a field above it the grid is where one begins, not a button.
            self.setTabOrder(self.sheet.grid, self.save_button)
            self.setTabOrder(self.save_button, self.cancel_button)
            self.sheet.grid.setFocus()
        super().showEvent(event)

    def _columns_of_rows(
        self, columns: Mapping[str, int], figures: Sequence[str], passed: Collection[str]
    ) -> tuple[DraftColumn, ...]:
        arguments = {one.name: one for one in self._row_class.arguments()}
        return tuple(
            DraftColumn(
                key,
                arguments[key].title,
                self._row_fields.get(key) or self._field_of(arguments[key]),
                width,
                (key,),
                required=arguments[key].required,
                figures=key in figures,
                passed=key in passed,
            )
            for key, width in columns.items()
        )

    def _field_of(self, argument: Argument) -> Any:
        """Return what makes the field of a column; a word of several is picked by its letters."""
        if argument.choices is not None:
            return partial(PickerField, word_finder(argument.choices), "")
        return partial(argument_field, self.desk.session, argument)

    def fill(self, rows: Sequence[Mapping[str, Any]], first: int = 0) -> None:
        """Write rows into the grid from one row on, values by the name of their argument."""
        grid = self.sheet.grid.rows
        states: dict[tuple[int, int], Any] = {}
        for at, column in enumerate(grid.columns):
            field = column.field()
            for number, row in enumerate(rows, start=first):
                if row.get(column.key) not in (None, ""):
                    field.set_value(row[column.key])
                    states[number, at] = field.state()
        if states:
            grid.put(states)

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
        if self.needs_rows and not rows:
            raise Refused("明细还没有填。请在下面的表里至少填一行。", code="no_lines")
        filled = {name: value for name, value in values.items() if value not in (None, "")}
        lines = {self._rows_name: self.lines_of(rows)}
        return self._draft_class(**self._known, **filled, **lines)

    def lines_of(self, rows: Sequence[Mapping[str, Any]]) -> tuple[Draft, ...]:
        """Return the filled rows as what the command takes."""
        kinds = {one.name: one.choices for one in self._row_class.arguments() if one.choices}
        return tuple(
            self._row_class(
                **{key: kinds[key](cell) if key in kinds else cell for key, cell in row.items()}
            )
            for row in rows
        )
