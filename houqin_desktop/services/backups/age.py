"""How old the last backup of the book is that a person made or that went to the second place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from houqin_desktop.domain.backup_age import BackupAge, backup_age
from houqin_desktop.domain.settings import BACKUP_DAYS
from houqin_desktop.services import lookup
from houqin_desktop.services.settings import backup_folder
from houqin_desktop.storage.backup import Backup, ends_with_restoration, last_backups
from houqin_desktop.storage.book_place import is_on_own_disk

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session


def last_in_second_place(session: Session) -> Backup | None:
    """Return the newest backup in the school's second place.

    Where none is set, it is the newest on another disk than the book's: a copy that lies beside the
    book goes with the computer.
    """
    chosen = backup_folder()
    place = str(Path(chosen).resolve()) if chosen else ""
    for last in last_backups():
        if last.folder == place:
            return last
        if not place and not is_on_own_disk(Path(last.folder), session.book_path):
            return last
    return None


def days_since_backup(session: Session) -> int | None:
    """Return the days since the last backup, or None if there never was one.

    Only one in the second place counts.
    """
    last = last_in_second_place(session)
    return None if last is None else (session.clock.today() - last.made_on).days


def second_place_age(session: Session) -> BackupAge:
    """Return what the status line says of that backup."""
    return backup_age(days_since_backup(session), int(lookup.setting(BACKUP_DAYS)))


def is_just_restored() -> bool:
    """Say whether the open book took the place of another and nothing was entered since."""
    return ends_with_restoration()
