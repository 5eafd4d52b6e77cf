"""What can be done on 采购, and why a step cannot be done now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.procurement.opening import LIST_OF
from houqin_desktop.services.procurement.again import ENDED
from houqin_desktop.services.procurement.drafts import RetireSupplier, WithdrawBudgetLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.forms.form_dialog import FormDialog
    from houqin_desktop.gui.procurement.page import ProcurementPage
    from houqin_desktop.services.slips.case import SlipView

CHOOSE_SUPPLIER: Final = "请先在“供应商”里选一家"
CHOOSE_BUDGET: Final = "请先在“预算”里选一项"
OUT_OF_USE: Final = "停用"
_EXCUSED: Final = tuple(LIST_OF)


class ProcurementActions(QObject):
    """The verbs of the page, each opening its form on what is chosen."""

    def __init__(self, page: ProcurementPage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to its form and to what it needs."""
        request, purchase = VoucherKind.PURCHASE_REQUEST, VoucherKind.PURCHASE
        signing, done = VoucherState.SIGNING, VoucherState.EXECUTED
        of = self._reason_of
        table: tuple[tuple[str, Callable[[], object], Callable[[], str]], ...] = (
            ("procurement.again", self.request_again, of((request,), *ENDED)),
            ("procurement.decide", self.decide, of((request,), signing)),
            ("procurement.excuse", self.excuse, of(_EXCUSED, signing)),
            ("procurement.close", self.close_request, of((request,), done)),
            ("procurement.quote", self.quote, of((purchase,), signing)),
            ("procurement.accept", self.accept, of((purchase,), signing, done)),
            ("procurement.stock", self.stock, of((VoucherKind.ACCEPTANCE,), done)),
            ("procurement.correct_supplier", self.correct_supplier, self._reason_supplier),
            ("procurement.retire_supplier", self.retire_supplier, self._reason_supplier),
            ("procurement.change_budget", self.change_budget, self._reason_budget),
            ("procurement.withdraw_budget", self.withdraw_budget, self._reason_budget),
        )
        always: tuple[tuple[str, Callable[[], object]], ...] = (
            ("procurement.request", self.request),
            ("procurement.order", self.order),
            ("procurement.supplier", self.add_supplier),
            ("procurement.budget", self.add_budget),
        )
        for action_id, run in always:
            actions.bind(action_id, run)
        for action_id, run, reason in table:
            actions.bind(action_id, run, reason)

    @property
    def slip(self) -> SlipView:
        """Return the chosen paper."""
        assert self._page.slip is not None
        return self._page.slip

    def _reason_of(
        self, kinds: tuple[VoucherKind, ...], *states: VoucherState
    ) -> Callable[[], str]:
        return partial(self._reason, kinds, states)

    def _reason(self, kinds: tuple[VoucherKind, ...], states: tuple[VoucherState, ...]) -> str:
        slip = self._page.slip
        if slip is None or slip.kind not in kinds:
            words = "、".join(kind.label for kind in kinds)
            return f"请先选一张{words}单"
        if slip.state not in states or slip.state_label == "已冲销":
            return f"{slip.number} 现在是“{slip.state_label}”，不能这样做"
        return ""

    def _supplier(self) -> str:
        return self._page.chosen_in("供应商", "suppliers")

    def _budget(self) -> tuple[str, str]:
        return self._page.chosen_in("年度", "budget"), self._page.chosen_in("预算项目", "budget")

    def _reason_supplier(self) -> str:
        return "" if self._supplier() else CHOOSE_SUPPLIER

    def _reason_budget(self) -> str:
        return "" if self._budget()[1] else CHOOSE_BUDGET

    def _open(self, dialog: FormDialog) -> None:
        """Open a form; the paper that it makes is shown when it is in the book."""
        dialog.saved.connect(lambda result: self._page.open_slip(result.number))
        dialog.open()

    def request(self) -> None:
        """Fill in a request."""
        from houqin_desktop.gui.procurement.request_dialog import RequestDialog

        self._open(RequestDialog(self._page, self._page.desk))

    def request_again(self) -> None:
        """Fill in a new request as the chosen one was that came to nothing."""
        from houqin_desktop.gui.procurement.request_dialog import RequestDialog, begin_like
        from houqin_desktop.services.procurement.again import request_again

        dialog = RequestDialog(self._page, self._page.desk)
        today = self._page.desk.session.clock.today()
        begin_like(dialog, request_again(self.slip.number, today))
        self._open(dialog)

    def decide(self) -> None:
        """Say what becomes of a line of the chosen request."""
        from houqin_desktop.gui.procurement.small_dialogs import DecideDialog

        DecideDialog(self._page, self._page.desk, self.slip.number).open()

    def excuse(self) -> None:
        """Write down why a rule does not hold for the chosen paper."""
        from houqin_desktop.gui.procurement.small_dialogs import excuse_dialog

        of_purchase = self.slip.kind is VoucherKind.PURCHASE
        excuse_dialog(self._page, self._page.desk, self.slip.number, of_purchase=of_purchase).open()

    def close_request(self) -> None:
        """End the chosen request."""
        from houqin_desktop.gui.procurement.small_dialogs import close_dialog

        close_dialog(self._page, self._page.desk, self.slip.number).open()

    def order(self) -> None:
        """Buy what is open of the chosen request, or of all."""
        from houqin_desktop.gui.procurement.purchase_dialogs import OrderDialog

        slip = self._page.slip
        chosen = slip is not None and slip.next_command == "order_purchase"
        number = slip.number if chosen and slip is not None else ""
        self._open(OrderDialog(self._page, self._page.desk, number))

    def quote(self) -> None:
        """Write down what a supplier would take for the chosen purchase."""
        from houqin_desktop.gui.procurement.purchase_dialogs import quotation_dialog

        quotation_dialog(self._page, self._page.desk, self.slip.number).open()

    def accept(self) -> None:
        """Look at what came of the chosen purchase."""
        from houqin_desktop.gui.procurement.purchase_dialogs import AcceptDialog

        self._open(AcceptDialog(self._page, self._page.desk, self.slip.number))

    def stock(self) -> None:
        """Bring in what was accepted."""
        from houqin_desktop.gui.procurement.purchase_dialogs import StockDialog

        self._open(StockDialog(self._page, self._page.desk, self.slip.number))

    def add_supplier(self) -> None:
        """Register a supplier."""
        from houqin_desktop.gui.procurement.small_dialogs import add_supplier_dialog

        add_supplier_dialog(self._page, self._page.desk).open()

    def correct_supplier(self) -> None:
        """Change what is said of the chosen supplier."""
        from houqin_desktop.gui.procurement.small_dialogs import CorrectSupplierDialog

        CorrectSupplierDialog(self._page, self._page.desk, self._supplier()).open()

    def retire_supplier(self) -> None:
        """Put the chosen supplier out of use, or back into it."""
        restore = self._page.chosen_in("状态", "suppliers") == OUT_OF_USE
        draft = RetireSupplier(supplier=self._supplier(), restore=restore or None)
        done = "已恢复使用" if restore else "已停用"
        run_command(self._page, self._page.desk, draft, done=done)

    def add_budget(self) -> None:
        """Write a line of the budget."""
        from houqin_desktop.gui.procurement.small_dialogs import add_budget_dialog

        add_budget_dialog(self._page, self._page.desk).open()

    def change_budget(self) -> None:
        """Set the chosen line of the budget anew."""
        from houqin_desktop.gui.procurement.small_dialogs import change_budget_dialog

        year, name = self._budget()
        change_budget_dialog(self._page, self._page.desk, int(year), name).open()

    def withdraw_budget(self) -> None:
        """Put the chosen line of the budget out of use, or back into it."""
        year, name = self._budget()
        restore = self._page.chosen_in("状态", "budget") == OUT_OF_USE
        draft = WithdrawBudgetLine(year=int(year), name=name, restore=restore or None)
        done = "已恢复使用" if restore else "已停用"
        run_command(self._page, self._page.desk, draft, done=done)
