"""The page 物品: what lies where, the catalogue, and the slips with their signatures.

With a slip chosen, the primary button is its next step; else it is what begins most often.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QSplitter

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.page import Page
from houqin_desktop.gui.registers.empty import EmptyState
from houqin_desktop.gui.registers.list_tabs import ListTabs
from houqin_desktop.gui.registers.panel import RegisterPanel
from houqin_desktop.gui.stock.aftermath_actions import AftermathActions
from houqin_desktop.gui.stock.loan_actions import LoanActions
from houqin_desktop.gui.stock.panels import StockPanel
from houqin_desktop.gui.stock.slip_actions import SlipActions
from houqin_desktop.gui.stock.stock_actions import StockActions
from houqin_desktop.services.slips.case import slip_view
from houqin_desktop.services.slips.engine import find_slip
from houqin_desktop.services.stock.finding import find_item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.importing.batches import StockBatch
    from houqin_desktop.services.slips.case import SlipView

LISTS: Final = (
    ("stock", "库存", "搜索 物品 / 保管室 / 领用人"),
    ("items", "物品目录", "搜索 名称 / 俗名 / 编号 / 拼音首字母"),
    ("slips", "物品单据", "搜索 单号 / 姓名 / 部门 / 用途"),
    ("loans", "借用登记簿", "搜索 借用人 / 物品 / 单号 / 校外单位"),
    ("transfers", "转移登记簿", "搜索 单号 / 物品 / 保管室 / 姓名"),
    ("handovers", "交接登记簿", "搜索 单号 / 姓名 / 保管室"),
)
# The lists of which a row belongs to a slip, and the column with its number.
SLIP_COLUMN: Final = {
    "slips": "单号",
    "loans": "借用单号",
    "transfers": "单号",
    "handovers": "单号",
}
EMPTY: Final = {
    "stock": ("batch", "没有库存", "物品入库以后，在哪个保管室、有多少，就列在这里。"),
    "items": ("category", "还没有物品", "登记粉笔、订书机这样的低值易耗品和材料，再入库。"),
    "slips": ("report", "还没有物品单据", "入库、领用、借用、转移的单据都在这里，签齐办结。"),
    "loans": ("calendar", "没有借出过东西", "谁借了什么、哪天还、逾期几天，一行一样列在这里。"),
    "transfers": ("department", "没有转移过", "从哪个室、哪个部门转到哪里，一行一样列在这里。"),
    "handovers": ("signature", "没有办过交接", "换岗、离岗、换保管员，一次交接一张清册列在这里。"),
}
EMPTY_ACTIONS: Final = {
    "stock": ("stock.receive", "stock.import"),
    "items": ("stock.add_item", "stock.import"),
    "slips": ("stock.receive",),
    "loans": ("loan.lend",),
    "transfers": ("loan.transfer",),
    "handovers": ("loan.handover",),
}
FIRST_ACTION: Final = {
    "stock": "loan.issue",
    "items": "stock.add_item",
    "slips": "loan.issue",
    "loans": "loan.lend",
    "transfers": "loan.transfer",
    "handovers": "loan.handover",
}
NEXT_ACTION: Final = {
    "record_printing": "slip.print",
    "record_signature": "slip.sign",
    "take_back": "loan.take_back",
    "close_gate_pass": "loan.gate_back",
    "apply_disposal": "loan.dispose",
}
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
    "slip.photos",
    "",
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
BUTTONS: Final = {
    "stock": ("loan.issue", "loan.lend", "loan.take_back", "stock.receive"),
    "items": (
        "stock.add_item",
        "stock.import",
        "stock.receive",
        "stock.correct_item",
        "stock.minimum",
    ),
    "slips": ("slip.print", "slip.sign", "slip.withdraw", "slip.reverse"),
    "loans": ("loan.lend", "loan.take_back", "loan.renew", "slip.print", "slip.sign"),
    "transfers": ("loan.transfer", "slip.print", "slip.sign", "slip.reverse"),
    "handovers": ("loan.handover", "slip.print", "slip.sign", "slip.reverse"),
}


class StockPage(Page):
    """The lists on the left, the chosen item or slip on the right."""

    title = "物品"
    icon_name = "batch"
    value_word = "金额"
    action_id = "page.stock"
    menu = (*COUNTER_MENU, "", *ITEM_MENU, "", *SLIP_MENU)
    registers = tuple(name for name, *_ in LISTS)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._window: MainWindow | None = None
        self.slip: SlipView | None = None
        # What the card shows, and whether the book has changed since.
        self._shown: tuple[str, str] | None = None
        self._stale = True
        StockActions(self).bind(self.actions_of_page)
        LoanActions(self).bind(self.actions_of_page)
        AftermathActions(self).bind(self.actions_of_page)
        SlipActions(self).bind(self.actions_of_page)
        self.panels = {
            name: RegisterPanel(desk, name, search_hint=hint, empty=self._empty(name))
            for name, _title, hint in LISTS
        }
        self.card = StockPanel()
        self.card.photo_wanted.connect(self.actions_of_page["stock.picture"].trigger)
        self._arrange()
        for panel in self.panels.values():
            panel.chosen_changed.connect(self.show_chosen)
            panel.totals_changed.connect(self.status_changed)
            panel.model.reloaded.connect(self.show_chosen)
            panel.view.opened.connect(lambda _key: self.primary.click())
            menu = QMenu(self)
            self.actions_of_page.fill(menu, self.menu_of(panel))
            panel.view.set_menu(menu)
        desk.bus.changed.connect(self._note_change)
        self.show_list(0)

    def _empty(self, name: str) -> EmptyState:
        picture, title, hint = EMPTY[name]
        buttons = [self.actions_of_page.button(one) for one in EMPTY_ACTIONS[name]]
        return EmptyState(picture, title, hint, buttons)

    def _arrange(self) -> None:
        self.primary = self.actions_of_page.button("stock.receive", primary=True)
        self.top.addWidget(self.primary)
        wanted = dict.fromkeys(action for buttons in BUTTONS.values() for action in buttons)
        self.others = [self.actions_of_page.button(action_id) for action_id in wanted]
        for button in self.others:
            self.top.addWidget(button)
        self.top.addStretch(1)
        tabs = ListTabs(self, [(title, self.panels[name]) for name, title, _hint in LISTS])
        self.tabs, self.lists, self.stack = tabs, tabs.bar, tabs.stack
        self.lists.currentChanged.connect(self.show_list)
        self.top.addWidget(tabs.searches)
        self.body.addLayout(tabs.line)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("stock")
        split.setHandleWidth(10)
        split.addWidget(self.stack)
        split.addWidget(self.card)
        split.setStretchFactor(0, 1)
        split.setSizes([974, 350])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)

    def join(self, window: MainWindow) -> None:
        self._window = window

    def open_case(self, number: str) -> None:
        """Go to the disposal case that followed from a slip."""
        if self._window is not None:
            self._window.open_case(number)

    def menu_of(self, panel: RegisterPanel) -> Sequence[str]:
        of_slips = any(panel is self.panels[name] for name in SLIP_COLUMN)
        return SLIP_MENU if of_slips else STOCK_MENU

    @property
    def name(self) -> str:
        """Return the name of the list shown."""
        return LISTS[self.stack.currentIndex()][0]

    @property
    def panel(self) -> RegisterPanel:
        """Return the list shown."""
        return self.panels[self.name]

    def show_list(self, at: int) -> None:
        """Show the list of this number."""
        self.tabs.show_at(at)
        self.show_chosen()
        self.status_changed.emit()

    def chosen(self) -> dict[str, object] | None:
        """Return the chosen row as title to value, None unless it is one row."""
        rows = self.panel.view.chosen_rows()
        return self.panel.model.record(rows[0]) if len(rows) == 1 else None

    def chosen_item(self) -> str:
        """Return the code of the chosen item, an empty text where none is chosen."""
        row = self.chosen() if self.name in ("stock", "items") else None
        return "" if row is None else str(row["物品编号"])

    def show_chosen(self) -> None:
        """Show what is chosen and offer what comes next."""
        row = self.chosen()
        number = "" if row is None else str(row[SLIP_COLUMN.get(self.name, "物品编号")])
        if not self._stale and self._shown == (self.name, number):
            return
        self._stale, self._shown = False, (self.name, number)
        self.slip = None
        try:
            if row is None:
                self.card.clear()
            elif self.name in SLIP_COLUMN:
                self.slip = slip_view(number, self.desk.session.clock)
                self.card.show_slip(self.slip)
            else:
                self.card.show_item(number)
        except Refused as refusal:
            self.card.clear()
            self.refuse(refusal)
        self._offer()

    def _offer(self) -> None:
        """Make the next step of what is chosen the primary button."""
        action_id, text = FIRST_ACTION[self.name], ""
        if self.slip is not None and self.slip.next_command in NEXT_ACTION:
            action_id, text = NEXT_ACTION[self.slip.next_command], self.slip.next_title
        self.primary.show_action(self.actions_of_page[action_id], text=text)
        self.show_only(self.others, set(BUTTONS[self.name]) - {action_id})
        self.actions_of_page.refresh()

    def open_slip(self, number: str) -> None:
        """Choose the slip with this number in the list of slips.

        :raises Refused: for a number that no slip has.
        """
        self._choose("slips", find_slip(number).slip.id)

    def open_item(self, code: str) -> None:
        """Choose the item with this code in the catalogue.

        :raises Refused: when there is no such item.
        """
        self._choose("items", find_item(code).id)

    def show_batch(self, batch: StockBatch) -> None:
        """Choose the slips that an import brought, or its items where it brought no slip."""
        if batch.slips:
            self._choose("slips", *batch.slips)
        else:
            self._choose("items", *batch.items)

    def import_items(self) -> None:
        """Bring in a ledger of items."""
        from houqin_desktop.domain.ledger.headers import LedgerKind

        if self._window is not None:
            self._window.book.open_import(LedgerKind.STOCK)

    def _choose(self, name: str, *keys: int) -> None:
        self.show_register(name)
        panel = self.panels[name]
        panel.clear()
        panel.refresh()
        panel.view.choose(list(keys))

    def refresh(self) -> None:
        self._stale = True
        self.panel.refresh()
        self.show_chosen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_chosen()

    def _note_change(self, _changes: object) -> None:
        self._stale = True
        if self.isVisible():
            self.show_chosen()
