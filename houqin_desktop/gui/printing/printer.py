"""A PDF out of the printer: page by page, each in its own size and the right way up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from houqin_desktop.documents.preview import PageImage, page_count, page_image, page_size

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

POINTS_AN_INCH: Final = 72
PAPER_DPI: Final = 300
# A label is small and its QR code fine.
LABEL_DPI: Final = 600
LARGEST_LABEL: Final = 300.0


def put_on_paper(pdf: bytes, printer: QPrinter) -> bool:
    """Print every page; return False when the printer does not answer."""
    painter = QPainter()
    for number in range(page_count(pdf)):
        wide, high = page_size(pdf, number)
        _lay_out(printer, wide, high)
        if number == 0 and not painter.begin(printer):
            return False
        if number:
            printer.newPage()
        dpi = LABEL_DPI if max(wide, high) < LARGEST_LABEL else PAPER_DPI
        image = qimage(page_image(pdf, number, round(wide * dpi / POINTS_AN_INCH)))
        sheet = printer.pageLayout().fullRectPixels(printer.resolution()).size()
        size = image.size().scaled(sheet, Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect(QPoint(0, 0), size), image)
    painter.end()
    return True


def qimage(page: PageImage) -> QImage:
    """Return the rendered page as an image of the window system, with bytes of its own."""
    image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    return image.copy()


def _lay_out(printer: QPrinter, wide: float, high: float) -> None:
    """Give the printer the size of the page; a common size lying on its side is turned."""
    printer.setFullPage(True)
    upright = QPageSize(QSizeF(min(wide, high), max(wide, high)), QPageSize.Unit.Point)
    layout = QPageLayout.Orientation
    if upright.id() is QPageSize.PageSizeId.Custom:
        printer.setPageSize(QPageSize(QSizeF(wide, high), QPageSize.Unit.Point))
        printer.setPageOrientation(layout.Portrait)
    else:
        printer.setPageSize(QPageSize(upright.id()))
        printer.setPageOrientation(layout.Landscape if wide > high else layout.Portrait)
