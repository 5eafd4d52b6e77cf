"""The pages of a PDF on the screen, one at a time, larger or smaller."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

from houqin_desktop.documents.preview import page_count, page_image, page_size
from houqin_desktop.gui.printing.printer import POINTS_AN_INCH, qimage

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QWheelEvent

SCREEN_DPI: Final = 96
STEPS: Final = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
LARGEST_FIT: Final = 2.0
MARGIN: Final = 24


class PaperView(QScrollArea):
    """Shows the very bytes that are printed; it fits the width until somebody zooms."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("打印预览")
        self.paper = QLabel()
        self.paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self.paper)
        self.pdf = b""
        self.pages = 0
        self.at = 0
        self._zoom: float | None = None

    @property
    def zoom(self) -> float:
        """Return how large the page is shown; 1 is its true size on a common screen."""
        if self._zoom is not None:
            return self._zoom
        wide, _ = page_size(self.pdf, self.at)
        room = self.viewport().width() - MARGIN
        return max(STEPS[0], min(LARGEST_FIT, room * POINTS_AN_INCH / (wide * SCREEN_DPI)))

    def show_pdf(self, pdf: bytes) -> None:
        """Show another paper from its first page."""
        self.pdf = pdf
        self.pages = page_count(pdf)
        self.at = 0
        self._draw()

    def turn(self, step: int) -> None:
        """Show the page so many pages further on."""
        self.at = max(0, min(self.pages - 1, self.at + step))
        self.verticalScrollBar().setValue(0)
        self._draw()

    def zoom_in(self) -> None:
        """Show the page one step larger."""
        self._set_zoom(next((step for step in STEPS if step > self.zoom + 0.01), STEPS[-1]))

    def zoom_out(self) -> None:
        """Show the page one step smaller."""
        smaller = [step for step in STEPS if step < self.zoom - 0.01]
        self._set_zoom(smaller[-1] if smaller else STEPS[0])

    def fit(self) -> None:
        """Let the page fill the width again."""
        self._set_zoom(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is None and self.pages and event.size() != event.oldSize():
            self._draw()

    def _set_zoom(self, zoom: float | None) -> None:
        self._zoom = zoom
        self._draw()

    def _draw(self) -> None:
        wide, _ = page_size(self.pdf, self.at)
        sharp = self.devicePixelRatioF()
        width = round(wide * SCREEN_DPI / POINTS_AN_INCH * self.zoom * sharp)
        picture = QPixmap.fromImage(qimage(page_image(self.pdf, self.at, width)))
        picture.setDevicePixelRatio(sharp)
        self.paper.setPixmap(picture)
        self.moved.emit()
