"""The rarer columns of a card in a form: those of its type come and go with the category."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.card_fields import CardBlock, CardField, FieldShape, type_title
from houqin_desktop.domain.money import plain_money
from houqin_desktop.gui.forms.date_fields import PartialDateField
from houqin_desktop.gui.forms.field_row import FieldRow
from houqin_desktop.gui.forms.fields import ChoiceField, MoneyField, ReadField, TextField, figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

DETAIL = "detail:"
COLUMNS = 2


class NumberField(ReadField):
    """A number of some column, as exact as it is written; the value is its one spelling."""

    def __init__(self, one: CardField) -> None:
        super().__init__(one.unit)
        self._one = one
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> str:
        """Return the number.

        :raises Refused: when the text is no number.
        """
        return self._one.read(figures(self.text()))


def detail_field(one: CardField, today: date) -> Any:
    """Return an empty field fit for what the column holds."""
    if one.shape is FieldShape.NUMBER:
        return NumberField(one)
    if one.shape is FieldShape.MONEY:
        return MoneyField()
    if one.shape is FieldShape.DATE:
        return PartialDateField(today)
    if one.shape is FieldShape.CHOICE:
        return ChoiceField([("", "—"), *one.choices])
    return TextField("不少于 12 个字" if one.key == "site" else "")


def as_written(value: Any) -> str:
    """Return the value of such a field as the command takes it."""
    if value in (None, ""):
        return ""
    if isinstance(value, PartialDate):
        return value.text
    return plain_money(value) if isinstance(value, int) else str(value)


class DetailArea(QWidget):
    """The columns of one or more blocks in two columns, those of other categories put away."""

    def __init__(
        self, fields: Iterable[CardField], today: date, label_width: int, *, headed: bool = False
    ) -> None:
        super().__init__()
        self.fields = {f"{DETAIL}{one.key}": one for one in fields}
        self.rows: dict[str, FieldRow] = {}
        self._heading = QLabel()
        self._heading.setProperty("look", "heading")
        self._heading.setContentsMargins(0, 6, 0, 0)
        self._headed = headed
        self._blank = QWidget(self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(9)
        for key, one in self.fields.items():
            field = detail_field(one, today)
            field.setObjectName(key)
            label = f"{one.title}（{one.unit}）" if one.unit else one.title
            self.rows[key] = FieldRow(label, field, required=False, label_width=label_width)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(9)
        layout.addWidget(self._heading)
        layout.addLayout(self._grid)
        self.arrange(None)

    def fill(self, values: Mapping[str, str]) -> None:
        """Show what stands in the columns of a card, by key without its mark, as it is stored."""
        for key, one in self.fields.items():
            stored = values.get(one.key, "")
            field: Any = self.rows[key].field
            if not stored:
                continue
            if one.shape is FieldShape.MONEY:
                field.set_value(int(stored))
            elif one.shape is FieldShape.DATE:
                field.set_value(PartialDate.parse(stored))
            else:
                field.set_value(stored)

    def arrange(self, category_code: str | None) -> None:
        """Show the columns that cards of a category have, and those that are filled in."""
        while self._grid.count():
            self._grid.takeAt(0)
        self._blank.hide()
        at = 0
        for key, one in self.fields.items():
            row = self.rows[key]
            field: Any = row.field
            seen = one.fits(category_code) or not field.is_empty
            row.setParent(self)
            row.setVisible(seen)
            if seen:
                self._grid.addWidget(row, *divmod(at, COLUMNS), Qt.AlignmentFlag.AlignTop)
                at += 1
        if at % COLUMNS:
            # Without it the one column would take the room between the two.
            self._grid.addWidget(self._blank, *divmod(at, COLUMNS))
            self._blank.show()
        blocks = {self.fields[key].block for key, row in self.rows.items() if not row.isHidden()}
        words = {CardBlock.TYPE: type_title(category_code), CardBlock.CUSTOM: "自定义栏目"}
        titles = [words.get(block) or block.label for block in CardBlock if block in blocks]
        self._heading.setText("、".join(titles))
        self._heading.setVisible(self._headed and bool(titles))
        self.setVisible(at > 0)
