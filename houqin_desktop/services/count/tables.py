"""Tables of a workbook that came back, by the titles of their columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.ledger.grid import Cell, CellFault, Workbook

Record = dict[str, Cell]


def records(workbook: Workbook, required: Sequence[str]) -> Iterator[tuple[str, Record]]:
    """Yield the rows below each header that has all these titles, with the words for their place.

    :raises Refused: where no sheet has such a header.
    """
    found = False
    for sheet in workbook.sheets:
        header: list[str] | None = None
        for at, row in enumerate(sheet.rows):
            titles = [title_of(cell) for cell in row]
            if set(required) <= set(titles):
                header, found = titles, True
            elif header is not None and any(cell not in (None, "") for cell in row):
                pairs = zip(header, row, strict=False)
                place = f"{sheet.name} 第 {at + sheet.first_row} 行"
                yield place, {title: cell for title, cell in pairs if title}
    if not found:
        names = "、".join(required)
        raise Refused(
            f"{workbook.name} 里没有找到栏名“{names}”。请用程序写出的表，或核对第一行的栏名。",
            code="no_header",
        )


def title_of(cell: Cell) -> str:
    """Return a title in one spelling: half-width, without blanks."""
    return "".join(unicodedata.normalize("NFKC", words_of(cell)).split())


def words_of(cell: Cell) -> str:
    """Return what stands in a cell as words; whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, CellFault):
        return cell.text
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()
