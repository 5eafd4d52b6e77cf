"""What can be done with tables, single duties, absences and the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.duty import dialogs
from houqin_desktop.services.duty.drafts import (
    WithdrawAbsence,
    WithdrawDutyChange,
    WithdrawDutyTable,
)
from houqin_desktop.services.duty.view import ChosenDuty, chosen_duty

if TYPE_CHECKING:
    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.duty.page import DutyPage
    from houqin_desktop.services.draft import Draft

TABLES, DUTIES, COUNTS, ABSENCES = "duty_tables", "duties", "duty_counts", "absences"
NO_TABLE: Final = "请先选一张值班表"
NO_DUTY: Final = "请先在“值班安排”里选一个班（调班可选两个）"
NOT_CHANGED: Final = "所选的班没有调过"
NO_ABSENCE: Final = "请先在“请假”里选一条"
TWO_TABLES: Final = "所选的两个班不在同一张值班表里"
# A swap is of two duties; more than that need not be asked for.
MOST_CHOSEN: Final = 3
WITHDRAWN: Final = "已撤销"


class DutyActions(QObject):
    """The actions of the page 值班."""

    def __init__(self, page: DutyPage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to what it does and to when it makes sense."""
        actions.bind("duty.plan", self.plan)
        actions.bind("duty.absence", self.absence)
        actions.bind("duty.calendar", self.calendar)
        for action_id, run in (
            ("duty.change", self.change),
            ("duty.mark", self.mark),
            ("duty.print", self.print_table),
            ("duty.withdraw", self.withdraw),
        ):
            actions.bind(action_id, run, lambda: "" if self._table() else NO_TABLE)
        actions.bind("duty.swap", self.swap, self._why_not_swap)
        actions.bind("duty.replace", self.replace, lambda: "" if self._has_duty() else NO_DUTY)
        actions.bind("duty.back", self.back, self._why_not_back)
        for action_id, run in (
            ("duty.change_absence", self.change_absence),
            ("duty.withdraw_absence", self.withdraw_absence),
        ):
            actions.bind(action_id, run, lambda: "" if self._absence() else NO_ABSENCE)

    def _table(self) -> str:
        return self._page.chosen_in("值班表编号", TABLES, DUTIES, COUNTS)

    def _chosen(self) -> list[ChosenDuty]:
        if self._page.name != DUTIES:
            return []
        return [chosen_duty(key) for key in self._page.panel.view.chosen_keys()[:MOST_CHOSEN]]

    def _has_duty(self) -> bool:
        return len(self._chosen()) == 1

    def _duty(self) -> ChosenDuty:
        (duty,) = self._chosen()
        return duty

    def _why_not_swap(self) -> str:
        chosen = self._chosen()
        if not 1 <= len(chosen) < MOST_CHOSEN:
            return NO_DUTY
        return "" if len({one.table for one in chosen}) == 1 else TWO_TABLES

    def _why_not_back(self) -> str:
        if not self._has_duty():
            return NO_DUTY
        return "" if self._page.chosen_in("变动", DUTIES) else NOT_CHANGED

    def _absence(self) -> str:
        return self._page.chosen_in("请假编号", ABSENCES)

    def _run(self, draft: Draft, done: str) -> None:
        run_command(self._page, self._page.desk, draft, done=done)

    def plan(self) -> None:
        """Open the form 排值班表, with the posts of the chosen table to be taken over."""
        dialog = dialogs.PlanDialog(self._page, self._page.desk, self._table())
        dialog.saved.connect(lambda result: self._page.open_table(result.number))
        dialog.open()

    def change(self) -> None:
        """Open the form 改值班表."""
        dialogs.change_dialog(self._page, self._page.desk, self._table()).open()

    def mark(self) -> None:
        """Open the form 点名 for the chosen day, else for the last day that is not ticked."""
        on = self._duty().on if self._has_duty() else None
        dialogs.MarkDialog(self._page, self._page.desk, self._table(), on).open()

    def swap(self) -> None:
        """Open the form 调班."""
        dialogs.swap_dialog(self._page, self._page.desk, self._chosen()).open()

    def replace(self) -> None:
        """Open the form 顶班."""
        dialogs.replace_dialog(self._page, self._page.desk, self._duty()).open()

    def back(self) -> None:
        """Take the last change of the chosen duty back."""
        duty = self._duty()
        draft = WithdrawDutyChange(table=duty.table, on=duty.on, person=duty.person)
        self._run(draft, "已取消调班")

    def print_table(self) -> None:
        """Preview the papers of the chosen table."""
        from houqin_desktop.gui.duty.papers import print_duties

        print_duties(self._page, self._table())

    def withdraw(self) -> None:
        """Take the chosen table out of use, or into use again."""
        restore = self._page.chosen_in("状态", TABLES) == WITHDRAWN
        draft = WithdrawDutyTable(table=self._table(), restore=restore or None)
        self._run(draft, "值班表已恢复" if restore else "值班表已撤销")

    def absence(self) -> None:
        """Open the form 登记请假."""
        dialogs.absence_dialog(self._page, self._page.desk).open()

    def change_absence(self) -> None:
        """Open the form 改请假."""
        dialogs.change_absence_dialog(self._page, self._page.desk, self._absence()).open()

    def withdraw_absence(self) -> None:
        """Let the chosen absence not count, or count again."""
        restore = self._page.chosen_in("状态", ABSENCES) == WITHDRAWN
        draft = WithdrawAbsence(absence=self._absence(), restore=restore or None)
        self._run(draft, "请假已恢复" if restore else "请假已撤销")

    def calendar(self) -> None:
        """Open the form 登记校历."""
        dialogs.CalendarDialog(self._page, self._page.desk).open()
