"""What is dragged into the window from outside: files, taken as copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDropEvent


def accept_copy(event: QDropEvent) -> None:
    """Take what is dragged as a copy, whatever is proposed.

    Where a move is taken, the folder from which a file was dragged may throw its own away.
    """
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def single_file(mime: QMimeData) -> str:
    """Return the path of the one file that is dragged, or an empty text."""
    urls = mime.urls()
    return urls[0].toLocalFile() if len(urls) == 1 else ""


def path_named(text: str) -> str:
    """Return the path that a text names, typed or pasted.

    A folder window copies a path in quotes, and a file as its address.
    """
    from PySide6.QtCore import QUrl

    named = text.strip().strip('"')
    return QUrl(named).toLocalFile() if named.startswith("file:") else named
