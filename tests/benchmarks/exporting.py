"""Writing the whole register into a workbook, beside the bare writer with the same cells."""

from __future__ import annotations

from pathlib import Path

from houqin_desktop.documents.workbooks.asset import _styled, write_assets
from houqin_desktop.documents.workbooks.writer import _formats
from houqin_desktop.services.registers.exporting import export_columns, export_rows
from houqin_desktop.services.session import Session
from tests.benchmarks.measuring import Measure, compare


def exporting(session: Session, cards: int, folder: Path) -> Measure:
    """Export every card."""
    from rustpy_xlsxwriter import write_worksheet

    columns = export_columns()
    titles = [column.title for column in columns]
    formats = _formats([_styled(column) for column in columns])
    records = [dict(zip(titles, row, strict=True)) for row in export_rows(session, columns)]

    def floor() -> None:
        write_worksheet(iter(records), str(folder / "floor.xlsx"), "台账", column_formats=formats)

    floor_ms, taken_ms = compare(
        floor, lambda: write_assets(session, folder / "export.xlsx"), 3 if cards > 10_000 else 5
    )
    return Measure("导出台账", cards, taken_ms, floor_ms, 1.5)
