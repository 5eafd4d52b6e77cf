"""What can be done with the lists of the school and the rules of equipment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.gui.commands import run_command
from houqin_desktop.services.equipment.verbs import WithdrawEquipmentRule
from houqin_desktop.services.roster.verbs import WithdrawRoster

if TYPE_CHECKING:
    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.term.page import TermPage

NO_ROSTER: Final = "请先在“名单”里选一份名单"
NO_RULE: Final = "请先在“配备标准”里选一条标准"
WITHDRAWN: Final = "已撤销"


class RosterActions(QObject):
    """The actions about the chosen list or rule."""

    def __init__(self, page: TermPage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to what it does and to when it makes sense."""
        actions.bind("equipment.roster", self.add_roster)
        actions.bind("equipment.rule", self.add_rule)
        actions.bind("equipment.print", self.print_report)
        for action_id, run in (
            ("equipment.join", self.join),
            ("equipment.leave", self.leave),
            ("equipment.correct_roster", self.correct_roster),
            ("equipment.withdraw_roster", self.withdraw_roster),
        ):
            actions.bind(action_id, run, lambda: "" if self._roster() else NO_ROSTER)
        for action_id, run in (
            ("equipment.change_rule", self.change_rule),
            ("equipment.withdraw_rule", self.withdraw_rule),
        ):
            actions.bind(action_id, run, lambda: "" if self._rule() else NO_RULE)

    def _roster(self) -> str:
        return self._page.chosen_in("rosters", "名单")

    def _rule(self) -> str:
        return self._page.chosen_in("equipment_rules", "标准编号")

    def add_roster(self) -> None:
        """Open the form 建名单."""
        from houqin_desktop.gui.term.roster_dialogs import roster_dialog

        roster_dialog(self._page, self._page.desk).open()

    def join(self) -> None:
        """Open the form 列入名单."""
        from houqin_desktop.gui.term.roster_dialogs import join_dialog

        join_dialog(self._page, self._page.desk, self._roster()).open()

    def leave(self) -> None:
        """Open the form 移出名单."""
        from houqin_desktop.gui.term.roster_dialogs import leave_dialog

        leave_dialog(self._page, self._page.desk, self._roster()).open()

    def correct_roster(self) -> None:
        """Open the form 更正名单名称."""
        from houqin_desktop.gui.term.roster_dialogs import correct_roster_dialog

        correct_roster_dialog(self._page, self._page.desk, self._roster()).open()

    def withdraw_roster(self) -> None:
        """Take the chosen list out of use."""
        draft = WithdrawRoster(roster=self._roster())
        run_command(self._page, self._page.desk, draft, done="名单已撤销")

    def add_rule(self) -> None:
        """Open the form 定配备标准."""
        from houqin_desktop.gui.term.roster_dialogs import rule_dialog

        rule_dialog(self._page, self._page.desk).open()

    def change_rule(self) -> None:
        """Open the form 改配备标准."""
        from houqin_desktop.gui.term.roster_dialogs import change_rule_dialog

        change_rule_dialog(self._page, self._page.desk, self._rule()).open()

    def withdraw_rule(self) -> None:
        """Let the chosen rule hold no longer, or again."""
        restore = self._page.chosen_in("equipment_rules", "状态") == WITHDRAWN or None
        draft = WithdrawEquipmentRule(rule=self._rule(), restore=restore)
        done = "配备标准已恢复" if restore else "配备标准已撤销"
        run_command(self._page, self._page.desk, draft, done=done)

    def print_report(self) -> None:
        """Preview 配备情况表."""
        from houqin_desktop.gui.reports.papers import print_report

        print_report(self._page, "equipment")
