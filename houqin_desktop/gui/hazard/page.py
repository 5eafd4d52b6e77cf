"""The page 隐患: hazards with their steps, the notices about them, and what makes a level."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from houqin_desktop.gui.hazard.hazard_actions import HazardActions
from houqin_desktop.gui.hazard.panel import HazardPanel
from houqin_desktop.gui.slips.actions import SlipActions
from houqin_desktop.gui.slips.page import PageList, SlipsPage
from houqin_desktop.services.hazard.finding import hazard_key
from houqin_desktop.services.hazard.view import HazardView
from houqin_desktop.services.slips.engine import find_slip

if TYPE_CHECKING:
    from collections.abc import Mapping

HAZARDS: Final = "hazards"
NOTICES: Final = "rectification_notices"
CRITERIA: Final = "hazard_criteria"
STEP_MENU: Final = (
    "hazard.register",
    "hazard.grade",
    "hazard.at_once",
    "hazard.plan",
    "hazard.notice",
    "hazard.rectify",
    "hazard.reinspect",
    "hazard.report",
    "hazard.close",
)
BESIDE_MENU: Final = (
    "hazard.photo",
    "hazard.drop_photo",
    "hazard.link",
    "hazard.unlink",
    "hazard.request",
    "hazard.thread",
)
BACK_MENU: Final = ("hazard.retract", "hazard.correct", "hazard.void")
HAZARD_MENU: Final = (*STEP_MENU, "", *BESIDE_MENU, "", *BACK_MENU)
NOTICE_MENU: Final = (
    "slip.print",
    "slip.sign",
    "slip.scan",
    "notice.reply",
    "notice.drop_reply",
    "",
    "slip.reject",
    "slip.withdraw",
    "slip.reverse",
)
LISTS: Final = (
    PageList(
        name=HAZARDS,
        title="隐患",
        search_hint="搜索 编号 / 场所 / 内容 / 责任人 / 状态",
        empty=(
            "warning",
            "还没有登记隐患",
            "排查、师生报告、上级检查发现的，一条一条登记、销号。",
        ),
        offered=("hazard.register",),
        buttons=(
            "hazard.register",
            "hazard.at_once",
            "hazard.notice",
            "hazard.photo",
            "hazard.request",
            "hazard.thread",
        ),
        menu=HAZARD_MENU,
    ),
    PageList(
        name=NOTICES,
        title="整改通知书",
        search_hint="搜索 单号 / 部门 / 隐患编号",
        empty=("post", "还没有下达过通知书", "限期整改的隐患选中后“下达通知书”，一个部门一张。"),
        offered=(),
        first="hazard.notice",
        buttons=("slip.print", "slip.sign", "notice.reply"),
        menu=NOTICE_MENU,
        slip="单号",
    ),
    PageList(
        name=CRITERIA,
        title="定级标准",
        search_hint="搜索 领域 / 判定标准",
        empty=("info", "没有定级标准", "一般、较大、重大各按什么判定。"),
        offered=(),
        first="hazard.register",
        buttons=(),
        menu=("hazard.register",),
    ),
)


class HazardPage(SlipsPage):
    """The lists on the left, the chosen hazard or notice on the right."""

    title = "隐患"
    icon_name = "warning"
    action_id = "page.hazards"
    value_word = ""
    menu = (*HAZARD_MENU, "", *NOTICE_MENU)
    page_lists = LISTS
    registers = tuple(one.name for one in LISTS)
    next_actions: ClassVar[Mapping[str, str]] = {
        "record_printing": "slip.print",
        "record_signature": "slip.sign",
        "file_notice_reply": "notice.reply",
        "grade_hazard": "hazard.grade",
        "plan_rectification": "hazard.plan",
        "issue_rectification_notice": "hazard.notice",
        "rectify_hazard": "hazard.rectify",
        "reinspect_hazard": "hazard.reinspect",
        "record_outside_report": "hazard.report",
        "close_out_hazard": "hazard.close",
    }
    card: HazardPanel
    view: HazardView | None = None

    def bind_actions(self) -> None:
        for actions in (HazardActions, SlipActions):
            actions(self).bind(self.actions_of_page)

    def make_card(self) -> HazardPanel:
        card = HazardPanel("选一条隐患，看它办到哪一步。")
        card.photo_wanted.connect(self.show_photos)
        return card

    def show_row(self, name: str, row: dict[str, object]) -> None:
        if name == CRITERIA:
            self.card.show_criterion(row)
            return
        self.view = HazardView(self.desk.session, str(row["隐患编号"]))
        self.card.show_hazard(self.view)

    def show_chosen(self) -> None:
        if self.name != HAZARDS or self.chosen() is None:
            self.view = None
        super().show_chosen()

    def next_step(self) -> tuple[str, str]:
        if self.name == HAZARDS:
            step = None if self.view is None else self.view.next_command
            return step or ("", "")
        return super().next_step()

    def chosen_hazards(self) -> list[str]:
        """Return the numbers of the chosen hazards."""
        if self.name != HAZARDS:
            return []
        rows = self.panel.view.chosen_rows()
        return [str(self.panel.model.record(row)["隐患编号"]) for row in rows]

    def show_photos(self) -> None:
        """Show the photos of the chosen hazard in full."""
        from houqin_desktop.gui.loan.photo_dialog import PhotoDialog

        if self.view is not None:
            photos = tuple(one.picture for one in self.view.photos)
            PhotoDialog(self, f"照片 {self.view.code}", photos).open()

    def open_slip(self, number: str) -> None:
        self.choose_in(NOTICES, find_slip(number).slip.id)

    def open_hazard(self, code: str) -> None:
        """Show the hazard with this number.

        :raises Refused: when there is none.
        """
        self.choose_in(HAZARDS, hazard_key(code))
