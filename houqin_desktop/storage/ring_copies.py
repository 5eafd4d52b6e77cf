"""The automatic backups beside a book, as their names tell of them."""

from __future__ import annotations

from pathlib import Path

from houqin_desktop.domain.anchor import Anchor, Doubt
from houqin_desktop.domain.backup_rings import RingCopy, book_name
from houqin_desktop.storage.base import db
from houqin_desktop.storage.journal import hash_at, head


def folder_beside(book: Path) -> Path:
    """Return the folder of automatic backups that lies beside a book."""
    return book.with_name(f"{book.stem}.backups")


def copies_in(folder: Path, book_start: str) -> list[RingCopy]:
    """Return the automatic backups of this book in a folder, the newest first."""
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        return []
    found = [copy for name in names if (copy := RingCopy.from_name(name)) is not None]
    own = [copy for copy in found if copy.book_start == book_start]
    return sorted(own, key=lambda copy: (copy.made_at, copy.head_seq), reverse=True)


def last_copy(book: Path) -> RingCopy | None:
    """Return the copy beside the open book that reaches farthest, or None."""
    copies = copies_in(folder_beside(book), book_name(hash_at(1) or ""))
    return max(copies, key=lambda copy: copy.head_seq, default=None)


def doubt_by_copies(book: Path) -> Doubt | None:
    """Hold the open book against the last copy beside it, which it holds unless it was replaced.

    What a restoration replaced may well lie there, and reach farther.
    """
    copy = last_copy(book)
    if copy is None or (hash_at(copy.head_seq) or "").startswith(copy.head_start):
        return None
    (replaced,) = db.execute_sql("SELECT max(replaced_seq) FROM restoration").fetchone()
    if replaced is not None and copy.head_seq <= replaced:
        return None
    made_at = copy.made_at.isoformat(timespec="seconds")
    anchor = Anchor(copy.head_seq, copy.head_start, made_at, "")
    return Doubt(anchor, *head(), hash_at(copy.head_seq))
