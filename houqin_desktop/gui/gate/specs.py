"""What can be done on the page 门岗, and the commands behind it."""

from __future__ import annotations

from typing import Final

from houqin_desktop.gui.action_spec import ActionSpec

ACTIONS: Final = (
    ActionSpec("page.gate", "门岗", "post", "Alt+5", "来访、外出、安保日志、异常事件"),
    ActionSpec("gate.visit", "登记来访", "add", "Ctrl+N", "先打电话核实，再准入、发临时证"),
    ActionSpec("gate.leave", "登记离校", "return", "Ctrl+L", "来访人离校，交回临时证"),
    ActionSpec("gate.staff_out", "教职工外出", "person", "Ctrl+G", "谁批准、去哪里、几点回来"),
    ActionSpec("gate.pupil_out", "学生外出", "people", "Ctrl+U", "班主任批准、门卫核验、谁接领"),
    ActionSpec("gate.back", "登记返校", "back", "Ctrl+B", "外出的人回来了"),
    ActionSpec("gate.correct", "更正", "edit", "F2", "原来的一条作废留存，另记一条"),
    ActionSpec("gate.void", "作废", "withdraw", "Ctrl+Shift+R", "登记错的留存作废，写明原因"),
    ActionSpec("gate.print", "打印", "print", "Ctrl+P", "来访回执、出门条、当班日志、事件报告"),
    ActionSpec("gate.reveal", "查看个人信息", "lock", "Ctrl+Shift+P", "看完整的，会留记录"),
    ActionSpec("gate.export", "导出来访人名单", "export", "Ctrl+Shift+V", "含个人信息，会留记录"),
    ActionSpec("gate.purge", "清除到期个人信息", "clear", "Ctrl+Shift+K", "登记和人次都还在"),
    ActionSpec("gate.open_shift", "开始班次", "add", "Ctrl+D", "谁值班、天气怎样"),
    ActionSpec("gate.patrol", "记巡查", "check", "Ctrl+T", "走到哪些点位、漏了哪些、情况怎样"),
    ActionSpec("gate.write", "记日志", "edit", "Ctrl+Y", "到校高峰、放学高峰、其他记事"),
    ActionSpec("gate.hand_over", "交班", "signature", "Ctrl+O", "双方当面清点器械"),
    ActionSpec("gate.sign", "领导签字", "approve", "Ctrl+Shift+S", "带班领导看过，登记签字"),
    ActionSpec("gate.void_patrol", "作废巡查", "withdraw", "Ctrl+Shift+T", "记错的一次巡查"),
    ActionSpec("gate.incident", "登记事件", "warning", "Ctrl+Shift+N", "经过、预案、报告给谁"),
    ActionSpec("gate.report", "登记报告", "attach", "Ctrl+R", "事件又报告给了谁"),
    ActionSpec("gate.close", "登记结果", "check", "Ctrl+Shift+G", "事件怎样了结"),
)  # fmt: skip
COMMANDS: Final = {
    "gate.visit": "record_visit",
    "gate.leave": "record_leaving",
    "gate.staff_out": "record_outing",
    "gate.pupil_out": "record_outing",
    "gate.back": "record_outing_back",
    "gate.correct": "record_visit",
    "gate.void": "void_visit",
    "gate.reveal": "reveal_personal",
    "gate.export": "record_personal_export",
    "gate.purge": "purge_personal",
    "gate.open_shift": "open_shift",
    "gate.patrol": "record_patrol",
    "gate.write": "write_shift",
    "gate.hand_over": "hand_over_shift",
    "gate.sign": "sign_shift",
    "gate.void_patrol": "void_patrol",
    "gate.incident": "record_incident",
    "gate.report": "report_incident",
    "gate.close": "close_incident",
}
