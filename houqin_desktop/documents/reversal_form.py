"""红字冲销单: the write-off that it takes back, line by line in red, and three boxes for hands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.boxes import SEAL_BOX_HEIGHT
from houqin_desktop.documents.disposal_lines import Sums
from houqin_desktop.documents.fonts import Face
from houqin_desktop.documents.layout import TITLE, Align, Document, Field, Foot, Page, Style
from houqin_desktop.documents.lines_paper import (
    PLACE_COLUMN,
    QUANTITY,
    STYLE,
    THING_COLUMNS,
    VALUE_COLUMN,
    LinesPaper,
    thing_cells,
)
from houqin_desktop.documents.table import TableColumn
from houqin_desktop.domain.calendar import chinese_date
from houqin_desktop.domain.money import capitals, format_money

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from houqin_desktop.domain.reversal import ReversalSheet
    from houqin_desktop.domain.sheet import SheetLine

COLUMNS: Final = (
    *THING_COLUMNS,
    VALUE_COLUMN,
    TableColumn("累计折旧（元）", Align.RIGHT),
    TableColumn("净值（元）", Align.RIGHT),
    PLACE_COLUMN,
)
_VALUE, _ACCUMULATED, _NET = QUANTITY + 1, QUANTITY + 2, QUANTITY + 3
_RED = Style(size=STYLE.size, red=True)
_RED_TITLE = Style(Face.SERIF_BOLD, TITLE.size, red=True)


def render_reversal(
    sheet: ReversalSheet, target: str | Path | BinaryIO, *, reprint: int = 0
) -> None:
    """Print a red document; amounts are negative, in red, and 负 in capitals."""
    document = Document(
        f"红字冲销单 {sheet.number}", author=sheet.school, subject=f"校验 {sheet.check_code}"
    )

    def title(page: Page, number: int, pages: int) -> None:
        words = f"{sheet.school}固定资产下账红字冲销单"
        page.title(words, sheet.qr(number, pages), style=_RED_TITLE, reprint=reprint)

    def foot(number: int, pages: int) -> Foot:
        left = "一式两份：保管室、财务室各执一份，附于原单"
        return Foot(left, number, pages, sheet.check_code, sheet.version, reprint)

    LinesPaper(
        columns=COLUMNS,
        rows=[_cells(line) for line in sheet.lines],
        title=title,
        fields=(
            Field("提出人", sheet.applicant),
            Field("提出日期", chinese_date(date.fromisoformat(sheet.applied_on))),
            Field("冲销单据", sheet.original),
            Field("单号", sheet.number),
        ),
        foot=foot,
        paragraphs=tuple(_paragraphs(sheet)),
        boxes=(sheet.boxes,),
        box_height=SEAL_BOX_HEIGHT,
        total=_total(sheet),
        row_style=_RED,
    ).draw(document)
    document.write(target)


def _cells(line: SheetLine) -> list[str]:
    return [
        *thing_cells(line.position, line, -line.quantity),
        format_money(-line.original_value_fen),
        format_money(-line.accumulated_fen),
        format_money(-line.net_value_fen),
        line.place,
    ]


def _total(sheet: ReversalSheet) -> tuple[str, dict[int, str]]:
    sums = Sums().plus(sheet.lines)
    figures = {
        QUANTITY: f"{-sums.quantity:,}",
        _VALUE: f"¥{format_money(-sums.value_fen)}",
        _ACCUMULATED: f"¥{format_money(-sums.accumulated_fen)}",
        _NET: f"¥{format_money(-sums.net_fen)}",
    }
    return f"合计（大写）：人民币{capitals(-sums.value_fen)}", figures


def _paragraphs(sheet: ReversalSheet) -> Iterator[str]:
    voucher = f"，会计凭证 {sheet.accounting_voucher}" if sheet.accounting_voucher else ""
    written_off = f"{sheet.original_kind}，{sheet.written_off_on} 下账{voucher}"
    yield f"冲销单据：{sheet.original}（{written_off}）"
    yield f"冲销原因：{sheet.reason}"
    if sheet.residual_fen:
        yield f"已登记残值收入 {format_money(sheet.residual_fen)} 元，仍在账，另行处理。"
