"""The page 预案和制度: what is in force, in which version, issued by whom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.disposal.signature_dialog import SCANS
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.file_field import FileField
from houqin_desktop.gui.slips.page import PageList, SlipsPage
from houqin_desktop.gui.slips.panel import SlipPanel
from houqin_desktop.services.emergency_plan.finding import (
    Issued,
    find_emergency_plan,
    find_regulation,
)
from houqin_desktop.services.emergency_plan.issuing import (
    EndEmergencyPlan,
    EndRegulation,
    IssueEmergencyPlan,
    IssueRegulation,
    WithdrawEmergencyPlan,
    WithdrawRegulation,
)
from houqin_desktop.services.emergency_plan.view import issued_fields, text_pictures, version_views

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from houqin_desktop.services.draft import Draft

PLANS, REGULATIONS = "emergency_plans", "regulations"
PLAN_MENU: Final = ("plan.issue", "plan.read", "plan.end", "plan.withdraw")
REGULATION_MENU: Final = (
    "regulation.issue",
    "regulation.read",
    "regulation.end",
    "regulation.withdraw",
)
WITHDRAWN: Final = "已撤销"
LISTS: Final = (
    PageList(
        name=PLANS,
        title="应急预案",
        search_hint="搜索 预案 / 种类 / 发布单位",
        empty=("folder", "还没有应急预案", "火灾、地震、踩踏……各写一份，改了就发布新一版。"),
        offered=("plan.issue",),
        buttons=PLAN_MENU[1:],
        menu=PLAN_MENU,
    ),
    PageList(
        name=REGULATIONS,
        title="规章制度",
        search_hint="搜索 制度 / 发布单位",
        empty=("folder", "还没有规章制度", "门卫、值班、巡查、接送制度，从哪天施行、第几版。"),
        offered=("regulation.issue",),
        buttons=REGULATION_MENU[1:],
        menu=REGULATION_MENU,
    ),
)
_ISSUING: Final[dict[str, type[Draft]]] = {
    PLANS: IssueEmergencyPlan,
    REGULATIONS: IssueRegulation,
}


class IssuedPanel(SlipPanel):
    """The card of a plan or a regulation with all its versions."""

    def show_issued(self, issued: Issued, on: date) -> None:
        """Show it as it stands on a day."""
        fields = dict(issued_fields(issued, on))
        self.begin()
        self.add_title(issued.name)
        in_force = fields["状态"] == "施行中"
        self.add_pills([(fields["状态"], "green" if in_force else "")])
        self.add_fields([one for one in fields.items() if one[1] != issued.name])
        self.add_heading("版本")
        self.add_timeline(
            [
                (one.row.from_on.isoformat(), one.words, "" if one.row.withdrawn else "done")
                for one in version_views(issued, on)
            ]
        )
        self.end()


class IssuedPage(SlipsPage):
    """The lists on the left, the chosen plan or regulation on the right."""

    title = "预案和制度"
    icon_name = "folder"
    action_id = "page.emergency_plan"
    value_word = ""
    menu = (*PLAN_MENU, "", *REGULATION_MENU)
    page_lists = LISTS
    registers = (PLANS, REGULATIONS)
    next_actions: ClassVar[Mapping[str, str]] = {}
    card: IssuedPanel

    def bind_actions(self) -> None:
        bind = self.actions_of_page.bind
        for word, name in (("plan", PLANS), ("regulation", REGULATIONS)):
            reason = partial(self._not_chosen, name)
            bind(f"{word}.issue", partial(self._issue, name))
            bind(f"{word}.read", partial(self._read, name), reason)
            bind(f"{word}.end", partial(self._end, name), reason)
            bind(f"{word}.withdraw", partial(self._withdraw, name), reason)

    def make_card(self) -> IssuedPanel:
        return IssuedPanel("选一份预案或制度，看它各个版本。")

    def show_row(self, name: str, row: dict[str, object]) -> None:
        find = find_emergency_plan if name == PLANS else find_regulation
        self.card.show_issued(find(str(row[_title(name)])), self.desk.session.clock.today())

    def open_issued(self, name: str, code: str) -> None:
        """Show the plan or the regulation with this number.

        :param name: the list in which it stands.
        :raises Refused: when there is none.
        """
        find = find_emergency_plan if name == PLANS else find_regulation
        self.choose_in(name, find(code).id)

    def _chosen(self, name: str) -> str:
        return self.chosen_in(_title(name), name)

    def _not_chosen(self, name: str) -> str:
        word = "应急预案" if name == PLANS else "规章制度"
        return "" if self._chosen(name) else f"请先选一份{word}"

    def _issue(self, name: str) -> None:
        """Ask for a new plan, or the next version of the chosen one."""
        chosen = self._chosen(name)
        DraftDialog(
            self,
            self.desk,
            f"发布新一版 {chosen}" if chosen else self.actions_of_page[_verb(name, "issue")].text(),
            _ISSUING[name],
            fields={"file": FileField("选择正文", SCANS)},
            prefilled={"name": chosen, "from_on": self.desk.session.clock.today()},
            notes=("remarks",),
            done="已发布",
        ).open()

    def _read(self, name: str) -> None:
        """Show the texts of the chosen plan or regulation, the newest first."""
        from houqin_desktop.gui.slips.document_dialogs import FilesDialog

        find = find_emergency_plan if name == PLANS else find_regulation
        pictures = partial(text_pictures, find(self._chosen(name)))
        if pictures():
            FilesDialog(self, self.desk, f"正文 {self._chosen(name)}", pictures).open()
        else:
            self.bar.say(f"{self._chosen(name)} 没有存正文。请在发布新一版时附上。")

    def _end(self, name: str) -> None:
        known: dict[str, Any] = {_argument(name): self._chosen(name)}
        ending = EndEmergencyPlan if name == PLANS else EndRegulation
        title = f"废止 {self._chosen(name)}"
        dialog = DraftDialog(self, self.desk, title, ending, known=known, done="已记施行日期")
        dialog.field("to_on").setPlaceholderText("不填就是继续施行")
        dialog.open()

    def _withdraw(self, name: str) -> None:
        back = self.chosen_in("状态", name) == WITHDRAWN or None
        draft: Draft
        if name == PLANS:
            draft = WithdrawEmergencyPlan(plan=self._chosen(name), restore=back)
        else:
            draft = WithdrawRegulation(regulation=self._chosen(name), restore=back)
        run_command(self, self.desk, draft, done="版本已恢复" if back else "版本已撤销")


def _title(name: str) -> str:
    return "预案名称" if name == PLANS else "制度名称"


def _argument(name: str) -> str:
    return "plan" if name == PLANS else "regulation"


def _verb(name: str, verb: str) -> str:
    return f"{_argument(name)}.{verb}"
