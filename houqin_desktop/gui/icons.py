"""Icons of the program: one SVG drawing each, coloured by the palette in force.

The drawings say "currentColor" where the pen goes; the same drawing serves the light and the dark
palette, a primary button and a disabled one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from houqin_desktop.gui.theme import colours
from houqin_desktop.resources import resource_path

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer


def icon(name: str, colour: str | None = None) -> QIcon:
    """Return the icon of that name in the colour given, or in the text colour of the palette."""
    palette = colours()
    return _icon(name, colour or palette.muted, palette.disabled)


def primary_icon(name: str) -> QIcon:
    """Return the icon for a button filled with the accent colour."""
    return icon(name, colours().on_accent)


def wear(
    widget: QAbstractButton | QLabel, name: str, colour: str = "muted", size: int = 16
) -> None:
    """Give a lasting widget an icon in a named colour, which follows the palette."""
    widget.setProperty("worn", [name, colour, size])
    drawing = icon(name, str(getattr(colours(), colour)))
    if isinstance(widget, QLabel):
        widget.setPixmap(drawing.pixmap(size, size))
    else:
        widget.setIcon(drawing)


def draw(action: QAction, drawing: QIcon) -> None:
    """Give the action of a field its drawing, unless it has it.

    Qt keeps a little of each change of an action that has a tool button, and one change of the
    palette comes to a field dozens of times.
    """
    if action.icon().cacheKey() != drawing.cacheKey():
        action.setIcon(drawing)


def wear_again(window: QWidget) -> None:
    """Draw the icons of all lasting widgets in the colours of the palette now in force."""
    lasting: list[QAbstractButton | QLabel] = [
        *window.findChildren(QAbstractButton),
        *window.findChildren(QLabel),
    ]
    for widget in lasting:
        worn = widget.property("worn")
        if worn:
            name, colour, size = worn
            wear(widget, str(name), str(colour), int(size))


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    return QIcon(_Drawing(name, colour, disabled))


class _Drawing(QIconEngine):
    """Draws one icon when it is seen, in the size that is asked for.

    Chosen and hovered it keeps its pen; Qt alone would tint it in colours that nobody named.
    """

    # Qt takes a copy over without telling Python, which would let it go.
    _copies: ClassVar[list[_Drawing]] = []

    def __init__(self, name: str, colour: str, disabled: str) -> None:
        super().__init__()
        self._name, self._colour, self._disabled = name, colour, disabled

    def clone(self) -> QIconEngine:
        self._copies.append(_Drawing(self._name, self._colour, self._disabled))
        return self._copies[-1]

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _renderer(self._name, self._pen(mode)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        return _pixmap(self._name, self._pen(mode), size.width(), size.height())

    def _pen(self, mode: QIcon.Mode) -> str:
        return self._disabled if mode is QIcon.Mode.Disabled else self._colour


@lru_cache(maxsize=1024)
def _pixmap(name: str, pen: str, width: int, height: int) -> QPixmap:
    """Return the same picture each time, for Qt keeps each that a label showed.

    It is copied, for what was painted upon keeps the fourteen kilobytes that painting took.
    """
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, pen).render(painter, QRectF(pixmap.rect()))
    painter.end()
    return pixmap.copy()


@lru_cache(maxsize=64)
def _renderer(name: str, pen: str) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer

    drawing = resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", pen).encode("utf-8")))
