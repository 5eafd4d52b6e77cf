"""What can be done on the page 报修, and the commands behind it."""

from __future__ import annotations

from typing import Final

from houqin_desktop.gui.action_spec import ActionSpec

ACTIONS: Final = (
    ActionSpec("page.repairs", "报修", "repair", "Alt+3", "坏了的报修、派工、完工、验收"),
    ActionSpec("repair.report", "报修", "add", "Ctrl+N", "什么坏了、在哪里、怎样坏的"),
    ActionSpec("repair.assign", "派工", "person", "Ctrl+M", "派本校的人，或请外面的维修单位"),
    ActionSpec("repair.parts", "领用材料", "export", "Ctrl+L", "从库存领料，用在这次维修上"),
    ActionSpec("repair.finish", "登记完工", "check", "Ctrl+R", "修了什么、修好没有、花了多少钱"),
    ActionSpec("repair.reopen", "退回重修", "return", "Ctrl+B", "没有修好，或完工登记错了"),
    ActionSpec("repair.dispose", "申请报废", "dispose", "Ctrl+D", "不值得修的资产申请报废"),
)
COMMANDS: Final = {
    "repair.report": "report_repair",
    "repair.assign": "assign_repair",
    "repair.parts": "issue_stock",
    "repair.finish": "finish_repair",
    "repair.reopen": "reopen_repair",
    "repair.dispose": "apply_disposal",
}
