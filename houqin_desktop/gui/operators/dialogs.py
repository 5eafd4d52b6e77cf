"""The forms about operators: authorising one, setting a password, leaving the school."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton

from houqin_desktop.domain.handover import HandoverCause
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.operators.password_fields import AgainField, SecretField
from houqin_desktop.services.handover.leaving import NOT_HANDED_OVER, STILL_HELD
from houqin_desktop.services.people.departure import RecordDeparture
from houqin_desktop.services.people.operators import AddOperator, SetPassword

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.errors import Refused
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

FIRST = (
    "第一次授权时，您自己也同时成为操作员和管理员。从此只有操作员能进入；"
    "有两位以上操作员，或有人设了密码，打开程序时就要登录。"
)
LEAVING = "离开座位请按 Ctrl+Alt+L 锁屏；闲置锁屏的分钟数写在“学校参数”里。"


def add_operator_dialog(
    parent: QWidget, desk: Desk, person: str | None, *, first: bool
) -> DraftDialog:
    """Return the form 授权操作员; `first` when nobody was authorised before."""
    dialog = DraftDialog(
        parent,
        desk,
        "授权操作员",
        AddOperator,
        prefilled={"person": person},
        done="已授权",
    )
    dialog.field("administrator").setText("能管理操作员和学校参数")
    dialog.field("password").setPlaceholderText("可以不设；设则至少 6 个字符")
    if first:
        dialog.add_note(FIRST)
    return dialog


class PasswordDialog(FormDialog):
    """设置密码: typed twice, for oneself or as administrator for another."""

    def __init__(self, parent: QWidget, desk: Desk, *, person: str | None, name: str) -> None:
        super().__init__(parent, desk, f"设置密码 · {name}")
        self.done_text = "密码已设置"
        self._person = person
        first = self.add("password", "新密码", SecretField(), required=True)
        self.add("again", "再输一次", AgainField(first), required=True)
        self.add_note(LEAVING)

    def draft(self, values: dict[str, Any]) -> Draft:
        return SetPassword(password=values["password"], person=self._person)


class DepartureDialog(DraftDialog):
    """登记离岗 for one person; where something is still in his name, it offers the 交接清册."""

    def __init__(self, parent: QWidget, desk: Desk, person: str, name: str) -> None:
        super().__init__(
            parent,
            desk,
            f"登记离岗 · {name}",
            RecordDeparture,
            known={"person": person},
            prefilled={"left_on": desk.session.clock.today()},
            done="已登记离岗",
            verb="登记离岗",
        )
        self.field("left_on").setToolTip("当天仍在岗")
        self.hand_over = QPushButton("办交接清册(&J)")
        self.hand_over.clicked.connect(self._hand_over)
        self.hand_over.setAutoDefault(False)
        self.hand_over.hide()
        self.foot.insertWidget(0, self.hand_over)
        self._over, self._person = parent, person

    def refuse(self, refusal: Refused) -> None:
        self.hand_over.setVisible(refusal.code in (STILL_HELD, NOT_HANDED_OVER))
        super().refuse(refusal)

    def _hand_over(self) -> None:
        from houqin_desktop.gui.handover.dialog import HandoverDialog

        self.leave()
        prefilled = {"giver": self._person, "cause": HandoverCause.LEAVES}
        HandoverDialog(self._over, self.desk, prefilled).open()
