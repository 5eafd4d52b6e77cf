"""What can be done on the page 预案和制度, and the commands behind it."""

from __future__ import annotations

from typing import Final

from houqin_desktop.gui.action_spec import ActionSpec

ACTIONS: Final = (
    ActionSpec("page.emergency_plan", "预案和制度", "folder", "Alt+9", "施行的预案和制度"),
    ActionSpec("plan.issue", "发布预案", "add", "Ctrl+N", "新的预案，或已有预案的新一版"),
    ActionSpec("plan.read", "看预案正文", "open", "Ctrl+W", "各版正文一份一份看，或另存"),
    ActionSpec("plan.end", "废止预案", "close", "Ctrl+D", "施行到哪一天为止"),
    ActionSpec("plan.withdraw", "撤销预案版本", "withdraw", "Ctrl+T", "登记错的最新一版，或恢复"),
    ActionSpec("regulation.issue", "发布制度", "post", "Ctrl+O", "新的制度，或已有制度的新一版"),
    ActionSpec("regulation.read", "看制度正文", "preview", "Ctrl+Shift+W", "各版正文，或另存"),
    ActionSpec("regulation.end", "废止制度", "clear", "Ctrl+M", "施行到哪一天为止"),
    ActionSpec("regulation.withdraw", "撤销制度版本", "reject", "Ctrl+B", "登记错的一版，或恢复"),
)
COMMANDS: Final = {
    "plan.issue": "issue_emergency_plan",
    "plan.end": "end_emergency_plan",
    "plan.withdraw": "withdraw_emergency_plan",
    "regulation.issue": "issue_regulation",
    "regulation.end": "end_regulation",
    "regulation.withdraw": "withdraw_regulation",
}
