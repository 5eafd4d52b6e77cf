"""What follows when a book does not open: its window comes up, or what is left of it is shown."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from houqin_desktop.domain.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from houqin_desktop.domain.calendar import Clock
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.start import Start
    from houqin_desktop.services.backups.rescue import GoodCopy


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
    return refused.code == "book_missing" and is_missing_met(start)


def is_missing_met(start: Start) -> bool:
    """Offer the backups of a book that is not there any more; say whether one ever was."""
    from houqin_desktop.services.backups.missing_book import was_here

    if not was_here(start.path):
        return False
    _offer_backups(start, missing=True)
    return True


def _offer_backups(start: Start, *, missing: bool = False) -> None:
    from houqin_desktop.gui.book.damaged_dialog import DamagedDialog
    from houqin_desktop.gui.progress_dialog import ProgressDialog
    from houqin_desktop.services.backups.missing_book import look_at_gap
    from houqin_desktop.services.backups.rescue import MOST_OFFERED, good_copies, look_at_damage

    found: list[tuple[str, str]] = []
    copies: list[GoodCopy] = []

    def work(progress: Progress) -> None:
        progress(0, 0)
        found.extend((look_at_gap if missing else look_at_damage)(start.path))
        for copy in islice(good_copies(start.path, progress), MOST_OFFERED):
            copies.append(copy)

    def show(_answer: object = None) -> None:
        may_make = missing and start.path == start.own and not start.path.exists()
        start.damaged = DamagedDialog(found, copies, missing=missing, may_make=may_make)
        start.damaged.anew.connect(lambda: _make_anew(start))
        start.damaged.chosen.connect(lambda path: _restore(start, path))
        start.damaged.rejected.connect(lambda: QApplication.exit(1))
        start.damaged.open()

    task = start.tasks.run(work)
    task.succeeded.connect(show)
    # Who does not want to wait chooses among what was read by then, or another file.
    task.cancelled.connect(show)
    task.failed.connect(_raise)
    what = "找不到账簿" if missing else "账簿已损坏"
    ProgressDialog(None, f"{what}，正在核对备份", task).open()


def _make_anew(start: Start) -> None:
    """Ask for a book to be made where another one was, which somebody said is wanted."""
    if start.damaged is not None:
        start.damaged.hide()
    start.anew = True
    start.ask_first()


def _raise(error: BaseException) -> None:
    raise error


def _restore(start: Start, backup: Path) -> None:
    """Put the backup in the place of the damaged book, which is kept, and open it."""
    from houqin_desktop.gui.progress_dialog import ProgressDialog

    assert start.damaged is not None
    dialog = start.damaged

    def open_it(path: Path) -> None:
        dialog.hide()
        start.reopen(lambda: path)

    def fail(error: BaseException) -> None:
        if not isinstance(error, Refused):
            raise error
        dialog.refuse(error)

    task = start.tasks.run(lambda progress: restored(backup, start.path, start.clock, progress))
    task.succeeded.connect(open_it)
    task.failed.connect(fail)
    ProgressDialog(dialog, "正在恢复备份", task).open()


def restored(
    source: Path,
    own: Path,
    clock: Clock,
    tick: Callable[[int, int], None] = lambda _done, _total: None,
) -> Path:
    """Put a backup in the place of the school's book that is not there or damaged."""
    from houqin_desktop.services.backups.restoration import look_into, restore_backup

    if look_into(source).demo:
        raise Refused(
            "这是演示学校的备份，不能当本校的账簿。请换一份本校的备份。",
            code="backup_of_other_kind",
        )
    restore_backup(source, own, clock=clock, tick=tick)
    return own
