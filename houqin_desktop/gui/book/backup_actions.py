"""备份 and 恢复备份: out of the window into one file, and back with the present book kept first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.first_paint import after_first_paint
from houqin_desktop.gui.lending import lend
from houqin_desktop.services.backups.age import is_just_restored

if TYPE_CHECKING:
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.backups.restoration import Prepared
    from houqin_desktop.services.check.invariants import CheckReport


def fit(window: MainWindow) -> None:
    """Bind the actions of backups to the window."""
    does = BackupActions(window)
    window.actions_of_window.bind("book.backup", does.choose_backup)
    window.actions_of_window.bind("book.restore", does.choose_restore)
    after_first_paint(window, does.check_restored, "check_restored")


class BackupActions(QObject):
    """Asks where to, writes on the worker, and says what was written."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk

    def choose_backup(self) -> None:
        """Ask where the backup is to go; the folder of the settings comes first."""
        from houqin_desktop.gui.file_choosers import BACKUP_PATTERN, choose_to_save
        from houqin_desktop.services.backups.making import backup_name
        from houqin_desktop.services.backups.second_place import second_place

        session = self._desk.session
        place, name = second_place(session.book_path), backup_name(session)
        if place is not None:
            self.back_up(place / name)
            return
        choose_to_save(
            self._window, "备份", name, BACKUP_PATTERN, lambda path: self.back_up(Path(path))
        )

    def back_up(self, path: Path) -> None:
        """Check the book and write the backup on the worker; what does not agree is listed."""
        from houqin_desktop.services.backups.making import make_backup
        from houqin_desktop.services.changes import Changes
        from houqin_desktop.services.check.invariants import run_checks

        def work(progress: Progress) -> CheckReport:
            report = run_checks(lambda: progress.cancelled)
            make_backup(self._desk.session, path, progress)
            return report

        def done(report: CheckReport) -> None:
            self._desk.bus.changed.emit(Changes.of_tables(("backup",)))
            self._say(f"已备份到 {path.name}，已读回核对", report)

        lend(
            self._window,
            self._desk,
            "正在备份",
            work,
            done=done,
            refused=self._window.page.refuse,
        )

    def _say(self, words: str, report: CheckReport) -> None:
        self._desk.say(f"{words}，账簿{'检查无误' if report.ok else '有几项对不上'}")
        if not report.ok:
            from houqin_desktop.gui.book.check_dialog import show_check

            show_check(self._window, self._window.actions_of_window, report)

    def check_restored(self) -> None:
        """Check a book that took the place of another and in which nothing was entered since.

        One that is not as it was left is checked as such (`gui/book/doubt`).
        """
        if not is_just_restored() or not self._desk.session.as_left:
            return
        from houqin_desktop.services.check.invariants import run_checks

        def work(progress: Progress) -> CheckReport:
            return run_checks(lambda: progress.cancelled)

        lend(
            self._window,
            self._desk,
            "正在检查恢复的账簿",
            work,
            done=lambda report: self._say("账簿已恢复", report),
            refused=self._window.page.refuse,
        )

    def choose_restore(self) -> None:
        """List the backups that are known, and show what the chosen one holds."""
        from houqin_desktop.gui.book.backups_dialog import BackupsDialog
        from houqin_desktop.services.backups.rings import ring_folder
        from houqin_desktop.services.settings import backup_folder

        rings = ring_folder(self._desk.session)
        folder = str(rings) if rings.is_dir() else backup_folder()
        dialog = BackupsDialog(self._window, self._desk, folder)
        dialog.chosen.connect(self.look_into)
        dialog.open()

    def look_into(self, path: Path) -> None:
        """Show what the backup says of itself and what will happen."""
        from houqin_desktop.gui.book.restore_dialog import RestoreDialog
        from houqin_desktop.services.backups.restoration import (
            look_into,
            missing_from,
            other_school,
        )

        try:
            manifest = look_into(path)
        except Refused as refusal:
            self._window.page.refuse(refusal)
            return
        missing = missing_from(manifest, self._desk.session)
        dialog = RestoreDialog(self._window, path, manifest, other_school(manifest), missing)
        dialog.agreed.connect(lambda: self._ask_password(path))
        dialog.open()

    def _ask_password(self, path: Path) -> None:
        from houqin_desktop.gui.operators.confirm_dialog import confirm_password

        reason = "恢复备份会换下现在的账簿，要再输一次密码。"
        confirm_password(self._window, self._desk, reason, lambda: self.restore(path))

    def restore(self, path: Path) -> None:
        """Unpack the backup on the worker, then let it take the place of the open book."""
        from houqin_desktop.services.backups.restoration import prepare_restoration

        session = self._desk.session

        def work(progress: Progress) -> Prepared:
            return prepare_restoration(
                path, session.book_path, session.clock, progress, session=session
            )

        lend(
            self._window,
            self._desk,
            "正在核对备份",
            work,
            done=self._put_in_place,
            refused=self._window.page.refuse,
        )

    def _put_in_place(self, prepared: Prepared) -> None:
        from houqin_desktop.services.backups.restoration import put_in_place

        session = self._desk.session

        def between() -> Path:
            put_in_place(prepared, clock=session.clock, actor=session.actor_number)
            return prepared.book

        self._window.reopen_wanted.emit(between)
