"""导出此表: what is seen of a list goes into a workbook, on the worker, with a bar and a cancel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from houqin_desktop.gui.file_choosers import choose_to_save
from houqin_desktop.gui.lending import lend
from houqin_desktop.gui.messages import tell
from houqin_desktop.services.registers.seen_sheet import seen_sheet

if TYPE_CHECKING:
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.registers.panel import RegisterPanel


def choose_export(panel: RegisterPanel, desk: Desk) -> None:
    """Ask where the list is to go."""
    choose_to_save(
        panel.window(),
        "导出此表",
        f"{panel.model.register.title}.xlsx",
        "Excel 工作簿 (*.xlsx)",
        lambda path: export_to(panel, desk, Path(path)),
    )


def export_to(panel: RegisterPanel, desk: Desk, path: Path) -> None:
    """Write the columns shown and the rows seen, in their order, with a sum below them."""
    from houqin_desktop.documents.workbooks.lists import write_list

    model, keys, visible = panel.model, panel.model.keys(), panel.view.header.visible_columns()

    def work(progress: Progress) -> int:
        desk.session.require_other_file(path)
        sheet = seen_sheet(
            desk.session,
            model.register,
            keys,
            visible,
            filters=model.filters,
            query=model.query,
            tick=lambda done: progress(done // 2, len(keys)),
        )
        write_list(sheet, path, tick=lambda done, of: progress((of + done) // 2, of))
        return len(keys)

    lend(
        panel.window(),
        desk,
        "正在导出",
        work,
        done=lambda count: desk.say(f"已导出 {count:,} 项到 {path.name}"),
        refused=lambda refusal: _refuse(panel, refusal.sentence),
    )


def _refuse(panel: RegisterPanel, sentence: str) -> None:
    tell(panel.window(), "没有导出", sentence, icon_name="warning")
