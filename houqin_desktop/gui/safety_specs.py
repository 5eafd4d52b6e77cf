"""The actions of the safety log and the commands behind them; each page declares its own."""

from __future__ import annotations

from typing import Final

from houqin_desktop.gui.action_spec import ActionSpec
from houqin_desktop.gui.campus import specs as campus
from houqin_desktop.gui.charts import specs as charts
from houqin_desktop.gui.duty import specs as duty
from houqin_desktop.gui.emergency_plan import specs as emergency_plan
from houqin_desktop.gui.gate import specs as gate
from houqin_desktop.gui.hazard import specs as hazard
from houqin_desktop.gui.inspection import specs as inspection
from houqin_desktop.gui.pledge import specs as pledge
from houqin_desktop.gui.repair import specs as repair
from houqin_desktop.gui.safety_device import specs as safety_device
from houqin_desktop.gui.safety_event import specs as safety_event

_PAGES: Final = (
    charts,
    safety_device,
    safety_event,
    emergency_plan,
    campus,
    hazard,
    duty,
    gate,
    inspection,
    pledge,
    repair,
)

SAFETY_ACTIONS: Final = (
    ActionSpec("book.binder", "迎检包", "pdf", "Alt+Shift+P", "一段日期的安全台账装成一份"),
    ActionSpec("group.safety", "安全", "safety", "Alt+0", "排查、隐患、责任状、门岗、值班"),
    *(spec for page in _PAGES for spec in page.ACTIONS),
)
SAFETY_COMMANDS: Final = {action: verb for page in _PAGES for action, verb in page.COMMANDS.items()}
