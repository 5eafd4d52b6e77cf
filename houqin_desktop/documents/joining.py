"""Joining PDFs: a page laid upon another, a photo on a page of its own, nothing of the hour."""

from __future__ import annotations

import re
from hashlib import sha256
from io import BytesIO
from mmap import mmap
from typing import TYPE_CHECKING, Any, Final

from houqin_desktop.documents.layout import A4_LANDSCAPE, A4_PORTRAIT, MM, Document

if TYPE_CHECKING:
    from pathlib import Path

# A scan is set in so far that a printer reaches all of it and the page number stays readable.
INSET: Final = 10 * MM
_LONGEST_PX: Final = 2200
_QUALITY: Final = 85
_CREATED: Final = re.compile(rb"D:\d{14}[+-]\d\d'\d\d'")
_NO_HOUR: Final = b"D:20000101000000+00'00'"
_IDENTITY: Final = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")


def undated(data: bytes) -> bytes:
    """Return the same PDF without the hour and the chance that PDFium writes into it.

    The same papers give the same bytes; nothing changes its length, so every offset holds.
    """
    data = _CREATED.sub(_NO_HOUR, data)
    code = sha256(_IDENTITY.sub(b"", data)).hexdigest()[:32].upper().encode()
    return _IDENTITY.sub(b"/ID[<" + code + b"><" + code + b">]", data)


def photo_page(
    title: str, path: Path, *, longest: int = _LONGEST_PX, quality: int = _QUALITY
) -> bytes:
    """Return a picture upright on a page of A4, lying where the picture lies.

    :param longest: so many pixels its longer side has at most.
    """
    from PIL import Image, ImageOps

    with Image.open(path) as opened:
        turned = ImageOps.exif_transpose(opened)
        turned.thumbnail((longest, longest))
        picture = BytesIO()
        turned.convert("RGB").save(picture, "JPEG", quality=quality)
        lying = turned.width > turned.height
    size = A4_LANDSCAPE if lying else A4_PORTRAIT
    document = Document(title, author="")
    page = document.page(size)
    page.picture(picture.getvalue(), 0, 0, size[0], size[1])
    return document.to_bytes()


def lay_page(
    pack: Any,
    page: Any,
    source: Any,
    index: int,
    have: tuple[float, float],
    room: tuple[float, float],
    inset: float,
) -> None:
    """Lay a page of another PDF upon this one, as large as the room takes it, in the middle."""
    import pypdfium2

    wide, high = room[0] - 2 * inset, room[1] - 2 * inset
    scale = min(wide / have[0], high / have[1])
    across = (room[0] - have[0] * scale) / 2
    up = (room[1] - have[1] * scale) / 2
    upon = source.page_as_xobject(index, pack).as_pageobject()
    upon.transform(pypdfium2.PdfMatrix().scale(scale, scale).translate(across, up))
    page.insert_obj(upon)


def a4_of(width: float, height: float) -> tuple[float, float]:
    """Return the sheet of A4 that lies as a page of this size does."""
    return A4_LANDSCAPE if width > height else A4_PORTRAIT


def undate_file(path: Path) -> None:
    """Do to a file in its place what `undated` does to bytes, without reading it whole."""
    with path.open("r+b") as file, mmap(file.fileno(), 0) as data:
        for match in list(_CREATED.finditer(data)):
            data[match.start() : match.end()] = _NO_HOUR
        spans = [match.span() for match in _IDENTITY.finditer(data)]
        for code in (b"0" * 32, None):
            code = code or sha256(data).hexdigest()[:32].upper().encode()
            for start, end in spans:
                data[start:end] = b"/ID[<" + code + b"><" + code + b">]"
