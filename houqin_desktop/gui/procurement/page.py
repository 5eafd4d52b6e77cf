"""The page 采购: requests, purchases, acceptances, the budget, who sells, what is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from houqin_desktop.domain.stock import ReceiptSource
from houqin_desktop.domain.voucher import VoucherKind
from houqin_desktop.gui.procurement.opening import LIST_OF
from houqin_desktop.gui.procurement.procurement_actions import ProcurementActions
from houqin_desktop.gui.procurement.procurement_panel import ProcurementPanel
from houqin_desktop.gui.procurement.receipt_actions import ReceiptActions
from houqin_desktop.gui.slips.actions import SlipActions
from houqin_desktop.gui.slips.page import PageList, SlipsPage
from houqin_desktop.services.slips.engine import find_slip

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUEST_MENU: Final = (
    "procurement.request",
    "procurement.again",
    "procurement.decide",
    "procurement.excuse",
    "procurement.close",
)
BUYING_MENU: Final = (
    "procurement.order",
    "procurement.quote",
    "procurement.accept",
    "procurement.stock",
    "procurement.hand_out",
    "procurement.accounts",
    "procurement.thread",
)
PAPER_MENU: Final = (
    "slip.print",
    "slip.sign",
    "slip.scan",
    "slip.attach",
    "slip.documents",
    "slip.labels",
    "",
    "slip.reject",
    "slip.withdraw",
    "slip.reverse",
)
BUDGET_MENU: Final = (
    "procurement.budget",
    "procurement.change_budget",
    "procurement.withdraw_budget",
)
SUPPLIER_MENU: Final = (
    "procurement.supplier",
    "procurement.correct_supplier",
    "procurement.retire_supplier",
)
SLIP_MENU: Final = (*REQUEST_MENU, "", *BUYING_MENU, "", *PAPER_MENU)
LISTS: Final = (
    PageList(
        name="requests",
        title="采购申请",
        search_hint="搜索 单号 / 物品 / 部门 / 申请人",
        empty=("cart", "还没有采购申请", "部门要买东西先写申请；学校已有的，写的时候就会提醒。"),
        offered=("procurement.request",),
        buttons=(
            "procurement.request",
            "slip.print",
            "slip.sign",
            "procurement.decide",
            "procurement.thread",
        ),
        menu=SLIP_MENU,
        slip="单号",
    ),
    PageList(
        name="purchases",
        title="采购单",
        search_hint="搜索 单号 / 供应商 / 合同编号",
        empty=("cart", "还没有采购单", "申请批准以后，向哪家买、什么价，开成采购单。"),
        offered=("procurement.order",),
        buttons=(
            "procurement.order",
            "slip.print",
            "slip.sign",
            "procurement.quote",
            "procurement.thread",
        ),
        menu=SLIP_MENU,
        slip="单号",
    ),
    PageList(
        name="acceptances",
        title="验收单",
        search_hint="搜索 单号 / 供应商 / 采购单号 / 发票号",
        empty=("check", "还没有验收单", "货到以后选中采购单“验收”，两个人一起验，签齐入库。"),
        offered=(),
        first="procurement.order",
        buttons=("slip.print", "slip.sign", "procurement.stock", "procurement.thread"),
        menu=SLIP_MENU,
        slip="单号",
    ),
    PageList(
        name="procurement",
        title="采购台账",
        search_hint="搜索 物品 / 部门 / 供应商 / 任一单号",
        empty=("report", "还没有采购", "每样东西从申请到发放走到哪里，一行一样列在这里。"),
        offered=("procurement.request",),
        buttons=("procurement.request", "procurement.thread"),
        menu=SLIP_MENU,
        slip="采购申请",
    ),
    PageList(
        name="budget",
        title="预算",
        search_hint="搜索 预算项目 / 经费来源 / 部门",
        empty=("money", "还没有预算", "年初逐项登记预算，申请占用、验收支出、还剩多少随时看得到。"),
        offered=("procurement.budget",),
        buttons=("procurement.change_budget", "procurement.withdraw_budget"),
        menu=BUDGET_MENU,
    ),
    PageList(
        name="suppliers",
        title="供应商",
        search_hint="搜索 名称 / 联系人 / 税号",
        empty=("people", "还没有供应商", "登记向哪些商家买东西，买过什么、迟交几次都记在这里。"),
        offered=("procurement.supplier",),
        buttons=("procurement.correct_supplier", "procurement.retire_supplier"),
        menu=SUPPLIER_MENU,
    ),
    PageList(
        name="accounts",
        title="财务入账",
        search_hint="搜索 入库单号 / 来源单位 / 凭证号",
        empty=("money", "没有要入账的", "入库以后财务记了哪一号凭证、还欠哪几张，列在这里。"),
        offered=(),
        first="procurement.accounts",
        buttons=("slip.print", "slip.sign", "procurement.hand_out", "procurement.thread"),
        menu=SLIP_MENU,
        slip="入库单号",
    ),
)


class ProcurementPage(SlipsPage):
    """The lists on the left, the chosen paper, budget line or supplier on the right."""

    title = "采购"
    icon_name = "cart"
    action_id = "page.procurement"
    menu = (*SLIP_MENU, "", *BUDGET_MENU, "", *SUPPLIER_MENU)
    page_lists = LISTS
    registers = tuple(one.name for one in LISTS)
    next_actions: ClassVar[Mapping[str, str]] = {
        "record_printing": "slip.print",
        "record_signature": "slip.sign",
        "order_purchase": "procurement.order",
        "accept_goods": "procurement.accept",
        "stock_accepted": "procurement.stock",
        "hand_out": "procurement.hand_out",
    }
    card: ProcurementPanel

    def bind_actions(self) -> None:
        for actions in (ProcurementActions, ReceiptActions, SlipActions):
            actions(self).bind(self.actions_of_page)

    def make_card(self) -> ProcurementPanel:
        return ProcurementPanel(self.desk.session)

    def show_row(self, name: str, row: dict[str, object]) -> None:
        show = self.card.show_budget if name == "budget" else self.card.show_supplier
        show(row)

    def open_slip(self, number: str) -> None:
        case = find_slip(number)
        name = LIST_OF.get(case.voucher.kind)
        if case.voucher.kind is VoucherKind.RECEIPT:
            name = "accounts" if case.slip.source == ReceiptSource.PURCHASE.value else None
        if name is None:
            self.open_record(number)
        else:
            self.choose_in(name, case.slip.id)
