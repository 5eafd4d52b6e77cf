"""恢复备份: the backups that are known, the newest first, and the way to any other file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.file_choosers import RESTORE_PATTERN, choose_to_read
from houqin_desktop.gui.passing_dialog import PassingDialog
from houqin_desktop.gui.registers.empty import EmptyState
from houqin_desktop.gui.registers.panel import RegisterPanel
from houqin_desktop.services.registers.backups import THERE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

    from houqin_desktop.gui.desk import Desk

WORDS = "选一份看看里面是什么；点头以后才恢复，现在的账簿会先另存一份。"


class BackupsDialog(PassingDialog):
    """Lists the backups; `chosen` carries the file that shall be looked into."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None, desk: Desk, folder: str) -> None:
        """Show the list.

        :param folder: where another file is looked for first.
        """
        super().__init__(parent)
        self._folder = folder
        self.setWindowTitle("恢复备份")
        self.resize(1180, 560)
        words = QLabel(WORDS)
        words.setProperty("look", "muted")
        hint = "插上备份U盘，选“别的文件”。"
        self.panel = RegisterPanel(
            desk,
            "backups",
            search_hint="搜索 文件名 / 时间 / 文件夹",
            empty=EmptyState("save", "还没有备份", hint, [self._other("other_of_none")]),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(self.panel.head("恢复备份"))
        layout.addWidget(words)
        layout.addWidget(self.panel, 1)
        layout.addLayout(self._foot())
        self.panel.chosen_changed.connect(self._show_state)
        self.panel.refreshed.connect(self._show_state)
        self.panel.view.opened.connect(lambda _key: self.look_into())
        self.panel.begin_with_first()
        self._show_state()

    def _other(self, name: str) -> QPushButton:
        return dialog_button(" 别的文件…", "search", self._choose_other, name=name)

    def _foot(self) -> QHBoxLayout:
        self.look_button = dialog_button(" 看这一份…", "history", self.look_into, name="look")
        foot = QHBoxLayout()
        foot.addWidget(self._other("other"))
        foot.addStretch(1)
        foot.addWidget(self.look_button)
        foot.addWidget(dialog_button(" 关闭", "close", self.reject))
        return foot

    def _chosen_path(self) -> Path | None:
        """Return the file of the chosen backup, if it was within reach when it was listed."""
        backup = self.panel.chosen_cells()
        if backup.get("文件") != THERE:
            return None
        return Path(str(backup["文件夹"])) / str(backup["文件名"])

    def _show_state(self) -> None:
        self.look_button.setEnabled(self._chosen_path() is not None)

    def look_into(self) -> None:
        """Ask to look into the chosen backup; list them again if its file is gone."""
        path = self._chosen_path()
        if path is None:
            return
        if path.is_file():
            self._take(path)
        else:
            self.panel.refresh()

    def _choose_other(self) -> None:
        choose_to_read(
            self,
            "恢复备份",
            RESTORE_PATTERN,
            lambda path: self._take(Path(path)),
            folder=self._folder,
        )

    def _take(self, path: Path) -> None:
        self.accept()
        self.chosen.emit(path)
