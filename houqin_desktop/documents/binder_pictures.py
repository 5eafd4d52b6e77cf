"""Photos for the binder, four on a page, each with the words under it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from houqin_desktop.documents.fonts import Face
from houqin_desktop.documents.layout import A4_PORTRAIT, MM, Align, Document, Page, Style
from houqin_desktop.documents.wrapping import wrap
from houqin_desktop.domain.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from houqin_desktop.services.binder.parts import BinderPicture

PER_SHEET: Final = 4
_MARGIN: Final = 18 * MM
_TOP: Final = 30 * MM
_GAP: Final = 8 * MM
_WIDTH: Final = (A4_PORTRAIT[0] - 2 * _MARGIN - _GAP) / 2
_HEIGHT: Final = 98 * MM
_WORDS_ROOM: Final = 3
_LEADING: Final = 12.0
_TITLE: Final = Style(Face.SERIF_BOLD, 14)
_WORDS: Final = Style(size=9)
# Enough for half the width of a page at the sharpness of an office printer.
_LONGEST_PX: Final = 800
_QUALITY: Final = 78


def draw_pictures(title: str, pictures: Sequence[BinderPicture]) -> bytes:
    """Return pages with up to four photos each.

    :raises Refused: for a photo that cannot be read.
    """
    document = Document(title, author="")
    for at, one in enumerate(pictures):
        place = at % PER_SHEET
        if not place:
            page = document.page(A4_PORTRAIT)
            room = page.width - 2 * _MARGIN
            page.text(page.width / 2, 20 * MM, title, _TITLE, Align.CENTRE, room)
        _draw(page, place, one)
    return document.to_bytes()


def _draw(page: Page, place: int, one: BinderPicture) -> None:
    x = _MARGIN + (place % 2) * (_WIDTH + _GAP)
    y = _TOP + (place // 2) * (_HEIGHT + _WORDS_ROOM * _LEADING + _GAP)
    image, shape = _small(one.path)
    high = min(_HEIGHT, _WIDTH * shape)
    page.picture(image, x, y, _WIDTH, high)
    lines = wrap(one.words, _WORDS.face, _WIDTH / _WORDS.size)[:_WORDS_ROOM]
    for number, line in enumerate(lines):
        page.text(x, y + high + (number + 0.8) * _LEADING, line, _WORDS)


def _small(path: Path) -> tuple[bytes, float]:
    """Return a photo upright and small, and how high it is beside its width."""
    from PIL import Image, ImageOps

    try:
        with Image.open(path) as opened:
            # A camera's JPEG is decoded small at once, which saves most of the time.
            opened.draft("RGB", (_LONGEST_PX, _LONGEST_PX))
            turned = ImageOps.exif_transpose(opened)
            turned.thumbnail((_LONGEST_PX, _LONGEST_PX))
            target = BytesIO()
            turned.convert("RGB").save(target, "JPEG", quality=_QUALITY)
            shape = turned.height / turned.width
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise Refused(
            f"照片 {path.name[:12]} 打不开。请换一张能打开的照片。", code="bad_picture"
        ) from error
    return target.getvalue(), shape
