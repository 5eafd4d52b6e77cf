"""Icons of the program: one SVG drawing each, coloured by the palette in force.

The drawings say "currentColor" where the pen goes; the same drawing serves the light and the dark
palette, a primary button and a disabled one.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from houqin_desktop.gui.theme import colours
from houqin_desktop.resources import resource_path

_SIZES = (16, 20, 24, 32, 48)
# Without a drawing of their own, Qt would tint the chosen ones in colours that nobody named.
_LIVELY = (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected)


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


def icon_names() -> list[str]:
    """Return the names of all drawings, for tests and the key table."""
    return sorted(path.stem for path in resource_path("icons").glob("*.svg"))


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    drawing = resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")
    result = QIcon()
    for pen, modes in ((colour, _LIVELY), (disabled, (QIcon.Mode.Disabled,))):
        for pixmap in _pixmaps(drawing.replace("currentColor", pen)):
            for mode in modes:
                result.addPixmap(pixmap, mode)
    return result


def _pixmaps(drawing: str) -> list[QPixmap]:
    """Draw one drawing in every size; it is read once."""
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(drawing.encode("utf-8")))
    pixmaps = []
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        pixmaps.append(pixmap)
    return pixmaps
