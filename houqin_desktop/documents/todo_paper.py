"""今日待办 on one sheet of A4, to carry along and tick off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.documents.fonts import Face
from houqin_desktop.documents.layout import (
    A4_PORTRAIT,
    FOOT,
    FRAME,
    HEAD,
    TITLE,
    Align,
    Document,
    Page,
    Style,
)

if TYPE_CHECKING:
    from houqin_desktop.domain.day_list import DayGroup, DayListSheet

TOP = 106.0
ROW = 17.0
GROUP_ROW = 22.0
GROUP = Style(Face.SERIF_BOLD, 10.5)
LINE = Style(size=9.5)
FAINT = Style(size=9, grey=0.3)
WAIT_WIDTH = 52.0


def todo_paper(sheet: DayListSheet) -> bytes:
    """Draw the list; it always fits on one page."""
    document = Document("今日待办", author=sheet.school)
    page = document.page(A4_PORTRAIT)
    page.text(page.width / 2, 51, "今日待办", TITLE, Align.CENTRE)
    page.text(page.left, 84, sheet.school, HEAD, width=260)
    page.text(page.right, 84, f"{sheet.on}　共 {sheet.count} 项", HEAD, Align.RIGHT)
    page.line(page.left, 95, page.right, 95, FRAME)
    y = TOP
    for group in sheet.groups:
        y = _group(page, y, group)
    foot = f"打印人 {sheet.printed_by}" if sheet.printed_by else ""
    page.text(page.left, page.height - 24, foot, FOOT)
    page.text(page.right, page.height - 24, "办好一项，在方框里打勾", FOOT, Align.RIGHT)
    return document.to_bytes()


def _group(page: Page, y: float, group: DayGroup) -> float:
    count = len(group.lines) + group.left_out
    page.text(page.left, y + GROUP_ROW / 2, f"{group.title}（{count}）", GROUP)
    y += GROUP_ROW
    beside = page.left + 20
    middle = page.left + (page.right - page.left) * 0.56
    for line in group.lines:
        centre = y + ROW / 2
        page.check_box(page.left + 4, centre, "", LINE, ticked=False)
        page.text(beside, centre, line.text, LINE, width=middle - beside - 8)
        page.text(middle, centre, line.detail, FAINT, width=page.right - middle - WAIT_WIDTH)
        page.text(page.right, centre, line.wait, LINE, Align.RIGHT)
        page.line(beside, y + ROW, page.right, y + ROW, 0.3)
        y += ROW
    if group.left_out:
        page.text(beside, y + ROW / 2, f"还有 {group.left_out} 项，在程序的首页上", FAINT)
        y += ROW
    return y
