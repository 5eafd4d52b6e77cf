"""What the window remembers from one day to the next: its place, its columns, its colours.

It is a small file beside the program's data, never in the book. A file that cannot be read, or says
something that no longer fits, is as good as none: the window then opens as it was made.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QSplitter

from houqin_desktop.gui.registers.view import RegisterView

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMainWindow, QWidget


class Memory:
    """A few named values in one JSON file; without a path they last as long as the window."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._values: dict[str, Any] = {}
        if path is not None:
            with suppress(OSError, ValueError, RecursionError):
                loaded = json.loads(path.read_text(encoding="utf-8"))
                if isinstance(loaded, dict):
                    self._values = loaded

    @property
    def folder(self) -> Path | None:
        """Return the folder of the file, None where nothing outlasts the window."""
        return None if self._path is None else self._path.parent

    def get(self, key: str) -> Any:
        """Return the value remembered under the key, None where there is none."""
        return self._values.get(key)

    def put(self, key: str, value: Any) -> None:
        """Remember a value."""
        self._values[key] = value

    def save(self) -> None:
        """Write the file; a place that cannot be written is no reason to trouble anybody."""
        if self._path is None:
            return
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = self._path.with_name(self._path.name + ".new")
            unfinished.write_text(json.dumps(self._values, ensure_ascii=False), encoding="utf-8")
            unfinished.replace(self._path)


def remember(window: QMainWindow, memory: Memory) -> None:
    """Put down where everything stands."""
    memory.put("geometry", bytes(window.saveGeometry().toHex().data()).decode("ascii"))
    for view in window.findChildren(RegisterView):
        memory.put(f"columns.{view.name}", view.columns_state())
    for splitter in _splitters(window):
        memory.put(f"splitter.{splitter.objectName()}", splitter.sizes())


def recall(window: QMainWindow, memory: Memory) -> None:
    """Put everything where it stood; what no longer fits is left as it was made."""
    geometry = memory.get("geometry")
    if isinstance(geometry, str) and geometry.isascii():
        window.restoreGeometry(QByteArray.fromHex(geometry.encode("ascii")))
    recall_inside(window, memory)


def recall_inside(widget: QWidget, memory: Memory) -> None:
    """Put columns and splitters where they stood, on a page that was just made too."""
    for view in widget.findChildren(RegisterView):
        view.restore_columns(memory.get(f"columns.{view.name}"))
    for splitter in _splitters(widget):
        sizes = memory.get(f"splitter.{splitter.objectName()}")
        if _fits(sizes, splitter.count()):
            splitter.setSizes(sizes)


def _splitters(window: QWidget) -> list[QSplitter]:
    return [each for each in window.findChildren(QSplitter) if each.objectName()]


def _fits(sizes: Any, count: int) -> bool:
    whole = isinstance(sizes, list) and len(sizes) == count
    return whole and all(type(size) is int and 0 < size < 10_000 for size in sizes)
