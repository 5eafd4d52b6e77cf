"""报损申请报告: a letter on A4 with the margins and letters of GB/T 9704 (DOMAIN.md section 5).

Title, addressee, what happened, the list, the sum in capitals, who answers for it, the request,
the enclosures, school and date. Room is left for the seal over the date.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.fonts import Face
from houqin_desktop.documents.layout import A4_PORTRAIT, MM, Align, Document, Page, Style
from houqin_desktop.documents.table import Table, TableColumn, TableStyle, column_widths
from houqin_desktop.documents.wrapping import wrap
from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.loss_report import LossFigures
from houqin_desktop.domain.money import format_money

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from houqin_desktop.domain.sheet import DisposalSheet, ReportWords

TOP, LEFT, WIDTH, HEIGHT = 37 * MM, 28 * MM, 156 * MM, 225 * MM
BODY: Final = Style(size=16)
LEADING: Final = HEIGHT / 22
TITLE: Final = Style(Face.SERIF_BOLD, 22)
_NUMBER: Final = Style(size=14)
_FOOT: Final = Style(size=9, grey=0.35)
_INDENT: Final = "　　"
_BEHIND_DATE: Final = 4 * BODY.size
_TABLE: Final = TableStyle(size=9.5, row=20.0, header=22.0)
COLUMNS: Final = (
    TableColumn("序号", Align.CENTRE),
    TableColumn("资产编号"),
    TableColumn("资产名称", wraps=True),
    TableColumn("规格型号", wraps=True),
    TableColumn("数量", Align.RIGHT),
    TableColumn("购置日期", Align.CENTRE),
    TableColumn("原值（元）", Align.RIGHT),
    TableColumn("净值（元）", Align.RIGHT),
)


def render_loss_report(sheet: DisposalSheet, target: str | Path | BinaryIO) -> None:
    """Print the letter of a 报损 case.

    :raises Refused: for a case that has no such letter.
    """
    if sheet.report is None:
        raise Refused(f"{sheet.number} 没有报损申请报告，只有报损才写。", code="unknown_form")
    document = Document(f"报损申请报告 {sheet.number}", author=sheet.school)
    _Letter(sheet, sheet.report, document).write()
    document.write(target)


class _Letter:
    """One letter on its way to paper: text flows from page to page."""

    def __init__(self, sheet: DisposalSheet, words: ReportWords, document: Document) -> None:
        self._sheet = sheet
        self._words = words
        self._document = document
        self._pages: list[Page] = []
        self._y = 0.0
        self._turn()

    def _turn(self) -> None:
        page = self._document.page(A4_PORTRAIT)
        page.left, page.right = LEFT, LEFT + WIDTH
        self._pages.append(page)
        self._y = TOP

    @property
    def _page(self) -> Page:
        return self._pages[-1]

    def _room(self, height: float) -> None:
        if self._y + height > TOP + HEIGHT:
            self._turn()

    def write(self) -> None:
        """Write the letter from the title to the date."""
        sheet, words = self._sheet, self._words
        self._title(f"{sheet.school}关于报损固定资产的申请报告")
        self._y += LEADING / 2
        self._paragraph(f"{words.addressee.rstrip('：:')}：", indent="")
        self._paragraph(words.course)
        self._list()
        self._paragraph(self._figures().sentence)
        if words.liability:
            self._paragraph(f"责任认定与处理情况：{words.liability}")
        # The date never stands alone on a page.
        self._room(min(self._ending_height(), HEIGHT))
        self._paragraph("特此申请，请予审批。")
        self._enclosures(words.enclosures)
        self._signature()
        self._numbers()

    def _ending_height(self) -> float:
        lines = sum(
            len(wrap(f"{_INDENT}附件：1. {one}", BODY.face, WIDTH / BODY.size))
            for one in self._words.enclosures
        )
        return (lines + 5.5) * LEADING

    def _figures(self) -> LossFigures:
        sheet = self._sheet
        return LossFigures(
            len(sheet.lines),
            sheet.total_quantity,
            sheet.total_value_fen,
            sheet.total_accumulated_fen,
        )

    def _title(self, words: str) -> None:
        for line in wrap(words, TITLE.face, WIDTH / TITLE.size):
            middle = LEFT + WIDTH / 2
            self._page.text(middle, self._y + LEADING / 2, line, TITLE, Align.CENTRE)
            self._y += LEADING * 1.15

    def _paragraph(self, words: str, indent: str = _INDENT) -> None:
        for part in words.split("\n"):
            for line in wrap(indent + part, BODY.face, WIDTH / BODY.size):
                self._line(line)

    def _line(self, words: str, x: float = LEFT, align: Align = Align.LEFT) -> None:
        self._room(LEADING)
        self._page.text(x, self._y + LEADING / 2, words, BODY, align)
        self._y += LEADING

    def _list(self) -> None:
        rows = [
            [
                str(line.position),
                line.code,
                line.name,
                line.specification,
                f"{line.quantity:,}",
                line.acquired_on,
                format_money(line.original_value_fen),
                format_money(line.net_value_fen),
            ]
            for line in self._sheet.lines
        ]
        widths = column_widths(COLUMNS, rows, _TABLE, WIDTH)
        probe = Table(Page(A4_PORTRAIT, {}), 0, COLUMNS, widths, _TABLE)
        table = self._table(widths)
        for row in rows:
            if table.y + probe.row_height(row) > TOP + HEIGHT:
                table.close()
                self._turn()
                table = self._table(widths)
            table.row(row)
        table.close()
        self._y = table.y + LEADING / 2

    def _table(self, widths: Sequence[float]) -> Table:
        self._room(_TABLE.header + 2 * _TABLE.row)
        table = Table(self._page, self._y + 4, COLUMNS, widths, _TABLE)
        table.header()
        return table

    def _enclosures(self, enclosures: Sequence[str]) -> None:
        if not enclosures:
            return
        self._y += LEADING / 2
        for number, words in enumerate(enclosures, start=1):
            first = f"{_INDENT}附件：" if number == 1 else f"{_INDENT}　　　"
            self._paragraph(f"{first}{number}. {words}", indent="")

    def _signature(self) -> None:
        """Write school and date with room above them for the seal; never alone on a page."""
        self._room(4 * LEADING)
        self._y += 2 * LEADING
        right = LEFT + WIDTH - _BEHIND_DATE
        self._line(self._sheet.school, right, Align.RIGHT)
        applied = date.fromisoformat(self._sheet.applied_on)
        self._line(chinese_date(applied), right, Align.RIGHT)

    def _numbers(self) -> None:
        """Write — 1 — below each page, to the right on odd and to the left on even ones."""
        sheet = self._sheet
        for number, page in enumerate(self._pages, start=1):
            y = TOP + HEIGHT + 7 * MM + 7
            odd = number % 2 == 1
            x = LEFT + WIDTH - BODY.size if odd else LEFT + BODY.size
            side = Align.RIGHT if odd else Align.LEFT
            page.text(x, y, f"— {number} —", _NUMBER, side)
            words = f"单号 {sheet.number}（第 {sheet.version} 版）　校验 {sheet.check_code}"
            page.text(LEFT, page.height - 24, words, _FOOT)
