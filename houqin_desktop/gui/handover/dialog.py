"""办交接清册: who hands over what to whom; the program draws up the list, keys are typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.domain.handover import HandoverCause
from houqin_desktop.domain.people import Post
from houqin_desktop.gui.forms.fields import QuantityField, TextField
from houqin_desktop.gui.loan.counter_dialog import CounterDialog
from houqin_desktop.gui.registers.draft_model import DraftColumn
from houqin_desktop.services import lookup
from houqin_desktop.services.handover.drafts import KeyLine, OpenHandover

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

HELP: Final = (
    "移交人名下的资产、物品、借用未还和所管保管室由程序列出，清册开出就不再变；"
    "只交一个保管室的，请填“只交这一室”。下面逐行填钥匙，没有就空着。"
    "移交人、接收人、总务主任三方签齐以后，台账和保管员才换人。"
)
NOTE: Final = "保存后打印清册，当面清点，三方签字；签字在“物品”页的“物品单据”里登记。"


class HandoverDialog(CounterDialog):
    """Opens a list; the lines below its head are the keys."""

    help_text = HELP
    scanned_key = "name"

    def __init__(
        self, parent: QWidget | None, desk: Desk, prefilled: Mapping[str, Any] | None = None
    ) -> None:
        columns = (
            DraftColumn("name", "哪里的钥匙", TextField, 320, ("name",), required=True),
            DraftColumn("quantity", "把数", QuantityField, 90, ("quantity",), figures=True),
            DraftColumn("remarks", "备注", TextField, 320, ("remarks",), passed=True),
        )
        super().__init__(parent, desk, "办交接清册", "列入清册", columns)
        self.name_save("开出清册")
        self.done_text = "已开出清册"
        for name, value in (prefilled or {}).items():
            self.field(name).set_value(value)

    def add_fields(self) -> None:
        self.add_arguments(OpenHandover, "giver", "taker", "cause", "storeroom", "remarks")
        self.add_note(NOTE)

    def draft(self, values: dict[str, Any]) -> Draft:
        keys = tuple(KeyLine(**row) for row in values.pop("lines"))
        return OpenHandover(**values, keys=keys)


def handover_of_room(parent: QWidget, desk: Desk, room: str) -> HandoverDialog:
    """Return the form for one room, from who keeps it today."""
    keeper = lookup.holder(Post.STOREKEEPER, desk.session.clock.today(), lookup.storeroom(room).id)
    prefilled: dict[str, Any] = {"storeroom": room, "cause": HandoverCause.ROOM}
    if keeper is not None:
        prefilled["giver"] = lookup.person_by_id(keeper).number
    return HandoverDialog(parent, desk, prefilled)
