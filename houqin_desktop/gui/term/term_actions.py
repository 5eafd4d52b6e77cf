"""What can be done for a term, and why a step cannot be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.gui.commands import run_command
from houqin_desktop.services.registers.listing import Filter
from houqin_desktop.services.term.drafts import WithdrawKit, WithdrawTermPlan

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.term.page import TermPage
    from houqin_desktop.services.term.view import TermView

NO_PLAN: Final = "请先在“开学计划”里选一个学期"
NO_CHECK: Final = "请先在下面选一个检查项目"
NO_KIT: Final = "请先在“套餐”里选一个套餐"
OUT_OF_USE: Final = "已停用"


class TermActions(QObject):
    """The actions about the chosen plan, its check list, or the chosen kit."""

    def __init__(self, page: TermPage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to what it does and to when it makes sense."""
        table: tuple[tuple[str, Callable[[], object], Callable[[], str]], ...] = (
            ("term.change", self.change, self._reason_plan),
            ("term.groups", self.set_groups, self._reason_plan),
            ("term.checks", self.set_checks, self._reason_plan),
            ("term.tick", self.tick, self._reason_check),
            ("term.to_buy", self.to_buy, self._reason_plan),
            ("term.hand_out", self.hand_out, self._reason_hand_out),
            ("term.sign", self.sign, self._reason_sign),
            ("term.print", self.print_papers, self._reason_shown),
            ("term.withdraw", self.withdraw, self._reason_shown),
            ("term.change_kit", self.change_kit, self._reason_kit),
            ("term.withdraw_kit", self.withdraw_kit, self._reason_kit),
        )
        actions.bind("term.open", self.open_plan)
        actions.bind("term.kit", self.set_kit)
        for action_id, run, reason in table:
            actions.bind(action_id, run, reason)

    @property
    def view(self) -> TermView:
        """Return the plan shown."""
        assert self._page.view is not None
        return self._page.view

    def _reason_shown(self) -> str:
        shown = self._page.name == "term_plans" and self._page.view is not None
        return "" if shown else NO_PLAN

    def _reason_plan(self) -> str:
        if reason := self._reason_shown():
            return reason
        return f"{self.view.code} 已经撤销，不能再改" if self.view.plan.withdrawn else ""

    def _reason_check(self) -> str:
        if reason := self._reason_plan():
            return reason
        return "" if self._page.plan.check is not None else NO_CHECK

    def _reason_hand_out(self) -> str:
        if reason := self._reason_plan():
            return reason
        return "" if any(one.open for one in self.view.groups) else "没有还要发的东西"

    def _reason_sign(self) -> str:
        if reason := self._reason_plan():
            return reason
        return "" if any(one.numbers for one in self.view.groups) else "还没有发放，没有签收表"

    def _reason_kit(self) -> str:
        return "" if self._kit() else NO_KIT

    def _kit(self) -> str:
        return self._page.chosen_in("kits", "套餐编号")

    def open_plan(self) -> None:
        """Open the form 开学计划, which takes over the groups of the plan shown."""
        from houqin_desktop.gui.term.dialogs import open_plan_dialog

        like = None if self._reason_shown() else self.view.code
        open_plan_dialog(self._page, self._page.desk, like).open()

    def change(self) -> None:
        """Open the form that changes the plan shown."""
        from houqin_desktop.gui.term.dialogs import change_plan_dialog

        change_plan_dialog(self._page, self._page.desk, self.view.code).open()

    def set_groups(self) -> None:
        """Open the grid of classes and teachers."""
        from houqin_desktop.gui.term.dialogs import GroupsDialog

        GroupsDialog(self._page, self._page.desk, self.view.code).open()

    def set_checks(self) -> None:
        """Open the grid of the check list."""
        from houqin_desktop.gui.term.dialogs import ChecksDialog

        ChecksDialog(self._page, self._page.desk, self.view.code).open()

    def tick(self) -> None:
        """Open the form that ticks the chosen line of the check list."""
        from houqin_desktop.gui.term.dialogs import tick_dialog

        check = self._page.plan.check
        assert check is not None
        tick_dialog(self._page, self._page.desk, self.view.code, check).open()

    def to_buy(self) -> None:
        """Show what is to be bought for the plan shown."""
        code, title = self.view.code, self.view.title
        self._page.show_register("term_needs")
        chips = self._page.panel.chips
        self._page.panel.clear()
        if any(one.need.to_buy for one in self.view.items):
            chips.put(Filter("plan", code, title))
            chips.put(Filter("to_buy", "yes", "要买"))
            self._page.panel.view.choose_first()
        else:
            self._page.desk.say(f"{title}没有要买的东西")

    def hand_out(self) -> None:
        """Open the form 开学发放."""
        from houqin_desktop.gui.term.dialogs import hand_out_dialog

        hand_out_dialog(self._page, self._page.desk, self.view.code).open()

    def sign(self) -> None:
        """Open the form 登记签收."""
        from houqin_desktop.gui.term.dialogs import SignDialog

        SignDialog(self._page, self._page.desk, self.view.code).open()

    def print_papers(self) -> None:
        """Preview the papers of the plan shown."""
        from houqin_desktop.gui.term.papers import print_plan

        print_plan(self._page, self.view.code)

    def withdraw(self) -> None:
        """Withdraw the plan shown, or take it up again."""
        restore = True if self.view.plan.withdrawn else None
        done = "开学计划已恢复" if restore else "开学计划已撤销"
        draft = WithdrawTermPlan(plan=self.view.code, restore=restore)
        run_command(self._page, self._page.desk, draft, done=done)

    def set_kit(self) -> None:
        """Open the form 定套餐."""
        from houqin_desktop.gui.term.dialogs import KitDialog

        KitDialog(self._page, self._page.desk).open()

    def change_kit(self) -> None:
        """Open the chosen kit to be changed."""
        from houqin_desktop.gui.term.dialogs import KitDialog

        KitDialog(self._page, self._page.desk, self._kit()).open()

    def withdraw_kit(self) -> None:
        """Put the chosen kit out of use, or into use again."""
        restore = self._page.chosen_in("kits", "状态") == OUT_OF_USE or None
        done = "套餐已恢复" if restore else "套餐已停用"
        draft = WithdrawKit(kit=self._kit(), restore=restore)
        run_command(self._page, self._page.desk, draft, done=done)
