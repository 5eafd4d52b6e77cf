"""The password once more, before what cannot be taken back: 下账, 作废, 恢复."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.operators.door_frame import DoorFrame
from houqin_desktop.gui.operators.password_fields import PasswordLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk


class ConfirmDialog(DoorFrame):
    """Accepted when whoever is at work has given the password."""

    def __init__(self, parent: QWidget | None, desk: Desk, reason: str) -> None:
        super().__init__(parent, "请再输一次密码", reason, "确认")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        actor = desk.session.actor()
        self.password = PasswordLine()
        self.add("密码", self.password)
        self.password.setAccessibleName("密码" if actor is None else f"{actor.name}的密码")
        self.password.setFocus()

    def enter(self) -> None:
        """Hold the password against the one that is set."""
        try:
            self._desk.session.confirm(self.password.text())
        except Refused as refusal:
            self.refuse(refusal)
            self.password.selectAll()
            self.password.setFocus()
            return
        self.password.clear()
        self.accept()


def confirm_password(
    parent: QWidget | None, desk: Desk, reason: str, then: Callable[[], object]
) -> ConfirmDialog | None:
    """Do something once the password was given again; at once where none is set.

    :param reason: the sentence that says what the password is asked for.
    """
    actor = desk.session.actor()
    if actor is not None and not desk.session.door.has_password(actor):
        then()
        return None
    dialog = ConfirmDialog(parent, desk, reason)
    dialog.accepted.connect(then)
    dialog.open()
    return dialog
