"""What is personal in clear: looked at or exported with a reason that is put on record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.services.gate.drafts import (
    PurgePersonal,
    RecordPersonalExport,
    RevealPersonal,
)
from houqin_desktop.services.gate.private import clear_list, clear_values, due_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.commands import Result


class RevealDialog(DraftDialog):
    """查看个人信息: says why first; what is seen stands in a box that is closed again."""

    help_text = "写明为什么要看，谁在什么时候看过会留下记录。"

    def __init__(self, parent: QWidget, desk: Desk, code: str) -> None:
        super().__init__(
            parent,
            desk,
            f"查看个人信息 {code}",
            RevealPersonal,
            known={"record": code},
            done="已留下查看记录",
            verb="查看",
        )
        self.field("purpose").setPlaceholderText("如：家长投诉，核对来访人")

    def finish(self, result: Result) -> None:
        super().finish(result)
        code = result.number or ""
        box = QMessageBox(self.parentWidget())
        box.setObjectName("revealed")
        box.setWindowTitle(f"{code} 的个人信息")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText("\n".join(f"{title}：{value}" for title, value in clear_values(code)))
        box.setInformativeText("看完请合上，不要抄录到别处。")
        box.addButton("合上", QMessageBox.ButtonRole.AcceptRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


class ExportDialog(DraftDialog):
    """导出来访人名单: which days and why; then the workbook."""

    help_text = "名单含完整的姓名、证件号码和电话；写明用途，谁导出过会留下记录。"

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        self._page = parent
        today = desk.session.clock.today()
        super().__init__(
            parent,
            desk,
            "导出来访人名单",
            RecordPersonalExport,
            prefilled={"from_on": today.replace(day=1), "to_on": today},
            done="已留下导出记录",
            verb="导出",
        )
        self.field("purpose").setPlaceholderText("如：派出所调取")

    def finish(self, result: Result) -> None:
        from houqin_desktop.gui.file_choosers import choose_to_save

        parent, (first, last) = self._page, result.ids
        super().finish(result)
        name = f"来访人名单 {first} 至 {last}.xlsx"
        desk = self.desk

        def write(path: str) -> None:
            from houqin_desktop.documents.workbooks.lists import write_list

            desk.session.require_other_file(Path(path))
            write_list(clear_list(desk.session, first, last), Path(path))
            desk.say(f"已导出 {Path(path).name}")

        choose_to_save(parent, "导出来访人名单", name, "工作簿 (*.xlsx)", write)


def purge_dialog(parent: QWidget, desk: Desk) -> DraftDialog:
    """Return the form 清除到期个人信息, which says what will go."""
    dialog = DraftDialog(
        parent,
        desk,
        "清除到期个人信息",
        PurgePersonal,
        done="已清除到期个人信息",
        verb="清除",
    )
    dialog.add_note(due_words(desk.session))
    return dialog
