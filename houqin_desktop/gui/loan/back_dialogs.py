"""归还 and 退库 at the counter: what is out stands in the lines, and comes back or stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from houqin_desktop.domain.loan import RestockReason
from houqin_desktop.domain.stock import Condition
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.gui.forms.fields import QuantityField, TextField
from houqin_desktop.gui.forms.pickers import PickerField
from houqin_desktop.gui.loan.counter_dialog import CounterDialog, photo_column, picker
from houqin_desktop.gui.loan.finders import (
    line_choice,
    lines_out,
    listed,
    number_out,
    slip_finder,
    word_finder,
)
from houqin_desktop.gui.registers.draft_model import DraftColumn
from houqin_desktop.services.loan.drafts import BackLine, Restock, RestockLine, TakeBack

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.labelled import Labelled
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft


class BackDialog(CounterDialog):
    """Takes things back; what is still out stands in the lines as soon as its slip is known.

    :param number: the slip, where one stood on it already.
    """

    help_text = "选单据，在外的物品就列出来；没有退还的行删掉，数量照实改，空行上回车保存。"
    kind: ClassVar[VoucherKind]
    draft_class: ClassVar[type[Draft]]
    words: ClassVar[tuple[str, str, str]]
    usual: ClassVar[Labelled]
    more_columns: ClassVar[tuple[DraftColumn, ...]] = ()

    def __init__(self, parent: QWidget | None, desk: Desk, number: str | None = None) -> None:
        how = picker(word_finder(type(self.usual)), "")
        columns = (
            DraftColumn("line", "在外的物品", self._line_field, 280, required=True),
            DraftColumn("quantity", "退还数量", QuantityField, 90, figures=True),
            DraftColumn("how", self.words[2], how, 120),
            DraftColumn("condition_note", "状况说明", TextField, 280, passed=True),
            *self.more_columns,
        )
        self._slip = ""
        super().__init__(parent, desk, self.words[0], self.words[1], columns)
        if number is not None:
            self.field("number").set_value(number)
            self._show_lines()

    def add_fields(self) -> None:
        one = next(one for one in self.draft_class.arguments() if one.name == "number")
        field = PickerField(slip_finder(self.kind), "单号、姓名、物品或拼音首字母")
        self.add("number", one.title, field, required=True)
        field.chosen.connect(self._show_lines)
        self.add_arguments(self.draft_class, "remarks")

    def _line_field(self) -> PickerField:
        return PickerField(listed(map(line_choice, lines_out(self.kind, self._slip))), "")

    def _show_lines(self) -> None:
        """List what is still out of the chosen slip, each line whole and as it usually is."""
        self._slip = self.field("number").value()
        self.sheet.grid.rows.forget_readers()
        lines: list[list[Any]] = []
        for line in lines_out(self.kind, self._slip):
            choice = line_choice(line)
            usual = [self.usual.label, self.usual.value]
            lines.append([[choice.label, choice.value], str(line.out), usual])
        filled = len(self.sheet.grid.rows.filled())
        blank = len(self.sheet.grid.rows.columns)
        lines += [[]] * max(0, filled - len(lines))
        self.put_lines([[*line, *[""] * (blank - len(line))] for line in lines])

    def take_scanned(self, code: str) -> None:
        """Show the slip with which the scanned thing went out, or its line."""
        self.sheet.grid.finish_scanned(code)
        here = any(one.code == code for one in lines_out(self.kind, self._slip))
        number = self._slip if here else number_out(self.kind, code)
        if not number:
            self.bar.say(f"{code} 没有发出或借出在外。请核对编号。")
            return
        if number != self._slip:
            self.field("number").set_value(number)
            self._show_lines()
        codes = [one.code for one in lines_out(self.kind, number)]
        self.sheet.grid.go_to(codes.index(code), 1)

    def restore(self, state: dict[str, Any]) -> None:
        super().restore({name: value for name, value in state.items() if name != "lines"})
        if self.field("number").state()[1]:
            self._show_lines()
        self.put_lines(state.get("lines", []))

    def rows(self, values: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the lines with the number that each has on its slip."""
        return [row | {"line": int(row["line"])} for row in self.require_lines(values)]


class TakeBackDialog(BackDialog):
    """Takes lent things back."""

    kind = VoucherKind.LOAN
    draft_class = TakeBack
    words = ("归还登记", "收回", "归还时状况")
    usual = Condition.GOOD
    more_columns = (photo_column(140),)

    def draft(self, values: dict[str, Any]) -> Draft:
        lines = tuple(
            BackLine(condition=Condition(row.pop("how", self.usual)), **row)
            for row in self.rows(values)
        )
        return TakeBack(**values, lines=lines)


class RestockDialog(BackDialog):
    """Takes issued things back into the room."""

    kind = VoucherKind.ISSUE
    draft_class = Restock
    words = ("退库登记", "退库", "退库原因")
    usual = RestockReason.LEFT_OVER

    def draft(self, values: dict[str, Any]) -> Draft:
        lines = tuple(
            RestockLine(reason=RestockReason(row.pop("how", self.usual)), **row)
            for row in self.rows(values)
        )
        return Restock(**values, lines=lines)
