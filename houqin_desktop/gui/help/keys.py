"""The table of keys, read from the declarations: nothing here is written twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.action_spec import ActionSpec
from houqin_desktop.gui.action_specs import ACTIONS
from houqin_desktop.gui.actions import key_text

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the table: what is done, by which keys, one sentence about it, its icon."""

    text: str
    keys: str
    tip: str
    icon: str


FORM_KEYS: Final = (
    KeyLine("下一个输入框", "Enter", "最后一个输入框上按 Enter 就是保存", "edit"),
    KeyLine("保存", "Ctrl+Enter、F8、Ctrl+S", "在表单中任何位置", "save"),
    KeyLine("从列表或日历选", "F7", "在人员、保管室、部门、分类、资产、日期等输入框中", "menu"),
    KeyLine("前一天、后一天", "↓、↑", "在日期输入框中", "calendar"),
    KeyLine("本表说明", "F1", "看这张表怎样填", "help"),
    KeyLine("取消", "Esc", "关闭表单，有未保存的内容会先问；在搜索框中是清空", "close"),
    KeyLine("换页", "Ctrl+Tab", "到下一页；加 Shift 到上一页", "next"),
)
FORM_TITLE: Final = "表单与窗口"
_TITLES: Final = {
    "page": "换页",
    "window": "窗口",
    "book": "账簿",
    "register": "列表",
    "home": "首页",
    "asset": "资产台账",
    "disposal": "报废处置",
    "storerooms": "保管室",
    "people": "人员与岗位",
}
_OTHERS: Final = "其他"


def key_line(spec: ActionSpec) -> KeyLine:
    """Return the line of a declared action."""
    keys = "、".join(key_text(key) for key in (spec.shortcut, *spec.also))
    return KeyLine(spec.text, keys, spec.tip, spec.icon)


def lines_of(ids: Iterable[str]) -> list[KeyLine]:
    """Return the lines of these actions; separating empty ids are passed over."""
    return [key_line(ACTIONS[one]) for one in ids if one]


def all_groups() -> list[tuple[str, list[KeyLine]]]:
    """Return every action of the program by what it belongs to, and the keys of forms last."""
    groups: dict[str, list[KeyLine]] = {}
    for spec in ACTIONS.values():
        title = _TITLES.get(spec.id.partition(".")[0], _OTHERS)
        groups.setdefault(title, []).append(key_line(spec))
    return [*groups.items(), (FORM_TITLE, list(FORM_KEYS))]
