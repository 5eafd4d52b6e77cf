"""Workbooks of a count: the sheet of a room out and in, the exports of the finance bureau."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.file_choosers import choose_several, choose_to_read, choose_to_save
from houqin_desktop.gui.lending import lend
from houqin_desktop.gui.printing.papers import Paper, open_print

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houqin_desktop.domain.list_sheet import ListSheet
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.page import Page
    from houqin_desktop.services.count.drafts import RecordCountLines

WORKBOOK: Final = "Excel 工作簿 (*.xlsx)"
READABLE: Final = "工作簿 (*.xlsx *.xls *.csv)"


def choose_sheet_out(page: Page, number: str, room: str) -> None:
    """Ask where the workbook of a room is to go, and write it."""
    name = f"盘点表 {room} {number}.xlsx"
    choose_to_save(
        page.window(), "表格带去盘", name, WORKBOOK,
        lambda path: write_sheet(page, number, room, Path(path)),
    )  # fmt: skip


def write_sheet(page: Page, number: str, room: str, path: Path) -> None:
    """Write the workbook of a room."""

    def work(_progress: Progress) -> int:
        from houqin_desktop.documents.workbooks.count import write_count_sheet

        return write_count_sheet(page.desk.session, number, room, path)

    lend(
        page,
        page.desk,
        "正在写出",
        work,
        done=lambda rows: page.desk.say(f"已写出 {rows:,} 行到 {path.name}"),
        refused=page.refuse,
    )


def choose_sheet_in(page: Page, number: str, room: str) -> None:
    """Ask for the filled-in workbook of a room, and read it back."""
    choose_to_read(
        page.window(),
        "读回表格",
        READABLE,
        lambda path: read_back(page, number, room, Path(path)),
    )


def read_back(page: Page, number: str, room: str, path: Path) -> None:
    """Write down what was filled into the workbook."""

    def work(_progress: Progress) -> RecordCountLines:
        from houqin_desktop.documents.workbooks.reader import read_workbook
        from houqin_desktop.services.count.workbooks import read_sheet

        return read_sheet(read_workbook(path), number, room)

    def done(draft: RecordCountLines) -> None:
        run_command(page, page.desk, draft, done=f"{room}已登记 {len(draft.lines)} 行")

    lend(page, page.desk, "正在读回", work, done=done, refused=page.refuse)


def choose_exports(page: Page) -> None:
    """Ask for what the finance bureau's system gave out, and hold the register against it."""
    choose_several(
        page.window(),
        "与财政系统核对",
        READABLE,
        lambda paths: hold_against(page, [Path(path) for path in paths]),
    )


def hold_against(page: Page, paths: Sequence[Path]) -> None:
    """Show the list of corrections to be printed."""

    def work(_progress: Progress) -> ListSheet:
        from houqin_desktop.documents.workbooks.reader import read_workbook
        from houqin_desktop.services.count.reconciling import (
            correction_sheet,
            read_bureau,
            reconcile,
        )

        bureau = read_bureau([read_workbook(path) for path in paths])
        session = page.desk.session
        return correction_sheet(session, reconcile(session, bureau, None), None)

    def done(sheet: ListSheet) -> None:
        def draw(_progress: Progress) -> bytes:
            from houqin_desktop.documents.list_form import render_list

            target = io.BytesIO()
            render_list(sheet, target)
            return target.getvalue()

        paper = Paper(sheet.title, draw, f"{sheet.title}.pdf", form=sheet.name)
        open_print(page, page.desk, f"打印{sheet.title}", [paper], refused=page.refuse)

    lend(page, page.desk, "正在核对", work, done=done, refused=page.refuse)
