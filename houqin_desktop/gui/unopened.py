"""What follows when a book does not open: its window comes up, or what is left of it is shown."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from houqin_desktop.domain.errors import Refused

if TYPE_CHECKING:
    from houqin_desktop.domain.calendar import Clock
    from houqin_desktop.gui.start import Start


def is_met(start: Start, refused: Refused) -> bool:
    """Do what can be done about a book that did not open; say whether something could."""
    if refused.code == "book_open_elsewhere":
        from houqin_desktop.gui.doorbell import ring

        if ring(start.path):
            QTimer.singleShot(0, QApplication.quit)
            return True
    if refused.code == "book_damaged":
        _offer_backups(start)
        return True
    return False


def _offer_backups(start: Start) -> None:
    from houqin_desktop.gui.book.damaged_dialog import DamagedDialog
    from houqin_desktop.services.backups.rescue import MOST_OFFERED, good_copies, look_at_damage

    copies = list(islice(good_copies(start.path), MOST_OFFERED))
    start.damaged = DamagedDialog(look_at_damage(start.path), copies)
    start.damaged.chosen.connect(lambda path: _restore(start, path))
    start.damaged.rejected.connect(lambda: QApplication.exit(1))
    start.damaged.open()


def _restore(start: Start, backup: Path) -> None:
    """Put the backup in the place of the damaged book, which is kept, and open it."""
    assert start.damaged is not None
    dialog = start.damaged
    try:
        restored(backup, start.path, start.clock)
    except Refused as refused:
        dialog.refuse(refused)
        return
    dialog.hide()
    start.reopen(lambda: start.path)


def restored(source: Path, own: Path, clock: Clock) -> Path:
    """Put a backup in the place of the school's book that is not there or damaged."""
    from houqin_desktop.services.backups.restoration import look_into, restore_backup

    if look_into(source).demo:
        raise Refused(
            "这是演示学校的备份，不能当本校的账簿。请换一份本校的备份。",
            code="backup_of_other_kind",
        )
    restore_backup(source, own, clock=clock)
    return own
