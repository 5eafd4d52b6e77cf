"""The first minutes: the first question, the wizard page by page, a backup put back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from houqin_desktop.domain.backup import BackupManifest
from houqin_desktop.domain.setup import SetupStep
from houqin_desktop.gui.book.first_book_dialog import FirstBookDialog
from houqin_desktop.gui.book.restore_dialog import RestoreDialog
from houqin_desktop.gui.setup.wizard import SetupWizard
from houqin_desktop.services.backups.restoration import missing_from, other_school

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.main_window import MainWindow


def first_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Yield what one meets in the first minutes."""
    first = FirstBookDialog()
    first.open()
    yield "新建账簿", first
    first.close()
    wizard = SetupWizard(window, window.desk)
    wizard.open()
    for step in SetupStep:
        wizard.show_step(step)
        yield f"建账向导·{step.label}", wizard
    wizard.close()
    manifest = BackupManifest("示范小学", True, "2026-11-20T16:05:00", 10_726, "0" * 64, ())
    file = Path("示范小学账簿备份-20261120-1605.zip")
    for name, warning in (
        ("恢复备份", ""),
        ("恢复备份·别的学校", other_school(replace(manifest, school="和平小学"))),
    ):
        missing = missing_from(manifest, window.session)
        restore = RestoreDialog(window, file, manifest, warning, missing)
        restore.open()
        yield name, restore
        restore.close()
