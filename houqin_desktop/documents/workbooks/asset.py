"""The register of assets (固定资产台账) as a workbook, whole or as it is seen."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from houqin_desktop.documents.workbooks.writer import CellKind, SheetColumn, write_workbook
from houqin_desktop.domain.ledger.headers import FieldKind
from houqin_desktop.services.bulk import without_collector
from houqin_desktop.services.registers.exporting import export_columns, export_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from houqin_desktop.services.registers.exporting import ExportCell, ExportColumn
    from houqin_desktop.services.session import Session

SHEET_NAME = "固定资产台账"
USUAL_WIDTH = 12
TICK = 500

_KINDS = {
    FieldKind.MONEY: CellKind.MONEY,
    FieldKind.QUANTITY: CellKind.COUNT,
    FieldKind.LIFE: CellKind.COUNT,
    FieldKind.DATE: CellKind.DATE,
}
_LITERAL = frozenset({"code", "specification", "serial_number"})
# A column of no width is hidden; it goes wherever its row goes, through any spreadsheet.
_WIDTHS = {
    "export_mark": 0,
    "name": 24,
    "specification": 20,
    "category": 18,
    "code": 16,
    "remarks": 24,
    "place": 16,
}


def write_assets(
    session: Session,
    path: Path,
    ids: Sequence[int] | None = None,
    *,
    tick: Callable[[int], None] | None = None,
) -> int:
    """Write cards into an .xlsx and return how many; an existing file is replaced whole.

    :param ids: the cards that are seen, in their order; None for the whole register.
    :param tick: told now and then how many cards are written; may raise to stop the work.
    :raises Refused: when the file cannot be written.
    """
    session.require_other_file(path)
    columns = export_columns()
    styled = [_styled(column) for column in columns]
    count = 0

    def parts() -> Iterator[tuple[tuple[ExportCell, ...], ...]]:
        nonlocal count
        rows = export_rows(session, columns, ids)
        while part := tuple(islice(rows, TICK)):
            yield part
            count += len(part)
            if tick is not None:
                tick(count)

    with without_collector():
        write_workbook(path, SHEET_NAME, styled, chain.from_iterable(parts()))
    return count


def _styled(column: ExportColumn) -> SheetColumn:
    text = CellKind.LITERAL if column.key in _LITERAL else CellKind.TEXT
    return SheetColumn(
        column.title, _KINDS.get(column.kind, text), _WIDTHS.get(column.key, USUAL_WIDTH)
    )
