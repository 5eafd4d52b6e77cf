"""What a backup holds, and the question whether it shall take the place of the open book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.messages import MessageBar
from houqin_desktop.gui.passing_dialog import PassingDialog

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.backup import BackupManifest

WORDS = (
    "恢复以后，账簿回到备份那时的样子，备份以后登记的内容不在里面。"
    "现在的账簿会先另存一份，放在账簿旁边，不会丢失。"
)


class RestoreDialog(PassingDialog):
    """Shows a backup; `agreed` says that it shall be restored."""

    agreed = Signal()

    def __init__(
        self,
        parent: QWidget,
        path: Path,
        manifest: BackupManifest,
        warning: str = "",
        left_out: str = "",
    ) -> None:
        """Show what the backup says of itself, a warning, and which numbers are not in it."""
        super().__init__(parent)
        self.setWindowTitle("恢复备份")
        self.setMinimumWidth(520)
        title = QLabel("用这份备份换下现在的账簿")
        title.setProperty("look", "title")
        words = QLabel(WORDS)
        words.setWordWrap(True)
        words.setProperty("look", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(14)
        layout.addWidget(title)
        layout.addWidget(words)
        layout.addLayout(_facts(path, manifest, left_out))
        self.warning = MessageBar(self, kind="notice")
        layout.addWidget(self.warning)
        if warning:
            self.warning.say(warning)
        layout.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        keep = QPushButton("不恢复")
        keep.setObjectName("keep")
        keep.setDefault(True)
        keep.clicked.connect(self.reject)
        restore = dialog_button(" 恢复这份备份", "history", self._agree, name="restore")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(keep)
        foot.addWidget(restore)
        return foot

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()


def _facts(path: Path, manifest: BackupManifest, left_out: str) -> QFormLayout:
    facts = QFormLayout()
    facts.setHorizontalSpacing(20)
    facts.setVerticalSpacing(8)
    for label, value in (
        ("备份文件", path.name),
        ("学校", manifest.school + ("（演示数据）" if manifest.demo else "")),
        ("备份时间", manifest.made_at.replace("T", " ")),
        ("流水", f"到第 {manifest.head_seq:,} 号"),
        ("不在里面", left_out and f"{left_out}，备份以后登记的"),
        ("文件", f"{len(manifest.files):,} 个"),
    ):
        if value:
            name = QLabel(label)
            name.setProperty("look", "field")
            facts.addRow(name, QLabel(value))
    return facts
