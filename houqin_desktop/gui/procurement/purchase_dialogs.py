"""采购, 登记报价, 验收, 验收入库: from what is approved to what lies in the room."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.fields import QuantityField
from houqin_desktop.gui.forms.rows_dialog import RowsDialog
from houqin_desktop.gui.procurement.finders import (
    line_field,
    order_field,
    order_key,
    supplier_field,
)
from houqin_desktop.services import lookup
from houqin_desktop.services.procurement.drafts import (
    AcceptGoods,
    DeliveredLine,
    OrderLine,
    OrderPurchase,
    RecordQuotation,
    StockAccepted,
    StockedAs,
)
from houqin_desktop.services.procurement.open_lines import (
    lines_to_come,
    lines_to_order,
    lines_to_stock,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

# So wide is the longest title of a field, 申请人兼验收的理由.
LONG_LABELS: Final = 134
ORDER_NOTE: Final = (
    "每行是一张申请里批准而还没有买的一行；几张申请可以并成一张采购单，"
    "一张申请也可以分几次买：不买的行清空，数量照实改。单价填谈定的价。"
)
ACCEPT_NOTE: Final = (
    "每行是采购单上的一行：没有到的行清空，数量照实改；合格数不填就是全部合格，"
    "有不合格的选怎样处理。出厂编号几个之间用顿号。"
)
STOCK_NOTE: Final = (
    "每行按单价和分类已经选好怎样入账：一件一卡、一批一卡，或进物品库存；要改的改选。"
    "没有分类的固定资产请补上分类代码。"
)


class OrderDialog(RowsDialog):
    """Fills in a purchase; begins with what is open of a request, or of all.

    :param request: the number of the chosen request, empty for all that wait.
    """

    help_text = "批准了的申请，向哪家买、谁经办、几号交货。达到比价标准的，先登记三家报价再打印。"

    def __init__(self, parent: QWidget | None, desk: Desk, request: str = "") -> None:
        lines = lines_to_order()
        super().__init__(
            parent,
            desk,
            "采购",
            OrderPurchase,
            rows="lines",
            row_class=OrderLine,
            columns={"request": 640, "quantity": 140, "price": 160},
            figures=("quantity", "price"),
            note=ORDER_NOTE,
            known={"requests": None},
            fields={"supplier": supplier_field()},
            row_fields={"request": order_field(lines)},
            label_width=LONG_LABELS,
        )
        self.done_text = "已开采购单"
        self.name_save("采购")
        self.fill(
            [
                {"request": order_key(one), "quantity": one.pieces, "price": one.price_fen}
                for one in lines
                if request in ("", one.number)
            ]
        )

    def lines_of(self, rows: Sequence[Mapping[str, Any]]) -> tuple[Draft, ...]:
        made = []
        for row in rows:
            number, _, position = str(row["request"]).partition("#")
            made.append(dict(row) | {"request": number, "line": int(position)})
        return super().lines_of(made)


def quotation_dialog(parent: QWidget, desk: Desk, number: str) -> DraftDialog:
    """Return the form 登记报价 for a purchase."""
    dialog = DraftDialog(
        parent,
        desk,
        f"登记报价 {number}",
        RecordQuotation,
        known={"number": number},
        prefilled={"quoted_on": desk.session.clock.today()},
        fields={"supplier": supplier_field()},
        done="已登记报价",
        adds_again=True,
    )
    dialog.help_text = "哪一家对这张采购单的全部物品报了多少总价；打印以前登记，印在单上。"
    return dialog


class LinesDialog(RowsDialog):
    """A form about the lines of one paper, each picked by its number there."""

    def lines_of(self, rows: Sequence[Mapping[str, Any]]) -> tuple[Draft, ...]:
        return super().lines_of([dict(row) | {"line": int(row["line"])} for row in rows])


class AcceptDialog(LinesDialog):
    """Fills in an acceptance; begins with what of the purchase was not accepted yet."""

    help_text = (
        "货到以后两个人一起验：对采购单、送货单和发票，数量、质量、价格。"
        "申请人不能验自己申请的东西，使用部门由负责人或指定的人签字。几次到货就验收几次。"
    )

    def __init__(self, parent: QWidget | None, desk: Desk, number: str) -> None:
        lines = lines_to_come(number)
        super().__init__(
            parent,
            desk,
            f"验收 {number}",
            AcceptGoods,
            rows="lines",
            row_class=DeliveredLine,
            columns={
                "line": 214,
                "delivered": 74,
                "accepted": 70,
                "price": 92,
                "quality": 100,
                "rejected": 100,
                "serials": 130,
                "papers": 100,
                "warranty_until": 120,
            },
            figures=("delivered", "accepted", "price"),
            note=ACCEPT_NOTE,
            known={"number": number},
            row_fields={"line": line_field(lines), "accepted": partial(QuantityField, least=0)},
            passed=("quality", "rejected", "serials", "papers", "warranty_until"),
            across=3,
            label_width=LONG_LABELS,
        )
        self.done_text = "已写验收单"
        self.name_save("验收")
        self.field("storeroom").set_value(lookup.central_storeroom().name)
        self.field("user").setPlaceholderText("不填就是部门负责人")
        self.field("arrived_on").set_value(desk.session.clock.today())
        self.fill(
            [
                {"line": str(one.position), "delivered": one.pieces, "price": one.price_fen}
                for one in lines
            ]
        )


class StockDialog(LinesDialog):
    """Shows as what each accepted line comes in; what is changed goes with the command."""

    help_text = "验收签齐以后一次入库。达到大件标准的自动立卡，卡片各栏按申请、采购、验收填好。"

    def __init__(self, parent: QWidget | None, desk: Desk, number: str) -> None:
        lines = lines_to_stock(number)
        super().__init__(
            parent,
            desk,
            f"验收入库 {number}",
            StockAccepted,
            rows="lines",
            row_class=StockedAs,
            columns={
                "line": 280,
                "way": 100,
                "item": 150,
                "category": 150,
                "place": 110,
                "batch": 80,
                "expires_on": 110,
            },
            note=STOCK_NOTE,
            known={"number": number},
            row_fields={"line": line_field(one for one, _ in lines)},
        )
        self.done_text = "已入库"
        self.name_save("入库")
        self._usual = [
            {"line": str(one.position), "way": way.value, "category": one.wanted.category}
            for one, way in lines
        ]
        self.fill(self._usual)

    def lines_of(self, rows: Sequence[Mapping[str, Any]]) -> tuple[Draft, ...]:
        """Return the rows in which something is not as it usually is."""
        usual = [{key: cell for key, cell in row.items() if cell} for row in self._usual]
        return super().lines_of([row for row in rows if row not in usual])
