"""What can be done on the page 安全一览."""

from __future__ import annotations

from typing import Final

from houqin_desktop.gui.action_spec import ActionSpec

ACTIONS: Final = (
    ActionSpec("page.safety", "一览", "report", "Alt+Shift+0", "隐患、责任状、到期的检查，画成图"),
    ActionSpec("charts.open", "看清单", "open", "Ctrl+O", "所选的柱子数的是哪些，列出来"),
    ActionSpec("charts.print", "打印", "print", "Ctrl+P", "安全一览印成一张纸"),
)
COMMANDS: Final[dict[str, str]] = {}
