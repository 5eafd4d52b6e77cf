"""What can be done about the tenants, and why a step cannot be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.gate.private_dialogs import RevealDialog
from houqin_desktop.gui.pledge.tenant_dialogs import (
    CorrectTenantDialog,
    DropPaperDialog,
    add_tenant_dialog,
    contract_dialog,
    correct_contract_dialog,
    end_dialog,
    paper_dialog,
    telephone_dialog,
)
from houqin_desktop.services.pledge.drafts import EndTenancy, WithdrawTenant
from houqin_desktop.services.pledge.tenant_view import ENDED, WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.pledge.page import PledgePage

TENANTS: Final = "tenants"
CHOOSE_TENANT: Final = "请先在“租赁单位”里选一行"
GIVEN_UP: Final = "这个租赁单位已经撤销，请先恢复"
NO_TELEPHONE: Final = "所选的租赁单位没有登记电话"
NO_CONTRACT: Final = "所选的租赁单位还没有合同"


class TenantActions(QObject):
    """The verbs of tenants, each opening its form on the chosen row."""

    def __init__(self, page: PledgePage) -> None:
        super().__init__(page)
        self._page = page
        self._desk = page.desk

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to its form and to what it needs."""
        page, desk = self._page, self._desk
        actions.bind("pledge.tenant", lambda: add_tenant_dialog(page, desk).open())
        actions.bind("pledge.withdraw_tenant", self.withdraw, self._reason_to_choose)
        table: tuple[tuple[str, Callable[[], object], Callable[[], str]], ...] = (
            ("pledge.correct_tenant", self.correct, self._reason),
            ("pledge.telephone", self.keep_telephone, self._reason),
            ("pledge.reveal", self.reveal, self._reason_to_reveal),
            ("pledge.contract", self.add_contract, self._reason),
            ("pledge.correct_contract", self.correct_contract, self._reason_of_contract),
            ("pledge.end_contract", self.end_contract, self._reason_of_contract),
            ("pledge.paper", self.add_paper, self._reason),
            ("pledge.drop_paper", self.drop_paper, self._reason),
        )
        for action_id, run, reason in table:
            actions.bind(action_id, run, reason)

    def _tenant(self) -> str:
        return self._page.chosen_in("租赁单位", TENANTS)

    def _contract(self) -> int:
        return int(self._page.chosen_in("第几份合同", TENANTS) or 0)

    def _state(self) -> str:
        return self._page.chosen_in("状态", TENANTS)

    def _reason_to_choose(self) -> str:
        return "" if self._tenant() else CHOOSE_TENANT

    def _reason(self) -> str:
        return self._reason_to_choose() or (GIVEN_UP if self._state() == WITHDRAWN else "")

    def _reason_of_contract(self) -> str:
        return self._reason() or ("" if self._contract() else NO_CONTRACT)

    def _reason_to_reveal(self) -> str:
        return self._reason_to_choose() or (
            "" if self._page.chosen_in("联系电话", TENANTS) else NO_TELEPHONE
        )

    def correct(self) -> None:
        """Change what is said of the chosen tenant."""
        CorrectTenantDialog(self._page, self._desk, self._tenant()).open()

    def withdraw(self) -> None:
        """Take the chosen tenant off the lists, or put it back."""
        restore = self._state() == WITHDRAWN
        draft = WithdrawTenant(tenant=self._tenant(), restore=restore or None)
        done = "已恢复" if restore else "已撤销"
        run_command(self._page, self._desk, draft, done=done)

    def reveal(self) -> None:
        """Show the telephone of the chosen tenant, after saying why."""
        RevealDialog(self._page, self._desk, self._tenant()).open()

    def keep_telephone(self) -> None:
        """Keep the telephone of the chosen tenant."""
        telephone_dialog(self._page, self._desk, self._tenant()).open()

    def add_contract(self) -> None:
        """Write one more contract of the chosen tenant."""
        contract_dialog(self._page, self._desk, self._tenant()).open()

    def correct_contract(self) -> None:
        """Write the chosen contract right."""
        correct_contract_dialog(self._page, self._desk, self._tenant(), self._contract()).open()

    def end_contract(self) -> None:
        """End the chosen contract before its day, or let it run on."""
        if self._state() == ENDED:
            draft = EndTenancy(tenant=self._tenant(), contract=self._contract(), restore=True)
            run_command(self._page, self._desk, draft, done="合同恢复履行")
            return
        end_dialog(self._page, self._desk, self._tenant(), self._contract()).open()

    def add_paper(self) -> None:
        """Write a licence or other paper of the chosen tenant."""
        paper_dialog(self._page, self._desk, self._tenant()).open()

    def drop_paper(self) -> None:
        """Take a paper off the chosen tenant."""
        DropPaperDialog(self._page, self._desk, self._tenant()).open()
