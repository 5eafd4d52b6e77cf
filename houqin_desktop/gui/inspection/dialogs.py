"""The forms of 排查: the round, who walked, photos, items and points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.domain.hazard_severity import HazardSeverity
from houqin_desktop.domain.inspection import InspectionKind, PointResult
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.gui.forms.file_field import PHOTOS, FileField
from houqin_desktop.gui.forms.suggestions import suggest
from houqin_desktop.gui.term.dialogs import SEVERAL, NamesDialog, several_names
from houqin_desktop.services.inspection.drafts import (
    AddCheckItem,
    AdoptCheckItems,
    ChangeInspection,
    CorrectCheckItem,
    DropFindingPhoto,
    OpenInspection,
    PhotographFinding,
    SetCheckPoints,
)
from houqin_desktop.services.inspection.items import categories_in_use, find_check_item, starters
from houqin_desktop.services.inspection.points import item_codes_of
from houqin_desktop.services.inspection.rounds import people_of
from houqin_desktop.services.inspection.walking import walking_sheets

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk

LONGEST_CHOICE: Final = 24
PEOPLE: Final = "几个人之间用顿号"
PLACES: Final = "不填就是范围里的全部场所；几个之间用顿号"
POINTS_HELP: Final = (
    "填编号，几个之间用顿号，按查看的先后；类别代表它的全部项目。"
    "没有安排检查点的场所，排查时列一行“全面查看”。"
)


class OpenRoundDialog(NamesDialog):
    """开排查单: the kind decides what else is asked."""

    help_text = (
        "选排查类型和范围：场所、区域、部门、重点部位，都不填就是全校。保存后打印排查表，"
        "每个场所一张，带着去查；查完按“登记结果”。"
    )

    def __init__(self, parent: QWidget, desk: Desk, **prefilled: Any) -> None:
        actor = desk.session.actor()
        known = {"kind": InspectionKind.DRAGNET, "led_by": "" if actor is None else actor.number}
        super().__init__(
            parent,
            desk,
            "开排查单",
            OpenInspection,
            prefilled=known | prefilled,
            notes=("remarks",),
            done="已开排查单",
        )
        several_names(self, "members", PEOPLE)
        several_names(self, "places", PLACES)
        several_names(self, "categories", SEVERAL)
        self.field("group_leader").setPlaceholderText("不填就是带队人")
        self.field("head").setPlaceholderText("不填签字时再写")
        self.field("kind").edited.connect(self._show_fields)
        self._show_fields()

    def _show_fields(self) -> None:
        """Ask for the outside inspectors, or for our own leaders."""
        is_from_above = self.field("kind").value() is InspectionKind.SUPERIOR
        self.show_row("outside", on=is_from_above)
        self.show_row("group_leader", on=not is_from_above)


def people_dialog(parent: QWidget, desk: Desk, number: str) -> NamesDialog:
    """Return the form 改排查人员, filled in as the round stands."""
    leader, members = people_of(number)
    dialog = NamesDialog(
        parent,
        desk,
        f"改排查人员 {number}",
        ChangeInspection,
        known={"number": number},
        prefilled={"led_by": leader, "members": "、".join(members)},
        done="已改排查人员",
    )
    several_names(dialog, "members", PEOPLE)
    return dialog


def _lines_of(number: str) -> list[tuple[Any, str]]:
    """Return the lines of a round to choose from, those at fault first."""
    lines = [
        (line.by_hand[0] != PointResult.FAULT.sign, line.position, f"{place.name}　{line.item}")
        for place in walking_sheets(number).places
        for line in place.lines
    ]
    lines.sort(key=lambda line: (line[0], int(line[1])))
    return [(int(position), f"{position}　{_short(words)}") for _, position, words in lines]


def _short(words: str) -> str:
    """Return words as far as a field has room for them."""
    return words if len(words) <= LONGEST_CHOICE else f"{words[: LONGEST_CHOICE - 1]}…"


def photo_dialog(parent: QWidget, desk: Desk, number: str, line: int | None) -> DraftDialog:
    """Return the form 附照片, for a line of a round."""
    return DraftDialog(
        parent,
        desk,
        f"附照片 {number}",
        PhotographFinding,
        known={"number": number},
        prefilled={} if line is None else {"line": line},
        fields={
            "line": ChoiceField(_lines_of(number)),
            "photo": FileField("选择照片", PHOTOS),
        },
        done="已附照片",
    )


def drop_photo_dialog(parent: QWidget, desk: Desk, number: str) -> DraftDialog:
    """Return the form 取下照片."""
    return DraftDialog(
        parent,
        desk,
        f"取下照片 {number}",
        DropFindingPhoto,
        known={"number": number},
        prefilled={"photo": 1},
        fields={"line": ChoiceField(_lines_of(number))},
        done="已取下照片",
    )


def starters_dialog(parent: QWidget, desk: Desk) -> NamesDialog:
    """Return the form 采用起步清单."""
    dialog = NamesDialog(parent, desk, "采用起步清单", AdoptCheckItems, done="已采用起步清单")
    names = "、".join(dict.fromkeys(starter.category for starter in starters()))
    dialog.add_note(f"不填就是全部 {len(starters())} 项。类别：{names}。")
    several_names(dialog, "categories", SEVERAL)
    return dialog


def item_dialog(parent: QWidget, desk: Desk) -> DraftDialog:
    """Return the form 登记检查项目."""
    dialog = DraftDialog(
        parent,
        desk,
        "登记检查项目",
        AddCheckItem,
        prefilled={"severity": HazardSeverity.GENERAL},
        done="已登记检查项目",
        adds_again=True,
    )
    suggest(dialog.field("category"), categories_in_use)
    dialog.field("category").setPlaceholderText("可选已有类别，也可写新的")
    return dialog


def change_item_dialog(parent: QWidget, desk: Desk, code: str) -> DraftDialog:
    """Return the form 更正检查项目, filled in as it stands."""
    item = find_check_item(code, withdrawn=True)
    names = ("name", "standard", "frequency", "in_charge", "severity", "reference")
    return DraftDialog(
        parent,
        desk,
        f"更正检查项目 {code}",
        CorrectCheckItem,
        known={"item": code},
        prefilled={name: getattr(item, name) for name in names},
        done="已更正检查项目",
    )


def points_dialog(parent: QWidget, desk: Desk, place: str) -> NamesDialog:
    """Return the form 安排检查点, filled in with what is looked at in the place."""
    dialog = NamesDialog(
        parent,
        desk,
        "安排检查点",
        SetCheckPoints,
        prefilled={"places": place, "items": "、".join(item_codes_of(place)) if place else ""},
        notes=("items",),
        done="已安排检查点",
    )
    dialog.help_text = POINTS_HELP
    several_names(dialog, "places", "一个或几个场所，几个之间用顿号")
    several_names(dialog, "categories", "如：消防安全、用电安全")
    dialog.add_note(POINTS_HELP)
    return dialog
