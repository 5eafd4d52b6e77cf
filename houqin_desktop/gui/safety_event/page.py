"""The page 安全教育: what was held, what the year still asks for, and 周边环境."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from houqin_desktop.gui.safety_event.event_actions import EventActions
from houqin_desktop.gui.safety_event.panel import EventPanel
from houqin_desktop.gui.slips.page import PageList, SlipsPage
from houqin_desktop.services.liaison.verbs import find_liaison
from houqin_desktop.services.safety_event.finding import find_event, find_event_rule

if TYPE_CHECKING:
    from collections.abc import Mapping

EVENTS, MISSING, RULES, LIAISON = (
    "safety_events",
    "safety_events_missing",
    "event_rules",
    "liaison",
)
EVENT_MENU: Final = (
    "event.record",
    "event.correct",
    "event.attach",
    "event.files",
    "event.drop",
    "event.print",
    "",
    "event.void",
)
RULE_MENU: Final = ("event.rule", "event.change_rule", "event.load_rules", "event.withdraw_rule")
LIAISON_MENU: Final = ("liaison.record", "liaison.correct", "liaison.look", "liaison.void")
LISTS: Final = (
    PageList(
        name=EVENTS,
        title="教育和演练",
        search_hint="搜索 主题 / 种类 / 对象 / 部门",
        empty=(
            "people",
            "还没有安全活动",
            "国旗下讲话、班会、演练、宣传栏，办完就登记。",
        ),
        offered=("event.record",),
        buttons=("event.correct", "event.attach", "event.files", "event.print"),
        menu=EVENT_MENU,
    ),
    PageList(
        name=MISSING,
        title="必办未办",
        search_hint="搜索 活动 / 时段",
        empty=("check", "没有缺办的", "定了必办要求，缺办的和快到的就列在这里。"),
        offered=("event.load_rules",),
        first="event.record",
        buttons=("event.rule",),
        menu=("event.record", "", *RULE_MENU),
    ),
    PageList(
        name=RULES,
        title="必办要求",
        search_hint="搜索 活动 / 种类",
        empty=("calendar", "还没有必办要求", "每月演练、11·9 消防日……先装入常用的，再按学校的改。"),
        offered=("event.load_rules", "event.rule"),
        first="event.rule",
        buttons=("event.change_rule", "event.withdraw_rule", "event.load_rules"),
        menu=RULE_MENU,
    ),
    PageList(
        name=LIAISON,
        title="周边环境",
        search_hint="搜索 对方 / 事项 / 种类",
        empty=("post", "还没有周边联络", "交警、警务室、社区、护学岗和周边巡查，一次一条。"),
        offered=("liaison.record",),
        buttons=("liaison.correct", "liaison.void"),
        menu=LIAISON_MENU,
    ),
)


class EventPage(SlipsPage):
    """The lists on the left, the chosen activity, requirement or entry on the right."""

    title = "安全教育"
    icon_name = "people"
    action_id = "page.safety_event"
    value_word = ""
    menu = (*EVENT_MENU, "", *RULE_MENU, "", *LIAISON_MENU)
    page_lists = LISTS
    registers = tuple(one.name for one in LISTS)
    next_actions: ClassVar[Mapping[str, str]] = {}
    card: EventPanel

    def bind_actions(self) -> None:
        EventActions(self).bind(self.actions_of_page)

    def make_card(self) -> EventPanel:
        return EventPanel("选一项活动，看它怎样办的、还缺什么。")

    def show_row(self, name: str, row: dict[str, object]) -> None:
        if name == EVENTS:
            self.card.show_event(str(row["活动编号"]))
        elif name == LIAISON:
            self.card.show_liaison(str(row["记录编号"]))
        else:
            self.card.show_asked(row)

    def open_event(self, code: str) -> None:
        """Show the activity with this number.

        :raises Refused: when there is none.
        """
        self.choose_in(EVENTS, find_event(code).id)

    def open_rule(self, code: str) -> None:
        """Show the requirement with this number.

        :raises Refused: when there is none.
        """
        self.choose_in(RULES, find_event_rule(code).id)

    def open_liaison(self, code: str) -> None:
        """Show the entry with this number.

        :raises Refused: when there is none.
        """
        self.choose_in(LIAISON, find_liaison(code).id)
