"""The forms of a 整改通知书: issued for the hazards of one department, its 回执 filed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.domain.rectification_notice import NoticeIssuer
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.forms.file_field import FileField
from houqin_desktop.gui.forms.rows_dialog import RowsDialog
from houqin_desktop.gui.hazard.dialogs import PAPERS
from houqin_desktop.gui.term.dialogs import NamesDialog, several_names
from houqin_desktop.services.hazard.drafts import (
    DropNoticeReply,
    FileNoticeReply,
    IssueRectificationNotice,
    RepliedHazard,
)
from houqin_desktop.services.hazard.waiting import to_be_noticed, to_reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk

REPLY_NOTE: Final = (
    "每行是通知书上的一条隐患：整改了的照回执填写，没有整改的那一行清空，写明未完成的原因和打算。"
)


def notice_dialog(parent: QWidget, desk: Desk, codes: Sequence[str]) -> NamesDialog:
    """Return the form 下达整改通知书, with the hazards of the chosen one's department that wait."""
    dialog = NamesDialog(
        parent,
        desk,
        "下达整改通知书",
        IssueRectificationNotice,
        notes=("interim", "remarks"),
        done="已开整改通知书",
    )
    several_names(dialog, "hazards", "几条之间用顿号，一张通知书只写一个部门的")
    dialog.field("hazards").set_value("、".join(to_be_noticed(codes)))
    dialog.field("issuer").set_value(NoticeIssuer.DIRECTOR)
    dialog.name_save("下达")
    dialog.help_text = (
        "落实了整改、要限期整改的隐患写进通知书，打印后由签发人签字盖章、签收人签收；"
        "下联是回执，部门填好交回。"
    )
    return dialog


class ReplyDialog(RowsDialog):
    """Fills in the 回执 of a notice; begins with its hazards that wait to be put right."""

    help_text = "部门交回的回执照样填写，同时就登记了各条隐患的整改。"

    def __init__(self, parent: QWidget | None, desk: Desk, number: str) -> None:
        super().__init__(
            parent,
            desk,
            f"收回回执 {number}",
            FileNoticeReply,
            rows="lines",
            row_class=RepliedHazard,
            columns={
                "hazard": 130,
                "done": 380,
                "rectified_by": 130,
                "rectified_on": 130,
                "cost": 110,
            },
            figures=("cost",),
            note=REPLY_NOTE,
            known={"number": number},
            fields={"scan": FileField("回执扫描件", PAPERS)},
        )
        self.needs_rows = False
        self.done_text = "已收回回执"
        self.name_save("收回回执")
        today = desk.session.clock.today()
        self.field("replied_on").set_value(today)
        self.fill(
            [
                {"hazard": one.code, "rectified_by": one.responsible, "rectified_on": today}
                for one in to_reply(number)
            ]
        )


def drop_reply_dialog(parent: QWidget, desk: Desk, number: str) -> DraftDialog:
    """Return the form 取下回执."""
    known: dict[str, Any] = {"number": number}
    return DraftDialog(
        parent,
        desk,
        f"取下回执 {number}",
        DropNoticeReply,
        known=known,
        done="已改",
        verb="确定",
    )
