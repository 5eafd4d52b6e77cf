"""The page 校园场所: the places of the campus as one walks by them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from houqin_desktop.gui.campus.dialogs import add_dialog, correct_dialog
from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.slips.page import PageList, SlipsPage
from houqin_desktop.gui.slips.panel import SlipPanel
from houqin_desktop.services.campus.places import AddCampusPlaces, WithdrawCampusPlaces

if TYPE_CHECKING:
    from collections.abc import Mapping

MENU: Final = ("campus.add", "campus.correct", "campus.withdraw")
PLACES: Final = "campus_places"
NO_PLACE: Final = "请先选一个场所"
WITHDRAWN: Final = "已撤销"
_SHOWN: Final = ("场所编号", "区域", "责任部门", "责任人", "路线次序", "重点部位", "备注")


class CampusPanel(SlipPanel):
    """The card of a place."""

    def show_place(self, row: Mapping[str, object]) -> None:
        """Show a place."""
        self.begin()
        self.add_title(str(row["场所"]))
        self.add_pills([(str(row["状态"]), "")])
        self.add_fields([(title, str(row[title])) for title in _SHOWN if row[title]])
        self.end()


class CampusPage(SlipsPage):
    """The places on the left, the chosen one on the right."""

    title = "校园场所"
    icon_name = "place"
    action_id = "page.campus"
    value_word = ""
    menu = MENU
    page_lists = (
        PageList(
            name=PLACES,
            title="场所",
            search_hint="搜索 场所 / 区域 / 负责人 / 首字母",
            empty=("place", "还没有登记场所", "校门、楼梯、食堂、配电间……检查走到的地方先登记。"),
            offered=("campus.add",),
            buttons=MENU[1:],
            menu=MENU,
        ),
    )
    registers = (PLACES,)
    next_actions: ClassVar[Mapping[str, str]] = {}
    card: CampusPanel

    def bind_actions(self) -> None:
        bind = self.actions_of_page.bind
        bind("campus.add", lambda: add_dialog(self, self.desk).open())
        for action_id, run in (("campus.correct", self._correct), ("campus.withdraw", self._end)):
            bind(action_id, run, lambda: "" if self._place() else NO_PLACE)

    def make_card(self) -> CampusPanel:
        return CampusPanel("选一个场所，看谁负责。")

    def show_row(self, _name: str, row: dict[str, object]) -> None:
        self.card.show_place(row)

    def _place(self) -> str:
        return self.chosen_in("场所", PLACES)

    def _correct(self) -> None:
        correct_dialog(self, self.desk, self._place()).open()

    def _end(self) -> None:
        """Give the chosen place up, or take it into use again."""
        run = partial(run_command, self, self.desk)
        if self.chosen_in("状态", PLACES) == WITHDRAWN:
            run(AddCampusPlaces(names=(self._place(),)), done="场所已恢复")
        else:
            run(WithdrawCampusPlaces(places=(self._place(),)), done="场所已撤销")
