"""The actions of the book as a whole: bring in, take out, set, check, look back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from houqin_desktop.gui.book.journal_dialog import JournalDialog
from houqin_desktop.gui.book.settings_dialog import SettingsDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.actions import ActionSet
    from houqin_desktop.gui.assets.page import AssetsPage
    from houqin_desktop.gui.desk import Desk


class BookActions(QObject):
    """Opens the windows about the book."""

    def __init__(self, window: QWidget, desk: Desk, assets: AssetsPage) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._assets = assets

    def bind(self, actions: ActionSet) -> None:
        """Bind the actions of the book."""
        bind = actions.bind
        bind("book.import", self.open_import)
        bind("book.export_view", lambda: None)
        bind("book.export_all", lambda: None)
        bind("book.settings", lambda: SettingsDialog(self._window, self._desk).open())
        bind("book.check", lambda: None)
        bind("book.journal", lambda: JournalDialog(self._window, self._desk).open())

    def open_import(self) -> None:
        """Choose a ledger and look at what it would do."""
