"""The page 物品: what lies where, the catalogue, and the slips with their signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from houqin_desktop.gui.procurement.receipt_actions import ReceiptActions
from houqin_desktop.gui.slips.actions import SlipActions
from houqin_desktop.gui.slips.page import PageList, SlipsPage
from houqin_desktop.gui.stock.aftermath_actions import AftermathActions
from houqin_desktop.gui.stock.loan_actions import LoanActions
from houqin_desktop.gui.stock.panels import StockPanel
from houqin_desktop.gui.stock.stock_actions import StockActions
from houqin_desktop.services.slips.engine import find_slip
from houqin_desktop.services.stock.finding import find_item

if TYPE_CHECKING:
    from collections.abc import Mapping

    from houqin_desktop.services.importing.batches import StockBatch

COUNTER_MENU: Final = (
    "stock.receive",
    "loan.issue",
    "loan.lend",
    "loan.gate_pass",
    "loan.transfer",
    "loan.handover",
    "loan.day_grid",
)
BACK_MENU: Final = ("loan.take_back", "loan.restock")
ITEM_MENU: Final = (
    "stock.add_item",
    "stock.import",
    "stock.correct_item",
    "stock.picture",
    "stock.minimum",
    "stock.retire_item",
)
SLIP_MENU: Final = (
    "slip.print",
    "slip.sign",
    "slip.scan",
    "slip.attach",
    "slip.documents",
    "slip.labels",
    "slip.photos",
    "procurement.thread",
    "",
    "procurement.hand_out",
    "procurement.accounts",
    *BACK_MENU,
    "loan.renew",
    "loan.photograph",
    "loan.compensate",
    "loan.not_paid",
    "loan.dispose",
    "loan.gate_back",
    "",
    "slip.reject",
    "slip.withdraw",
    "slip.reverse",
)
STOCK_MENU: Final = (*COUNTER_MENU, *BACK_MENU, "", *ITEM_MENU)
LISTS: Final = (
    PageList(
        name="stock",
        title="库存",
        search_hint="搜索 物品 / 保管室 / 领用人",
        empty=("batch", "没有库存", "物品入库以后，在哪个保管室、有多少，就列在这里。"),
        offered=("stock.receive", "stock.import"),
        first="loan.issue",
        buttons=("loan.issue", "loan.lend", "loan.take_back", "stock.receive"),
        menu=STOCK_MENU,
    ),
    PageList(
        name="items",
        title="物品目录",
        search_hint="搜索 名称 / 俗名 / 编号 / 拼音首字母",
        empty=("category", "还没有物品", "登记粉笔、订书机这样的低值易耗品和材料，再入库。"),
        offered=("stock.add_item", "stock.import"),
        buttons=(
            "stock.add_item",
            "stock.import",
            "stock.receive",
            "stock.correct_item",
            "stock.minimum",
        ),
        menu=STOCK_MENU,
    ),
    PageList(
        name="slips",
        title="物品单据",
        search_hint="搜索 单号 / 姓名 / 部门 / 用途",
        empty=("report", "还没有物品单据", "入库、领用、借用、转移的单据都在这里，签齐办结。"),
        offered=("stock.receive",),
        first="loan.issue",
        buttons=("slip.print", "slip.sign", "slip.withdraw", "slip.reverse"),
        menu=SLIP_MENU,
        slip="单号",
    ),
    PageList(
        name="loans",
        title="借用登记簿",
        search_hint="搜索 借用人 / 物品 / 单号 / 校外单位",
        empty=("calendar", "没有借出过东西", "谁借了什么、哪天还、逾期几天，一行一样列在这里。"),
        offered=("loan.lend",),
        buttons=("loan.lend", "loan.take_back", "loan.renew", "slip.print", "slip.sign"),
        menu=SLIP_MENU,
        slip="借用单号",
    ),
    PageList(
        name="transfers",
        title="转移登记簿",
        search_hint="搜索 单号 / 物品 / 保管室 / 姓名",
        empty=("department", "没有转移过", "从哪个室、哪个部门转到哪里，一行一样列在这里。"),
        offered=("loan.transfer",),
        buttons=("loan.transfer", "slip.print", "slip.sign", "slip.reverse"),
        menu=SLIP_MENU,
        slip="单号",
    ),
    PageList(
        name="handovers",
        title="交接登记簿",
        search_hint="搜索 单号 / 姓名 / 保管室",
        empty=("signature", "没有办过交接", "换岗、离岗、换保管员，一次交接一张清册列在这里。"),
        offered=("loan.handover",),
        buttons=("loan.handover", "slip.print", "slip.sign", "slip.reverse"),
        menu=SLIP_MENU,
        slip="单号",
    ),
)


class StockPage(SlipsPage):
    """The lists on the left, the chosen item or slip on the right."""

    title = "物品"
    icon_name = "batch"
    action_id = "page.stock"
    menu = (*COUNTER_MENU, "", *ITEM_MENU, "", *SLIP_MENU)
    page_lists = LISTS
    registers = tuple(one.name for one in LISTS)
    next_actions: ClassVar[Mapping[str, str]] = {
        "record_printing": "slip.print",
        "record_signature": "slip.sign",
        "take_back": "loan.take_back",
        "close_gate_pass": "loan.gate_back",
        "apply_disposal": "loan.dispose",
        "hand_out": "procurement.hand_out",
    }

    def bind_actions(self) -> None:
        for actions in (StockActions, LoanActions, AftermathActions, SlipActions, ReceiptActions):
            actions(self).bind(self.actions_of_page)

    card: StockPanel

    def make_card(self) -> StockPanel:
        card = StockPanel()
        card.photo_wanted.connect(self.actions_of_page["stock.picture"].trigger)
        return card

    def show_row(self, _name: str, row: dict[str, object]) -> None:
        self.card.show_item(str(row["物品编号"]))

    def chosen_item(self) -> str:
        """Return the code of the chosen item, an empty text where none is chosen."""
        return self.chosen_in("物品编号", "stock", "items")

    def open_slip(self, number: str) -> None:
        self.choose_in("slips", find_slip(number).slip.id)

    def open_item(self, code: str) -> None:
        """Choose the item with this code in the catalogue.

        :raises Refused: when there is no such item.
        """
        self.choose_in("items", find_item(code).id)

    def show_batch(self, batch: StockBatch) -> None:
        """Choose the slips that an import brought, or its items where it brought no slip."""
        if batch.slips:
            self.choose_in("slips", *batch.slips)
        else:
            self.choose_in("items", *batch.items)

    def import_items(self) -> None:
        """Bring in a ledger of items."""
        from houqin_desktop.domain.ledger.headers import LedgerKind

        if self.window_joined is not None:
            self.window_joined.book.open_import(LedgerKind.STOCK)
