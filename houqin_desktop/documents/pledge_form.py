"""责任状 (DOMAIN.md 4.18): a letter on A4 with two boxes, QR and check code like other papers.

Headings never end a page and the boxes never stand alone: what is left of the text goes with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.boxes import SEAL_BOX_HEIGHT, signature_boxes
from houqin_desktop.documents.fonts import Face
from houqin_desktop.documents.layout import (
    A4_PORTRAIT,
    FOOT_ROOM,
    MM,
    QR_SIZE,
    Align,
    Document,
    Foot,
    Page,
    Style,
)
from houqin_desktop.documents.wrapping import wrap
from houqin_desktop.domain.pledge import is_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from houqin_desktop.domain.slip import SlipSheet

SIDE: Final = 22 * MM
WIDTH: Final = A4_PORTRAIT[0] - 2 * SIDE
TOP: Final = 106.0
BOTTOM: Final = A4_PORTRAIT[1] - FOOT_ROOM - 8
LEADING: Final = 18.4
_SCHOOL: Final = Style(size=13)
_TITLE: Final = Style(Face.SERIF_BOLD, 20)
_RED_TITLE: Final = Style(Face.SERIF_BOLD, 20, red=True)
_BODY: Final = Style(size=12)
_HEADING: Final = Style(Face.SERIF_BOLD, 12)
_INDENT: Final = "　　"
_GAP: Final = 10.0
_FEWEST: Final = 4

# A line of the letter: its words, and whether it is a heading.
_Line = tuple[str, bool]


def render_pledge(sheet: SlipSheet, target: str | Path | BinaryIO, *, reprint: int = 0) -> None:
    """Print a letter."""
    document = Document(
        f"{sheet.title} {sheet.number}", author=sheet.school, subject=f"校验 {sheet.check_code}"
    )
    add_pledge(document, sheet, reprint=reprint)
    document.write(target)


def add_pledge(document: Document, sheet: SlipSheet, *, reprint: int = 0) -> None:
    """Add the pages of a letter to a document."""
    plans = _plan(list(_lines(sheet)))
    for number, lines in enumerate(plans, start=1):
        page = document.page(A4_PORTRAIT)
        page.left, page.right = SIDE, SIDE + WIDTH
        _head(page, sheet, sheet.qr(number, len(plans)), reprint)
        y = TOP
        for words, heading in lines:
            page.text(page.left, y + LEADING / 2, words, _HEADING if heading else _BODY)
            y += LEADING
        if number == len(plans):
            signature_boxes(page, y + _GAP, SEAL_BOX_HEIGHT, sheet.boxes)
        page.foot(Foot(sheet.copies, number, len(plans), sheet.check_code, sheet.version, reprint))


def _head(page: Page, sheet: SlipSheet, code: str, reprint: int) -> None:
    page.title("", code, reprint=reprint)
    room = page.right - page.left - 2 * QR_SIZE
    middle = page.width / 2
    page.text(middle, 46, sheet.school, _SCHOOL, Align.CENTRE, room)
    page.text(middle, 72, sheet.title, _RED_TITLE if sheet.red else _TITLE, Align.CENTRE, room)


def _lines(sheet: SlipSheet) -> Iterable[_Line]:
    """Yield the lines of a letter: both sides and the number, then the text."""
    for title, said in (*sheet.fields, ("单号", sheet.number)):
        for line in wrap(f"{title}：{said}", _BODY.face, WIDTH / _BODY.size):
            yield line, False
    yield "", False
    for paragraph in sheet.paragraphs:
        heading = is_heading(paragraph)
        face = _HEADING.face if heading else _BODY.face
        for line in wrap(_INDENT + paragraph, face, WIDTH / _BODY.size):
            yield line, heading


def _plan(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Return the lines of each page; the last page has room for the boxes."""
    whole = int((BOTTOM - TOP) / LEADING)
    last = int((BOTTOM - TOP - SEAL_BOX_HEIGHT - _GAP) / LEADING)
    pages: list[list[_Line]] = []
    rest = list(lines)
    while len(rest) > last:
        # Some lines always go on to the page of the boxes.
        taken = min(whole, len(rest) - _FEWEST)
        while taken > 1 and rest[taken - 1][1]:
            taken -= 1
        pages.append(rest[:taken])
        rest = rest[taken:]
    return [*pages, rest]
