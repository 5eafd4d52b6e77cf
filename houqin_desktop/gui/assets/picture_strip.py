"""The pictures of a card in small, the main one first; a word where a file is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QVBoxLayout, QWidget

from houqin_desktop.gui.assets.picture_images import fault_of, pixmap_of
from houqin_desktop.gui.theme import colours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from houqin_desktop.services.assets.pictures import CardPicture

SMALL: Final = QSize(80, 60)
HINT: Final = "把照片或扫描件拖到这里，或截图后粘贴。"


class Thumbnail(QAbstractButton):
    """One picture in small; pressing it shows it large."""

    def __init__(self, picture: CardPicture, size: QSize) -> None:
        super().__init__()
        self.picture = picture
        self.fault = fault_of(picture)
        self._size = size
        self.setFixedSize(size)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = f"{picture.name}（{picture.added_on}）"
        kind = "扫描件" if picture.is_pdf else "主图" if picture.main else "图片"
        self.setAccessibleName(f"{kind} {picture.name}" + (f"，{self.fault}" if self.fault else ""))
        self.setToolTip(f"{words}\n{self.fault}" if self.fault else words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(frame, 6, 6)
        painter.fillPath(shape, QColor(palette.red_soft if self.fault else palette.grey_soft))
        if self.fault:
            painter.setPen(QColor(palette.red))
            painter.drawText(
                frame.adjusted(4, 4, -4, -4),
                int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap),
                self.fault,
            )
        else:
            self._draw(painter, shape)
        line = palette.accent if self.hasFocus() or self.underMouse() else palette.line_strong
        painter.setPen(QPen(QColor(line), 2 if self.hasFocus() else 1))
        painter.drawPath(shape)
        painter.end()

    def _draw(self, painter: QPainter, shape: QPainterPath) -> None:
        ratio = self.devicePixelRatioF()
        pixmap = pixmap_of(self.picture, self._size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        width, height = pixmap.width() / ratio, pixmap.height() / ratio
        painter.setClipPath(shape)
        place = QRectF(0, 0, width, height)
        place.moveCenter(QRectF(self.rect()).center())
        painter.drawPixmap(place.topLeft(), pixmap)
        if self.picture.is_pdf:
            self._mark(painter, "PDF")
        painter.setClipping(False)

    def _mark(self, painter: QPainter, word: str) -> None:
        palette = colours()
        box = QRectF(self.width() - 36, self.height() - 20, 32, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent))
        painter.drawRoundedRect(box, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(palette.on_accent))
        font = painter.font()
        font.setPointSizeF(7.5)
        painter.setFont(font)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), word)


class PictureStrip(QWidget):
    """All pictures of a card, in rows; says what to do while there is none."""

    opened = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(
        self, pictures: Sequence[CardPicture], *, columns: int = 3, main: QSize | None = None
    ) -> None:
        """Take the pictures, how many stand side by side, and how large the main one is."""
        super().__init__()
        self.thumbnails: list[Thumbnail] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        if not pictures:
            hint = QLabel(HINT)
            hint.setProperty("look", "muted")
            hint.setWordWrap(True)
            layout.addWidget(hint)
            return
        rest = list(pictures)
        if main is not None:
            layout.addWidget(self._small(rest.pop(0), main))
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, picture in enumerate(rest):
            grid.addWidget(self._small(picture, SMALL), *divmod(at, columns))
        grid.setColumnStretch(columns, 1)
        layout.addLayout(grid)

    def _small(self, picture: CardPicture, size: QSize) -> Thumbnail:
        small = Thumbnail(picture, size)
        ordinal = picture.ordinal
        small.clicked.connect(lambda: self.opened.emit(ordinal))
        small.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        small.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(ordinal, small.mapToGlobal(at))
        )
        self.thumbnails.append(small)
        return small
