"""技术鉴定表: what was looked at, why, what was found, and a box for each hand of the group."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.boxes import HAND_BOX_HEIGHT, signature_boxes
from houqin_desktop.documents.layout import (
    A4_LANDSCAPE,
    BODY_TOP,
    FOOT_ROOM,
    MARGIN,
    QR_SIZE,
    Align,
    Document,
    Field,
    Foot,
    Page,
    Style,
    head_line,
)
from houqin_desktop.documents.table import Table, TableColumn, TableStyle, column_widths
from houqin_desktop.documents.wrapping import wrap
from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.money import format_money
from houqin_desktop.domain.sheet import SignatureBox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from houqin_desktop.domain.appraisal import AppraisalSheet

COLUMNS: Final = (
    TableColumn("序号", Align.CENTRE),
    TableColumn("资产编号"),
    TableColumn("资产名称", wraps=True),
    TableColumn("规格型号", wraps=True),
    TableColumn("单位", Align.CENTRE),
    TableColumn("数量", Align.RIGHT),
    TableColumn("原值（元）", Align.RIGHT),
    TableColumn("购置日期", Align.CENTRE),
    TableColumn("规定\n年限", Align.CENTRE),
    TableColumn("已用\n年限", Align.CENTRE),
    TableColumn("存放地点", wraps=True),
    TableColumn("逐项鉴定意见", wraps=True),
)
BOXES_A_ROW: Final = 5
_STYLE = TableStyle(size=8.8, row=20.5, header=26.0)
_WORDS = Style(size=10)
_LEADING = 15.0
_BLANK = Style(size=8.8, grey=0.4)
_WIDTH = A4_LANDSCAPE[0] - 2 * MARGIN
_BOTTOM = A4_LANDSCAPE[1] - FOOT_ROOM
_GAP = 8.0


def render_appraisal(sheet: AppraisalSheet, target: str | Path | BinaryIO) -> None:
    """Print the form of an appraisal; every page repeats the head, the last one has the boxes."""
    document = Document(f"技术鉴定表 {sheet.number}", author=sheet.school)
    _Form(sheet).draw(document)
    document.write(target)


class _Form:
    """One appraisal on its way to paper."""

    def __init__(self, sheet: AppraisalSheet) -> None:
        self._sheet = sheet
        self._rows = [
            [
                str(line.position),
                line.code,
                line.name,
                line.specification,
                line.unit,
                str(line.quantity),
                format_money(line.original_value_fen),
                line.acquired_on,
                line.prescribed_life,
                line.used_life,
                line.place,
                line.conclusion,
            ]
            for line in sheet.lines
        ]
        self._widths = column_widths(COLUMNS, self._rows, _STYLE, _WIDTH)
        room = _WIDTH / _WORDS.size
        self._words = [
            *wrap(f"鉴定原因：{sheet.reason}", _WORDS.face, room),
            *wrap(f"鉴定结论：{sheet.conclusion}", _WORDS.face, room),
        ]

    def draw(self, document: Document) -> None:
        """Add the pages of the form."""
        plans = self._plan()
        for number, rows in enumerate(plans, start=1):
            last = number == len(plans)
            self._page(document.page(), rows, number, len(plans), last=last)

    def _plan(self) -> list[list[list[str]]]:
        """Let rows fall on pages; the last page keeps room for words and boxes."""
        probe = Table(Page(A4_LANDSCAPE, {}), 0, COLUMNS, self._widths, _STYLE)
        pages: list[list[list[str]]] = [[]]
        used = 0.0
        whole = _BOTTOM - BODY_TOP - _STYLE.header - _STYLE.row
        for row in self._rows:
            height = probe.row_height(row)
            if used + height > whole and pages[-1]:
                pages.append([])
                used = 0.0
            pages[-1].append(row)
            used += height
        if used + self._ending() > whole:
            pages.append([])
        return pages

    def _ending(self) -> float:
        lines = -(-len(self._sheet.appraisers) // BOXES_A_ROW)
        return len(self._words) * _LEADING + lines * HAND_BOX_HEIGHT + 3 * _GAP

    def _page(
        self, page: Page, rows: Sequence[Sequence[str]], number: int, pages: int, *, last: bool
    ) -> None:
        sheet = self._sheet
        page.title(f"{sheet.school}技术鉴定表", sheet.qr(number, pages))
        fields = (
            Field("鉴定日期", chinese_date(date.fromisoformat(sheet.appraised_on))),
            Field("鉴定组", f"{len(sheet.appraisers)} 人"),
            Field("编号", sheet.number),
        )
        head_line(page, 80, fields, page.right - QR_SIZE - 12)
        table = Table(page, BODY_TOP, COLUMNS, self._widths, _STYLE)
        table.header()
        for row in rows:
            table.row(row)
        if last:
            table.band("———　以 下 空 白　———", _BLANK)
        table.close()
        if last:
            self._hands(page, table.y + _GAP + _LEADING / 2)
        page.foot(Foot("附于报废（报损）申请，一式与申请份数相同", number, pages, sheet.check_code))

    def _hands(self, page: Page, y: float) -> None:
        for line in self._words:
            page.text(page.left, y, line, _WORDS)
            y += _LEADING
        y += _GAP - _LEADING / 2
        people = self._sheet.appraisers
        for at in range(0, len(people), BOXES_A_ROW):
            boxes = [
                SignatureBox(f"鉴定人 {one.words}", ("签字",), seal=False)
                for one in people[at : at + BOXES_A_ROW]
            ]
            y = signature_boxes(page, y, HAND_BOX_HEIGHT, boxes)
