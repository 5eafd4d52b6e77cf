"""`report`: 台账, 清单 and 汇总 as an answer, as a PDF or as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from houqin_desktop.cli.papers import beside
from houqin_desktop.cli.speech import DONE, answer_json, answer_table, tell
from houqin_desktop.domain.list_sheet import PaperKind
from houqin_desktop.domain.money import plain_money
from houqin_desktop.services.reports.catalogue import report

if TYPE_CHECKING:
    from houqin_desktop.domain.list_sheet import ListSheet, SheetCell
    from houqin_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """Which report, how narrowed, and what is to be made of it."""

    name: str
    on: date | None = None
    from_on: date | None = None
    to_on: date | None = None
    by: str | None = None
    only: str | None = None
    pdf: str | None = None
    xlsx: str | None = None


def make_report(session: Session, request: ReportRequest, *, as_json: bool) -> int:
    """Answer a report, and write it where files are named."""
    sheet = report(
        session,
        request.name,
        on=request.on,
        from_on=request.from_on,
        to_on=request.to_on,
        by=request.by,
        only=request.only,
    )
    files = _write(session, sheet, request)
    if as_json:
        answer_json(_document(sheet, request.on or session.clock.today(), files))
    elif not files:
        titles = [column.full_title for column in sheet.columns]
        answer_table(titles, (_plain(sheet, row) for row in sheet.rows))
    for note in sheet.notes:
        tell(note)
    for file in files:
        tell(f"已写出 {file}（{sheet.title}，{len(sheet.rows):,} 行）")
    return DONE


def _write(session: Session, sheet: ListSheet, request: ReportRequest) -> list[str]:
    files = [Path(file) for file in (request.pdf, request.xlsx) if file is not None]
    for path in files:
        session.require_other_file(path)
    if request.pdf is not None:
        from houqin_desktop.documents.report_paper import draw_report

        on = request.on or session.clock.today()
        with beside(Path(request.pdf), draw_report(session, sheet, on, request.only)):
            pass
    if request.xlsx is not None:
        from houqin_desktop.documents.workbooks.lists import write_list

        write_list(sheet, Path(request.xlsx))
    return [str(path) for path in files]


def _document(sheet: ListSheet, on: date, files: list[str]) -> dict[str, object]:
    titles = [column.full_title for column in sheet.columns]
    sums = sheet.sums(sheet.rows) if sheet.grand_total else ()
    return {
        "report": sheet.name,
        "title": sheet.title,
        "as_of": on.isoformat(),
        "columns": titles,
        "rows": [dict(zip(titles, _plain(sheet, row), strict=True)) for row in sheet.rows],
        "totals": {
            titles[at]: _cell(sheet, at, amount)
            for at, amount in zip(sheet.summed, sums, strict=False)
        },
        "notes": list(sheet.notes),
        "files": files,
    }


def _plain(sheet: ListSheet, row: tuple[SheetCell, ...]) -> list[SheetCell]:
    return [_cell(sheet, at, cell) for at, cell in enumerate(row)]


def _cell(sheet: ListSheet, at: int, cell: SheetCell) -> SheetCell:
    """Return a cell as the command line writes it: money as "8600.00", the unknown as None."""
    if sheet.columns[at].kind is PaperKind.MONEY and isinstance(cell, int):
        return plain_money(cell)
    return None if cell == "" else cell
