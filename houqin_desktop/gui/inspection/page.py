"""The page 排查: rounds, what they found, what stayed open, the plan, items and points."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from houqin_desktop.gui.inspection.inspection_actions import (
    FINDINGS,
    ITEMS,
    LEFT,
    PLAN,
    POINTS,
    ROUNDS,
    InspectionActions,
)
from houqin_desktop.gui.inspection.panel import InspectionPanel
from houqin_desktop.gui.slips.actions import SlipActions
from houqin_desktop.gui.slips.page import PageList, SlipsPage
from houqin_desktop.services.slips.engine import find_slip

if TYPE_CHECKING:
    from collections.abc import Mapping

ROUND_MENU: Final = (
    "inspection.open",
    "inspection.due",
    "inspection.enter",
    "inspection.hazards",
    "inspection.people",
    "inspection.photo",
    "inspection.photos",
    "inspection.drop_photo",
    "",
    "slip.print",
    "slip.sign",
    "slip.scan",
    "",
    "slip.reject",
    "slip.withdraw",
    "slip.reverse",
)
PLAN_MENU: Final = (
    "inspection.plan",
    "inspection.change_plan",
    "inspection.occasion",
    "inspection.due",
    "inspection.usual_plan",
    "inspection.end_plan",
)
ITEM_MENU: Final = (
    "inspection.item",
    "inspection.change_item",
    "inspection.starters",
    "inspection.end_item",
)
POINT_MENU: Final = ("inspection.points",)
LISTS: Final = (
    PageList(
        name=ROUNDS,
        title="排查记录",
        search_hint="搜索 单号 / 类型 / 部门 / 带队人",
        empty=("search", "还没有排查", "先登记场所、安排检查点，再开排查单，打印排查表去查。"),
        offered=("inspection.open",),
        buttons=(
            "inspection.due",
            "inspection.enter",
            "inspection.hazards",
            "slip.print",
            "slip.sign",
        ),
        menu=ROUND_MENU,
        slip="单号",
    ),
    PageList(
        name=FINDINGS,
        title="排查发现",
        search_hint="搜索 场所 / 隐患 / 责任人 / 单号",
        empty=("check", "没有发现隐患", "排查里打“×”的都列在这里，由此登记隐患、整改、销号。"),
        offered=(),
        first="inspection.open",
        buttons=("inspection.hazards", "inspection.photo", "inspection.photos", "slip.print"),
        menu=ROUND_MENU,
        slip="单号",
    ),
    PageList(
        name=LEFT,
        title="漏查",
        search_hint="搜索 场所 / 检查项目 / 单号",
        empty=("check", "没有漏查的检查点", "排查时没有查到的留在这里，下次查过就没有了。"),
        offered=(),
        first="inspection.open",
        buttons=("slip.print",),
        menu=ROUND_MENU,
        slip="漏查单号",
    ),
    PageList(
        name=PLAN,
        title="排查计划",
        search_hint="搜索 计划名称 / 频次 / 范围",
        empty=(
            "calendar",
            "还没有排查计划",
            "每周、每月、开学前、节假日前、汛期前后，到期提醒开单。",
        ),
        offered=("inspection.usual_plan", "inspection.plan"),
        first="inspection.due",
        buttons=(
            "inspection.plan",
            "inspection.change_plan",
            "inspection.occasion",
            "inspection.end_plan",
        ),
        menu=PLAN_MENU,
    ),
    PageList(
        name=ITEMS,
        title="检查项目",
        search_hint="搜索 编号 / 类别 / 项目 / 首字母",
        empty=("columns", "还没有检查项目", "起步清单有 118 项，采用以后可以修改、补充、停用。"),
        offered=("inspection.starters", "inspection.item"),
        first="inspection.item",
        buttons=("inspection.change_item", "inspection.starters", "inspection.end_item"),
        menu=ITEM_MENU,
    ),
    PageList(
        name=POINTS,
        title="检查点",
        search_hint="搜索 场所 / 检查项目 / 编号",
        empty=("place", "还没有检查点", "哪些场所查哪些项目，按走到的先后排好，排查表就照这样印。"),
        offered=("inspection.points",),
        buttons=(),
        menu=POINT_MENU,
    ),
)


class InspectionPage(SlipsPage):
    """The lists on the left, the chosen round or row on the right."""

    title = "排查"
    icon_name = "search"
    action_id = "page.inspection"
    value_word = ""
    menu = (*ROUND_MENU, "", *PLAN_MENU, "", *ITEM_MENU, "", *POINT_MENU)
    page_lists = LISTS
    registers = tuple(one.name for one in LISTS)
    next_actions: ClassVar[Mapping[str, str]] = {
        "record_findings": "inspection.enter",
        "record_printing": "slip.print",
        "record_signature": "slip.sign",
    }
    card: InspectionPanel

    def bind_actions(self) -> None:
        InspectionActions(self).bind(self.actions_of_page)
        SlipActions(self).bind(self.actions_of_page)

    def make_card(self) -> InspectionPanel:
        return InspectionPanel("选一次排查，看查了哪些、发现什么、谁签了字。")

    def show_row(self, _name: str, row: dict[str, object]) -> None:
        self.card.show_cells(self.shown_list.title, row)

    def open_slip(self, number: str) -> None:
        self.choose_in(ROUNDS, find_slip(number).slip.id)
