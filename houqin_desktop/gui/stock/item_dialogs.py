"""The forms of the catalogue: a new item, a correction, the minimum of a room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.file_field import PHOTOS, FileField
from houqin_desktop.services.stock.drafts import AddItem, CorrectItem, SetMinimum
from houqin_desktop.services.stock.pictures import PictureItem
from houqin_desktop.services.stock.present import present_item

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

CLEARABLE = (
    "specification",
    "category",
    "pack_unit",
    "pack_size",
    "everyday_names",
    "minimum",
    "remarks",
)


def add_item_dialog(parent: QWidget, desk: Desk) -> DraftDialog:
    """Return the form 登记物品."""
    dialog = DraftDialog(parent, desk, "登记物品", AddItem, done="已登记物品", adds_again=True)
    dialog.field("code").setPlaceholderText("留空则自动编号")
    dialog.field("everyday_names").setPlaceholderText("大家平常怎么叫，用顿号隔开")
    dialog.field("pack_unit").setPlaceholderText("如：箱，可不填")
    return dialog


class CorrectItemDialog(DraftDialog):
    """更正物品: begins with what the catalogue says; what is emptied is cleared."""

    def __init__(self, parent: QWidget, desk: Desk, code: str) -> None:
        self._present = present_item(code)
        super().__init__(
            parent,
            desk,
            f"更正物品 {code}",
            CorrectItem,
            known={"item": code, "clear": None},
            prefilled=self._present,
            done="已更正",
        )

    def draft(self, values: dict[str, Any]) -> Draft:
        changed = {k: v for k, v in values.items() if v != self._present.get(k)}
        emptied = tuple(k for k in CLEARABLE if k in changed and changed[k] in (None, ""))
        filled = {k: v for k, v in changed.items() if v not in (None, "")}
        known = {**self._known, "clear": emptied or None}
        return CorrectItem(**known, **filled)


class PictureItemDialog(DraftDialog):
    """物品照片: one file; left empty, the present photo is taken off."""

    help_text = "选一张 JPG 或 PNG，也可以拖进来；不选就取下现在的照片。"

    def __init__(self, parent: QWidget, desk: Desk, code: str) -> None:
        super().__init__(
            parent,
            desk,
            f"物品照片 {code}",
            PictureItem,
            known={"item": code, "photo": None},
            done="照片已改",
        )
        self.add("picture", "照片", FileField("选择照片", PHOTOS, "不选就取下"))

    def draft(self, values: dict[str, Any]) -> Draft:
        photo = values.pop("picture", None)
        made = super().draft(values)
        assert isinstance(made, PictureItem)
        return replace(made, photo=photo or None)


def minimum_dialog(parent: QWidget, desk: Desk, code: str) -> DraftDialog:
    """Return the form 最低库存 for an item."""
    return DraftDialog(
        parent,
        desk,
        f"最低库存 {code}",
        SetMinimum,
        known={"item": code},
        done="已设最低库存",
        adds_again=True,
    )
