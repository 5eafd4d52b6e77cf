"""The forms of a 报废（报损） case as empty paper (空表), for a day without power.

They are filled in by hand and entered afterwards, so they carry no number, no check and no QR; the
boxes and columns are those of the printed form, with room for a hand in every row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.boxes import blank_strip, signature_boxes
from houqin_desktop.documents.disposal_lines import DISPOSAL_KINDS, columns_for
from houqin_desktop.documents.layout import (
    A4_LANDSCAPE,
    BODY_TOP,
    FOOT,
    HEAD,
    MARGIN,
    MM,
    Align,
    Document,
    Field,
    Page,
    Style,
    head_line,
)
from houqin_desktop.documents.table import Table, TableStyle
from houqin_desktop.domain.disposal import DisposalReason

if TYPE_CHECKING:
    from houqin_desktop.domain.sheet import DisposalSheet

ROWS: Final = 7
_STYLE: Final = TableStyle(size=8.8, row=20.5, header=26.0)
_WORDS: Final = Style(size=9)
_LEADING: Final = 19.0
_ROOM: Final = "　" * 10
_SHARES: Final = (28, 82, 92, 92, 30, 32, 54, 64, 52, 36, 36, 70, 64, 72)
_RECORDS: Final = (
    ("下账记录", ("实物账记账人", "记账日期", "财务账凭证号", "记账人")),
    ("残值处理", ("处理方式", "残值收入（元）", "缴款凭证号", "经办人")),
)
_LATER: Final = "停电时手填；来电后请补录，单号以补录的为准"
_BOX_HEIGHT: Final = 44 * MM


def render_blank_disposal(sheet: DisposalSheet) -> bytes:
    """Draw one page of the empty form."""
    document = Document(f"{sheet.title}（空表）", author=sheet.school)
    page = document.page(A4_LANDSCAPE)
    page.title(f"{sheet.school}{sheet.title}", "")
    page.text(page.left, 51, "空表", HEAD)
    _head(page, sheet)
    y = _table(page, sheet) + _LEADING
    page.text(page.left, y, "报废（报损）原因：", _WORDS)
    x = page.left + 84
    for reason in DisposalReason:
        x += page.check_box(x, y, reason.label, _WORDS, ticked=False) + 10
    y += _LEADING
    for line in (
        "情况说明：",
        "技术鉴定（未达年限的报废须填）：日期　　　　　　鉴定人　　　　　　　　　　　　结论",
        "残值处理建议：",
    ):
        page.text(page.left, y, line, _WORDS)
        y += _LEADING
    y = signature_boxes(page, y - 6, _BOX_HEIGHT, sheet.boxes)
    if not sheet.large:
        blank_strip(page, y + 6, _RECORDS)
    page.text(page.left, page.height - 24, sheet.copies, FOOT)
    page.text(page.right, page.height - 24, _LATER, FOOT, Align.RIGHT)
    return document.to_bytes()


def _head(page: Page, sheet: DisposalSheet) -> None:
    if sheet.large:
        first = [Field("提出部门", sheet.proposer)]
    else:
        first = [Field("申请部门", _ROOM), Field("申请人", _ROOM)]
    fields = (
        *first,
        Field("处置方式", "", DISPOSAL_KINDS),
        Field("申请日期", "　　　年　　月　　日"),
        Field("单号", _ROOM),
    )
    head_line(page, 80, fields, page.right)


def _table(page: Page, sheet: DisposalSheet) -> float:
    columns = columns_for(sheet)
    whole = A4_LANDSCAPE[0] - 2 * MARGIN
    widths = [share * whole / sum(_SHARES) for share in _SHARES]
    table = Table(page, BODY_TOP, columns, widths, _STYLE)
    table.header()
    for number in range(1, ROWS + 1):
        table.row([str(number), *([""] * (len(columns) - 1))])
    table.total("合计（大写）：人民币", {})
    table.close()
    return table.y
