"""核实: the doubtful fields of a card with the old ledger's words, to be filled in or let be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.asset import SETTABLE_STATUSES
from houqin_desktop.gui.forms.argument_fields import argument_field
from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.services.assets.drafts import RegisterAsset
from houqin_desktop.services.assets.present import correction, present_values
from houqin_desktop.services.assets.settling import doubtful_fields

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft


class SettleDialog(FormDialog):
    """Takes a card off the list 待核实; the old words stay with it."""

    help_text = (
        "对照原始凭证，把导入时没有把握的内容填好；查不到的可以空着。保存后卡片不再是“待核实”，"
        "旧台账上的原文仍留在卡片上。"
    )

    def __init__(self, parent: QWidget | None, desk: Desk, code: str, name: str) -> None:
        super().__init__(parent, desk, f"核实 {code} {name}", width=600)
        self.done_text = "已核实"
        self._code = code
        self._before = present_values(code)
        arguments = {one.name: one for one in RegisterAsset.arguments()}
        doubtful = doubtful_fields(code)
        for one in doubtful:
            if one.name is not None:
                field: Any = argument_field(desk.session, arguments[one.name])
                if one.name == "status":
                    field = ChoiceField([(word, word.label) for word in SETTABLE_STATUSES])
                self.add(one.name, one.title, field)
                field.set_value(self._before[one.name])
            self.add_note(f"{one.title}的原文：{one.words}")
        if not doubtful:
            self.add_note("没有记下原文。请对照卡片内容，无误就保存。")
        self.add_note("查过凭证仍不能确定的，空着保存即可；以后查到了再用“更正”补上。")

    def draft(self, values: dict[str, Any]) -> Draft:
        return correction(self._code, self._before, values, "核实", verified=True)
