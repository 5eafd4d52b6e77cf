"""What can be done on the page 排查, and the commands behind it."""

from __future__ import annotations

from typing import Final

from houqin_desktop.gui.action_spec import ActionSpec

ACTIONS: Final = (
    ActionSpec("page.inspection", "排查", "search", "Alt+1", "排查、发现、漏查、计划、项目"),
    ActionSpec("inspection.open", "开排查单", "add", "Ctrl+N", "全校、一个区域或部门走一遍"),
    ActionSpec("inspection.due", "开出应查的单", "calendar", "Ctrl+D", "按计划到期的都开成排查单"),
    ActionSpec("inspection.enter", "登记结果", "edit", "Ctrl+R", "按纸上的序号逐行登记"),
    ActionSpec(
        "inspection.hazards", "登记隐患", "warning", "Ctrl+Shift+H", "查出的都登记成隐患，各有编号"
    ),
    ActionSpec("inspection.people", "改排查人员", "people", "Ctrl+U", "谁带队、谁参加"),
    ActionSpec("inspection.photo", "附照片", "attach", "Ctrl+L", "给一行发现附上照片"),
    ActionSpec("inspection.photos", "看照片", "preview", "Ctrl+M", "看这次排查的照片"),
    ActionSpec(
        "inspection.drop_photo", "取下照片", "clear", "Ctrl+Shift+M", "附错的照片取下，或恢复"
    ),
    ActionSpec("inspection.plan", "加计划", "add", "Ctrl+Shift+N", "每周、每月、开学前、节假日前"),
    ActionSpec(
        "inspection.usual_plan",
        "采用常用计划",
        "import",
        "Ctrl+Shift+A",
        "常用的七条，已有的不重复",
    ),
    ActionSpec("inspection.change_plan", "改计划", "edit", "F2", "改频次、范围和带队人"),
    ActionSpec("inspection.occasion", "定日期", "warning", "Ctrl+B", "台风前、暴雨后加一次排查"),
    ActionSpec(
        "inspection.end_plan", "停用计划", "withdraw", "Ctrl+Shift+D", "不再按它排查，或恢复"
    ),
    ActionSpec("inspection.item", "登记项目", "add", "Ctrl+Alt+J", "起步清单里没有的检查项目"),
    ActionSpec(
        "inspection.starters",
        "采用起步清单",
        "import",
        "Ctrl+Alt+A",
        "118 个常用检查项目，分 18 类",
    ),
    ActionSpec("inspection.change_item", "更正项目", "edit", "Ctrl+Shift+U", "改说法、标准、等级"),
    ActionSpec("inspection.end_item", "停用项目", "withdraw", "Ctrl+Shift+B", "不再检查，或恢复"),
    ActionSpec("inspection.points", "安排检查点", "place", "Ctrl+Shift+P", "哪些场所查哪些项目"),
)
COMMANDS: Final = {
    "inspection.open": "open_inspection",
    "inspection.due": "make_due_inspections",
    "inspection.enter": "record_findings",
    "inspection.hazards": "register_found_hazards",
    "inspection.people": "change_inspection",
    "inspection.photo": "photograph_finding",
    "inspection.drop_photo": "drop_finding_photo",
    "inspection.plan": "add_inspection_rule",
    "inspection.usual_plan": "adopt_usual_plan",
    "inspection.change_plan": "correct_inspection_rule",
    "inspection.occasion": "name_occasion",
    "inspection.end_plan": "withdraw_inspection_rules",
    "inspection.item": "add_check_item",
    "inspection.starters": "adopt_check_items",
    "inspection.change_item": "correct_check_item",
    "inspection.end_item": "withdraw_check_items",
    "inspection.points": "set_check_points",
}
