"""领用, 借用 and 归还 at the counter."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.domain.stock import Condition
from houqin_desktop.gui.forms.fields import QuantityField, TextField
from houqin_desktop.gui.forms.pickers import PickerField
from houqin_desktop.gui.loan.counter_dialog import CounterDialog, picker
from houqin_desktop.gui.loan.finders import (
    YES,
    line_choice,
    lines_out,
    listed,
    loan_finder,
    number_out,
    thing_finder,
    word_finder,
    yes_finder,
)
from houqin_desktop.gui.registers.draft_model import DraftColumn
from houqin_desktop.services import lookup
from houqin_desktop.services.loan.drafts import (
    BackLine,
    IssueLine,
    IssueStock,
    Lend,
    LoanLine,
    TakeBack,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft
    from houqin_desktop.services.session import Session

USUAL_DAYS: Final = 7
THING_HINT: Final = "扫码，或编号、名称、拼音首字母"


def _thing_columns(session: Session) -> tuple[DraftColumn, ...]:
    return (
        DraftColumn("item", "物品或资产", picker(thing_finder(session), THING_HINT), 280,
                    ("code", "name"), required=True),
        DraftColumn("quantity", "数量", QuantityField, 80, ("quantity",), figures=True),
    )  # fmt: skip


class IssueDialog(CounterDialog):
    """Gives things out to somebody."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        columns = (
            *_thing_columns(desk.session),
            DraftColumn("traded_in", "以旧换新", picker(yes_finder(), ""), 90, passed=True),
            DraftColumn("place", "使用地点", TextField, 160, ("place",), passed=True),
            DraftColumn("remarks", "备注", TextField, 200, ("remarks",), passed=True),
        )
        super().__init__(parent, desk, "领用登记", "发放", columns)
        self.field("storeroom").set_value(lookup.central_storeroom().name)

    def add_fields(self) -> None:
        names = ("taker", "storeroom", "department", "school_class", "purpose", "remarks")
        self.add_arguments(IssueStock, *names)

    def draft(self, values: dict[str, Any]) -> Draft:
        lines = []
        for row in self.require_lines(values):
            traded_in = row.pop("traded_in", None) == YES or None
            lines.append(IssueLine(**row, traded_in=traded_in))
        return IssueStock(**values, lines=tuple(lines))


class LendDialog(CounterDialog):
    """Lends things to somebody until a day."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        words = word_finder(Condition, Condition.LOST)
        columns = (
            *_thing_columns(desk.session),
            DraftColumn("condition", "借出时状况", picker(words, "不填就是完好"), 110, passed=True),
            DraftColumn("condition_note", "状况说明", TextField, 180, passed=True),
            DraftColumn("remarks", "备注", TextField, 180, ("remarks",), passed=True),
        )
        super().__init__(parent, desk, "借用登记", "借出", columns)
        self.field("storeroom").set_value(lookup.central_storeroom().name)
        due = desk.session.clock.today() + timedelta(days=USUAL_DAYS)
        self.field("due_on").set_value(due)

    def add_fields(self) -> None:
        self.add_arguments(
            Lend,
            "borrower",
            "due_on",
            "storeroom",
            "department",
            "school_class",
            "outside",
            "purpose",
            "remarks",
        )

    def draft(self, values: dict[str, Any]) -> Draft:
        lines = tuple(LoanLine(**row | _condition(row)) for row in self.require_lines(values))
        return Lend(**values, lines=lines)


class TakeBackDialog(CounterDialog):
    """Takes lent things back; what is still out stands in the lines as soon as the loan is known.

    :param number: the loan, where one stood on it already.
    """

    help_text = "选借用单，在外的物品就列出来；没还的行删掉，数量和状况照实改，空行上回车保存。"

    def __init__(self, parent: QWidget | None, desk: Desk, number: str | None = None) -> None:
        columns = (
            DraftColumn("line", "借出的物品", self._line_field, 280, required=True, unique=True),
            DraftColumn("quantity", "归还数量", QuantityField, 90, figures=True),
            DraftColumn("condition", "归还时状况", picker(word_finder(Condition), ""), 120),
            DraftColumn("condition_note", "状况说明", TextField, 280, passed=True),
        )
        self._loan = ""
        super().__init__(parent, desk, "归还登记", "收回", columns)
        if number is not None:
            self.field("number").set_value(number)
            self._show_lines()

    def add_fields(self) -> None:
        field = PickerField(loan_finder(), "单号、借用人、物品或拼音首字母")
        self.add("number", "借用单", field, required=True)
        field.chosen.connect(self._show_lines)
        self.add_arguments(TakeBack, "remarks")

    def _line_field(self) -> PickerField:
        return PickerField(listed(map(line_choice, lines_out(self._loan))), "在外的物品")

    def _show_lines(self) -> None:
        """List what is still out of the chosen loan, each whole and in good condition."""
        self._loan = self.field("number").value()
        self.sheet.grid.rows.forget_readers()
        good = [Condition.GOOD.label, Condition.GOOD.value]
        lines: list[list[Any]] = []
        for line in lines_out(self._loan):
            choice = line_choice(line)
            lines.append([[choice.label, choice.value], str(line.out), good, ""])
        filled = len(self.sheet.grid.rows.filled())
        nothing: list[list[Any]] = [[""] * 4] * max(0, filled - len(lines))
        self.put_lines([*lines, *nothing])

    def take_scanned(self, code: str) -> None:
        """Show the loan with which the scanned thing went out, or its line."""
        self.sheet.grid.finish_scanned(code)
        number = self._loan if any(one.code == code for one in lines_out(self._loan)) else ""
        number = number or number_out(code)
        if not number:
            self.bar.say(f"{code} 没有借出在外。请核对编号。")
            return
        if number != self._loan:
            self.field("number").set_value(number)
            self._show_lines()
        codes = [one.code for one in lines_out(number)]
        self.sheet.grid.go_to(codes.index(code), 1)

    def restore(self, state: dict[str, Any]) -> None:
        super().restore({name: value for name, value in state.items() if name != "lines"})
        if self.field("number").state()[1]:
            self._show_lines()
        self.put_lines(state.get("lines", []))

    def draft(self, values: dict[str, Any]) -> Draft:
        lines = tuple(
            BackLine(**row | {"line": int(row["line"])} | _condition(row))
            for row in self.require_lines(values)
        )
        return TakeBack(**values, lines=lines)


def _condition(row: dict[str, Any]) -> dict[str, Any]:
    word = row.get("condition")
    return {} if word is None else {"condition": Condition(word)}
