"""The actions of the book as a whole: bring in, take out, set, check, look back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from houqin_desktop.gui.lending import lend

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.ledger.headers import LedgerKind
    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.assets.page import AssetsPage
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.check.invariants import CheckReport


class BookActions(QObject):
    """Opens the windows about the book; `batch_imported` says which ledger came in."""

    batch_imported = Signal(str)

    def __init__(self, window: QWidget, desk: Desk, assets: Callable[[], AssetsPage]) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._assets = assets

    def bind(self, actions: ActionSet) -> None:
        """Bind the actions of the book."""
        self._actions = actions
        bind = actions.bind
        bind("book.import", lambda: self.open_import())
        bind("book.batches", self.open_batches)
        bind("book.export_view", lambda: self.choose_export(seen=True))
        bind("book.export_all", lambda: self.choose_export(seen=False))
        bind("book.settings", self.open_settings)
        bind("book.check", self.check)
        bind("book.journal", self.open_journal)

    def open_import(self, kind: LedgerKind | None = None) -> None:
        """Choose a ledger and look at what it would do; what came in is shown afterwards."""
        from houqin_desktop.gui.importing.import_dialog import open_import

        dialog = open_import(self._window, self._desk, kind)
        dialog.imported.connect(self.batch_imported)

    def open_batches(self) -> None:
        """Show what came in earlier; a batch can be taken back whole."""
        from houqin_desktop.gui.importing.batches_dialog import BatchesDialog

        dialog = BatchesDialog(self._window, self._desk)
        dialog.shown.connect(self.batch_imported)
        dialog.importing.connect(lambda: self.open_import())
        dialog.open()

    def open_settings(self) -> None:
        """Show the school's parameters."""
        from houqin_desktop.gui.book.settings_dialog import SettingsDialog

        SettingsDialog(self._window, self._desk).open()

    def open_journal(self) -> None:
        """Show who did what and when."""
        from houqin_desktop.gui.book.journal_dialog import JournalDialog

        JournalDialog(self._window, self._desk).open()

    def choose_export(self, *, seen: bool) -> None:
        """Ask where the register is to go."""
        from houqin_desktop.gui.file_choosers import choose_to_save

        name = "资产台账（所见）.xlsx" if seen else "资产台账.xlsx"
        choose_to_save(
            self._window,
            "导出",
            name,
            "Excel 工作簿 (*.xlsx)",
            lambda path: self.export_to(Path(path), seen=seen),
        )

    def export_to(self, path: Path, *, seen: bool) -> None:
        """Write what is seen, in its order, or every card that has not left the register."""
        from houqin_desktop.documents.workbooks.asset import write_assets

        model = self._assets().panel.model
        ids: Sequence[int] | None = model.keys() if seen else None
        total = len(ids) if ids is not None else len(model.register.index().keys)

        def work(progress: Progress) -> int:
            return write_assets(
                self._desk.session, path, ids, tick=lambda done: progress(done, total)
            )

        def done(count: int) -> None:
            self._assets().bar.hide()
            self._desk.say(f"已导出 {count:,} 项到 {path.name}")

        lend(
            self._window,
            self._desk,
            "正在导出",
            work,
            done=done,
            refused=self._assets().refuse,
        )

    def check(self) -> None:
        """Check every invariant of the book on the worker and list the outcome."""
        from houqin_desktop.gui.book.check_dialog import show_check
        from houqin_desktop.services.check.invariants import run_checks

        def work(progress: Progress) -> CheckReport:
            report = run_checks(lambda: progress.cancelled)
            progress(1, 1)
            return report

        lend(
            self._window,
            self._desk,
            "正在检查数据",
            work,
            done=lambda report: show_check(self._window, self._actions, report),
            refused=self._assets().refuse,
        )
