"""Writes a table as an .xlsx that Excel and WPS open and that imports again unchanged.

Numbers are numbers, full dates are dates, a month or a year alone stays text, and text that begins
with = stays text. The file appears whole or not at all: it is written beside its place and then
moved there.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from houqin_desktop.domain.errors import DISK_FULL, Refused, is_disk_full

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rustpy_xlsxwriter import Format

Cell = str | int | float | date | None
HEADER_FILL = "#DCE6F1"
LONGEST_TEXT = 32_767
ROOM_FOR_A_SHEET = 512 * 1024 * 1024


class CellKind(Enum):
    """What stands in a column, and so how its cells are written.

    LITERAL is for texts that Excel would make numbers, dates or formulas of if they were edited.
    """

    TEXT = ""
    COUNT = "General"
    LITERAL = "@"
    MONEY = "#,##0.00"
    DATE = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its title, what stands in it, its width in characters."""

    title: str
    kind: CellKind = CellKind.TEXT
    width: int = 12


def write_workbook(
    path: Path, sheet: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Cell]]
) -> None:
    """Write one sheet with a frozen header; an existing file is replaced whole.

    :param rows: cells in the order of the columns; money in yuan, as `yuan` gives it.
    :raises Refused: when the place cannot be written, for instance while Excel has the file open.
    """
    from rustpy_xlsxwriter import Format, write_worksheet

    with written_whole(path) as file, _told_in_chinese(path):
        write_worksheet(
            _records(columns, rows),
            file,
            sheet,
            freeze_row=1,
            autofilter=True,
            header_format=Format().set_bold().set_background_color(HEADER_FILL),
            column_widths={column.title: float(column.width) for column in columns},
            column_formats=_formats(columns),
            # Else the sheet goes through a temporary file, on whose full disk the library panics.
            dedupe_strings=_is_short_of_room(),
        )


@contextmanager
def _told_in_chinese(path: Path) -> Iterator[None]:
    """Turn what the library cannot do into a refusal."""
    try:
        yield
    except RuntimeError as fault:
        # The one thing a cell of the book can be that a workbook cannot hold.
        if "limit" not in str(fault):
            raise
        raise Refused(
            f"有一格文字超过 {LONGEST_TEXT} 个字，工作簿放不下，没有导出。请先改短。",
            code="too_long",
        ) from None
    except BaseException as fault:
        # A class that can't be imported; it comes where the temporary folder takes no more.
        if type(fault).__name__ != "PanicException":
            raise
        raise Refused(
            f"磁盘已满，{path.name} 没有写成。请清理磁盘后再试。", code=DISK_FULL
        ) from None


def _is_short_of_room() -> bool:
    """Say whether the folder for temporary files may not take a large sheet."""
    try:
        return shutil.disk_usage(tempfile.gettempdir()).free < ROOM_FOR_A_SHEET
    except OSError:
        return True


@contextmanager
def written_whole(path: Path) -> Iterator[BytesIO]:
    """Lend memory for a workbook, which is then written beside its place and moved there.

    The libraries never meet the disk: where it is full, they say so themselves, in English.

    :raises Refused: when the place cannot be written, before any memory is lent or afterwards.
    """
    with _beside(path) as beside:
        memory = BytesIO()
        yield memory
        try:
            beside.write_bytes(memory.getbuffer())
            beside.replace(path)
        except OSError as error:
            raise _not_writable(path, error) from error


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    # Not a temporary file of the system: those may be read by nobody else.
    try:
        beside = path.with_name(f".{path.stem}.{os.getpid()}.xlsx")
        beside.open("wb").close()
    except (OSError, ValueError) as error:
        # A ValueError is a path that names no file at all.
        raise _not_writable(path, error) from error
    try:
        yield beside
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _not_writable(path: Path, error: Exception) -> Refused:
    if is_disk_full(error):
        return Refused(
            f"磁盘已满，{path.name} 没有写成。请清理磁盘，或换一个文件夹。", code=DISK_FULL
        )
    return Refused(
        f"不能写入 {path.name}，没有写成。若它正在表格软件里打开，请先关闭；或换一个文件夹。",
        code="not_writable",
    )


def _formats(columns: Sequence[SheetColumn]) -> dict[str, Format]:
    from rustpy_xlsxwriter import Format

    return {
        column.title: Format().set_num_format(column.kind.value)
        for column in columns
        if column.kind not in (CellKind.TEXT, CellKind.COUNT)
    }


def _records(
    columns: Sequence[SheetColumn], rows: Iterable[Sequence[Cell]]
) -> Iterator[dict[str, Cell]]:
    titles = [column.title for column in columns]
    blank: dict[str, Cell] = dict.fromkeys(titles)
    empty = True
    for row in rows:
        empty = False
        # A copy has its places already and is filled sooner than a new one grows.
        record = blank.copy()
        record.update(zip(titles, row, strict=True))
        yield record
    if empty:
        # The header is taken from the first record, so a table of nothing needs one.
        yield blank
