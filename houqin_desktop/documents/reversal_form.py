"""红字冲销单: the write-off that it takes back, line by line in red, and three boxes for hands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.boxes import SEAL_BOX_HEIGHT, signature_boxes
from houqin_desktop.documents.fonts import Face
from houqin_desktop.documents.layout import (
    A4_LANDSCAPE,
    BODY_TOP,
    FOOT_ROOM,
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
)
from houqin_desktop.documents.table import Table, TableColumn, TableStyle, column_widths
from houqin_desktop.documents.wrapping import wrap
from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.money import capitals, format_money

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from houqin_desktop.domain.reversal import ReversalSheet

COLUMNS: Final = (
    TableColumn("序号", Align.CENTRE),
    TableColumn("资产编号"),
    TableColumn("资产名称", wraps=True),
    TableColumn("规格型号", wraps=True),
    TableColumn("单位", Align.CENTRE),
    TableColumn("数量", Align.RIGHT),
    TableColumn("原值（元）", Align.RIGHT),
    TableColumn("累计折旧（元）", Align.RIGHT),
    TableColumn("净值（元）", Align.RIGHT),
    TableColumn("存放地点", wraps=True),
)
_SUMS: Final = (5, 6, 7, 8)
_STYLE = TableStyle(size=8.8, row=20.5, header=26.0)
_RED = Style(size=8.8, red=True)
_RED_TITLE = Style(Face.SERIF_BOLD, TITLE.size, red=True)
_WORDS = Style(size=10)
_LEADING = 15.0
_BLANK = Style(size=8.8, grey=0.4)
_WIDTH = A4_LANDSCAPE[0] - 2 * MARGIN
_BOTTOM = A4_LANDSCAPE[1] - FOOT_ROOM
_GAP = 8.0


def render_reversal(
    sheet: ReversalSheet, target: str | Path | BinaryIO, *, reprint: int = 0
) -> None:
    """Print a red document; amounts are negative, in red, and 负 in capitals."""
    document = Document(
        f"红字冲销单 {sheet.number}", author=sheet.school, subject=f"校验 {sheet.check_code}"
    )
    _Form(sheet, reprint).draw(document)
    document.write(target)


class _Form:
    """One red document on its way to paper."""

    def __init__(self, sheet: ReversalSheet, reprint: int) -> None:
        self._sheet = sheet
        self._reprint = reprint
        self._rows = [
            [
                str(line.position),
                line.code,
                line.name,
                line.specification,
                line.unit,
                str(-line.quantity),
                format_money(-line.original_value_fen),
                format_money(-line.accumulated_fen),
                format_money(-line.net_value_fen),
                line.place,
            ]
            for line in sheet.lines
        ]
        lines = sheet.lines
        self._value_fen = -sum(line.original_value_fen for line in lines)
        sums = (
            str(-sum(line.quantity for line in lines)),
            f"¥{format_money(self._value_fen)}",
            f"¥{format_money(-sum(line.accumulated_fen for line in lines))}",
            f"¥{format_money(-sum(line.net_value_fen for line in lines))}",
        )
        self._sums = dict(zip(_SUMS, sums, strict=True))
        whole = [self._sums.get(at, "") for at in range(len(COLUMNS))]
        self._widths = column_widths(COLUMNS, [*self._rows, whole], _STYLE, _WIDTH)
        self._words = list(self._paragraphs())

    def _paragraphs(self) -> list[str]:
        sheet = self._sheet
        written_off = f"{sheet.original}（{sheet.original_kind}，{sheet.written_off_on} 下账"
        written_off += (
            f"，会计凭证 {sheet.accounting_voucher}）" if sheet.accounting_voucher else "）"
        )
        texts = [f"冲销单据：{written_off}", f"冲销原因：{sheet.reason}"]
        if sheet.residual_fen:
            residual = format_money(sheet.residual_fen)
            texts.append(f"已登记残值收入 {residual} 元，仍在账，另行处理。")
        room = _WIDTH / _WORDS.size
        return [line for text in texts for line in wrap(text, _WORDS.face, room)]

    def draw(self, document: Document) -> None:
        """Add the pages of the form."""
        plans = self._plan()
        for number, rows in enumerate(plans, start=1):
            self._page(document.page(), rows, number, len(plans))

    def _plan(self) -> list[list[list[str]]]:
        """Let rows fall on pages; the last page keeps room for the total, words and boxes."""
        probe = Table(Page(A4_LANDSCAPE, {}), 0, COLUMNS, self._widths, _STYLE)
        whole = _BOTTOM - BODY_TOP - _STYLE.header
        ending = 2 * _STYLE.row + len(self._words) * _LEADING + SEAL_BOX_HEIGHT + 3 * _GAP
        pages: list[list[list[str]]] = [[]]
        used = 0.0
        for row in self._rows:
            height = probe.row_height(row)
            if used + height > whole and pages[-1]:
                pages.append([])
                used = 0.0
            pages[-1].append(row)
            used += height
        return [*pages, []] if used + ending > whole else pages

    def _page(self, page: Page, rows: Sequence[Sequence[str]], number: int, pages: int) -> None:
        sheet = self._sheet
        title = f"{sheet.school}固定资产下账红字冲销单"
        page.title(title, sheet.qr(number, pages), style=_RED_TITLE, reprint=self._reprint)
        fields = (
            Field("提出人", sheet.applicant),
            Field("提出日期", chinese_date(date.fromisoformat(sheet.applied_on))),
            Field("冲销单据", sheet.original),
            Field("单号", sheet.number),
        )
        head_line(page, 80, fields, page.right - QR_SIZE - 12)
        table = Table(page, BODY_TOP, COLUMNS, self._widths, _STYLE)
        table.header()
        for row in rows:
            table.row(row, style=_RED)
        last = number == pages
        if last:
            table.band("———　以 下 空 白　———", _BLANK)
            words = f"合计（大写）：人民币{capitals(self._value_fen)}"
            table.total(words, self._sums, red=True)
        table.close()
        if last:
            self._hands(page, table.y + _GAP + _LEADING / 2)
        left = "一式两份：保管室、财务室各执一份，附于原单"
        page.foot(Foot(left, number, pages, sheet.check_code, sheet.version, self._reprint))

    def _hands(self, page: Page, y: float) -> None:
        for line in self._words:
            page.text(page.left, y, line, _WORDS)
            y += _LEADING
        signature_boxes(page, y + _GAP - _LEADING / 2, SEAL_BOX_HEIGHT, self._sheet.boxes)
