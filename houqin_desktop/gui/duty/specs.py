"""What can be done on the page 值班, and the commands behind it."""

from __future__ import annotations

from typing import Final

from houqin_desktop.gui.action_spec import ActionSpec

ACTIONS: Final = (
    ActionSpec("page.duty", "值班", "calendar", "Alt+6", "谁在哪天值班，调班、点名、请假"),
    ActionSpec("duty.plan", "排值班表", "add", "Ctrl+N", "按名单、校历和请假排一张公平的表"),
    ActionSpec("duty.change", "改值班表", "edit", "F2", "改名称和表下的说明"),
    ActionSpec("duty.mark", "点名", "check", "Ctrl+T", "所选日期谁到了、迟到、缺、由谁代"),
    ActionSpec("duty.swap", "调班", "sort", "Ctrl+D", "两个人各换一个班，写明批准人"),
    ActionSpec("duty.replace", "顶班", "person", "Ctrl+G", "病假、事假由别人顶一个班"),
    ActionSpec("duty.back", "取消调班", "return", "Ctrl+Shift+D", "退回所选班次最后一次调班"),
    ActionSpec("duty.print", "打印", "print", "Ctrl+P", "值班表、值班次数、调班登记"),
    ActionSpec("duty.withdraw", "撤销或恢复", "withdraw", "Ctrl+Shift+R", "排错的表撤销，或恢复"),
    ActionSpec("duty.absence", "登记请假", "add", "Ctrl+L", "谁从哪天到哪天请假，为什么"),
    ActionSpec("duty.change_absence", "改请假", "edit", "Ctrl+U", "改所选请假的日期和事由"),
    ActionSpec(
        "duty.withdraw_absence", "撤销请假", "withdraw", "Ctrl+Shift+U", "登记错的请假，或恢复"
    ),
    ActionSpec("duty.calendar", "登记校历", "calendar", "Ctrl+B", "哪些天放假、上课、调休上课"),
)
COMMANDS: Final = {
    "duty.plan": "plan_duties",
    "duty.change": "change_duty_table",
    "duty.mark": "mark_duties",
    "duty.swap": "swap_duties",
    "duty.replace": "replace_duty",
    "duty.back": "withdraw_duty_change",
    "duty.withdraw": "withdraw_duty_table",
    "duty.absence": "record_absence",
    "duty.change_absence": "change_absence",
    "duty.withdraw_absence": "withdraw_absence",
    "duty.calendar": "set_calendar",
}
