"""整改通知书 on A4 upright: the notice, a dashed line through its number, below it the 回执.

Both halves stand on one sheet where they have room; else each goes on over pages of its own, and
the 回执 begins one. Nobody signs a page on which nothing stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.boxes import HAND_BOX_HEIGHT, SEAL_BOX_HEIGHT, signature_boxes
from houqin_desktop.documents.fonts import Face
from houqin_desktop.documents.layout import (
    A4_PORTRAIT,
    BODY_TOP,
    FOOT_ROOM,
    HAIR,
    MARGIN,
    QR_SIZE,
    TITLE,
    Align,
    Document,
    Field,
    Foot,
    Page,
    Style,
    head_line,
    smaller,
)
from houqin_desktop.documents.table import Table, TableColumn, TableStyle, column_widths
from houqin_desktop.documents.wrapping import wrap
from houqin_desktop.domain.sheet import SignatureBox

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from houqin_desktop.domain.slip import SlipSheet

_STYLE: Final = TableStyle(size=8.8, row=20.5, header=24.0)
_BY_HAND: Final = TableStyle(size=8.8, row=34.0, header=24.0)
_TITLE: Final = smaller(TITLE, 17)
_LOWER_TITLE: Final = Style(Face.SERIF_BOLD, 14)
_WORDS: Final = Style(size=9.5)
_SEAM: Final = Style(Face.SERIF_BOLD, 13)
_LEADING: Final = 14.5
_GAP: Final = 8.0
_DASH: Final = 6.0
_SEAM_HEIGHT: Final = 26.0
_HEAD_HEIGHT: Final = 52.0
_REASON_HEIGHT: Final = 44.0
_WIDTH: Final = A4_PORTRAIT[0] - 2 * MARGIN
_BOTTOM: Final = A4_PORTRAIT[1] - FOOT_ROOM
_NARROW: Final = frozenset(("序号", "等级"))
_WRAPPED: Final = frozenset(("部位", "隐患内容", "整改措施"))
REPLY_COLUMNS: Final = (
    TableColumn("序号", Align.CENTRE),
    TableColumn("隐患编号"),
    TableColumn("整改情况（怎样整改的）", wraps=True),
    TableColumn("完成日期"),
    TableColumn("费用（元）"),
    TableColumn("整改责任人"),
)
# What a hand needs to write a day, an amount and a name.
_ROOM_BY_HAND: Final = ("", "", "　" * 16, "　" * 6, "　" * 6, "　" * 6)
REPLY_BOXES: Final = (
    SignatureBox("部门负责人", ("签字",), seal=False),
    SignatureBox("复查意见　□ 合格销号　□ 继续整改", ("复查人",), seal=False),
)


def render_notice(sheet: SlipSheet, target: str | Path | BinaryIO, *, reprint: int = 0) -> None:
    """Print a notice with its 回执."""
    document = Document(
        f"{sheet.title} {sheet.number}", author=sheet.school, subject=f"校验 {sheet.check_code}"
    )
    _Notice(sheet, reprint).draw(document)
    document.write(target)


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows of one half on one page, from one to another, and whether the half ends there."""

    lower: bool
    first: int
    last: int
    ends: bool


class _Notice:
    """One notice on its way to paper."""

    def __init__(self, sheet: SlipSheet, reprint: int) -> None:
        self._sheet, self._reprint = sheet, reprint
        self._upper = [
            TableColumn(
                column.title,
                Align.CENTRE if column.title in _NARROW else Align.LEFT,
                wraps=column.title in _WRAPPED,
            )
            for column in sheet.columns
        ]
        self._reply = [(row[0], row[1], "", "", "", "") for row in sheet.rows]
        self._words = [
            line
            for text in sheet.paragraphs
            for line in wrap(text, _WORDS.face, _WIDTH / _WORDS.size)
        ]
        self._widths = {
            False: column_widths(self._upper, sheet.rows, _STYLE, _WIDTH),
            True: column_widths(REPLY_COLUMNS, [*self._reply, _ROOM_BY_HAND], _BY_HAND, _WIDTH),
        }
        table = self._table(Page(A4_PORTRAIT, {}), 0, lower=False)
        room = _BOTTOM - BODY_TOP - _STYLE.header
        most = max(room - self._ending(lower=False), room / 3)
        self._rows = [part for row in sheet.rows for part in table.parts(row, most)]

    def draw(self, document: Document) -> None:
        """Add the pages of both halves."""
        plans = self._plan()
        for number, parts in enumerate(plans, start=1):
            page = document.page(A4_PORTRAIT)
            y = 0.0
            for part in parts:
                y = self._draw(page, part, y, number, len(plans))
            page.foot(self._foot(number, len(plans)))

    def _plan(self) -> list[list[_Part]]:
        room = _BOTTOM - BODY_TOP
        upper = _parts(
            self._heights(lower=False), room - _STYLE.header, self._ending(lower=False), lower=False
        )
        pages = [[part] for part in upper]
        heights = self._heights(lower=True)
        whole = (
            _SEAM_HEIGHT + _HEAD_HEIGHT + _BY_HAND.header + sum(heights) + self._ending(lower=True)
        )
        last = upper[-1]
        used = (
            BODY_TOP
            + _STYLE.header
            + sum(self._heights(lower=False)[last.first : last.last])
            + self._ending(lower=False)
        )
        if used + whole <= _BOTTOM:
            pages[-1].append(_Part(lower=True, first=0, last=len(heights), ends=True))
            return pages
        room = _BOTTOM - MARGIN - _SEAM_HEIGHT - _HEAD_HEIGHT - _BY_HAND.header
        return [
            *pages,
            *([part] for part in _parts(heights, room, self._ending(lower=True), lower=True)),
        ]

    def _heights(self, *, lower: bool) -> list[float]:
        table = self._table(Page(A4_PORTRAIT, {}), 0, lower=lower)
        return [table.row_height(row) for row in (self._reply if lower else self._rows)]

    def _ending(self, *, lower: bool) -> float:
        """Return the height of what stands below the last row of a half."""
        if lower:
            return _REASON_HEIGHT + HAND_BOX_HEIGHT + 2 * _GAP
        return len(self._words) * _LEADING + SEAL_BOX_HEIGHT + 3 * _GAP

    def _table(self, page: Page, y: float, *, lower: bool) -> Table:
        columns = REPLY_COLUMNS if lower else self._upper
        return Table(page, y, columns, self._widths[lower], _BY_HAND if lower else _STYLE)

    def _draw(self, page: Page, part: _Part, y: float, number: int, pages: int) -> float:
        """Draw a part of a half; return where it ends."""
        sheet = self._sheet
        if part.lower:
            y = self._seam(page, y or MARGIN)
        else:
            page.title(
                f"{sheet.school}{sheet.title}",
                sheet.qr(number, pages),
                style=_TITLE,
                reprint=self._reprint,
            )
            self._head(page)
            y = BODY_TOP
        table = self._table(page, y, lower=part.lower)
        table.header()
        for row in (self._reply if part.lower else self._rows)[part.first : part.last]:
            table.row(row)
        table.close()
        if not part.ends:
            return table.y
        return (self._end_reply if part.lower else self._end_notice)(page, table.y)

    def _head(self, page: Page) -> None:
        fields = [Field(*pair) for pair in self._sheet.fields]
        right = page.right - QR_SIZE - 12
        head_line(page, 72, [*fields[:2], Field("编号", self._sheet.number)], right)
        head_line(page, 88, fields[2:], right)

    def _end_notice(self, page: Page, y: float) -> float:
        y += _GAP + _LEADING / 2
        for line in self._words:
            page.text(page.left, y, line, _WORDS)
            y += _LEADING
        y += _GAP - _LEADING / 2
        return signature_boxes(page, y, SEAL_BOX_HEIGHT, self._sheet.boxes) + _GAP

    def _seam(self, page: Page, y: float) -> float:
        """Draw the line to tear along, the number across it, and the head of the 回执."""
        middle = y + _SEAM_HEIGHT / 2
        dashes = range(0, int(page.width), int(2 * _DASH))
        page.lines([(float(x), middle, x + _DASH, middle) for x in dashes], HAIR)
        seam = f"整改通知书　第 {self._sheet.number} 号"
        page.text(page.width / 2, middle, seam, _SEAM, Align.CENTRE)
        y += _SEAM_HEIGHT
        page.text(page.width / 2, y + 14, "安全隐患整改回执", _LOWER_TITLE, Align.CENTRE)
        said = dict(self._sheet.fields)
        fields = [
            Field("致", f"{self._sheet.school}安全工作领导小组"),
            Field("整改通知书编号", self._sheet.number),
            Field("部门", said.get("受文部门", "")),
        ]
        head_line(page, y + 38, fields, page.right)
        return y + _HEAD_HEIGHT

    def _end_reply(self, page: Page, y: float) -> float:
        page.box(page.left, y, _WIDTH, _REASON_HEIGHT)
        page.text(page.left + 6, y + 12, "未完成的原因和计划：", _WORDS)
        y += _REASON_HEIGHT + _GAP
        return signature_boxes(page, y, HAND_BOX_HEIGHT, REPLY_BOXES) + _GAP

    def _foot(self, number: int, pages: int) -> Foot:
        sheet = self._sheet
        return Foot(sheet.copies, number, pages, sheet.check_code, sheet.version, self._reprint)


def _parts(heights: Sequence[float], room: float, ending: float, *, lower: bool) -> list[_Part]:
    """Return how the rows of a half fall on pages; the last one goes along with what ends it."""
    parts, first, used = [], 0, 0.0
    for at, height in enumerate(heights):
        over = used + height > room
        alone = at == len(heights) - 1 and used + height + ending > room
        if (over or alone) and at > first:
            parts.append(_Part(lower, first, at, ends=False))
            first, used = at, 0.0
        used += height
    return [*parts, _Part(lower, first, len(heights), ends=True)]
