"""忘了密码: the sealed envelope is opened, its code lets an administrator in once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.operators import new_secret
from houqin_desktop.gui.forms.fields import ChoiceField, TextField
from houqin_desktop.gui.operators.door_frame import DoorFrame
from houqin_desktop.gui.operators.password_fields import AgainField, SecretField
from houqin_desktop.services.people.office import people_at_the_door

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.services.session import Session

WORDS = (
    "管理员忘了密码：拆开封存的恢复码，照纸上输入，再设一个新密码。恢复码用一次就作废，"
    "进去后请重新制作一张。其他操作员忘了密码，请管理员在“操作员”里重设。"
)


class RecoverDialog(DoorFrame):
    """Asks for the code and a new password; accepted when the administrator sits down."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent, "用恢复码进入", WORDS, "进入")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        people = [one for one in people_at_the_door(session) if one.administrator]
        self.person = ChoiceField([(one.number, one.words) for one in people])
        self.code = TextField("20 个字母和数字，横线和大小写不论")
        self.password = SecretField()
        self.again = AgainField(self.password)
        self.add("管理员", self.person)
        self.add("恢复码", self.code)
        self.rows = (self.add("新密码", self.password), self.add("再输一次", self.again))
        self.code.setFocus()

    def enter(self) -> None:
        """Spend the code and sit down."""
        try:
            self.again.value()
            password = new_secret(self.password.text())
            self._session.recover(self.person.value() or "", self.code.text(), password)
        except Refused as refusal:
            self.refuse(refusal)
            return
        self.accept()
