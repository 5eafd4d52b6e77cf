"""The page 安全设备: what hangs where, what falls due, and the rounds past it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from houqin_desktop.gui.safety_device.device_actions import DeviceActions
from houqin_desktop.gui.safety_device.panel import DevicePanel
from houqin_desktop.gui.slips.page import PageList, SlipsPage
from houqin_desktop.services.safety_device.finding import find_device, find_round

if TYPE_CHECKING:
    from collections.abc import Mapping

DEVICES, DUE, ROUNDS = "safety_devices", "devices_due", "device_checks"
DEVICE_MENU: Final = (
    "device.register",
    "device.register_many",
    "device.correct",
    "device.replace",
    "",
    "device.send",
    "device.service",
    "device.withdraw_service",
    "device.hazard",
    "",
    "device.end",
    "device.withdraw",
)
ROUND_MENU: Final = (
    "device.open_round",
    "device.enter",
    "device.close_round",
    "device.withdraw_round",
    "",
    "device.print",
)
LISTS: Final = (
    PageList(
        name=DEVICES,
        title="设备",
        search_hint="搜索 编号 / 名称 / 场所 / 规格 / 首字母",
        empty=(
            "safety",
            "还没有安全设备",
            "灭火器、消火栓、应急灯、监控、警棍……一个点位一条。",
        ),
        offered=("device.register", "device.register_many"),
        buttons=("device.correct", "device.replace", "device.send", "device.service"),
        menu=DEVICE_MENU,
    ),
    PageList(
        name=DUE,
        title="到期",
        search_hint="搜索 要办的事 / 名称 / 场所",
        empty=("check", "没有到期的", "快到期的维修、报废和检查，提前列在这里。"),
        offered=(),
        first="device.open_round",
        buttons=("device.replace", "device.send", "device.service", "device.hazard"),
        menu=(*DEVICE_MENU, "", "device.open_round"),
    ),
    PageList(
        name=ROUNDS,
        title="巡检",
        search_hint="搜索 编号 / 检查人",
        empty=(
            "calendar",
            "还没有巡检",
            "每月走一遍，锅炉房每半月：开巡检、打印、去查、记回来。",
        ),
        offered=("device.open_round",),
        buttons=("device.print", "device.enter", "device.close_round"),
        menu=ROUND_MENU,
    ),
)


class DevicePage(SlipsPage):
    """The lists on the left, the chosen device or round on the right."""

    title = "安全设备"
    icon_name = "check"
    action_id = "page.safety_device"
    value_word = ""
    menu = (*DEVICE_MENU, "", *ROUND_MENU)
    page_lists = LISTS
    registers = tuple(one.name for one in LISTS)
    next_actions: ClassVar[Mapping[str, str]] = {}
    card: DevicePanel

    def bind_actions(self) -> None:
        DeviceActions(self).bind(self.actions_of_page)

    def make_card(self) -> DevicePanel:
        return DevicePanel(self.desk.session)

    def show_row(self, name: str, row: dict[str, object]) -> None:
        if name == ROUNDS:
            self.card.show_round(str(row["巡检编号"]))
        else:
            self.card.show_device(str(row["设备编号"]))

    def chosen_devices(self) -> tuple[str, ...]:
        """Return the numbers of the chosen devices, of none where rounds are shown."""
        if self.name == ROUNDS:
            return ()
        panel = self.panel
        rows = [panel.model.record(at) for at in panel.view.chosen_rows()]
        return tuple(dict.fromkeys(str(row["设备编号"]) for row in rows))

    def open_device(self, code: str) -> None:
        """Show the device with this number.

        :raises Refused: when there is none.
        """
        self.choose_in(DEVICES, find_device(code).id)

    def open_round(self, code: str) -> None:
        """Show the round with this number.

        :raises Refused: when there is none.
        """
        self.choose_in(ROUNDS, find_round(code).id)
