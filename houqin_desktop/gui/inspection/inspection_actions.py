"""What can be done with rounds, what they found, the plan, items and points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.domain.voucher import VoucherKind, VoucherState
from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.inspection import dialogs, plan_dialogs
from houqin_desktop.gui.slips.actions import CHOOSE_SLIP
from houqin_desktop.services.hazard.drafts import RegisterFoundHazards
from houqin_desktop.services.hazard.from_inspection import lines_to_register
from houqin_desktop.services.inspection.drafts import WithdrawCheckItems
from houqin_desktop.services.inspection.plan_drafts import WithdrawInspectionRules

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.inspection.page import InspectionPage
    from houqin_desktop.services.commands import Result

ROUNDS, FINDINGS, LEFT = "inspections", "inspection_findings", "inspection_points_open"
PLAN, ITEMS, POINTS = "inspection_plan", "check_items", "check_points"
NO_RULE: Final = "请先在“排查计划”里选一条"
NO_ITEM: Final = "请先在“检查项目”里选一项"
WRITTEN: Final = "排查记录已经打印或签字，不能再改"
OUT_OF_USE: Final = "停用"


class InspectionActions(QObject):
    """The actions of the page 排查."""

    def __init__(self, page: InspectionPage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to what it does and to when it makes sense."""
        always: tuple[tuple[str, Callable[[], object]], ...] = (
            ("inspection.open", self.open_round),
            ("inspection.due", self.make_due),
            ("inspection.plan", lambda: self._rule_form("")),
            ("inspection.usual_plan", self.usual_plan),
            ("inspection.item", self.item),
            ("inspection.starters", self.starters),
            ("inspection.points", self.points),
        )
        for action_id, run in always:
            actions.bind(action_id, run)
        for action_id, run in (
            ("inspection.enter", self.enter),
            ("inspection.people", self.people),
        ):
            actions.bind(action_id, run, self._why_not_write)
        actions.bind("inspection.hazards", self.register_hazards, self._why_not_register)
        for action_id, run in (
            ("inspection.photo", self.photo),
            ("inspection.photos", self.photos),
            ("inspection.drop_photo", self.drop_photo),
        ):
            actions.bind(action_id, run, lambda: "" if self._number() else CHOOSE_SLIP)
        for action_id, run in (
            ("inspection.change_plan", lambda: self._rule_form(self._rule())),
            ("inspection.occasion", self.occasion),
            ("inspection.end_plan", self.end_plan),
        ):
            actions.bind(action_id, run, lambda: "" if self._rule() else NO_RULE)
        for action_id, run in (
            ("inspection.change_item", self.change_item),
            ("inspection.end_item", self.end_item),
        ):
            actions.bind(action_id, run, lambda: "" if self._item() else NO_ITEM)

    def _number(self) -> str:
        """Return the number of the round that is shown, an empty text for none."""
        slip = self._page.slip
        return slip.number if slip is not None and slip.kind is VoucherKind.INSPECTION else ""

    def _why_not_write(self) -> str:
        slip = self._page.slip
        if not self._number() or slip is None:
            return CHOOSE_SLIP
        is_signed = any(step.signed_on is not None for step in slip.steps)
        is_open = slip.state is VoucherState.SIGNING and not slip.times_printed and not is_signed
        return "" if is_open else WRITTEN

    def _rule(self) -> str:
        return self._page.chosen_in("编号", PLAN)

    def _item(self) -> str:
        return self._page.chosen_in("编号", ITEMS)

    def open_round(self) -> None:
        """Open the form 开排查单; from the list of open points, for just those."""
        only_open = {"only_open": True} if self._page.name == LEFT else {}
        dialog = dialogs.OpenRoundDialog(self._page, self._page.desk, **only_open)
        dialog.saved.connect(self._show_made)
        dialog.open()

    def make_due(self) -> None:
        """Open the form 开出应查的单, for the chosen line of the plan where one is due."""
        is_due = bool(self._page.chosen_in("应查日期", PLAN))
        rules = self._page.chosen_in("计划名称", PLAN) if is_due else ""
        dialog = plan_dialogs.due_dialog(self._page, self._page.desk, rules)
        dialog.saved.connect(self._show_made)
        dialog.open()

    def _show_made(self, result: Result) -> None:
        self._page.open_slip(result.number or "")

    def enter(self) -> None:
        """Type the sheets of the chosen round back."""
        from houqin_desktop.gui.inspection.entry_dialog import FindingsDialog

        FindingsDialog(self._page, self._page.desk, self._number()).open()

    def register_hazards(self) -> None:
        """Register everything that the chosen round found and is no hazard yet."""
        draft = RegisterFoundHazards(inspection=self._number())
        run_command(self._page, self._page.desk, draft, done="查出的隐患已登记")

    def _why_not_register(self) -> str:
        number = self._number()
        if not number:
            return CHOOSE_SLIP
        return "" if lines_to_register(number) else "这次排查没有还没登记的隐患"

    def people(self) -> None:
        """Open the form 改排查人员."""
        dialogs.people_dialog(self._page, self._page.desk, self._number()).open()

    def photo(self) -> None:
        """Open the form 附照片, for the chosen finding where one is chosen."""
        line = self._page.chosen_in("序号", FINDINGS)
        chosen = int(line) if line else None
        dialogs.photo_dialog(self._page, self._page.desk, self._number(), chosen).open()

    def drop_photo(self) -> None:
        """Open the form 取下照片."""
        dialogs.drop_photo_dialog(self._page, self._page.desk, self._number()).open()

    def photos(self) -> None:
        """Show the photos of the chosen round in full."""
        from houqin_desktop.gui.loan.photo_dialog import PhotoDialog
        from houqin_desktop.services.inspection.photos import round_photos

        number = self._number()
        photos = round_photos(number)
        if photos:
            PhotoDialog(self._page, f"照片 {number}", photos).open()
        else:
            self._page.desk.say(f"{number} 没有照片，要附请按“附照片”")

    def _rule_form(self, rule: str) -> None:
        plan_dialogs.RuleDialog(self._page, self._page.desk, rule).open()

    def usual_plan(self) -> None:
        """Open the form 采用常用排查计划."""
        plan_dialogs.usual_plan_dialog(self._page, self._page.desk).open()

    def occasion(self) -> None:
        """Open the form 定排查日期."""
        plan_dialogs.occasion_dialog(self._page, self._page.desk, self._rule()).open()

    def end_plan(self) -> None:
        """Let the chosen line of the plan ask no more, or again."""
        is_out = self._page.chosen_in("状态", PLAN) == OUT_OF_USE
        draft = WithdrawInspectionRules(rules=(self._rule(),), restore=is_out or None)
        done = "已恢复" if is_out else "已停用"
        run_command(self._page, self._page.desk, draft, done=f"{done}排查计划")

    def item(self) -> None:
        """Open the form 登记检查项目."""
        dialogs.item_dialog(self._page, self._page.desk).open()

    def starters(self) -> None:
        """Open the form 采用起步清单."""
        dialogs.starters_dialog(self._page, self._page.desk).open()

    def change_item(self) -> None:
        """Open the form 更正检查项目."""
        dialogs.change_item_dialog(self._page, self._page.desk, self._item()).open()

    def end_item(self) -> None:
        """Put the chosen item out of use, or back into it."""
        is_out = self._page.chosen_in("状态", ITEMS) == OUT_OF_USE
        draft = WithdrawCheckItems(items=(self._item(),), restore=is_out or None)
        done = "已恢复" if is_out else "已停用"
        run_command(self._page, self._page.desk, draft, done=f"{done}检查项目")

    def points(self) -> None:
        """Open the form 安排检查点, for the place of the chosen point."""
        place = self._page.chosen_in("场所", POINTS)
        dialogs.points_dialog(self._page, self._page.desk, place).open()
