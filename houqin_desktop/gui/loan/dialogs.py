"""领用, 借用 and 物品出门 at the counter."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.domain.stock import Condition
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.gui.forms.fields import QuantityField, TextField
from houqin_desktop.gui.forms.pickers import PickerField
from houqin_desktop.gui.loan.counter_dialog import NOTE, CounterDialog, photo_column, picker
from houqin_desktop.gui.loan.finders import (
    YES,
    slip_finder,
    thing_finder,
    word_finder,
    yes_finder,
)
from houqin_desktop.gui.registers.draft_model import DraftColumn
from houqin_desktop.services import lookup
from houqin_desktop.services.loan.drafts import (
    GateLine,
    IssueGatePass,
    IssueLine,
    IssueStock,
    Lend,
    LoanLine,
)
from houqin_desktop.services.loan.gate import pass_for

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

    def __init__(self, parent: QWidget | None, desk: Desk, title: str = "领用登记") -> None:
        columns = (
            *_thing_columns(desk.session),
            DraftColumn("traded_in", "以旧换新", picker(yes_finder(), ""), 90, passed=True),
            DraftColumn("place", "使用地点", TextField, 160, ("place",), passed=True),
            DraftColumn("remarks", "备注", TextField, 200, ("remarks",), passed=True),
        )
        super().__init__(parent, desk, title, "发放", columns)
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
            DraftColumn("condition_note", "状况说明", TextField, 160, passed=True),
            photo_column(100),
            DraftColumn("remarks", "备注", TextField, 160, ("remarks",), passed=True),
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


class GatePassDialog(CounterDialog):
    """Lets things out of the gate: those of a loan, or what is filled in."""

    help_text = f"填借用单号，在外的物品就不用再填；不返回的不填返回日期。{NOTE}"

    def __init__(self, parent: QWidget | None, desk: Desk, loan: str | None = None) -> None:
        columns = (
            *_thing_columns(desk.session),
            DraftColumn("remarks", "备注", TextField, 240, ("remarks",), passed=True),
        )
        super().__init__(parent, desk, "开物品出门条", "开出", columns)
        self.field("storeroom").set_value(lookup.central_storeroom().name)
        for name, value in ({} if loan is None else pass_for(loan)).items():
            self.field(name).set_value(value)

    def add_fields(self) -> None:
        self.add_arguments(IssueGatePass, "carrier", "outside", "purpose")
        hint = "没有借用单不填；单号、姓名或物品"
        self.add("loan", "借用单号", PickerField(slip_finder(VoucherKind.LOAN), hint))
        self.add_arguments(IssueGatePass, "due_on", "storeroom", "remarks")

    def draft(self, values: dict[str, Any]) -> Draft:
        rows = values.pop("lines") if values.get("loan") else self.require_lines(values)
        values.pop("lines", None)
        return IssueGatePass(**values, lines=tuple(GateLine(**row) for row in rows) or None)


def _condition(row: dict[str, Any]) -> dict[str, Any]:
    word = row.get("condition")
    return {} if word is None else {"condition": Condition(word)}
