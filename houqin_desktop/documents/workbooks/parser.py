"""Parses a file into plain sheets of cells: workbooks, and what is only called a workbook.

Only the values are read; formulas, links and pictures stay where they are. What the file holds is
put behind the checks of `workbooks/gate` first. A cell without a usable value comes out as a
`CellFault`. This runs in a process apart, see `workbooks/reader`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.documents.workbooks.gate import (
    OLE_MAGIC,
    ZIP_MAGIC,
    SheetScan,
    damaged,
    empty_workbook,
    encrypted,
    not_a_workbook,
    require_file,
    require_ole_readable,
    require_size,
    scan_package,
)
from houqin_desktop.documents.workbooks.old_workbook import scan_old_workbook
from houqin_desktop.documents.workbooks.text_tables import parse_text
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import Cell, CellFault, SheetGrid, Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from python_calamine import CalamineSheet, CalamineWorkbook


def parse_workbook(path: Path) -> tuple[SheetGrid, ...]:
    """Return the worksheets of an .xlsx, .xls, .csv or of a web page called .xls.

    :raises Refused: when the file is missing, empty, encrypted, damaged, too large, carries
        macros or is no workbook.
    """
    try:
        sheets = _parse(path)
    except (Refused, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - a panic of the reader in Rust is no Exception
        # Whatever a spoiled file does to a parser is one sentence.
        raise damaged() from None
    if not any(cell not in ("", None) for sheet in sheets for row in sheet.rows for cell in row):
        raise empty_workbook()
    return sheets


def _parse(path: Path) -> tuple[SheetGrid, ...]:
    magic = require_file(path)
    if magic.startswith(ZIP_MAGIC):
        return _read_sheets(path, scan_package(path))
    if magic == OLE_MAGIC:
        require_ole_readable(path)
        return _read_sheets(path, scan_old_workbook(path.read_bytes()))
    if magic.startswith(b"PK"):
        raise not_a_workbook()
    return parse_text(path)


def _read_sheets(path: Path, scans: Mapping[str, SheetScan]) -> tuple[SheetGrid, ...]:
    import python_calamine

    try:
        # By a path the reader would go by the ending of the name, which says nothing.
        with path.open("rb") as file, python_calamine.load_workbook(file) as book:
            return tuple(_read_all(book, scans))
    except python_calamine.PasswordError:
        raise encrypted() from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise damaged() from None


def _read_all(book: CalamineWorkbook, scans: Mapping[str, SheetScan]) -> list[SheetGrid]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    grids: list[SheetGrid] = []
    for meta in book.sheets_metadata:
        if meta.typ is SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(meta.name)
            scan = scans.get(meta.name) or SheetScan()
            hidden = meta.visible is not SheetVisibleEnum.Visible
            grids.append(_grid(sheet, scan, hidden=hidden))
    return grids


def _grid(sheet: CalamineSheet, scan: SheetScan, *, hidden: bool) -> SheetGrid:
    top, left = sheet.start or (0, 0)
    require_size(sheet.name, top + sheet.height, left + sheet.width)
    margin: tuple[Cell, ...] = ("",) * left
    # Rows above the first one with content come too, columns left of it do not.
    rows: list[tuple[Cell, ...]] = [(*margin, *row) for row in sheet.iter_rows()]
    if scan.faults:
        _place_faults(rows, scan.faults)
    return SheetGrid(
        sheet.name,
        tuple(rows),
        1,
        hidden,
        frozenset(scan.hidden_rows),
        frozenset(scan.hidden_columns),
        tuple(_merges(sheet, len(rows))),
        scan.comments,
        scan.marks,
        linked=frozenset(scan.linked),
    )


def _merges(sheet: CalamineSheet, height: int) -> list[Span]:
    return [(*start, *end) for start, end in sheet.merged_cell_ranges or () if start[0] < height]


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
