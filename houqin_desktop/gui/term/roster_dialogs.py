"""The forms of lists of the school and of the rules of equipment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.gui.term.dialogs import NamesDialog, several_names
from houqin_desktop.services.equipment.verbs import (
    AddEquipmentRule,
    ChangeEquipmentRule,
    find_rule,
)
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.roster.verbs import (
    AddRoster,
    CorrectRoster,
    JoinRoster,
    LeaveRoster,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft
    from houqin_desktop.services.session import Session

MEMBERS: Final = "姓名、编号或部门；几个之间用顿号"


def roster_dialog(parent: QWidget, desk: Desk) -> NamesDialog:
    """Return the form 建名单."""
    dialog = NamesDialog(parent, desk, "建名单", AddRoster, done="已建名单", notes=("members",))
    dialog.field("name").setPlaceholderText("如：班主任、中层以上行政、行政处室")
    return dialog


def correct_roster_dialog(parent: QWidget, desk: Desk, name: str) -> NamesDialog:
    """Return the form 更正名单名称."""
    return NamesDialog(
        parent,
        desk,
        f"更正名单名称 {name}",
        CorrectRoster,
        known={"roster": name},
        prefilled={"name": name},
        done="已更正",
    )


def join_dialog(parent: QWidget, desk: Desk, name: str) -> NamesDialog:
    """Return the form 列入名单."""
    return _membership(parent, desk, f"列入名单 {name}", JoinRoster, name, "from_on")


def leave_dialog(parent: QWidget, desk: Desk, name: str) -> NamesDialog:
    """Return the form 移出名单."""
    return _membership(parent, desk, f"移出名单 {name}", LeaveRoster, name, "to_on")


def _membership(
    parent: QWidget, desk: Desk, title: str, draft_class: type[Draft], name: str, day: str
) -> NamesDialog:
    dialog = NamesDialog(
        parent,
        desk,
        title,
        draft_class,
        known={"roster": name},
        prefilled={day: desk.session.clock.today()},
        done="名单已改",
    )
    several_names(dialog, "members", MEMBERS)
    return dialog


def rule_dialog(parent: QWidget, desk: Desk) -> NamesDialog:
    """Return the form 定配备标准."""
    names = _rosters(desk.session)
    choice = ChoiceField([(None, "—"), *((name, name) for name in names)])
    dialog = NamesDialog(
        parent,
        desk,
        "定配备标准",
        AddEquipmentRule,
        prefilled={"quantity": 1},
        fields={"roster": choice},
        done="已定配备标准",
    )
    dialog.help_text = (
        "给谁配什么、配几件：名单（每人或每部门）、岗位（每人）、部门只填一种。"
        "名称里有这些字、或国标分类相符的卡片算已配。"
    )
    dialog.field("name").setPlaceholderText("如：打印机")
    dialog.field("words").setPlaceholderText("不填就按“配什么”；几个之间用顿号")
    return dialog


def change_rule_dialog(parent: QWidget, desk: Desk, code: str) -> NamesDialog:
    """Return the form 改配备标准."""
    return _ChangeRule(parent, desk, code)


class _ChangeRule(NamesDialog):
    def __init__(self, parent: QWidget, desk: Desk, code: str) -> None:
        rule = find_rule(code)
        self._emptied = {"words": rule.words, "category": rule.category_code}
        super().__init__(
            parent,
            desk,
            f"改配备标准 {code}",
            ChangeEquipmentRule,
            known={"rule": code},
            prefilled={
                "name": rule.name,
                "quantity": rule.quantity,
                "words": rule.words,
                "category": rule.category_code,
            },
            done="已改",
        )

    def draft(self, values: dict[str, Any]) -> Draft:
        emptied: dict[str, Any] = {
            name: ""
            for name, present in self._emptied.items()
            if present and values.get(name) in (None, "")
        }
        filled = {name: value for name, value in values.items() if value not in (None, "")}
        return ChangeEquipmentRule(**self._known, **filled, **emptied)


def _rosters(session: Session) -> list[str]:
    found = register(session, "rosters")
    return [str(row[0]) for row in found.rows(found.index().keys)]
