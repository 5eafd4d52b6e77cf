"""The preview of a form: pictures of the very PDF that will be printed, and its text.

What a person sees before printing must be the paper itself and not a second drawing of it, so the
finished bytes are rendered by PDFium. The same door reads a PDF's text back, with a reader that
knows nothing of how it was written.
"""

from __future__ import annotations

from dataclasses import dataclass

from houqin_desktop.documents.pdfium import opened


@dataclass(frozen=True, slots=True)
class PageImage:
    """A rendered page: 32 bits a pixel as B, G, R, unused; rows of `stride` bytes from the top."""

    width: int
    height: int
    pixels: bytes
    stride: int


def page_count(data: bytes) -> int:
    """Number of pages in a PDF."""
    with opened(data) as document:
        return len(document)


def page_size(data: bytes, index: int) -> tuple[float, float]:
    """Width and height in points of the page with this index, counted from 0."""
    with opened(data) as document:
        width, height = document.get_page_size(index)
        return float(width), float(height)


def page_image(data: bytes, index: int, width_px: int) -> PageImage:
    """Render one page, counted from 0, to a picture `width_px` wide on white."""
    with opened(data) as document:
        page = document[index]
        scale = width_px / page.get_width()
        # Without rounding up the picture would come out a pixel wider than asked for.
        bitmap = page.render(scale=scale - 1e-9, rev_byteorder=False, prefer_bgrx=True)
        image = PageImage(bitmap.width, bitmap.height, bytes(bitmap.buffer), bitmap.stride)
        bitmap.close()
        page.close()
        return image


def page_text(data: bytes, index: int) -> str:
    """The text of one page, counted from 0, in the order in which it was drawn."""
    with opened(data) as document:
        page = document[index]
        text_page = page.get_textpage()
        text = str(text_page.get_text_bounded())
        text_page.close()
        page.close()
        return text
