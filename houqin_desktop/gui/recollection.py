"""Putting the window back as it was left: its place, and for each person tab, columns and filters.

When somebody else sits down, the window turns to what that person last had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QWidget

from houqin_desktop.gui.page_stack import KEYS

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.gui.memory import Memory
    from houqin_desktop.gui.registers.panel import RegisterPanel

# The object name of every list whose columns are put back; its class is loaded with the first one.
REGISTER: Final = "register"
_WIDEST: Final = 10_000
# So much of the window's upper edge has to be in reach for a hand to move it.
_GRIP = 120


def fit(window: MainWindow) -> None:
    """Bring back what whoever is at work left, and follow when somebody else sits down."""
    actor = window.session.actor()
    window.memory.person = actor.number if actor is not None else ""
    recall(window, window.memory)
    window.bus.actor_changed.connect(lambda number: _turn_to(window, number))


def _turn_to(window: MainWindow, number: str) -> None:
    if number == window.memory.person:
        return
    remember_own(window, window.memory)
    window.memory.person = number
    for page in window.stack.built.values():
        recall_inside(page, window.memory)


def remember(window: MainWindow, memory: Memory) -> None:
    """Put down where everything stands."""
    memory.put("geometry", bytes(window.saveGeometry().toHex().data()).decode("ascii"))
    remember_own(window, memory)


def remember_own(window: MainWindow, memory: Memory) -> None:
    """Put down what the person at work arranged."""
    memory.put_own("page", window.stack.key)
    for panel in _panels(window):
        memory.put_own(f"columns.{panel.view.name}", panel.view.columns_state())
        memory.put_own(f"register.{panel.view.name}", panel.settings.state())
    for splitter in _splitters(window):
        memory.put_own(f"splitter.{splitter.objectName()}", splitter.sizes())


def recall(window: MainWindow, memory: Memory) -> None:
    """Put everything where it stood; what no longer fits is left as it was made."""
    geometry = memory.get("geometry")
    if isinstance(geometry, str) and geometry.isascii():
        window.restoreGeometry(QByteArray.fromHex(geometry.encode("ascii")))
        keep_in_reach(window)
    page = memory.own("page")
    if page in KEYS:
        window.stack.turn_to(page)


def recall_inside(widget: QWidget, memory: Memory) -> None:
    """Put columns, filters and splitters of a page where the person at work left them."""
    for panel in _panels(widget):
        # The widths were measured at the size that comes back first.
        panel.settings.restore(memory.own(f"register.{panel.view.name}"))
        panel.view.restore_columns(memory.own(f"columns.{panel.view.name}"))
    for splitter in _splitters(widget):
        sizes = memory.own(f"splitter.{splitter.objectName()}")
        if _fits(sizes, splitter.count()):
            splitter.setSizes(sizes)


def keep_in_reach(window: QWidget) -> None:
    """Move the window onto a screen that is there, if its upper edge is on none of them."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    frame = window.frameGeometry()
    edge = QRect(frame.x(), frame.y(), frame.width(), 24)
    if any(_in_reach(edge, screen) for screen in screens) or not screens:
        return
    window.setGeometry(placed_on(window.geometry(), QGuiApplication.primaryScreen().geometry()))


def placed_on(geometry: QRect, screen: QRect) -> QRect:
    """Return the geometry in the middle of a screen, no larger than that."""
    size = geometry.size().boundedTo(screen.size())
    placed = QRect(screen.topLeft(), size)
    placed.moveCenter(screen.center())
    return placed


def _in_reach(edge: QRect, screen: QRect) -> bool:
    seen = edge.intersected(screen)
    return seen.width() >= min(_GRIP, edge.width()) and seen.height() > 0


def _panels(window: QWidget) -> list[RegisterPanel]:
    return cast("list[RegisterPanel]", window.findChildren(QWidget, REGISTER))


def _splitters(window: QWidget) -> list[QSplitter]:
    return [each for each in window.findChildren(QSplitter) if each.objectName()]


def _fits(sizes: Any, count: int) -> bool:
    whole = isinstance(sizes, list) and len(sizes) == count
    return whole and all(type(size) is int and 0 < size < _WIDEST for size in sizes)
