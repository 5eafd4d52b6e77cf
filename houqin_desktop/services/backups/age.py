"""How old the last backup of the book is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin_desktop.storage.backup import last_backup

if TYPE_CHECKING:
    from houqin_desktop.services.session import Session


def days_since_backup(session: Session) -> int | None:
    """Return the days since the last backup, or None if there never was one."""
    last = last_backup()
    return None if last is None else (session.clock.today() - last.made_on).days
