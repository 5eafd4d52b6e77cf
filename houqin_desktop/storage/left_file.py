"""The file of a book as the program left it: what was changed since, somebody else changed.

Size and hash are noted beside the anchors when a book is closed. After a power cut they do not
agree either, which is as good a reason to check the book.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import file_digest
from pathlib import Path

from houqin_desktop.storage.anchor import file_of_place
from houqin_desktop.storage.database import CHECKED_WHEN_OPENED


def note_as_left(book: Path) -> None:
    """Note how the file of a book is left, which is closed; a place not writable hinders nobody."""
    file = file_of_place(book, "left")
    if file is None:
        return
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_state(book), encoding="ascii")


def is_as_left(book: Path) -> bool:
    """Say whether the file, not open yet, is as it was left, as far as that is known.

    It is not known of a book that never was closed here, nor of one too large to be read whole.
    """
    file = file_of_place(book, "left")
    with suppress(OSError, ValueError):
        if file is not None and (noted := file.read_text(encoding="ascii")):
            return noted == _state(book)
    return True


def _state(book: Path) -> str:
    """Return size and hash of a file; nothing for one that takes too long to read."""
    size = book.stat().st_size
    if size > CHECKED_WHEN_OPENED:
        return ""
    with book.open("rb") as file:
        return f"{size} {file_digest(file, 'sha256').hexdigest()}\n"
