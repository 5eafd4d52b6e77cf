"""The forms of devices, of their services, and of the rounds past them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.domain.safety_device import Agent, CheckResult, DeviceKind
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.fields import QuantityField
from houqin_desktop.gui.forms.pickers import Choice, PickerField
from houqin_desktop.gui.forms.rows_dialog import RowsDialog
from houqin_desktop.gui.loan.finders import listed
from houqin_desktop.services.safety_device.drafts import (
    CorrectDevice,
    DeviceFinding,
    EndDevices,
    EnterDeviceChecks,
    RegisterDevice,
    RegisterDevices,
    ReplaceDevice,
    ReturnDevices,
    SendDevices,
    WithdrawServices,
)
from houqin_desktop.services.safety_device.present import correction_of
from houqin_desktop.services.safety_device.view import round_view

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

_EMPTIED: Final = ("spot", "specification", "asset", "item", "remarks")
_MANY_COLUMNS: Final = {
    "kind": 90,
    "place": 130,
    "spot": 110,
    "quantity": 60,
    "agent": 80,
    "name": 130,
    "specification": 110,
    "made_on": 100,
    "serviced_on": 100,
    "rhythm": 90,
}
MANY_NOTE: Final = (
    "每行一个点位；名称不填就用种类的名称，数量不填就是 1。灭火器要填灭火剂和出厂日期，"
    "维修和报废到期自动推算。可从表格软件复制几行，到下面按 Ctrl+V。"
)
ENTER_NOTE: Final = (
    "按纸上的次序一行一行往下按 Enter：结果填 1 正常、2 异常、3 不在位，空着就是没有查。"
    "按 → 到录像天数（监控点位能看到几天前）和情况，异常和不在位要写明。"
)
_KEYS: Final = dict(zip(CheckResult, "123", strict=True))


def register_dialog(parent: QWidget, desk: Desk) -> DraftDialog:
    """Return the form 登记设备."""
    dialog = DraftDialog(
        parent,
        desk,
        "登记设备",
        RegisterDevice,
        prefilled={"kind": DeviceKind.EXTINGUISHER, "agent": Agent.POWDER, "quantity": 1},
        done="已登记设备",
        adds_again=True,
    )
    dialog.kept_for_next = ("kind", "place", "agent", "name", "specification", "made_on")
    dialog.field("spot").setPlaceholderText("如：东侧墙边、门后")
    dialog.field("name").setPlaceholderText("不填就用种类的名称")
    dialog.field("specification").setPlaceholderText("如：MFZ/ABC4")
    return dialog


def register_many_dialog(parent: QWidget, desk: Desk) -> RowsDialog:
    """Return the form 批量登记."""
    dialog = RowsDialog(
        parent,
        desk,
        "批量登记设备",
        RegisterDevices,
        rows="devices",
        row_class=RegisterDevice,
        columns=_MANY_COLUMNS,
        figures=("quantity",),
        note=MANY_NOTE,
        row_fields={"quantity": partial(QuantityField, least=1)},
    )
    dialog.done_text = "已批量登记设备"
    return dialog


class CorrectDeviceDialog(DraftDialog):
    """The form 更正设备: words that are emptied are taken out, and a maker's date too."""

    def draft(self, values: dict[str, Any]) -> Draft:
        filled = {name: value for name, value in values.items() if value not in (None, "")}
        filled |= {name: "" for name in _EMPTIED if values[name] is None}
        if values["made_on"] is None:
            filled["made_unknown"] = True
        return CorrectDevice(device=self._known["device"], **filled)


def correct_dialog(parent: QWidget, desk: Desk, code: str) -> CorrectDeviceDialog:
    """Return the form 更正设备, filled in as the device stands."""
    return CorrectDeviceDialog(
        parent,
        desk,
        f"更正设备 {code}",
        CorrectDevice,
        known={"device": code, "made_unknown": None},
        prefilled=correction_of(code),
        done="已更正设备",
    )


def replace_dialog(parent: QWidget, desk: Desk, code: str) -> DraftDialog:
    """Return the form 更换, filled in with what usually stays the same."""
    kept = ("name", "agent", "specification", "quantity")
    prefilled = {name: value for name, value in correction_of(code).items() if name in kept}
    return DraftDialog(
        parent,
        desk,
        f"更换设备 {code}",
        ReplaceDevice,
        known={"device": code},
        prefilled=prefilled,
        done="已更换，新设备",
    )


def _about(codes: tuple[str, ...]) -> str:
    return codes[0] if len(codes) == 1 else f"{codes[0]} 等 {len(codes)} 个"


def several_dialog(
    parent: QWidget, desk: Desk, codes: tuple[str, ...], action_id: str
) -> DraftDialog:
    """Return the form 送修, 登记维修, 撤回维修 or 停用设备 of the chosen devices."""
    title, draft_class, done, verb = {
        "device.send": ("送修", SendDevices, "已登记送修", ""),
        "device.service": ("登记维修", ReturnDevices, "已登记维修", ""),
        "device.withdraw_service": ("撤回维修", WithdrawServices, "已撤回维修", ""),
        "device.end": ("停用设备", EndDevices, "已停用设备", "停用"),
    }[action_id]
    known: dict[str, Any] = {"devices": codes}
    if draft_class is EndDevices:
        known["restore"] = None
    return DraftDialog(
        parent, desk, f"{title} {_about(codes)}", draft_class, known=known, done=done, verb=verb
    )


def result_finder() -> Any:
    """Return the finder of a cell with a result: its number, its words or their letters."""
    return listed(Choice(word.value, word.label, _KEYS[word]) for word in CheckResult)


class EnterChecksDialog(RowsDialog):
    """记巡检: the sheet of a round typed back, in the order of the walk."""

    help_text = "可以分几次记；已经保存的行改了再保存就是更正。"

    def __init__(self, parent: QWidget | None, desk: Desk, code: str) -> None:
        view = round_view(code)
        points = [
            Choice(
                line.device.code,
                f"{line.device.code} {line.where}",
                f"{line.device.name} {line.device.specification}".strip(),
            )
            for line in view.lines
        ]
        super().__init__(
            parent,
            desk,
            f"记巡检 {code}",
            EnterDeviceChecks,
            rows="findings",
            row_class=DeviceFinding,
            columns={"device": 330, "result": 120, "recording_days": 110, "remarks": 320},
            figures=("recording_days",),
            note=ENTER_NOTE,
            known={"round": code},
            row_fields={
                "device": partial(PickerField, listed(points), "点位"),
                "result": partial(PickerField, result_finder(), ""),
                "recording_days": partial(QuantityField, least=0),
            },
            passed=("device", "recording_days", "remarks"),
        )
        self.done_text = "已记巡检"
        self.field("checked_by").set_value(view.checked_by)
        self.fill([_filled(line.check.result, line) for line in view.lines])
        results = [line.check.result for line in view.lines]
        first = results.index(None) if None in results else 0
        self.sheet.grid.go_to(first, self.sheet.grid.first_column(first))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The sheet is what one has in hand; who checked and when is seldom somebody else.
        self.sheet.grid.setFocus()


def _filled(result: CheckResult | None, line: Any) -> dict[str, Any]:
    return {
        "device": line.device.code,
        "result": None if result is None else result.value,
        "recording_days": line.check.recording_days,
        "remarks": line.check.remarks,
    }
