"""申请报废: choose the kind and the reason, see the route that the rules choose, and apply.

Before anything is written the form shows which route the application takes and why, who applies,
and what stands against it; a change of an application uses the same form.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from houqin_desktop.domain.disposal import Appraisal, DisposalReason
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import DisposalKind, VoucherKind
from houqin_desktop.gui.disposal.asset_lines import AssetLines
from houqin_desktop.gui.forms.argument_fields import argument_field
from houqin_desktop.gui.forms.fields import ChoiceField, TextField
from houqin_desktop.gui.forms.form_dialog import FormDialog
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.services.disposal.drafts import ApplyDisposal, ChangeDisposal
from houqin_desktop.services.disposal.present import disposal_kind, present_application
from houqin_desktop.services.disposal.preview import preview_disposal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft

APPRAISAL = ("appraised_on", "appraisal_names", "appraisal_conclusion")


class _ApplicationDialog(FormDialog):
    """What a new application and a changed one have in common."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, title: str, codes: Iterable[str], case: str | None
    ) -> None:
        super().__init__(parent, desk, title, columns=2, width=840)
        self._case = case
        self.lines = AssetLines(codes)
        self.route = QLabel()
        self.route.setWordWrap(True)
        self.notice = MessageBar(kind="notice")
        self.add_widget(self.lines)
        self.add_widget(self.route)
        self.add_widget(self.notice)
        self._add_fields()
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.setInterval(0)
        self._ask_soon.timeout.connect(self.ask_rules)
        self.lines.changed.connect(self.bar.hide)
        self.lines.changed.connect(self._ask_soon.start)
        self.lines.changed.connect(self.changed)
        for key in ("kind", *APPRAISAL):
            self.field(key).edited.connect(self._ask_soon.start)
        self.ask_rules()

    def _add_fields(self) -> None:
        session = self.desk.session
        arguments = {one.name: one for one in ApplyDisposal.arguments()}
        kinds = [(VoucherKind(kind), kind.label) for kind in DisposalKind]
        self.add("kind", "处置方式", ChoiceField(kinds), required=True)
        reasons = [(reason, reason.label) for reason in DisposalReason]
        self.add("reason", "原因", ChoiceField(reasons), required=True)
        self.add("reason_note", "原因说明", TextField("如：主板老化，无法修复"), wide=True)
        self.add("residual_advice", "残值处理", TextField("如：交有资质单位回收"), wide=True)
        self.add_heading("技术鉴定（未达年限的报废须填）")
        for key in APPRAISAL:
            argument = arguments[key]
            wide = key == "appraisal_conclusion"
            self.add(key, argument.title, argument_field(session, argument), wide=wide)

    def state(self) -> dict[str, Any]:
        lines = {"codes": list(self.lines.codes), "pieces": dict(self.lines.pieces)}
        return {**super().state(), **lines}

    def restore(self, state: dict[str, Any]) -> None:
        self.lines.codes = [str(code) for code in state.get("codes", self.lines.codes)]
        self.lines.pieces = dict(state.get("pieces", self.lines.pieces))
        super().restore(state)
        self._ask_soon.start()

    def ask_rules(self) -> None:
        """Ask the rules again and show the route, the warnings and the objections."""
        today = self.desk.session.clock.today()
        kind = self.field("kind").value()
        try:
            preview = preview_disposal(
                tuple(self.lines.codes),
                kind,
                today,
                self._appraisal(),
                case=self._case,
                pieces=self.lines.pieces,
            )
        except Refused as refusal:
            self.refuse(refusal)
            if refusal.code == "unknown_asset":
                self.lines.drop_last()
                self._ask_soon.start()
            elif refusal.code in ("split_quantity", "single_piece"):
                self.lines.pieces.clear()
                self._ask_soon.start()
            elif not self.lines.codes:
                self.lines.show_preview(None)
            return
        self.lines.show_preview(preview)
        who = f"，申请人 {preview.applicant}" if preview.applicant else ""
        words = [f"<b>{preview.route_title}</b>{escape(who)}", escape(preview.rule)]
        words += [f"依据技术鉴定表 {escape(preview.appraisal)}"] if preview.appraisal else []
        self.route.setText("<br>".join(words))
        warnings = [text for text in (preview.objection, *preview.warnings) if text]
        self.notice.hide()
        if warnings:
            self.notice.say("\n".join(warnings))

    def _appraisal(self) -> Appraisal:
        try:
            day = self.field("appraised_on").value()
        except Refused:
            day = None
        names, conclusion = (self.field(key).text().strip() for key in APPRAISAL[1:])
        return Appraisal(day, names, conclusion)


class ApplyDialog(_ApplicationDialog):
    """A new application for the assets given."""

    help_text = "先看上面：按学校的标准应走哪条路、为什么。资产可以按编号或名称加入、去掉。"

    def __init__(self, parent: QWidget | None, desk: Desk, codes: Iterable[str]) -> None:
        super().__init__(parent, desk, "申请报废报损", codes, None)
        self.done_text = "已申请"
        self.name_save("提交申请")
        arguments = {one.name: one for one in ApplyDisposal.arguments()}
        self.add("applicant", "申请人", argument_field(desk.session, arguments["applicant"]))
        self.field("applicant").setPlaceholderText("留空则按岗位确定")

    def draft(self, values: dict[str, Any]) -> Draft:
        filled = {name: value for name, value in values.items() if value not in (None, "")}
        return ApplyDisposal(
            assets=tuple(self.lines.codes), pieces=self.lines.written_pieces(), **filled
        )


class ChangeDialog(_ApplicationDialog):
    """A change of an application; printed paper becomes void, a returned one goes in again."""

    def __init__(self, parent: QWidget | None, desk: Desk, number: str) -> None:
        self._before = present_application(number)
        super().__init__(parent, desk, f"修改申请 {number}", self._before.assets or (), number)
        self.done_text = "已修改"
        self.name_save("提交修改")
        self.field("kind").setEnabled(False)
        for name in ("reason", "reason_note", "residual_advice", *APPRAISAL):
            self.field(name).set_value(getattr(self._before, name))
        self.field("kind").set_value(disposal_kind(number))
        self.ask_rules()

    def draft(self, values: dict[str, Any]) -> Draft:
        # The number opens with the kind, so the kind stays.
        values.pop("kind")
        return ChangeDisposal(
            number=self._before.number,
            assets=tuple(self.lines.codes),
            pieces=self.lines.written_pieces(),
            **values,
        )
