"""The column 导入问题 of a copy of a workbook: what was wrong, row by row; it is never read in."""

from __future__ import annotations

from dataclasses import replace

from houqin_desktop.domain.ledger_grid import Cell, SheetGrid, Workbook

FAULTS_TITLE = "导入问题"


def without_faults(workbook: Workbook) -> Workbook:
    """Return the workbook as it was before the column 导入问题 was written into it."""
    sheets = tuple(_without(sheet) for sheet in workbook.sheets)
    return workbook if sheets == workbook.sheets else replace(workbook, sheets=sheets)


def _without(sheet: SheetGrid) -> SheetGrid:
    at = next(
        (row.index(FAULTS_TITLE) for row in sheet.rows if FAULTS_TITLE in row),
        None,
    )
    if at is None:
        return sheet
    return replace(sheet, rows=tuple(_blanked(row, at) for row in sheet.rows))


def _blanked(row: tuple[Cell, ...], at: int) -> tuple[Cell, ...]:
    return (*row[:at], "", *row[at + 1 :]) if at < len(row) else row
