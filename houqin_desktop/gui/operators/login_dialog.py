"""Who sits down: asked at the start, and when somebody with a password takes over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.gui.operators.door_frame import DoorFrame
from houqin_desktop.gui.operators.password_fields import PasswordLine
from houqin_desktop.services.people.office import people_at_the_door
from houqin_desktop.services.settings import school_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.session import Session


class LoginDialog(DoorFrame):
    """Asks who it is and, where one is set, for the password; accepted when somebody sits down."""

    def __init__(
        self, parent: QWidget | None, session: Session, *, chosen: str | None, fixed: bool = False
    ) -> None:
        words = "此后的操作都记在他名下。" if fixed else "此后的操作都记在您的名下。"
        title = "换经办人" if fixed else f"{school_name()} · 后勤台账"
        super().__init__(parent, title, words, "进入")
        self._session = session
        self._people = people_at_the_door(session)
        self.person = ChoiceField([(one.number, one.words) for one in self._people])
        self.person.setEnabled(not fixed)
        self.password = PasswordLine()
        self.add("经办人", self.person)
        self._line = self.add("密码", self.password)
        forgotten = self.link("忘了密码…")
        forgotten.clicked.connect(self._recover)
        forgotten.setVisible(not fixed)
        self.leave_button.setText("取消" if fixed else "退出")
        self.person.set_value(chosen)
        if self.person.value() is None and self._people:
            self.person.setCurrentIndex(0)
        self.person.edited.connect(self._show_line)
        self._show_line()

    def _show_line(self) -> None:
        chosen = self.person.value()
        wanted = any(one.number == chosen and one.has_password for one in self._people)
        self._line.setVisible(wanted)
        self.password.clear()
        self.bar.hide()
        self.adjustSize()
        (self.password if wanted else self.enter_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Let the chosen person sit down."""
        password = None if self._line.isHidden() else self.password.text()
        try:
            self._session.choose_actor(self.person.value() or "", password)
        except Refused as refusal:
            self.refuse(refusal)
            self.password.selectAll()
            self.password.setFocus()
            return
        self.password.clear()
        self.accept()

    def _recover(self) -> None:
        from houqin_desktop.gui.operators.recovery_dialog import RecoverDialog

        dialog = RecoverDialog(self, self._session)
        dialog.accepted.connect(self.accept)
        dialog.open()


def take_over(window: MainWindow, number: str, then: Callable[[], object]) -> LoginDialog:
    """Ask for the password of somebody who takes over at the open window."""
    dialog = LoginDialog(window, window.session, chosen=number, fixed=True)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(then)
    dialog.open()
    return dialog
