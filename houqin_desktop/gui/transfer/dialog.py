"""部门转移: cards and things go to another room, department or person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin_desktop.gui.forms.fields import QuantityField, TextField
from houqin_desktop.gui.loan.counter_dialog import NOTE, CounterDialog, picker
from houqin_desktop.gui.loan.dialogs import THING_HINT
from houqin_desktop.gui.loan.finders import thing_finder
from houqin_desktop.gui.registers.draft_model import DraftColumn
from houqin_desktop.services.transfer.chosen import common_ends
from houqin_desktop.services.transfer.drafts import Transfer, TransferLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft


class TransferDialog(CounterDialog):
    """Writes a slip of transfer; the register changes once 总务处 has signed it."""

    help_text = f"移交人、接收人签字，总务处审核调整以后才改台账。{NOTE}"

    def __init__(self, parent: QWidget | None, desk: Desk, codes: Sequence[str] = ()) -> None:
        """Begin with these cards, and with where all of them are."""
        things = picker(thing_finder(desk.session), THING_HINT)
        columns = (
            DraftColumn("item", "物品或资产", things, 280, ("code", "name"), required=True),
            DraftColumn("quantity", "数量", QuantityField, 80, ("quantity",), figures=True),
            DraftColumn("place", "新存放地点", TextField, 180, ("place",), passed=True),
            DraftColumn("remarks", "备注", TextField, 200, ("remarks",), passed=True),
        )
        super().__init__(parent, desk, "部门转移", "登记", columns)
        for name, value in common_ends(codes).items():
            self.field(name).set_value(value)
        self.put_lines([[code] for code in codes])

    def add_fields(self) -> None:
        self.add_arguments(
            Transfer,
            "giver",
            "taker",
            "storeroom",
            "other_storeroom",
            "giver_department",
            "department",
            "reason",
            "place",
            "remarks",
        )

    def draft(self, values: dict[str, Any]) -> Draft:
        lines = tuple(TransferLine(**row) for row in self.require_lines(values))
        return Transfer(**values, lines=lines)
