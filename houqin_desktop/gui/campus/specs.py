"""What can be done on the page 校园场所, and the commands behind it."""

from __future__ import annotations

from typing import Final

from houqin_desktop.gui.action_spec import ActionSpec

ACTIONS: Final = (
    ActionSpec("page.campus", "场所", "place", "Ctrl+Alt+9", "校园里各个场所，谁负责"),
    ActionSpec("campus.add", "登记场所", "add", "Ctrl+N", "一个区域的几个场所，按走到的先后"),
    ActionSpec("campus.correct", "更正场所", "edit", "F2", "改名称、责任部门、责任人和次序"),
    ActionSpec("campus.withdraw", "撤销场所", "withdraw", "Ctrl+T", "没有了的场所，或恢复"),
)
COMMANDS: Final = {
    "campus.add": "add_campus_places",
    "campus.correct": "correct_campus_place",
    "campus.withdraw": "withdraw_campus_places",
}
