"""The page 报修: every repair on the left, the chosen one with its next step on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from houqin_desktop.gui.repair.repair_actions import RepairActions
from houqin_desktop.gui.slips.actions import SlipActions
from houqin_desktop.gui.slips.beside import bind_photos, bind_thread
from houqin_desktop.gui.slips.page import PageList, SlipsPage
from houqin_desktop.gui.slips.panel import SlipPanel
from houqin_desktop.services.slips.engine import find_slip

if TYPE_CHECKING:
    from collections.abc import Mapping

MENU: Final = (
    "repair.report",
    "repair.assign",
    "repair.parts",
    "repair.finish",
    "repair.reopen",
    "repair.dispose",
    "",
    "slip.print",
    "slip.sign",
    "slip.scan",
    "slip.attach",
    "slip.documents",
    "slip.photos",
    "procurement.thread",
    "",
    "slip.reject",
    "slip.withdraw",
    "slip.reverse",
)
REPAIRS: Final = "repairs"


class RepairPanel(SlipPanel):
    """The card of a repair, with what is broken and what was done."""

    tells_paragraphs = True


class RepairPage(SlipsPage):
    """The repairs with their progress, the chosen one beside them."""

    title = "报修"
    value_word = "费用"
    icon_name = "repair"
    action_id = "page.repairs"
    menu = MENU
    page_lists = (
        PageList(
            name=REPAIRS,
            title="报修单",
            search_hint="搜索 物品 / 地点 / 报修人 / 单号",
            empty=(
                "repair",
                "还没有报修",
                "哪里坏了先报修，派谁去修、修好没有、花了多少都在这里。",
            ),
            offered=("repair.report",),
            buttons=("repair.report", "repair.assign", "repair.parts", "slip.print", "slip.sign"),
            menu=MENU,
            slip="单号",
        ),
    )
    registers = (REPAIRS,)
    next_actions: ClassVar[Mapping[str, str]] = {
        "assign_repair": "repair.assign",
        "finish_repair": "repair.finish",
        "record_printing": "slip.print",
        "record_signature": "slip.sign",
        "apply_disposal": "repair.dispose",
    }
    card: SlipPanel

    def bind_actions(self) -> None:
        for actions in (RepairActions, SlipActions):
            actions(self).bind(self.actions_of_page)
        bind_photos(self, self.actions_of_page)
        bind_thread(self, self.actions_of_page)

    def make_card(self) -> SlipPanel:
        return RepairPanel("选一张报修单，看修到哪一步。")

    def show_row(self, name: str, row: dict[str, object]) -> None:
        """Do nothing: every row is a slip."""

    def open_slip(self, number: str) -> None:
        self.choose_in(REPAIRS, find_slip(number).slip.id)
