"""学校参数: what differs from school to school; every change is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.money import parse_money, plain_money
from houqin_desktop.domain.settings import SettingKind
from houqin_desktop.gui.commands import run_commands
from houqin_desktop.gui.forms.fields import MoneyField, QuantityField, TextField, TickField
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.services.settings import ChangeSetting, all_settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft
    from houqin_desktop.services.settings import SettingValue


class SettingsDialog(FormDialog):
    """One field a parameter; those that were changed are written together or not at all."""

    help_text = "各校不同的标准和字头。改动从现在起生效，并记入流水。"

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent, desk, "学校参数", width=620, label_width=238)
        self.done_text = "已保存参数"
        self._settings = {one.spec.key: one for one in all_settings()}
        for key, setting in self._settings.items():
            field = _field(setting)
            field.set_value(_value(setting))
            self.add(key, setting.spec.title, field, required=not setting.spec.optional)
        self.add_note("改动从现在起生效；已经提出的申请仍按当时的标准。")

    def draft(self, values: dict[str, Any]) -> Draft:
        raise NotImplementedError

    def save(self) -> None:
        self.bar.hide()
        values = self.values()
        if values is None:
            return
        written = {key: _written(value, self._settings[key]) for key, value in values.items()}
        changes = [
            ChangeSetting(key=key, value=value)
            for key, value in written.items()
            if value != self._settings[key].written
        ]
        if changes and not run_commands(
            self, self.desk, changes, done=self.done_text, again=self.save
        ):
            return
        self.keeper.drop()
        self.accept()


def _field(setting: SettingValue) -> MoneyField | QuantityField | TextField | TickField:
    if setting.spec.kind is SettingKind.FLAG:
        return TickField("是")
    if setting.spec.kind is SettingKind.MONEY:
        return MoneyField()
    if setting.spec.kind is SettingKind.NUMBER:
        return QuantityField(least=0)
    return TextField()


def _value(setting: SettingValue) -> object:
    if setting.spec.kind is SettingKind.MONEY:
        return parse_money(setting.written)
    if setting.spec.kind is SettingKind.FLAG:
        return setting.written == "是"
    return setting.written


def _written(value: object, setting: SettingValue) -> str:
    if setting.spec.kind is SettingKind.MONEY and isinstance(value, int):
        return plain_money(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)
