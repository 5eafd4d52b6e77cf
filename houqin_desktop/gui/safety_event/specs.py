"""What can be done on the page 安全教育, and the commands behind it."""

from __future__ import annotations

from typing import Final

from houqin_desktop.gui.action_spec import ActionSpec

ACTIONS: Final = (
    ActionSpec("page.safety_event", "安全教育", "people", "Alt+8", "教育、演练和周边环境"),
    ActionSpec("event.record", "登记活动", "add", "Ctrl+N", "办过的安全教育或应急演练"),
    ActionSpec("event.correct", "更正活动", "edit", "F2", "另记一条正确的，原来的作废"),
    ActionSpec("event.void", "作废活动", "withdraw", "Ctrl+T", "没有办的，写明原因；或恢复"),
    ActionSpec("event.attach", "附文件", "attach", "Ctrl+U", "方案、签到表、照片、告家长书"),
    ActionSpec("event.files", "看文件", "open", "Ctrl+W", "方案、照片一份一份看，或另存"),
    ActionSpec("event.drop", "取下文件", "clear", "Ctrl+Shift+U", "附错了的文件；撤销就恢复"),
    ActionSpec("event.print", "打印记录表", "print", "Ctrl+P", "活动记录表，签字存档"),
    ActionSpec("event.rule", "定必办活动", "calendar", "Ctrl+O", "每月、每学期、节点要办什么"),
    ActionSpec("event.change_rule", "改必办活动", "settings", "Ctrl+M", "改次数、月份、主题里的字"),
    ActionSpec("event.withdraw_rule", "撤销必办", "reject", "Ctrl+B", "不要求的撤销，或恢复"),
    ActionSpec("event.load_rules", "装入常用必办", "import", "Ctrl+L", "每月演练和各个安全节点"),
    ActionSpec("liaison.record", "登记联络", "post", "Ctrl+D", "交警、警务室、护学岗、会议"),
    ActionSpec("liaison.correct", "更正联络", "write_off", "Ctrl+G", "另记一条正确的，原来的作废"),
    ActionSpec("liaison.look", "看照片", "preview", "Ctrl+Shift+W", "联络的照片或纪要"),
    ActionSpec("liaison.void", "作废联络", "dispose", "Ctrl+Y", "记错的写明原因作废，或恢复"),
)
COMMANDS: Final = {
    "event.record": "record_safety_event",
    "event.correct": "correct_safety_event",
    "event.void": "void_safety_event",
    "event.attach": "attach_event_document",
    "event.drop": "drop_event_document",
    "event.rule": "set_event_rule",
    "event.change_rule": "set_event_rule",
    "event.withdraw_rule": "withdraw_event_rules",
    "event.load_rules": "load_event_rules",
    "liaison.record": "record_liaison",
    "liaison.correct": "correct_liaison",
    "liaison.void": "void_liaison",
}
