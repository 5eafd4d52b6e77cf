"""可读副本: the registers as a workbook and papers beside the backups, for whoever has no program.

Each file is whole or as it was before. 说明.txt comes last and says of which day and which line of
the flow the files are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.report_paper import draw_report
from houqin_desktop.documents.workbooks.asset import write_assets
from houqin_desktop.domain.errors import DISK_FULL, NOT_WRITABLE, Refused, is_disk_full
from houqin_desktop.services.backups.readable import (
    WORDS,
    readable_folder,
    replace_whole,
    stamp_words,
)
from houqin_desktop.services.reports.catalogue import report, report_spec
from houqin_desktop.services.settings import school_name

if TYPE_CHECKING:
    from pathlib import Path

    from houqin_desktop.services.session import Session

WORKBOOK: Final = "台账.xlsx"
PAPERS: Final = (
    "category_ledger",
    "storeroom_ledger",
    "custody_list",
    "missing_custody",
    "summary",
)


def write_readable(session: Session, place: Path) -> Path:
    """Write the readable copy into a backup folder and return where it lies.

    :raises Refused: when a file cannot be written; the files before it are new then.
    """
    folder = readable_folder(place)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".{WORKBOOK}"
        write_assets(session, part)
        replace_whole(part, folder / WORKBOOK)
        for name in PAPERS:
            sheet = report(session, name)
            _write(folder / _file_of(name), draw_report(session, sheet, session.clock.today()))
        _write(folder / WORDS, _words(session).encode("utf-8-sig"))
    except (OSError, Refused) as error:
        if isinstance(error, Refused) and error.code not in (DISK_FULL, NOT_WRITABLE):
            raise
        raise _not_written(folder, error) from error
    return folder


def _not_written(folder: Path, error: OSError | Refused) -> Refused:
    if is_disk_full(error):
        return Refused(
            f"{folder} 所在的磁盘已满，可读副本没有写成。请清理磁盘或U盘后再试。", code=DISK_FULL
        )
    return Refused(
        f"可读副本写不进 {folder}。请检查写入权限和U盘写保护，或先关闭打开着的文件。",
        code=NOT_WRITABLE,
    )


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    replace_whole(part, path)


def _file_of(name: str) -> str:
    return f"{report_spec(name).title}.pdf"


def _words(session: Session) -> str:
    lines = (
        f"{school_name()} · 后勤台账 · 可读副本",
        stamp_words(session),
        "",
        "这里的文件不用“后勤台账”程序就能看：",
        f"  {WORKBOOK}（全部资产卡片，用 Excel 或 WPS 打开）",
        *(f"  {_file_of(name)}" for name in PAPERS),
        "有变动的日子由程序重写一次。请不要在这里修改，要改请另存一份。",
        "别的账簿的可读副本不会被改写：两本账簿的备份放在一起时，名字后面写着账簿的标记。",
        "",
        "上一级文件夹里的 zip 文件是整本账簿的备份，名字里有日期和时间。",
        "要接着用：在新电脑上装好程序，第一次打开时选“恢复备份”，再选日期最新的一份。",
        "attachments 文件夹里是扫描件和照片，恢复时要用：请和 zip 放在一起，不要改名，不要删。",
        "",
    )
    return "\r\n".join(lines)
