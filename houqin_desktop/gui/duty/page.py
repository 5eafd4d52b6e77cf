"""The page 值班: tables, who stands where, how even that is, who is away, the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from houqin_desktop.gui.duty.duty_actions import DutyActions
from houqin_desktop.gui.duty.panel import DutyPanel
from houqin_desktop.gui.slips.page import PageList, SlipsPage
from houqin_desktop.services.duty.finding import table_key
from houqin_desktop.services.duty.view import DutyView

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLES, DUTIES, COUNTS = "duty_tables", "duties", "duty_counts"
ABSENCES, CALENDAR = "absences", "calendar"
TABLE_MENU: Final = (
    "duty.plan",
    "duty.change",
    "duty.mark",
    "duty.print",
    "",
    "duty.withdraw",
)
DUTY_MENU: Final = ("duty.mark", "duty.swap", "duty.replace", "duty.back", "", "duty.print")
ABSENCE_MENU: Final = ("duty.absence", "duty.change_absence", "duty.withdraw_absence")
CALENDAR_MENU: Final = ("duty.calendar",)
NO_TABLE: Final = "按名单、校历和请假排一张，人人次数相差不超过一次。"


class DutyPage(SlipsPage):
    """The lists on the left, the chosen table or row on the right."""

    title = "值班"
    icon_name = "calendar"
    action_id = "page.duty"
    value_word = ""
    menu = (*TABLE_MENU, "", *DUTY_MENU[1:4], "", *ABSENCE_MENU, "", *CALENDAR_MENU)
    page_lists = (
        PageList(
            name=TABLES,
            title="值班表",
            search_hint="搜索 名称 / 种类 / 编号",
            empty=("calendar", "还没有值班表", NO_TABLE),
            offered=("duty.plan",),
            buttons=("duty.mark", "duty.change", "duty.print", "duty.withdraw"),
            menu=TABLE_MENU,
        ),
        PageList(
            name=DUTIES,
            title="值班安排",
            search_hint="搜索 日期 / 姓名 / 岗位 / 首字母",
            empty=("people", "还没有排班", NO_TABLE),
            offered=("duty.plan",),
            first="duty.mark",
            buttons=("duty.swap", "duty.replace", "duty.back", "duty.print"),
            menu=DUTY_MENU,
        ),
        PageList(
            name=COUNTS,
            title="值班次数",
            search_hint="搜索 姓名 / 值班表",
            empty=("people", "还没有排班", NO_TABLE),
            offered=("duty.plan",),
            first="duty.print",
            buttons=(),
            menu=("duty.print",),
        ),
        PageList(
            name=ABSENCES,
            title="请假",
            search_hint="搜索 姓名 / 事由",
            empty=("person", "没有请假", "请假的人登记在这里，排班自动避开；已经排好的提醒调班。"),
            offered=("duty.absence",),
            buttons=ABSENCE_MENU[1:],
            menu=ABSENCE_MENU,
        ),
        PageList(
            name=CALENDAR,
            title="校历",
            search_hint="搜索 日期 / 名称",
            empty=("calendar", "没有日期", "寒暑假、运动会、停课和调休登记在这里。"),
            offered=("duty.calendar",),
            buttons=(),
            menu=CALENDAR_MENU,
        ),
    )
    registers = (TABLES, DUTIES, COUNTS, ABSENCES, CALENDAR)
    next_actions: ClassVar[Mapping[str, str]] = {}
    card: DutyPanel

    def bind_actions(self) -> None:
        DutyActions(self).bind(self.actions_of_page)

    def make_card(self) -> DutyPanel:
        return DutyPanel("选一张表，看近日谁值班；选一个班，调班、顶班、点名。")

    def show_chosen(self) -> None:
        super().show_chosen()
        # Two chosen duties can be swapped, though neither of them is what the card shows.
        self.actions_of_page.refresh()

    def show_row(self, name: str, row: dict[str, object]) -> None:
        if name == TABLES:
            view = DutyView(self.desk.session, str(row["值班表编号"]))
            self.card.show_table(view, self.desk.session.clock.today())
        else:
            self.card.show_cells(self.shown_list.title, row)

    def open_table(self, code: str) -> None:
        """Choose the table with this number, whatever the list was narrowed to.

        :raises Refused: when there is none.
        """
        self.choose_in(TABLES, table_key(code))
