"""物品入库: from where, into which room, and a grid of what comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.forms.rows_dialog import RowsDialog
from houqin_desktop.services.stock.drafts import ReceiptLine, ReceiveStock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk

# Each column with its width.
COLUMNS: Final = {
    "item": 220,
    "quantity": 80,
    "price": 100,
    "amount": 110,
    "batch": 110,
    "expires_on": 110,
    "place": 110,
    "remarks": 160,
}
NOTE: Final = (
    "每行一种物品；单价和金额填一个就行，不计价的填 0。可从表格软件复制几行，到下面按 Ctrl+V。"
)


class ReceiveDialog(RowsDialog):
    """Fills in a receipt."""

    help_text = "物品从哪里来、放进哪个保管室、有哪些、值多少。保存以后就在库里，再打印签字。"

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(
            parent,
            desk,
            "物品入库",
            ReceiveStock,
            rows="lines",
            row_class=ReceiptLine,
            columns=COLUMNS,
            figures=("quantity", "price", "amount"),
            note=NOTE,
        )
        self.done_text = "已入库"
        self.name_save("入库")
