"""Scans that nobody could file: they lie in the scan folder until somebody does it by hand."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from houqin_desktop.domain.scans import LEFT_FOLDER, SCAN_ENDINGS
from houqin_desktop.services.settings import scan_folder
from houqin_desktop.services.todo.day_list import Leads, TodoGroup, TodoLine, group_of

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session


def scans_left(_session: Session) -> TodoGroup | None:
    """Say how many scans wait for somebody to name their voucher."""
    folder = scan_folder()
    count = 0
    if folder:
        with suppress(OSError):
            left = (Path(folder) / LEFT_FOLDER).iterdir()
            count = sum(path.suffix.lower() in SCAN_ENDINGS for path in left)
    lines = [TodoLine(f"{count} 份扫描件待认领", f"在“{LEFT_FOLDER}”文件夹里", Leads("scans"))]
    return group_of(
        "scans_left",
        "扫描件没有归档",
        "attach",
        "按“收回扫描件”选它们，手工填单号和页码。",
        lines if count else [],
    )


SOURCES = (scans_left,)
