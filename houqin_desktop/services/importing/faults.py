"""The columns that a copy with its faults carries: what was wrong, and which row is which.

导入问题 says what was wrong and is never read in. 导入行记号, which nobody sees, tells of a row
without a number what it was before somebody mended it, so that it is not taken for another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from houqin_desktop.domain.ledger.findings import LedgerIssue, Severity
from houqin_desktop.domain.ledger.grid import Cell, SheetGrid, Workbook
from houqin_desktop.domain.ledger_sides import FAULTS_TITLE, MOST_SIDES, ROW_MARK_TITLE
from houqin_desktop.services.importing.decisions import RowKey
from houqin_desktop.services.importing.plan import ImportPlan


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """One row to be looked at: the sentences, and the columns (A, B …) that they are about."""

    sentences: tuple[str, ...]
    columns: frozenset[str]


def faulty_rows(plan: ImportPlan) -> dict[RowKey, FaultyRow]:
    """Return what is wrong by sheet and row: refused, doubtful, or changed on both sides."""
    sentences: dict[RowKey, list[str]] = {}
    columns: dict[RowKey, set[str]] = {}
    conflicts = {
        (row.row.sheet, row.row.row_number, column.letter)
        for row, change in plan.conflicts
        if (column := row.row.columns.get(change.key)) is not None
    }
    for issue in plan.issues:
        at = (issue.sheet, issue.row)
        if issue.severity is Severity.NOTE and (*at, issue.column) not in conflicts:
            continue
        sentences.setdefault(at, []).append(_sentence(issue))
        columns.setdefault(at, set()).update({issue.column} - {""})
    return {at: FaultyRow(tuple(said), frozenset(columns[at])) for at, said in sentences.items()}


def _sentence(issue: LedgerIssue) -> str:
    return f"{issue.header}：{issue.message}" if issue.header else issue.message


def row_mark_title(side: int) -> str:
    """Return the title of the column that tells what the rows of a side were."""
    return ROW_MARK_TITLE if side == 1 else f"{ROW_MARK_TITLE}{side}"


def row_marks(plan: ImportPlan) -> dict[RowKey, str]:
    """Return what a row without a number is known by, by sheet and row."""
    return {
        (planned.row.sheet, planned.row.row_number): planned.row.fingerprint
        for planned in plan.rows
        if planned.row.fingerprint is not None
    }


def without_faults(workbook: Workbook) -> tuple[Workbook, dict[RowKey, str]]:
    """Return the workbook as it was before these columns came, and what the rows were known by."""
    marks: dict[RowKey, str] = {}
    sheets = []
    for sheet in workbook.sheets:
        plain, words = _without(sheet, row_mark_title(sheet.side))
        marks |= {(sheet.name, row): word for row, word in words.items()}
        for side in range(1, MOST_SIDES + 1) if sheet.part_of else ():
            plain, _ = _without(plain, row_mark_title(side))
        sheets.append(_without(plain, FAULTS_TITLE)[0])
    return replace(workbook, sheets=tuple(sheets)), marks


def _without(sheet: SheetGrid, title: str) -> tuple[SheetGrid, Mapping[int, str]]:
    at = next((row.index(title) for row in sheet.rows if title in row), None)
    if at is None:
        return sheet, {}
    words = {
        sheet.first_row + position: str(row[at])
        for position, row in enumerate(sheet.rows)
        if at < len(row) and isinstance(row[at], str) and row[at] not in ("", title)
    }
    return replace(sheet, rows=tuple(_blanked(row, at) for row in sheet.rows)), words


def _blanked(row: tuple[Cell, ...], at: int) -> tuple[Cell, ...]:
    return (*row[:at], "", *row[at + 1 :]) if at < len(row) else row
