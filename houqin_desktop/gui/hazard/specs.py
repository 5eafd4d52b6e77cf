"""What can be done on the page 隐患, and the commands behind it."""

from __future__ import annotations

from typing import Final

from houqin_desktop.gui.action_spec import ActionSpec

ACTIONS: Final = (
    ActionSpec("page.hazards", "隐患", "warning", "Alt+2", "发现、整改、复查、销号"),
    ActionSpec("hazard.register", "登记隐患", "add", "Ctrl+N", "在哪里、有什么、谁负责"),
    ActionSpec("hazard.grade", "定级", "value", "Ctrl+M", "一般、较大、重大，对照标准"),
    ActionSpec("hazard.at_once", "立查立改", "approve", "Ctrl+D", "一般隐患当场整改、复查、销号"),
    ActionSpec("hazard.plan", "落实整改", "calendar", "Ctrl+L", "责任、措施、资金、时限、预案"),
    ActionSpec("hazard.notice", "下达通知书", "post", "Ctrl+Shift+T", "一个部门的几条隐患写一张"),
    ActionSpec(
        "hazard.rectify", "登记整改", "settings", "Ctrl+Shift+Y", "谁整改的、怎样整改、照片"
    ),
    ActionSpec("hazard.reinspect", "登记复查", "check", "Ctrl+Shift+K", "由整改人以外的人复查"),
    ActionSpec("hazard.report", "上级验收", "approve", "Ctrl+Y", "重大隐患的验收文件"),
    ActionSpec("hazard.close", "销号", "write_off", "Ctrl+Shift+H", "整改、复查齐了才能销号"),
    ActionSpec("hazard.retract", "撤回一步", "back", "Ctrl+B", "撤回最后一步，写明原因"),
    ActionSpec("hazard.correct", "更正登记", "edit", "F2", "登错了，另登一条，原来的作废"),
    ActionSpec("hazard.void", "作废", "withdraw", "Ctrl+Shift+V", "登记的不是隐患，写明原因"),
    ActionSpec("hazard.photo", "附照片", "attach", "Ctrl+U", "整改前、整改后的照片"),
    ActionSpec("hazard.drop_photo", "取下照片", "clear", "Ctrl+Shift+U", "附错了的照片"),
    ActionSpec("hazard.link", "关联单据", "thread", "Ctrl+Shift+J", "报修、采购等为它办的单据"),
    ActionSpec("hazard.unlink", "取消关联", "close", "Ctrl+Shift+M", "与它无关的单据"),
    ActionSpec("hazard.request", "采购申请", "cart", "Ctrl+Shift+N", "为这条隐患申请采购"),
    ActionSpec("hazard.thread", "看流程", "history", "Ctrl+W", "从隐患到采购、验收、卡片"),
    ActionSpec("notice.reply", "收回回执", "return", "Ctrl+R", "逐条登记整改情况"),
    ActionSpec("notice.drop_reply", "取下回执", "undo", "Ctrl+Shift+B", "收错了的回执，或恢复"),
)
COMMANDS: Final = {
    "hazard.register": "register_hazard",
    "hazard.correct": "register_hazard",
    "hazard.grade": "grade_hazard",
    "hazard.at_once": "close_out_at_once",
    "hazard.plan": "plan_rectification",
    "hazard.notice": "issue_rectification_notice",
    "hazard.rectify": "rectify_hazard",
    "hazard.reinspect": "reinspect_hazard",
    "hazard.report": "record_outside_report",
    "hazard.close": "close_out_hazard",
    "hazard.retract": "retract_hazard_step",
    "hazard.void": "void_hazard",
    "hazard.photo": "add_hazard_photo",
    "hazard.drop_photo": "drop_hazard_photo",
    "hazard.link": "link_hazard",
    "hazard.unlink": "unlink_hazard",
    "hazard.request": "request_purchase",
    "notice.reply": "file_notice_reply",
    "notice.drop_reply": "drop_notice_reply",
}
