"""自定义栏目: the columns of cards; those of the school are made and put out of use here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from houqin_desktop.domain.card_fields import CardBlock, CardField, FieldShape
from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.forms.argument_fields import argument_field
from houqin_desktop.gui.forms.fields import ChoiceField, NoteField, TextField
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.icons import primary_icon
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.registers.empty import EmptyState
from houqin_desktop.gui.registers.panel import RegisterPanel
from houqin_desktop.services.assets.card_details import card_fields
from houqin_desktop.services.assets.custom_fields import DeclareField, ExtendField, RetireField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.errors import Refused
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft


CHOICES_HINT: Final = "一行一个，或用顿号隔开"


def _choices_in(text: str) -> tuple[str, ...]:
    """Return the choices that were typed; lists are written with any of these in between."""
    return tuple(filter(None, map(str.strip, re.split(r"[\n、，；;]", text))))


class DeclareDialog(FormDialog):
    """新增栏目: what it is called, what it holds, on which cards."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent, desk, "新增栏目")
        self.done_text = "已新增栏目"
        arguments = {one.name: one for one in DeclareField.arguments()}
        self.add("title", "栏目名称", TextField("如：校区、责任班级"), required=True)
        shapes = ChoiceField([(shape, shape.label) for shape in FieldShape])
        self.add("shape", "填写内容", shapes, required=True)
        self.add("choices", "选项", NoteField(CHOICES_HINT, 4))
        self.add("unit", "计量单位", TextField("如：GB，可不填"))
        category = self.add(
            "category", "只用于分类", argument_field(desk.session, arguments["category"])
        )
        category.setPlaceholderText("不填则每张卡片都有")
        self.add_note("栏目加了就不能删除，不再用时可以停用，已填的内容仍在卡片上。")
        shapes.edited.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        shape = self.field("shape").value()
        self.show_row("choices", on=shape is FieldShape.CHOICE)
        self.show_row("unit", on=shape is FieldShape.NUMBER)

    def draft(self, values: dict[str, Any]) -> Draft:
        return DeclareField(
            title=values["title"],
            shape=values["shape"],
            category=values["category"] or None,
            choices=_choices_in(values.get("choices") or "") or None,
            unit=values.get("unit") or None,
        )


class ExtendDialog(FormDialog):
    """增加选项: further choices of a column that offers some."""

    def __init__(self, parent: QWidget | None, desk: Desk, one: CardField) -> None:
        super().__init__(parent, desk, f"增加选项 {one.title}")
        self.done_text = "已增加选项"
        self._title = one.title
        self.add_note("现有：" + "、".join(label for _, label in one.choices))
        self.add("choices", "新增的选项", NoteField(CHOICES_HINT, 4), required=True)

    def draft(self, values: dict[str, Any]) -> Draft:
        return ExtendField(title=self._title, choices=_choices_in(values["choices"]))


class FieldsDialog(PassingDialog):
    """All columns beside the usual ones, and what can be done with the school's own."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("自定义栏目")
        self.resize(1060, 620)
        self.bar = MessageBar(self)
        self.panel = RegisterPanel(
            desk,
            "fields",
            search_hint="搜索 栏目 / 选项",
            empty=EmptyState("columns", "没有栏目", ""),
        )
        self.add_button = dialog_button(" 新增栏目", "add", self.add_field)
        self.add_button.setIcon(primary_icon("add"))
        self.add_button.setProperty("look", "primary")
        self.extend_button = dialog_button(" 增加选项", "more", self.extend)
        self.retire_button = dialog_button(" 停用", "reject", self.retire)
        self._arrange()
        self.panel.chosen_changed.connect(self._follow)
        self.panel.refreshed.connect(self._follow)
        self._follow()

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        for button in (self.add_button, self.extend_button, self.retire_button):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(dialog_button(" 关闭", "close", self.accept))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(self.panel.head("自定义栏目"))
        layout.addWidget(self.bar)
        layout.addWidget(self.panel, 1)
        layout.addLayout(foot)

    def chosen(self) -> CardField | None:
        """Return the school's own column that is chosen, None for one of the program."""
        rows = self.panel.view.chosen_rows()
        if len(rows) != 1:
            return None
        found = card_fields().get(str(self.panel.model.record(rows[0])["栏目名称"]))
        return found if found is not None and found.block is CardBlock.CUSTOM else None

    def _follow(self) -> None:
        one = self.chosen()
        reason = self._desk.permissions.reason("declare_field")
        why = reason or ("" if one is not None else "请先选一个自定义栏目")
        self.add_button.setEnabled(not reason)
        self.add_button.setToolTip(reason or "给卡片加一栏")
        no_choice = "" if one is not None and one.shape is FieldShape.CHOICE else "所选栏目没有选项"
        for button, fault in ((self.extend_button, why or no_choice), (self.retire_button, why)):
            button.setEnabled(not fault)
            button.setToolTip(fault or button.text().strip())
        retired = one is not None and one.retired
        self.retire_button.setText(" 恢复使用" if retired else " 停用")

    def add_field(self) -> None:
        """Open 新增栏目."""
        DeclareDialog(self, self._desk).open()

    def extend(self) -> None:
        """Open 增加选项 for the chosen column."""
        one = self.chosen()
        if one is not None:
            ExtendDialog(self, self._desk, one).open()

    def retire(self) -> None:
        """Take the chosen column out of use, or back into it."""
        one = self.chosen()
        if one is not None:
            self.bar.hide()
            draft = RetireField(title=one.title, restore=one.retired)
            run_command(self, self._desk, draft, done="已恢复" if one.retired else "已停用")

    def refuse(self, refusal: Refused) -> None:
        """Show why the rule said no."""
        self.bar.refuse(refusal)
