"""The forms of what follows a slip: 续借, 赔偿, 撤销赔偿, 出门物品返回."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.fields import ChoiceField
from houqin_desktop.gui.forms.file_field import PHOTOS, FileField
from houqin_desktop.services.loan.drafts import (
    CloseGatePass,
    PhotographLine,
    RecordCompensation,
    RenewLoan,
    WithdrawCompensation,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.draft import Draft


def renew_dialog(parent: QWidget, desk: Desk, number: str) -> DraftDialog:
    """Return the form 续借."""
    known = {"number": number}
    return DraftDialog(parent, desk, f"续借 {number}", RenewLoan, known=known, done="已续借")


class PhotographDialog(DraftDialog):
    """补照片: a line and one file; left empty, the present photo is taken off."""

    help_text = "选一张 JPG 或 PNG，也可以拖进来；不选就取下这一行现在的照片。"

    def __init__(
        self, parent: QWidget, desk: Desk, number: str, lines: Sequence[tuple[int, str]]
    ) -> None:
        super().__init__(
            parent,
            desk,
            f"补照片 {number}",
            PhotographLine,
            known={"number": number, "photo": None},
            fields={"line": ChoiceField(lines)},
            done="照片已改",
        )
        self.add("picture", "照片", FileField("选择照片", PHOTOS, "不选就取下"))

    def draft(self, values: dict[str, Any]) -> Draft:
        photo = values.pop("picture", None)
        made = super().draft(values)
        assert isinstance(made, PhotographLine)
        return replace(made, photo=photo or None)


def compensate_dialog(
    parent: QWidget, desk: Desk, number: str, lines: Sequence[tuple[int, str]]
) -> DraftDialog:
    """Return the form 登记赔偿, which offers the lines that came back worse and are not paid."""
    dialog = DraftDialog(
        parent,
        desk,
        f"登记赔偿 {number}",
        RecordCompensation,
        known={"number": number},
        fields={"line": ChoiceField(lines)},
        done="已登记赔偿",
    )
    dialog.field("person").setPlaceholderText("留空则由退还人赔偿")
    return dialog


def not_paid_dialog(
    parent: QWidget, desk: Desk, number: str, lines: Sequence[tuple[int, str]]
) -> DraftDialog:
    """Return the form 撤销赔偿, which offers the lines that were paid for."""
    return DraftDialog(
        parent,
        desk,
        f"撤销赔偿 {number}",
        WithdrawCompensation,
        known={"number": number},
        fields={"line": ChoiceField(lines)},
        done="已撤销赔偿",
        verb="撤销赔偿",
    )


def gate_back_dialog(parent: QWidget, desk: Desk, number: str) -> DraftDialog:
    """Return the form 出门物品返回."""
    title = f"出门物品返回 {number}"
    known = {"number": number}
    return DraftDialog(
        parent, desk, title, CloseGatePass, known=known, done="已登记返回", verb="登记返回"
    )
