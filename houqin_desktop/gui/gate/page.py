"""The page 门岗: who came, who is inside, who went out, the guards' log, incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from houqin_desktop.gui.gate.gate_actions import (
    INCIDENTS,
    NUMBERS,
    OUTINGS,
    SHIFTS,
    THOSE_INSIDE,
    VISITS,
    GateActions,
)
from houqin_desktop.gui.gate.panel import GatePanel
from houqin_desktop.gui.slips.page import PageList, SlipsPage
from houqin_desktop.services.gate.record import gate_record, record_key
from houqin_desktop.services.records import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

VISIT_MENU: Final = (
    "gate.visit",
    "gate.leave",
    "gate.print",
    "",
    "gate.correct",
    "gate.void",
    "",
    "gate.reveal",
    "gate.export",
    "gate.purge",
)
OUTING_MENU: Final = (
    "gate.staff_out",
    "gate.pupil_out",
    "gate.back",
    "gate.print",
    "",
    "gate.correct",
    "gate.void",
    "",
    "gate.reveal",
)
SHIFT_MENU: Final = (
    "gate.open_shift",
    "gate.patrol",
    "gate.write",
    "gate.hand_over",
    "gate.sign",
    "gate.print",
    "",
    "gate.void_patrol",
    "gate.void",
)
INCIDENT_MENU: Final = (
    "gate.incident",
    "gate.report",
    "gate.close",
    "gate.print",
    "",
    "gate.correct",
    "gate.void",
)
# The kind of a record: the list on which it is found.
_LISTS: Final = {
    "visit": VISITS,
    "outing": OUTINGS,
    "guard_shift": SHIFTS,
    "incident": INCIDENTS,
}


class GatePage(SlipsPage):
    """The lists of the gate on the left, the chosen entry on the right."""

    title = "门岗"
    icon_name = "post"
    action_id = "page.gate"
    value_word = ""
    menu = (*VISIT_MENU, "", *OUTING_MENU[:3], "", *SHIFT_MENU[:5], SHIFT_MENU[7], "",
            *INCIDENT_MENU[:3])  # fmt: skip
    page_lists = (
        PageList(
            name=VISITS,
            title="来访",
            search_hint="搜索 单位 / 被访人 / 事由 / 车牌 / 编号",
            empty=("people", "还没有来访登记", "外来人员先打电话核实，再登记准入、发临时证。"),
            offered=("gate.visit",),
            buttons=("gate.leave", "gate.print", "gate.correct", "gate.void"),
            menu=VISIT_MENU,
        ),
        PageList(
            name=THOSE_INSIDE,
            title="在校来访人",
            search_hint="搜索 临时证号 / 被访人 / 单位",
            empty=("check", "现在没有来访人在校内", "临时证也都交回了。"),
            offered=("gate.visit",),
            first="gate.leave",
            buttons=("gate.visit", "gate.print"),
            menu=VISIT_MENU,
        ),
        PageList(
            name=OUTINGS,
            title="外出",
            search_hint="搜索 姓名 / 班级 / 事由 / 编号",
            empty=("person", "还没有外出登记", "教职工先经批准；学生要班主任批准、有人接领。"),
            offered=("gate.staff_out", "gate.pupil_out"),
            buttons=("gate.pupil_out", "gate.back", "gate.print", "gate.correct"),
            menu=OUTING_MENU,
        ),
        PageList(
            name=SHIFTS,
            title="安保日志",
            search_hint="搜索 日期 / 班次 / 值班人员",
            empty=(
                "journal",
                "还没有安保日志",
                "上班先开始班次，再记巡查和事件，交班点器械。",
            ),
            offered=("gate.open_shift",),
            buttons=("gate.patrol", "gate.write", "gate.hand_over", "gate.sign", "gate.print"),
            menu=SHIFT_MENU,
        ),
        PageList(
            name=INCIDENTS,
            title="异常事件",
            search_hint="搜索 事件 / 地点 / 编号",
            empty=("safety", "没有异常事件", "发生了请马上登记：经过、启动的预案、报告给谁。"),
            offered=("gate.incident",),
            buttons=("gate.report", "gate.close", "gate.print", "gate.correct"),
            menu=INCIDENT_MENU,
        ),
    )
    registers = (VISITS, THOSE_INSIDE, OUTINGS, SHIFTS, INCIDENTS)
    next_actions: ClassVar[Mapping[str, str]] = {}
    card: GatePanel

    def bind_actions(self) -> None:
        GateActions(self).bind(self.actions_of_page)

    def make_card(self) -> GatePanel:
        return GatePanel("选一条，看找谁、谁核实的、几点走。")

    def show_row(self, name: str, row: dict[str, object]) -> None:
        code = str(row[NUMBERS[name][0]])
        self.card.show_record(gate_record(self.desk.session, kind_of(code), code))

    def open_code(self, code: str) -> None:
        """Choose the entry with this number, whatever its list was narrowed to.

        :raises Refused: when there is none.
        """
        kind = kind_of(code)
        self.choose_in(_LISTS[kind], record_key(kind, code))
