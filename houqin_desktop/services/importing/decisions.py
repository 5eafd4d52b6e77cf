"""What a person decided on a tried import: rows left out, cells kept, conflicts settled."""

from __future__ import annotations

from dataclasses import dataclass, replace

from houqin_desktop.services.importing.plan import CellChange, ImportPlan, PlannedRow, RowAction

RowKey = tuple[str, int]
CellKey = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class ImportDecisions:
    """Rows by sheet and row number, cells by sheet, row number and field.

    `left_out` rows do not come in; `unticked` cells are not corrected; in `taken` conflicts the
    workbook is right. All other conflicts stay as they are in the book.
    """

    left_out: frozenset[RowKey] = frozenset()
    unticked: frozenset[CellKey] = frozenset()
    taken: frozenset[CellKey] = frozenset()


def row_key(planned: PlannedRow) -> RowKey:
    """Return what names a row of the workbook."""
    return planned.row.sheet, planned.row.row_number


def cell_key(planned: PlannedRow, change: CellChange) -> CellKey:
    """Return what names a cell of the workbook."""
    return planned.row.sheet, planned.row.row_number, change.key


def all_taken(plan: ImportPlan) -> ImportDecisions:
    """Return the decision that the workbook is right in every conflict."""
    return ImportDecisions(taken=frozenset(cell_key(row, cell) for row, cell in plan.conflicts))


def decided(plan: ImportPlan, decisions: ImportDecisions) -> ImportPlan:
    """Return the plan as the decisions leave it; the tried plan itself stays as it is."""
    kept = [row for row in plan.rows if row_key(row) not in decisions.left_out]
    left_out = len(plan.rows) - len(kept)
    rows = tuple(_decided_row(row, decisions) for row in kept)
    return replace(plan, rows=rows, left_out=plan.left_out + left_out)


def _decided_row(planned: PlannedRow, decisions: ImportDecisions) -> PlannedRow:
    if not planned.changes and not planned.conflicts:
        return planned
    changes = tuple(
        [c for c in planned.changes if cell_key(planned, c) not in decisions.unticked]
        + [c for c in planned.conflicts if cell_key(planned, c) in decisions.taken]
    )
    if planned.brings:
        return replace(planned, changes=changes)
    action = RowAction.UPDATED if changes else RowAction.UNCHANGED
    return replace(planned, action=action, changes=changes)
