"""The school's second place for backups, and whether it is there now: a stick is often in a drawer.

Where a stick is mounted in a folder, the folder stays when it is pulled out, and what is written
into it lies on the disk of the book.
"""

from __future__ import annotations

from pathlib import Path

from houqin_desktop.domain.book_place import is_mounted_aside
from houqin_desktop.services.settings import backup_folder
from houqin_desktop.storage.backup import last_backups
from houqin_desktop.storage.book_place import is_same_disk


def second_place(book: Path) -> Path | None:
    """Return the folder of the second place, or None where none is set or it is not there now."""
    chosen = backup_folder()
    if not chosen or not Path(chosen).is_dir() or _is_left_empty(Path(chosen), book):
        return None
    return Path(chosen)


def _is_left_empty(place: Path, book: Path) -> bool:
    """Say whether a folder is only where a stick would be.

    It lies on the disk of the book, and either where a system puts sticks, or no backup is in it
    though the book knows that one went there. On a disk of its own it is a new stick.
    """
    if not is_same_disk(place, book):
        return False
    if is_mounted_aside(place.resolve()) and not is_mounted_aside(book.resolve()):
        return True
    had_one = any(one.folder == str(place.resolve()) for one in last_backups())
    return had_one and not any(place.glob("*.zip"))
