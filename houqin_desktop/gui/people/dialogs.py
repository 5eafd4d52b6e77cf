"""The forms of the page 人员与岗位: people, posts, departments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.people import Post
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.services.people.departments import CorrectDepartment
from houqin_desktop.services.people.verbs import (
    AddDepartment,
    AddPerson,
    Appoint,
    CorrectPerson,
    EndAppointment,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft


def add_person_dialog(parent: QWidget, desk: Desk) -> DraftDialog:
    """Return the form 新增人员."""
    dialog = DraftDialog(parent, desk, "新增人员", AddPerson, done="已登记人员", adds_again=True)
    dialog.field("number").setPlaceholderText("留空则自动编号")
    return dialog


# The list, the command, the argument that says who, and the columns with its value and its name.
_CORRECTIONS: dict[str, tuple[type[Draft], str, str, str]] = {
    "people": (CorrectPerson, "person", "人员编号", "姓名"),
    "departments": (CorrectDepartment, "department", "部门", "部门"),
}


def correct_name_dialog(
    parent: QWidget, desk: Desk, name: str, row: Mapping[str, object]
) -> DraftDialog:
    """Return the form 更正名称 for a row of this list."""
    draft_class, key, value, shown = _CORRECTIONS[name]
    title = f"更正名称 {row[shown]}"
    dialog = DraftDialog(parent, desk, title, draft_class, done="已更正")
    dialog.field(key).set_value(str(row[value]))
    dialog.field(key).setEnabled(False)
    dialog.field("name").set_value(str(row[shown]))
    return dialog


def add_department_dialog(parent: QWidget, desk: Desk) -> DraftDialog:
    """Return the form 新增部门."""
    return DraftDialog(parent, desk, "新增部门", AddDepartment, done="已登记部门", adds_again=True)


class AppointDialog(DraftDialog):
    """任命: the room is asked for only where the post is held for a room."""

    def __init__(self, parent: QWidget, desk: Desk, person: str | None) -> None:
        prefilled: dict[str, Any] = {"person": person, "from_on": desk.session.clock.today()}
        super().__init__(parent, desk, "任命岗位", Appoint, prefilled=prefilled, done="已记任命")
        self.field("to_on").setPlaceholderText("不定期则留空")
        self.field("post").edited.connect(self._ask_room)
        self._ask_room()

    def _ask_room(self) -> None:
        post = self.field("post").value()
        self.show_row("storeroom", on=isinstance(post, Post) and post.needs_storeroom)


def end_appointment_dialog(
    parent: QWidget, desk: Desk, *, person: str, post: Post, storeroom: str | None
) -> DraftDialog:
    """Return the form 结束任期 for one appointment."""
    known: dict[str, Any] = {"person": person, "post": post, "storeroom": storeroom}
    dialog = DraftDialog(
        parent,
        desk,
        f"结束任期 {post.label}{storeroom or ''}",
        EndAppointment,
        known=known,
        prefilled={"to_on": desk.session.clock.today()},
        done="已记卸任",
    )
    dialog.field("to_on").setToolTip("当天仍在任")
    return dialog
