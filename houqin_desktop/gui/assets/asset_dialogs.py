"""登记资产, 更正 and 价值变动: the three forms of a card.

The fields are those that the commands ask for; the everyday ones stand first, the rest behind
更多项目.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QPushButton

from houqin_desktop.domain.asset import SETTABLE_STATUSES, AssetStatus
from houqin_desktop.gui.forms.argument_fields import argument_field
from houqin_desktop.gui.forms.fields import (
    ChoiceField,
    MoneyField,
    NoteField,
    TextField,
    TickField,
)
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.icons import icon
from houqin_desktop.services.asset_drafts import ChangeValue, RegisterAsset
from houqin_desktop.services.asset_present import correction, is_unverified, present_values

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.forms.field_row import FieldRow
    from houqin_desktop.services.draft import Draft

WHAT: Final = (
    "name",
    "category",
    "specification",
    "brand",
    "quantity",
    "unit",
    "original_value",
    "acquired_on",
    "status",
)
WHERE: Final = ("storeroom", "using_department", "place", "holder", "responsible", "keeper")
REQUIRED: Final = ("name", "original_value", "quantity")


class _CardDialog(FormDialog):
    """The fields of a card in two columns."""

    def __init__(self, parent: QWidget | None, desk: Desk, title: str) -> None:
        super().__init__(parent, desk, title, columns=2, width=880, label_width=118)
        self._arguments = {one.name: one for one in RegisterAsset.arguments()}
        self._more_rows: list[FieldRow] = []

    def add_card_fields(self, *, with_code: bool) -> None:
        """Add the everyday fields and, behind a button, all the others."""
        self.add_heading("是什么")
        for name in WHAT:
            self._add(name)
        if with_code:
            self._add("code", hint="留空则自动编号")
        self.add_heading("在哪里、归谁管")
        for name in WHERE:
            self._add(name)
        self._more = QPushButton("更多项目")
        self._more.setObjectName("more")
        self._more.setProperty("look", "link")
        self._more.setIcon(icon("down"))
        self._more.setAutoDefault(False)
        self._more.clicked.connect(self.show_more)
        self.add_widget(self._more)
        shown = {*WHAT, *WHERE, "code"}
        for name in (name for name in self._arguments if name not in shown):
            self._add(name)
            row = self.row(name)
            row.hide()
            self._more_rows.append(row)

    def show_more(self) -> None:
        """Show the rarer fields."""
        self._more.hide()
        for row in self._more_rows:
            row.show()
        self.resize(self.sizeHint())

    def restore(self, state: dict[str, Any]) -> None:
        rare = (row.field.objectName() for row in self._more_rows)
        if any(state.get(name) not in (None, "", "—", ["", ""]) for name in rare):
            self.show_more()
        super().restore(state)

    def _add(self, name: str, hint: str = "") -> None:
        argument = self._arguments[name]
        field: Any
        if name == "status":
            field = ChoiceField([(one, one.label) for one in SETTABLE_STATUSES])
        else:
            field = argument_field(self.desk.session, argument)
        if hint and isinstance(field, TextField):
            field.setPlaceholderText(hint)
        self.add(name, argument.title, field, required=name in REQUIRED)


class RegisterDialog(_CardDialog):
    """登记资产: a new card, or one after another."""

    help_text = (
        "登记一件新资产，或一批相同的资产（数量大于 1，原值填这一批的合计）。"
        "分类填了以后，年限自动带出。"
    )

    adds_again = True
    kept_for_next = (
        "category",
        "storeroom",
        "using_department",
        "place",
        "holder",
        "responsible",
        "keeper",
        "acquired_on",
        "unit",
        "status",
    )

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent, desk, "登记资产")
        self.done_text = "已登记"
        self.add_card_fields(with_code=True)
        self.field("quantity").set_value(1)
        self.field("status").set_value(AssetStatus.IN_USE)

    def draft(self, values: dict[str, Any]) -> Draft:
        filled = {name: value for name, value in values.items() if value not in (None, "")}
        return RegisterAsset(**filled)


class CorrectDialog(_CardDialog):
    """更正: what was written wrongly on a card; the journal keeps what stood there."""

    help_text = "把写错的内容改对。只记改过的栏目，原来的内容留在流水里，以后可以撤销。"

    def __init__(self, parent: QWidget | None, desk: Desk, code: str) -> None:
        super().__init__(parent, desk, f"更正 {code}")
        self.done_text = "已更正"
        self._code = code
        self._before = present_values(code)
        self.add_card_fields(with_code=False)
        self.add("reason", "更正原因", TextField("写给以后查账的人看"), wide=True)
        self.add("verified", "核实", TickField("已逐项核实，去掉“待核实”"), wide=True)
        self.row("verified").setVisible(is_unverified(code))
        for name in self._before:
            self.field(name).set_value(self._before[name])
        self.show_more()

    def draft(self, values: dict[str, Any]) -> Draft:
        reason = str(values.pop("reason"))
        verified = bool(values.pop("verified", False))
        return correction(self._code, self._before, values, reason, verified=verified)


class ValueDialog(FormDialog):
    """价值变动: an addition to the value of a card, or a reduction."""

    help_text = "改扩建、加装、补记等使原值增加的填正数；减少的填负数，显示为红字。"

    def __init__(self, parent: QWidget | None, desk: Desk, code: str, name: str) -> None:
        super().__init__(parent, desk, f"价值变动 {code} {name}")
        self.done_text = "已记价值变动"
        self._code = code
        amount = MoneyField("增加写 500，减少写 -500（红字）", signed=True)
        self.add("amount", "增减金额", amount, required=True)
        arguments = {one.name: one for one in ChangeValue.arguments()}
        self.add("reason", "变动原因", NoteField("如：加装内存、改扩建", 2), required=True)
        for key in ("extra_months", "accounting_voucher"):
            self.add(key, arguments[key].title, argument_field(desk.session, arguments[key]))

    def draft(self, values: dict[str, Any]) -> Draft:
        return ChangeValue(
            code=self._code,
            delta=values["amount"],
            reason=values["reason"],
            extra_months=values["extra_months"] or 0,
            accounting_voucher=values["accounting_voucher"] or None,
        )
