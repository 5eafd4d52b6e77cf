"""The sheet of one room of a count as an .xlsx to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.workbooks.writer import CellKind, SheetColumn, write_workbook
from houqin_desktop.services.count.view import CountView
from houqin_desktop.services.count.workbooks import OF_CARDS, TITLES, sheet_rows

if TYPE_CHECKING:
    from pathlib import Path

    from houqin_desktop.services.session import Session

_COUNTS: Final = frozenset({"行号", "账面数量", "实盘数", "其中件数"})
_WIDE: Final = {"名称": 22, "规格型号": 18, "编号": 16, "备注": 24}


def write_count_sheet(
    session: Session, number: str, room: str, path: Path, *, blind: bool = False
) -> int:
    """Write the lines of a room and return how many; of stock alone no places and people.

    :raises Refused: for a room that is not counted, or when the file cannot be written.
    """
    session.require_other_file(path)
    view = CountView(session, number)
    view.require_room(room)
    left_out = frozenset() if view.row.things.has_assets else OF_CARDS
    kept = [at for at, title in enumerate(TITLES) if title not in left_out]
    rows = [tuple(row[at] for at in kept) for row in sheet_rows(view, room, blind=blind)]
    columns = [
        SheetColumn(
            title,
            CellKind.COUNT if title in _COUNTS else CellKind.LITERAL,
            _WIDE.get(title, 12),
        )
        for title in (TITLES[at] for at in kept)
    ]
    write_workbook(path, f"{room}盘点表", columns, rows)
    return len(rows)
