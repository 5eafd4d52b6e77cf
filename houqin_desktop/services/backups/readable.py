"""可读副本: where copies that need no program lie, of which day they are, and which are due."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from houqin_desktop.services.backups.rings import book_start, ring_folder
from houqin_desktop.services.backups.second_place import second_place
from houqin_desktop.services.session import Session
from houqin_desktop.storage.backup import last_work
from houqin_desktop.storage.backup_file import give_name
from houqin_desktop.storage.journal import head

FOLDER: Final = "可读副本"
WORDS: Final = "说明.txt"
_STAMP = re.compile(
    r"写于 ([0-9]{4}-[0-9]{2}-[0-9]{2}).*第 ([0-9]{1,18}) 号(?:，账簿 ([0-9a-f]{8}))?。"
)


@dataclass(frozen=True, slots=True)
class ReadableStamp:
    """Of which day, which last number of the flow and which book a readable copy is.

    One of an earlier program does not name its book.
    """

    on: date
    head_seq: int
    book_start: str | None


def stamp_words(session: Session) -> str:
    """Return the line by which a readable copy written now is known."""
    return (
        f"写于 {session.clock.now():%Y-%m-%d %H:%M}，流水到第 {head()[0]} 号，账簿 {book_start()}。"
    )


def readable_folder(place: Path) -> Path:
    """Return where in a backup folder the readable copy of the open book lies, or will lie.

    That of another book is never written over: this one gets a folder that bears its mark.
    """
    marked = place / f"{FOLDER}-{book_start()}"
    stamp = None if marked.exists() else _stamp_of(place / FOLDER)
    is_other = stamp is not None and not _is_ours(stamp)
    return marked if is_other or marked.exists() else place / FOLDER


def _is_ours(stamp: ReadableStamp) -> bool:
    """Hold a stamp against the open book; an unmarked one beyond its flow is another book's."""
    if stamp.book_start is None:
        return stamp.head_seq <= head()[0]
    return stamp.book_start == book_start()


def stamp_in(place: Path) -> ReadableStamp | None:
    """Return the stamp of the open book's readable copy in a backup folder, or None without one."""
    return _stamp_of(readable_folder(place))


def _stamp_of(folder: Path) -> ReadableStamp | None:
    try:
        found = _STAMP.search((folder / WORDS).read_text(encoding="utf-8-sig"))
        if found is None:
            return None
        return ReadableStamp(date.fromisoformat(found[1]), int(found[2]), found[3])
    except (OSError, ValueError):
        return None


def readable_places(session: Session) -> tuple[Path, ...]:
    """Return the backup folders whose readable copy is to be written now.

    That is once a day, and only when there was work since.
    """
    places = {ring_folder(session): None}
    if (second := second_place(session.book_path)) is not None:
        places[second] = None
    today = session.clock.today()
    return tuple(place for place in places if _is_due(stamp_in(place), today))


def _is_due(stamp: ReadableStamp | None, today: date) -> bool:
    return stamp is None or (stamp.on != today and last_work() > stamp.head_seq)


def replace_whole(part: Path, path: Path) -> None:
    """Move a finished file over another; a virus scanner may hold either for a moment.

    :raises OSError: when it could not be moved even then.
    """
    give_name(part, path)
