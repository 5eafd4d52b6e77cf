"""Every copy of the open book that is known of, whether it is within reach now or not."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.backups.restoration import kept_before_restoring
from houqin_desktop.services.backups.rings import book_start, ring_folder
from houqin_desktop.services.session import Session
from houqin_desktop.services.settings import backup_folder
from houqin_desktop.storage.backup import Backup
from houqin_desktop.storage.backup_file import verified
from houqin_desktop.storage.base import UNREADABLE
from houqin_desktop.storage.ring_copies import copies_in

MANUAL = "备份"
KEPT = "恢复前留底"


@dataclass(frozen=True, slots=True)
class KnownBackup:
    """One copy: when it was made, where it should lie, up to which number of the flow it goes."""

    made: str
    path: Path
    kind: str
    head_seq: int


def known_backups(session: Session) -> list[KnownBackup]:
    """Return the copies of the open book, the newest first."""
    known = {
        str(path): KnownBackup(row.made_on.isoformat(), path, MANUAL, row.head_seq)
        for row in Backup.every("id")
        for path in (Path(row.folder) / row.name,)
    }
    folders = [ring_folder(session)]
    if second := backup_folder():
        folders.append(Path(second))
    for folder in {folder.resolve() for folder in folders}:
        for copy in copies_in(folder, book_start()):
            path = folder / copy.name
            made = copy.made_at.isoformat(sep=" ")
            known[str(path)] = KnownBackup(made, path, copy.occasion.value, copy.head_seq)
    for path, manifest in kept_before_restoring(session.book_path.resolve()):
        made = manifest.made_at.replace("T", " ")
        known[str(path)] = KnownBackup(made, path, KEPT, manifest.head_seq)
    # Of a backup by hand the book knows the day only, and no clock is trusted for order.
    return sorted(known.values(), key=lambda one: (one.head_seq, one.made), reverse=True)


def newest_whole(session: Session) -> KnownBackup | None:
    """Return the newest backup that lies where it should and was read whole just now."""
    known: list[KnownBackup] = []
    # A book that asks for a backup may be one whose own rows are not all to be read.
    with suppress(*UNREADABLE):
        known = known_backups(session)
    for one in known:
        with suppress(Refused, OSError):
            verified(one.path)
            return one
    return None
