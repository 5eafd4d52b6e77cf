"""The card of a device, of what is due of it, and of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.slips.panel import LONGEST_LIST, SlipPanel
from houqin_desktop.services.safety_device.view import device_view, round_view

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session

_IN_TITLE: Final = ("设备编号", "名称", "状态", "巡检编号")


class DevicePanel(SlipPanel):
    """Shows a device with its history, or a round with the points that were passed over."""

    def __init__(self, session: Session) -> None:
        super().__init__("选一台设备，看它何时到期、修过查过几次。")
        self._session = session

    def show_device(self, code: str) -> None:
        """Show a device."""
        view = device_view(self._session, code)
        fields = dict(view.fields)
        self.begin()
        self.add_title(f"{code} {fields['名称']}")
        good = fields["状态"] == "在用"
        self.add_pills([(fields["状态"], "green" if good else "amber")])
        if view.missing:
            self.add_heading("要办")
            self.add_note("\n".join(view.missing))
        self.add_fields([one for one in view.fields if one[0] not in _IN_TITLE])
        self.add_heading("经过")
        self.add_timeline([(on.isoformat(), text, "done") for on, text in reversed(view.history)])
        self.end()

    def show_round(self, code: str) -> None:
        """Show a round."""
        view = round_view(code)
        fields = dict(view.fields)
        self.begin()
        self.add_title(f"设备巡检 {code}")
        over = fields["状态"] == "已结束"
        self.add_pills([(fields["状态"], "green" if over else "accent")])
        self.add_fields([one for one in view.fields if one[0] not in _IN_TITLE])
        wrong = [one for one in view.lines if one.check.remarks]
        if wrong:
            self.add_heading("异常")
            said = [f"{one.device.code} {one.where}：{one.check.remarks}" for one in wrong]
            self.add_note("\n".join(_shortened(said)))
        if view.missing:
            self.add_heading(f"没有查 {len(view.missing)} 个点")
            self.add_note("\n".join(_shortened(view.missing)))
        self.end()


def _shortened(lines: tuple[str, ...] | list[str]) -> list[str]:
    shown = list(lines[:LONGEST_LIST])
    return shown + ([f"…… 共 {len(lines)} 项"] if len(lines) > LONGEST_LIST else [])
