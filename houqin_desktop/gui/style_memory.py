"""What the style sheet remembers of widgets that are gone, and how it hears that they are.

Of each widget it draws, Qt's style sheet remembers how (about 1 KB), by its address, until the
widget says that it is destroyed. To parts that look like what they belong to, the ground of
whatever scrolls and the frame of a list of choices, it never listens: what it knows of them would
stay until the palette changes, 40 KB of a form of a card. Here a widget to which it does listen
passes on for each of them that it is gone.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import SIGNAL, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QWidget

_GONE = SIGNAL("destroyed(QObject*)")


def forget_when_gone(area: QAbstractScrollArea) -> None:
    """Let the style sheet forget the parts of something that scrolls as soon as they go."""
    parts = [area.viewport()]
    frame = area.parentWidget()
    if frame is not None and isinstance(frame.parentWidget(), QComboBox):
        parts.append(frame)
    for part in parts:
        QObject.connect(part, _GONE, _messenger(), _GONE, Qt.ConnectionType.UniqueConnection)


def forget_all_when_gone(whole: QWidget) -> None:
    """Let the style sheet forget the parts of everything in a widget as soon as they go."""
    for area in whole.findChildren(QAbstractScrollArea):
        forget_when_gone(area)


@cache
def _messenger() -> QWidget:
    """Return a widget that is never shown and to which the style sheet listens."""
    made = QWidget()
    made.ensurePolished()
    return made
