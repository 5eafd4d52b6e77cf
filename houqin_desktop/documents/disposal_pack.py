"""上报材料包: everything that goes to the bureau as one PDF, with contents and page numbers.

Forms and letters are taken as they are, scans and photos are brought to A4; every page gets its
number in the pack. Several copies stand one after another, each with a contents page of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.documents.fonts import Face
from houqin_desktop.documents.joining import INSET, lay_page, photo_page, undated
from houqin_desktop.documents.layout import (
    A4_LANDSCAPE,
    A4_PORTRAIT,
    MM,
    Align,
    Document,
    Page,
    Style,
)
from houqin_desktop.domain.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LINES_PER_PAGE: Final = 24
_TITLE: Final = Style(Face.SERIF_BOLD, 20)
_WORDS: Final = Style(size=12)
_SMALL: Final = Style(size=9, grey=0.35)
_LEADING: Final = 24.0


@dataclass(frozen=True, slots=True)
class Part:
    """One paper of the pack: its title, and its PDF or the file of a scan."""

    title: str
    pdf: bytes = b""
    scan: Path | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """What the contents page says: school, case, what is missing, how many copies."""

    school: str
    subject: str
    number: str
    missing: tuple[str, ...]
    apart: tuple[str, ...] = ()
    copies: int = 1


@dataclass(frozen=True, slots=True)
class _Bound:
    """A part as a PDF, and whether its pages are scans."""

    title: str
    pdf: bytes
    pages: int
    is_scan: bool


def render_pack(
    cover: Cover,
    parts: Sequence[Part],
    target: BytesIO,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """Write the pack; return the pages of one copy.

    :raises Refused: for a scan that cannot be read.
    """
    import pypdfium2

    bound = [_bind(part) for part in parts]
    entries = len(bound) + len(cover.missing) + len(cover.apart)
    contents = -(-max(entries, 1) // LINES_PER_PAGE)
    pages = contents + sum(part.pages for part in bound)
    pack = pypdfium2.PdfDocument.new()
    try:
        for copy in range(1, cover.copies + 1):
            front = _contents(cover, bound, contents, pages, copy)
            _append(pack, _Bound("目录", front, contents, is_scan=False), None)
            at = contents + 1
            for number, part in enumerate(bound, start=1):
                _append(pack, part, (at, pages))
                at += part.pages
                progress((copy - 1) * len(bound) + number, cover.copies * len(bound))
        written = BytesIO()
        pack.save(written)
        target.write(undated(written.getvalue()))
    finally:
        pack.close()
    return pages


def _bind(part: Part) -> _Bound:
    from houqin_desktop.documents.preview import page_count

    if part.scan is None:
        return _Bound(part.title, part.pdf, page_count(part.pdf), is_scan=False)
    try:
        data = part.scan.read_bytes()
        pdf = data if data.startswith(b"%PDF") else photo_page(part.title, part.scan)
        return _Bound(part.title, pdf, page_count(pdf), is_scan=True)
    except Exception as error:
        raise Refused(
            f"“{part.title}”的扫描件读不出来，没有生成材料包。请补一份能打开的扫描件。",
            code="bad_scan",
        ) from error


def _contents(cover: Cover, parts: Sequence[_Bound], contents: int, pages: int, copy: int) -> bytes:
    """Draw the contents: what is in the pack and on which page, and what is still missing."""
    document = Document(f"上报材料 {cover.number}", author=cover.school)
    entries = list(_entries(parts, contents + 1))
    entries += [(title, "另附") for title in cover.apart]
    entries += [(f"（缺）{title}", "待补") for title in cover.missing]
    for at in range(contents):
        page = document.page(A4_PORTRAIT)
        chunk = entries[at * LINES_PER_PAGE : (at + 1) * LINES_PER_PAGE]
        _contents_page(page, cover, chunk, copy)
        _number(page, at + 1, pages)
    return document.to_bytes()


def _entries(parts: Sequence[_Bound], first: int) -> Iterator[tuple[str, str]]:
    for number, part in enumerate(parts, start=1):
        last = first + part.pages - 1
        span = str(first) if part.pages == 1 else f"{first}—{last}"
        yield f"{number}. {part.title}", f"第 {span} 页"
        first = last + 1


def _contents_page(page: Page, cover: Cover, entries: Sequence[tuple[str, str]], copy: int) -> None:
    left, right = 25 * MM, page.width - 25 * MM
    middle = page.width / 2
    page.text(middle, 30 * MM, cover.school, _WORDS, Align.CENTRE)
    page.text(middle, 40 * MM, "固定资产处置上报材料目录", _TITLE, Align.CENTRE)
    page.text(left, 54 * MM, f"{cover.subject}　单号：{cover.number}", _WORDS, width=right - left)
    if cover.copies > 1:
        page.text(right, 30 * MM, f"第 {copy} 份 共 {cover.copies} 份", _WORDS, Align.RIGHT)
    page.line(left, 60 * MM, right, 60 * MM, 0.9)
    y = 60 * MM + _LEADING / 2 + 4
    for title, span in entries:
        style = Style(size=12, red=span == "待补")
        page.text(left, y, title, style, width=right - left - 60)
        page.text(right, y, span, style, Align.RIGHT)
        page.line(left, y + _LEADING / 2, right, y + _LEADING / 2, 0.3)
        y += _LEADING


def _number(page: Page, number: int, pages: int) -> None:
    words = f"材料第 {number} 页 共 {pages} 页"
    page.text(page.width / 2, page.height - 11, words, _SMALL, Align.CENTRE)


def _append(pack: Any, part: _Bound, numbering: tuple[int, int] | None) -> None:
    """Put the pages of a part at the end of the pack, brought to A4 and numbered."""
    import pypdfium2

    source = pypdfium2.PdfDocument(part.pdf)
    try:
        stamps = None if numbering is None else pypdfium2.PdfDocument(_stamps(source, *numbering))
        for index in range(len(source)):
            width, height = source.get_page_size(index)
            size = A4_LANDSCAPE if width > height else A4_PORTRAIT
            page = pack.new_page(*size)
            inset = INSET if part.is_scan else 0.0
            lay_page(pack, page, source, index, (width, height), size, inset)
            if stamps is not None:
                lay_page(pack, page, stamps, index, size, size, 0.0)
            page.gen_content()
            page.close()
        if stamps is not None:
            stamps.close()
    finally:
        source.close()


def _stamps(source: Any, first: int, pages: int) -> bytes:
    document = Document("", author="")
    for index in range(len(source)):
        width, height = source.get_page_size(index)
        page = document.page(A4_LANDSCAPE if width > height else A4_PORTRAIT)
        _number(page, first + index, pages)
    return document.to_bytes()
