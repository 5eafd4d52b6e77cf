"""技术鉴定表: what was looked at, why, what was found, and a box for each hand of the group."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.boxes import HAND_BOX_HEIGHT
from houqin_desktop.documents.layout import Document, Field, Foot, Page
from houqin_desktop.documents.lines_paper import (
    AGE_COLUMNS,
    PLACE_COLUMN,
    THING_COLUMNS,
    VALUE_COLUMN,
    LinesPaper,
    thing_cells,
)
from houqin_desktop.documents.table import TableColumn
from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.sheet import SignatureBox

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from houqin_desktop.domain.appraisal import AppraisalSheet, AppraisedLine

COLUMNS: Final = (
    *THING_COLUMNS,
    VALUE_COLUMN,
    *AGE_COLUMNS,
    PLACE_COLUMN,
    TableColumn("逐项鉴定意见", wraps=True),
)
BOXES_A_ROW: Final = 5


def render_appraisal(sheet: AppraisalSheet, target: str | Path | BinaryIO) -> None:
    """Print the form of an appraisal; every page repeats the head, the last one has the boxes."""
    document = Document(f"技术鉴定表 {sheet.number}", author=sheet.school)

    def title(page: Page, number: int, pages: int) -> None:
        page.title(f"{sheet.school}技术鉴定表", sheet.qr(number, pages))

    def foot(number: int, pages: int) -> Foot:
        return Foot("附于报废（报损）申请，一式与申请份数相同", number, pages, sheet.check_code)

    boxes = [SignatureBox(f"鉴定人 {one.words}", ("签字",), seal=False) for one in sheet.appraisers]
    LinesPaper(
        columns=COLUMNS,
        rows=[_cells(line) for line in sheet.lines],
        title=title,
        fields=(
            Field("鉴定日期", chinese_date(date.fromisoformat(sheet.appraised_on))),
            Field("鉴定组", f"{len(sheet.appraisers)} 人"),
            Field("编号", sheet.number),
        ),
        foot=foot,
        paragraphs=(f"鉴定原因：{sheet.reason}", f"鉴定结论：{sheet.conclusion}"),
        boxes=[boxes[at : at + BOXES_A_ROW] for at in range(0, len(boxes), BOXES_A_ROW)],
        box_height=HAND_BOX_HEIGHT,
    ).draw(document)
    document.write(target)


def _cells(line: AppraisedLine) -> list[str]:
    return [
        *thing_cells(line.position, line, line.quantity),
        format_money(line.original_value_fen),
        line.acquired_on,
        line.prescribed_life,
        line.used_life,
        line.place,
        line.conclusion,
    ]
