"""Reads a workbook that a person chose into plain sheets of cells.

Only the values are read; formulas, links and pictures stay where they are. What the file holds is
put behind the checks of `workbook_gate` first, so that a spoiled or hostile file ends in one
sentence. A cell without a usable value comes out as a `CellFault`.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from houqin_desktop.documents.workbook_gate import (
    MAXIMUM_COLUMNS,
    MAXIMUM_ROWS,
    OLE_MAGIC,
    ZIP_MAGIC,
    SheetScan,
    damaged,
    encrypted,
    not_a_workbook,
    require_ole_readable,
    scan_package,
)
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger_grid import Cell, CellFault, SheetGrid, Workbook
from houqin_desktop.services.bulk import without_collector

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from python_calamine import CalamineSheet, CalamineWorkbook

MAXIMUM_FILE_SIZE = 100 * 2**20


def read_workbook(path: Path) -> Workbook:
    """Return the worksheets of an .xlsx (or real .xls) file.

    :raises Refused: when the file is missing, empty, encrypted, damaged, too large, carries
        macros or is no workbook; nothing of it is kept then.
    """
    magic = _require_file(path)
    if magic.startswith(ZIP_MAGIC):
        scans = scan_package(path)
    elif magic == OLE_MAGIC:
        require_ole_readable(path)
        scans = {}
    else:
        raise not_a_workbook()
    with without_collector():
        sheets = _read_sheets(path, scans)
    if not any(sheet.rows for sheet in sheets):
        raise Refused("工作簿里一行内容也没有，没有读入。请确认选对了文件。", code="empty_workbook")
    return Workbook(path.name, file_digest(path), sheets)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(2**20):
            digest.update(chunk)
    return digest.hexdigest()


def _require_file(path: Path) -> bytes:
    """Return the first bytes of the file, after a look at its size."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            magic = file.read(8)
    except OSError as fault:
        reason = "没有这个文件" if isinstance(fault, FileNotFoundError) else "这个文件打不开"
        raise Refused(
            f"{reason}：{path.name}。请核对位置；若在表格软件里打开着，请先关闭。", code="no_file"
        ) from None
    if size == 0:
        raise Refused("这是一个空文件，没有读入。请确认选对了文件。", code="empty_workbook")
    if size > MAXIMUM_FILE_SIZE:
        raise Refused(
            f"文件超过 {MAXIMUM_FILE_SIZE // 2**20} MB，没有读入。请分成几个文件再导入。",
            code="too_large",
        )
    return magic


def _read_sheets(path: Path, scans: Mapping[str, SheetScan]) -> tuple[SheetGrid, ...]:
    import python_calamine

    try:
        with python_calamine.load_workbook(path) as book:
            return tuple(_read_all(book, scans))
    except python_calamine.PasswordError:
        raise encrypted() from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise damaged() from None


def _read_all(book: CalamineWorkbook, scans: Mapping[str, SheetScan]) -> list[SheetGrid]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    grids: list[SheetGrid] = []
    # One object for each word: a ledger repeats its rooms and people a hundred thousand times.
    words: dict[str, str] = {}
    for meta in book.sheets_metadata:
        if meta.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        faults = scans[meta.name].faults if meta.name in scans else {}
        hidden = meta.visible is not SheetVisibleEnum.Visible
        grids.append(_grid(sheet, words, faults, hidden=hidden))
    return grids


def _grid(
    sheet: CalamineSheet,
    words: dict[str, str],
    faults: Mapping[tuple[int, int], CellFault],
    *,
    hidden: bool,
) -> SheetGrid:
    top, left = sheet.start or (0, 0)
    if top + sheet.height > MAXIMUM_ROWS or left + sheet.width > MAXIMUM_COLUMNS:
        raise Refused(
            f"工作表“{sheet.name}”超过 {MAXIMUM_ROWS} 行或 {MAXIMUM_COLUMNS} 列，没有读入。"
            "请分成几个文件再导入。",
            code="too_large",
        )
    margin: tuple[Cell, ...] = ("",) * left
    keep = words.setdefault
    rows: list[tuple[Cell, ...]] = [
        (*margin, *[keep(cell, cell) if cell.__class__ is str else cell for cell in row])
        # Rows above the first one with content come too, columns left of it do not.
        for row in sheet.iter_rows()
    ]
    if faults:
        _place_faults(rows, faults)
    return SheetGrid(sheet.name, tuple(rows), 1, hidden)


def _place_faults(
    rows: list[tuple[Cell, ...]], faults: Mapping[tuple[int, int], CellFault]
) -> None:
    """Put the faults where the reader saw nothing."""
    width = max(1 + max(column for _, column in faults), len(rows[0]) if rows else 0)
    rows.extend([()] * (1 + max(row for row, _ in faults) - len(rows)))
    for at, row in enumerate(rows):
        if len(row) < width:
            rows[at] = (*row, *[""] * (width - len(row)))
    for (at, column), fault in faults.items():
        row = rows[at]
        rows[at] = (*row[:column], fault, *row[column + 1 :])
