"""The forms of the places of the campus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.term.dialogs import NamesDialog, several_names
from houqin_desktop.services.campus.places import (
    AddCampusPlaces,
    CorrectCampusPlace,
    correction_of,
    find_campus_place,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

WORDS: Final = ("name", "area", "department", "responsible", "remarks")
NAMES: Final = "如：东校门、一楼东侧楼梯；几个之间用顿号"


def add_dialog(parent: QWidget, desk: Desk) -> NamesDialog:
    """Return the form 登记场所."""
    dialog = NamesDialog(parent, desk, "登记场所", AddCampusPlaces, done="已登记场所")
    several_names(dialog, "names", NAMES)
    dialog.field("area").setPlaceholderText("如：教学楼一层、操场")
    return dialog


class CorrectPlaceDialog(DraftDialog):
    """The form 更正场所: words that are emptied are taken out."""

    def draft(self, values: dict[str, Any]) -> Draft:
        emptied = {name: "" for name in WORDS if values[name] is None}
        return CorrectCampusPlace(**self._known, **values | emptied)


def correct_dialog(parent: QWidget, desk: Desk, name: str) -> CorrectPlaceDialog:
    """Return the form 更正场所, filled in as the place stands."""
    place = find_campus_place(name, withdrawn=True)
    return CorrectPlaceDialog(
        parent,
        desk,
        f"更正场所 {place.name}",
        CorrectCampusPlace,
        known={"place": place.code},
        prefilled={**correction_of(place), "walking_order": place.walking_order},
        done="已更正场所",
    )
