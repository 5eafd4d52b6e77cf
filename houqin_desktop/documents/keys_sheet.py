"""快捷键表: every key of the program on one sheet of A4, to be pinned beside the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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
    from collections.abc import Sequence

TOP: Final = 104.0
BOTTOM: Final = 800.0
ROW: Final = 14.0
GROUP_ROW: Final = 20.0
GUTTER: Final = 22.0
KEY_WIDTH: Final = 86.0
GROUP: Final = Style(Face.SERIF_BOLD, 10)
LINE: Final = Style(size=8.6)
KEY: Final = Style(size=8.6, grey=0.25)


def keys_sheet(school: str, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> bytes:
    """Draw the groups, each a title with pairs of what is done and its key, in two columns."""
    document = Document("快捷键表", author=school)
    page = _begin(document)
    width = (page.right - page.left - GUTTER) / 2
    column, y = 0, TOP
    for title, lines in groups:
        if y + GROUP_ROW + 2 * ROW > BOTTOM:
            page, column, y = _next(document, page, column)
        page.text(page.left + column * (width + GUTTER), y + GROUP_ROW / 2, title, GROUP)
        y += GROUP_ROW
        for words, key in lines:
            if y + ROW > BOTTOM:
                page, column, y = _next(document, page, column)
            left = page.left + column * (width + GUTTER)
            page.text(left, y + ROW / 2, words, LINE, width=width - KEY_WIDTH - 4)
            page.text(left + width, y + ROW / 2, key, KEY, Align.RIGHT, width=KEY_WIDTH)
            page.line(left, y + ROW, left + width, y + ROW, 0.2)
            y += ROW
        y += ROW / 2
    return document.to_bytes()


def _begin(document: Document) -> Page:
    page = document.page(A4_PORTRAIT)
    page.text(page.width / 2, 51, "快捷键表", TITLE, Align.CENTRE)
    page.text(page.right, 84, "按 F1 看当前页面的说明", HEAD, Align.RIGHT)
    page.line(page.left, 95, page.right, 95, FRAME)
    page.text(page.left, page.height - 24, "后勤台账", FOOT)
    return page


def _next(document: Document, page: Page, column: int) -> tuple[Page, int, float]:
    """Return where to go on: the second column, or the first one of another page."""
    return (page, 1, TOP) if column == 0 else (_begin(document), 0, TOP)
