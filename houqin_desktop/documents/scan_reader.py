"""Reading scans and photos of signed forms: page by page, upright, with the words of their QR.

A file may hold several pages in any order, turned any way. Each page comes out as a file of its
own, so that it can be filed alone; a single page that lies right stays the very file it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houqin_desktop.documents.pdfium import opened
from houqin_desktop.documents.preview import page_count
from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.returned import MARK, ScannedPage

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_BYTES = 50 * 1024 * 1024
MOST_PAGES = 500
# A crooked or faint code is often read at another sharpness.
SHARPNESS = (200, 300, 120)
LONGEST_PX = 7000
QUARTER = 90
JPEG_QUALITY = 90

Tick = Callable[[int, int], None]


def read_scan(path: Path, tick: Tick = lambda _done, _total: None) -> Iterator[ScannedPage]:
    """Yield the pages of a scan.

    :param tick: told how many pages of how many are read; may raise to stop.
    :raises Refused: for a file that is no PDF, JPG or PNG, is too large, or can't be read.
    """
    data = _read(path)
    digest = sha256(data).hexdigest()
    try:
        if data.startswith(b"%PDF-"):
            yield from _pdf_pages(path, data, digest, tick)
        else:
            tick(1, 1)
            yield _picture(path, data, digest)
    except (OSError, ValueError, RuntimeError, SyntaxError) as error:
        raise Refused(
            f"{path.name} 读不出来，可能已损坏或加了密。请重新扫描。", code="scan_unreadable"
        ) from error


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if 0 < size <= LARGEST_BYTES else b""
    except OSError as error:
        raise Refused(f"{path.name} 打不开。请检查文件。", code="file_missing") from error
    if not data:
        raise Refused(f"{path.name} 是空的或超过 50 MB，没有读。请换一个文件。", code="file_size")
    if not data.startswith((b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        raise Refused(
            f"{path.name} 不是 PDF、JPG 或 PNG，没有读。请换成这三种格式之一。", code="file_kind"
        )
    return data


def _pdf_pages(path: Path, data: bytes, digest: str, tick: Tick) -> Iterator[ScannedPage]:
    count = page_count(data)
    if count > MOST_PAGES:
        raise Refused(
            f"{path.name} 有 {count} 页，一次最多 {MOST_PAGES} 页。请分成几个文件。",
            code="too_many_pages",
        )
    for at in range(count):
        tick(at + 1, count)
        # Opened anew for each page, so that a preview need not wait for the whole file.
        with opened(data) as document:
            code, turned = _code_on_pdf_page(document, at)
            whole = count == 1 and not turned
            alone = data if whole else _page_alone(document, at, turned)
        where = path.name if count == 1 else f"{path.name} 第 {at + 1} 页"
        yield ScannedPage(where, alone, ".pdf", code, f"{digest}:{at}")


def _code_on_pdf_page(document: Any, at: int) -> tuple[str | None, int]:
    page = document[at]
    try:
        longest = max(page.get_width(), page.get_height())
        for dpi in SHARPNESS:
            scale = min(dpi / 72, LONGEST_PX / max(longest, 1.0))
            bitmap = page.render(scale=scale, grayscale=True)
            pixels = memoryview(bitmap.buffer).cast("B").cast("B", (bitmap.height, bitmap.stride))
            code, turned = _find_code(pixels)
            bitmap.close()
            if code is not None:
                return code, turned
        return None, 0
    finally:
        page.close()


def _page_alone(document: Any, at: int, turned: int) -> bytes:
    import pypdfium2

    alone = pypdfium2.PdfDocument.new()
    try:
        alone.import_pages(document, [at])
        page = alone[0]
        page.set_rotation((page.get_rotation() - turned) % 360)
        page.close()
        target = BytesIO()
        alone.save(target)
        return target.getvalue()
    finally:
        alone.close()


def _picture(path: Path, data: bytes, digest: str) -> ScannedPage:
    from PIL import Image, ImageOps

    # A picture that unpacks to hundreds of millions of points is no scan of a form.
    with Image.open(BytesIO(data)) as opened:
        if opened.width * opened.height > LONGEST_PX * LONGEST_PX * 2:
            raise Refused(
                f"{path.name} 的像素太多，没有读。请用 300 点以下扫描。", code="file_size"
            )
        upright = ImageOps.exif_transpose(opened)
        as_it_was = upright.size == opened.size and opened.getexif().get(0x0112, 1) == 1
        code, turned = _code_on_picture(upright)
        extension = ".png" if opened.format == "PNG" else ".jpg"
        if turned == 0 and as_it_was:
            alone = data
        else:
            alone = _saved(upright.rotate(turned, expand=True), extension)
    return ScannedPage(path.name, alone, extension, code, f"{digest}:0")


def _code_on_picture(picture: Image) -> tuple[str | None, int]:
    grey = picture.convert("L")
    for part in (1.0, 0.5, 1.5):
        size = (max(1, round(grey.width * part)), max(1, round(grey.height * part)))
        if max(size) > LONGEST_PX:
            continue
        tried = grey if part == 1.0 else grey.resize(size)
        pixels = memoryview(tried.tobytes()).cast("B", (tried.height, tried.width))
        code, turned = _find_code(pixels)
        if code is not None:
            return code, turned
    return None, 0


def _saved(picture: Image, extension: str) -> bytes:
    target = BytesIO()
    if extension == ".png":
        picture.save(target, "PNG")
    else:
        picture.convert("RGB").save(target, "JPEG", quality=JPEG_QUALITY)
    return target.getvalue()


def _find_code(pixels: memoryview) -> tuple[str | None, int]:
    """Return the words of a form's QR and by how many quarter turns, in degrees, it lies wrong."""
    import zxingcpp

    codes = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for found in zxingcpp.read_barcodes(pixels, formats=codes):
        if found.text.startswith(MARK):
            return found.text, round(found.orientation / QUARTER) * QUARTER % 360
    return None, 0
