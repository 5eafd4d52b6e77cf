"""Anchor files: one for each book, outside of the book, lines are only ever added.

What was entered since the last line stands in a file of its own, written anew by each command.

Where the program has not said where they lie, none are kept and none are missed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from houqin_desktop.domain.anchor import Anchor, Doubt, doubt, last_anchor, place_mark
from houqin_desktop.storage.base import db
from houqin_desktop.storage.journal import hash_at, head

MOST_FOLDERS = 5
_place: list[Path] = []


@contextmanager
def anchors_in(folder: Path) -> Iterator[None]:
    """Say where anchors lie while the program runs."""
    _place.append(folder)
    try:
        yield
    finally:
        _place.remove(folder)


def file_of_book(ending: str = ".txt") -> Path | None:
    """Return the anchor file of the open book, or another beside it; None where none are kept.

    A book is known by the hash of its first row.
    """
    first = hash_at(1)
    return None if first is None or not _place else _place[-1] / f"{first}{ending}"


def known_anchor(book: Path) -> Anchor | None:
    """Return what is remembered of the open book; a missing or unreadable file is no fault.

    Where this book was never remembered, but another one in its place, it is that one: whoever
    writes the flow anew from its first row makes another book of it.

    :param book: where the book lies, or will lie.
    """
    file = file_of_book()
    if file is None:
        return None
    place = _place_of(book)
    own = _last_in(_now_beside(file, place), place) or _last_in(file, place)
    if own is not None:
        return own
    last = remembered_at(book)
    return None if last is None else last.anchor


@dataclass(frozen=True, slots=True)
class Remembered:
    """A book that lay in a place: the hash of its first row, and its last anchor."""

    start: str
    anchor: Anchor


def remembered_at(book: Path) -> Remembered | None:
    """Return which book was last remembered in a place, whatever lies there now."""
    place = _place_of(book)
    with suppress(OSError):
        folder = _place[-1] if _place else None
        files = [] if folder is None else list(folder.glob("*.txt"))
        for file in sorted(files, key=lambda one: one.stat().st_mtime_ns, reverse=True):
            anchor = _last_in(_now_beside(file, place), place) or _last_in(file, place)
            if anchor is not None:
                return Remembered(file.stem, anchor)
    return None


def remember_copies_in(book: Path, folders: Iterable[Path]) -> None:
    """Remember where copies of a book go, for the day on which the book cannot tell it any more."""
    file = file_of_place(book, "folders")
    if file is None:
        return
    known = known_copy_folders(book)
    folders = list(dict.fromkeys([*folders, *known]))[:MOST_FOLDERS]
    if folders != known:
        with suppress(OSError, UnicodeEncodeError):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("".join(f"{one}\n" for one in folders), encoding="utf-8")


def known_copy_folders(book: Path) -> list[Path]:
    """Return the folders to which copies of a book went, the newest first."""
    file = file_of_place(book, "folders")
    with suppress(OSError, ValueError):
        if file is not None:
            return [Path(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    return []


def file_of_place(book: Path, ending: str) -> Path | None:
    """Return the file beside the anchors about whatever book lies there, if any is kept."""
    return _place[-1] / f"{_place_of(book)}.{ending}" if _place else None


def _now_beside(file: Path, place: str) -> Path:
    """Return the file with the head of the last command, which no closing has written down yet."""
    return file.with_name(f"{file.stem}.{place}.now")


def _last_in(file: Path, place: str) -> Anchor | None:
    try:
        return last_anchor(file.read_text(encoding="ascii", errors="replace"), place)
    except OSError:
        return None


def _place_of(book: Path) -> str:
    return place_mark(os.path.normcase(book.resolve()))


def doubt_of_book(book: Path) -> Doubt | None:
    """Hold the open book, which lies there, against what is remembered of it."""
    anchor = known_anchor(book)
    if anchor is None:
        return None
    replaced = db.execute_sql("SELECT replaced_seq, replaced_hash FROM restoration")
    return doubt(anchor, head(), hash_at(anchor.seq), replaced)


@dataclass(frozen=True, slots=True)
class Mark:
    """The head of a book with the file that is to remember it."""

    file: Path
    anchor: Anchor


def mark_of_book(book: Path, now: datetime) -> Mark | None:
    """Return the head of the open book as an anchor, or None where none is kept.

    :param book: where the book lies, or will lie.
    """
    file = file_of_book()
    if file is None:
        return None
    return Mark(file, Anchor(*head(), now.isoformat(timespec="seconds"), _place_of(book)))


def leave_anchor(mark: Mark | None) -> None:
    """Remember a head for good; a place that cannot be written hinders nobody."""
    if mark is None:
        return
    now = _now_beside(mark.file, mark.anchor.place)
    with suppress(OSError):
        known = _last_in(mark.file, mark.anchor.place)
        if known is None or (known.seq, known.hash) != (mark.anchor.seq, mark.anchor.hash):
            _add_line(mark)
        now.unlink(missing_ok=True)


def _add_line(mark: Mark) -> None:
    mark.file.parent.mkdir(parents=True, exist_ok=True)
    with mark.file.open("ab") as target:
        # A blank line ends the one before, which a power cut may have torn.
        target.write(b"\n" if target.tell() else b"")
        target.write(mark.anchor.to_line().encode("ascii"))
        target.flush()
        os.fsync(target.fileno())


def leave_head(mark: Mark | None) -> None:
    """Remember the head after a command, until one is remembered for good.

    It is not waited for: the command lies on the disk already, so that what a power cut leaves of
    it is an earlier head, or none. Nor is the file emptied first, which ext4 would wait for.
    """
    if mark is None:
        return
    with suppress(OSError):
        mark.file.parent.mkdir(parents=True, exist_ok=True)
        now = _now_beside(mark.file, mark.anchor.place)
        with now.open("r+b" if now.exists() else "xb", buffering=0) as target:
            target.write(mark.anchor.to_line().encode("ascii"))
            target.truncate()
