"""Writes a table as an .xlsx that Excel and WPS open and that imports again unchanged.

Numbers are numbers, full dates are dates, a month or a year alone stays text, and text that begins
with = stays text. The file appears whole or not at all: it is written beside its place and then
moved there.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from houqin_desktop.domain.calendar import PartialDate
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger_values import clean_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rustpy_xlsxwriter import Format

HEADER_FILL = "#DCE6F1"
LONGEST_TEXT = 32_767


class CellKind(Enum):
    """What stands in a column, and so how its cells are written."""

    TEXT = "@"
    MONEY = "#,##0.00"
    COUNT = "0"
    DATE = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its title, what stands in it (money in 分), its width in characters."""

    title: str
    kind: CellKind = CellKind.TEXT
    width: int = 12


def write_workbook(
    path: Path, sheet: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[object]]
) -> None:
    """Write one sheet with a frozen header; an existing file is replaced whole.

    :param rows: values in the order of the columns: str, int (分 in money columns), date,
        PartialDate or None.
    :raises Refused: when the place cannot be written, for instance while Excel has the file open.
    """
    from rustpy_xlsxwriter import Format, write_worksheet

    handle, beside = _open_beside(path)
    os.close(handle)
    try:
        write_worksheet(
            _records(columns, rows),
            beside,
            sheet,
            freeze_row=1,
            autofilter=True,
            header_format=Format().set_bold().set_background_color(HEADER_FILL),
            column_widths={column.title: float(column.width) for column in columns},
            column_formats=_formats(columns),
        )
        Path(beside).replace(path)
    except OSError:
        raise _not_writable(path) from None
    finally:
        Path(beside).unlink(missing_ok=True)


def _open_beside(path: Path) -> tuple[int, str]:
    try:
        return tempfile.mkstemp(suffix=".xlsx", prefix=".", dir=path.parent)
    except OSError:
        raise _not_writable(path) from None


def _not_writable(path: Path) -> Refused:
    return Refused(
        f"不能写入 {path.name}，没有导出。若它正在表格软件里打开，请先关闭；或换一个文件夹。",
        code="not_writable",
    )


def _formats(columns: Sequence[SheetColumn]) -> dict[str, Format]:
    from rustpy_xlsxwriter import Format

    return {column.title: Format().set_num_format(column.kind.value) for column in columns}


def _records(
    columns: Sequence[SheetColumn], rows: Iterable[Sequence[object]]
) -> Iterator[dict[str, object]]:
    titles = [column.title for column in columns]
    money = [at for at, column in enumerate(columns) if column.kind is CellKind.MONEY]
    others = [at for at, column in enumerate(columns) if column.kind is not CellKind.MONEY]
    empty = True
    for row in rows:
        empty = False
        cells = list(row)
        for at in money:
            fen = cells[at]
            cells[at] = fen / 100 if isinstance(fen, int) else None
        for at in others:
            cell = cells[at]
            if cell.__class__ is not int:
                cells[at] = _cell(cell)
        yield dict(zip(titles, cells, strict=True))
    if empty:
        # The header is taken from the first record, so a table of nothing needs one.
        yield dict.fromkeys(titles)


def _cell(value: object) -> object:
    if isinstance(value, str):
        # A backspace or a bell in a remark would make the file unreadable for Excel.
        text = value if value.isprintable() else clean_lines(value)
        return text[:LONGEST_TEXT] or None
    if isinstance(value, PartialDate):
        return value.text if value.day is None else value.first_day
    return value if isinstance(value, (int, float, date)) else None
