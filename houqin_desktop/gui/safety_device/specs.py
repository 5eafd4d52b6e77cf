"""What can be done on the page 安全设备, and the commands behind it."""

from __future__ import annotations

from typing import Final

from houqin_desktop.gui.action_spec import ActionSpec

ACTIONS: Final = (
    ActionSpec("page.safety_device", "安全设备", "check", "Alt+7", "消防、监控、安保器械"),
    ActionSpec("device.register", "登记设备", "add", "Ctrl+N", "一个点位上的灭火器、监控、器械"),
    ActionSpec("device.register_many", "批量登记", "batch", "Ctrl+Shift+N", "照清单一次登记多个"),
    ActionSpec("device.correct", "更正设备", "edit", "F2", "改点位、规格、出厂日期、数量"),
    ActionSpec("device.replace", "更换", "split", "Ctrl+G", "到期或坏了换一个新的"),
    ActionSpec("device.send", "送修", "export", "Ctrl+D", "所选设备送去维修"),
    ActionSpec("device.service", "登记维修", "return", "Ctrl+R", "取回来了，或就地维修好了"),
    ActionSpec("device.withdraw_service", "撤回维修", "undo", "Ctrl+Shift+R", "记错的送修或维修"),
    ActionSpec("device.end", "停用设备", "dispose", "Ctrl+Y", "拆除、报废不再换，或恢复"),
    ActionSpec("device.withdraw", "撤销登记", "withdraw", "Ctrl+T", "登记错了的设备"),
    ActionSpec("device.open_round", "开巡检", "calendar", "Ctrl+O", "按走的路线开一次检查"),
    ActionSpec("device.enter", "记巡检", "signature", "Ctrl+M", "按纸上的次序记检查结果"),
    ActionSpec("device.close_round", "结束巡检", "approve", "Ctrl+L", "漏查的点写明原因，或重开"),
    ActionSpec("device.withdraw_round", "撤销巡检", "reject", "Ctrl+B", "还没有记就撤销，或恢复"),
    ActionSpec("device.hazard", "登记隐患", "warning", "Ctrl+U", "上次检查的异常登记成隐患"),
    ActionSpec("device.print", "打印巡检表", "print", "Ctrl+P", "带去检查的表，按走的路线"),
)
COMMANDS: Final = {
    "device.register": "register_device",
    "device.register_many": "register_devices",
    "device.correct": "correct_device",
    "device.replace": "replace_device",
    "device.send": "send_devices",
    "device.service": "return_devices",
    "device.withdraw_service": "withdraw_services",
    "device.end": "end_devices",
    "device.withdraw": "withdraw_devices",
    "device.open_round": "open_device_round",
    "device.enter": "enter_device_checks",
    "device.close_round": "close_device_round",
    "device.withdraw_round": "withdraw_device_round",
    "device.hazard": "register_device_hazard",
}
