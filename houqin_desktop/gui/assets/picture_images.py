"""A card's photos and scans as they are shown: upright, as large as their place, or what is wrong.

A photo is turned as its camera says (EXIF) and then as a person said; of a PDF the first page is
shown. The files themselves are never touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPixmap, QPixmapCache, QTransform

if TYPE_CHECKING:
    from houqin_desktop.services.assets.pictures import CardPicture

# A photo of a hundred million pixels, four bytes each.
_MOST_MEGABYTES: Final = 512
_UNREADABLE: Final = "打不开"


def fault_of(picture: CardPicture) -> str:
    """Return why a picture cannot be shown, or an empty text."""
    if picture.fault:
        return picture.fault
    if picture.is_pdf:
        return "" if not _first_page(picture, 8).isNull() else _UNREADABLE
    return "" if QImageReader(str(picture.path)).canRead() else _UNREADABLE


def pixmap_of(picture: CardPicture, box: QSize) -> QPixmap:
    """Return a picture as large as fits into a box; a null pixmap when it cannot be shown."""
    key = f"{picture.path}|{picture.fault}|{picture.turned}|{box.width()}x{box.height()}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    pixmap = QPixmap.fromImage(image_of(picture, box))
    QPixmapCache.insert(key, pixmap)
    return pixmap


def image_of(picture: CardPicture, box: QSize) -> QImage:
    """Return a picture upright, scaled into a box; a null image when it cannot be shown."""
    if picture.fault:
        return QImage()
    sideways = picture.turned in (90, 270)
    place = box.transposed() if sideways else box
    image = _first_page(picture, place.width()) if picture.is_pdf else _photo(picture, place)
    if image.isNull():
        return image
    if picture.turned:
        image = image.transformed(QTransform().rotate(picture.turned))
    if image.width() > box.width() or image.height() > box.height():
        image = image.scaled(
            box, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    return image


def _photo(picture: CardPicture, box: QSize) -> QImage:
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    reader = QImageReader(str(picture.path))
    reader.setAutoTransform(True)
    size = reader.size()
    turns = QImageIOHandler.Transformation.TransformationRotate90
    place = box.transposed() if reader.transformation() & turns else box
    if size.isValid() and (size.width() > place.width() or size.height() > place.height()):
        reader.setScaledSize(size.scaled(place, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _first_page(picture: CardPicture, width: int) -> QImage:
    import pypdfium2

    from houqin_desktop.documents.preview import page_image
    from houqin_desktop.gui.printing.printer import qimage

    try:
        return qimage(page_image(picture.path.read_bytes(), 0, width))
    except (OSError, pypdfium2.PdfiumError):
        return QImage()
