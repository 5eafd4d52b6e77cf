"""What can be done with the chosen devices and rounds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.suggestions import suggest
from houqin_desktop.gui.safety_device.dialogs import (
    EnterChecksDialog,
    correct_dialog,
    register_dialog,
    register_many_dialog,
    replace_dialog,
    several_dialog,
)
from houqin_desktop.services.hazard.registering import known_categories
from houqin_desktop.services.safety_device.drafts import (
    CloseDeviceRound,
    EndDevices,
    OpenDeviceRound,
    WithdrawDeviceRound,
    WithdrawDevices,
)
from houqin_desktop.services.safety_device.finding import find_device
from houqin_desktop.services.safety_device.hazards import RegisterDeviceHazard

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.safety_device.page import DevicePage
    from houqin_desktop.services.draft import Draft

NO_DEVICE: Final = "请先选安全设备"
ONE_DEVICE: Final = "请只选一台安全设备"
NO_ROUND: Final = "请先在“巡检”里选一次巡检"
OPEN, CLOSED, WITHDRAWN = "进行中", "已结束", "已撤销"


class DeviceActions(QObject):
    """The verbs of devices and rounds, each opening its form."""

    def __init__(self, page: DevicePage) -> None:
        super().__init__(page)
        self._page = page

    def bind(self, actions: ActionSet) -> None:
        """Bind every action to its form and to what must be chosen for it."""
        page, desk = self._page, self._page.desk
        actions.bind("device.register", lambda: register_dialog(page, desk).open())
        actions.bind("device.register_many", lambda: register_many_dialog(page, desk).open())
        one: dict[str, Callable[[], object]] = {
            "device.correct": lambda: correct_dialog(page, desk, self._device()).open(),
            "device.replace": lambda: replace_dialog(page, desk, self._device()).open(),
            "device.hazard": self._hazard,
        }
        for action_id, run in one.items():
            actions.bind(action_id, run, self._not_one)
        for action_id in ("device.send", "device.service", "device.withdraw_service"):
            actions.bind(action_id, partial(self._several, action_id), self._not_any)
        actions.bind("device.end", self._end, self._not_any)
        actions.bind("device.withdraw", self._withdraw, self._not_any)
        actions.bind("device.open_round", self._open_round)
        actions.bind("device.enter", self._enter, partial(self._not_round, (OPEN,)))
        actions.bind("device.close_round", self._close, partial(self._not_round, (OPEN, CLOSED)))
        either = (OPEN, WITHDRAWN)
        actions.bind("device.withdraw_round", self._give_up, partial(self._not_round, either))
        actions.bind("device.print", self._print, partial(self._not_round, (OPEN, CLOSED)))

    def _device(self) -> str:
        return self._page.chosen_devices()[0]

    def _not_one(self) -> str:
        codes = self._page.chosen_devices()
        return "" if len(codes) == 1 else ONE_DEVICE if codes else NO_DEVICE

    def _not_any(self) -> str:
        return "" if self._page.chosen_devices() else NO_DEVICE

    def _round(self, title: str = "巡检编号") -> str:
        return self._page.chosen_in(title, "device_checks")

    def _not_round(self, states: tuple[str, ...]) -> str:
        state = self._round("状态")
        if not state:
            return NO_ROUND
        return "" if state in states else f"这次巡检{state}，不能这样做"

    def _run(self, draft: Draft, done: str) -> None:
        run_command(self._page, self._page.desk, draft, done=done)

    def _several(self, action_id: str) -> None:
        codes = self._page.chosen_devices()
        several_dialog(self._page, self._page.desk, codes, action_id).open()

    def _end(self) -> None:
        """Take the chosen devices down, or hang those up again that were taken down."""
        codes = self._page.chosen_devices()
        if all(find_device(code).ended_on is not None for code in codes):
            self._run(EndDevices(devices=codes, restore=True), "设备已恢复使用")
        else:
            self._several("device.end")

    def _withdraw(self) -> None:
        self._run(WithdrawDevices(devices=self._page.chosen_devices()), "已撤销登记")

    def _hazard(self) -> None:
        """Ask for what the hazard is to say beside what the check says of it."""
        dialog = DraftDialog(
            self._page,
            self._page.desk,
            f"登记隐患 {self._device()}",
            RegisterDeviceHazard,
            known={"device": self._device()},
            notes=("description",),
            done="已登记隐患",
        )
        dialog.field("category").setPlaceholderText("不填按设备种类：消防安全、安防门卫")
        suggest(dialog.field("category"), known_categories)
        dialog.open()

    def _open_round(self) -> None:
        dialog = DraftDialog(
            self._page, self._page.desk, "开设备巡检", OpenDeviceRound, done="已开巡检"
        )
        dialog.saved.connect(lambda result: self._page.open_round(result.number))
        dialog.open()

    def _enter(self) -> None:
        EnterChecksDialog(self._page, self._page.desk, self._round()).open()

    def _close(self) -> None:
        if self._round("状态") == CLOSED:
            self._run(CloseDeviceRound(round=self._round(), reopen=True), "巡检已重新打开")
            return
        DraftDialog(
            self._page,
            self._page.desk,
            f"结束巡检 {self._round()}",
            CloseDeviceRound,
            known={"round": self._round(), "reopen": None},
            notes=("reason",),
            done="巡检已结束",
        ).open()

    def _give_up(self) -> None:
        back = self._round("状态") == WITHDRAWN
        done = "巡检已恢复" if back else "巡检已撤销"
        self._run(WithdrawDeviceRound(round=self._round(), restore=back or None), done)

    def _print(self) -> None:
        """Show the sheet of the round as it will come out of the printer."""
        from houqin_desktop.gui.safety_device.papers import print_safety

        print_safety(self._page, "device_round", self._round())
