"""Long work shows a bar, the count and a cancel; it closes by itself when the work is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from houqin_desktop.gui.icons import icon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.background import Task


class ProgressDialog(QDialog):
    """Follows one task; pressing cancel, or closing, asks the task to stop."""

    def __init__(self, parent: QWidget | None, title: str, task: Task) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(420)
        self._task = task
        self.title = QLabel(title)
        self.title.setProperty("look", "title")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.count = QLabel("正在准备…")
        self.count.setProperty("look", "muted")
        self.cancel_button = QPushButton("取消")
        self.cancel_button.setIcon(icon("close"))
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(14)
        layout.addWidget(self.title)
        layout.addWidget(self.bar)
        layout.addLayout(foot)
        task.progressed.connect(self.show_progress)
        task.finished.connect(self._finish)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the work is; without a total it is only under way."""
        if total <= 0:
            return
        self.bar.setRange(0, total)
        self.bar.setValue(min(done, total))
        self.count.setText(f"{done:,} / {total:,}")

    def reject(self) -> None:
        """Ask the work to stop; the dialog closes when it has."""
        self._task.progress.cancel()
        self.cancel_button.setEnabled(False)
        self.count.setText("正在停下，什么也不会写入…")

    def _finish(self) -> None:
        self.accept()
