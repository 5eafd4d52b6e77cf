"""Long work shows a bar, the count, the time left and a cancel; it goes when the work is done.

Work that is done within half a second shows nothing at all, but nothing else can be pressed
meanwhile: the book's one connection is with the worker.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout

from houqin_desktop.gui.buttons import dialog_button
from houqin_desktop.gui.passing_dialog import PassingDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.background import Task


SHOWN_AFTER_MS: Final = 500
# Before that the rate is not yet a rate.
FORETOLD_AFTER: Final = 2.0
MINUTE: Final = 60


def time_left(elapsed: float, done: int, total: int) -> str:
    """Return how long the rest takes at the rate so far, or an empty text while it is not known."""
    if elapsed < FORETOLD_AFTER or not 0 < done < total:
        return ""
    seconds = elapsed * (total - done) / done
    if seconds < MINUTE:
        return f"还需约 {max(1, round(seconds))} 秒"
    return f"还需约 {round(seconds / MINUTE)} 分钟"


class ProgressDialog(PassingDialog):
    """Follows one task; pressing cancel, or closing, asks the task to stop."""

    def __init__(self, parent: QWidget | None, title: str, task: Task) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(420)
        self._task = task
        self._total = self._first = 0
        self._begun = 0.0
        self.setWindowOpacity(0.0)
        QTimer.singleShot(SHOWN_AFTER_MS, self, lambda: self.setWindowOpacity(1.0))
        self.title = QLabel(title)
        self.title.setProperty("look", "title")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.count = QLabel("正在准备…")
        self.count.setProperty("look", "muted")
        self.cancel_button = dialog_button("取消", "close", self.reject)
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
        """Show how far the work is; without a total it is only under way.

        The rate is that of what has this total: what was got ready before it took its own time.
        """
        if total <= 0:
            return
        if total != self._total:
            self._total, self._first, self._begun = total, done, time.monotonic()
        self.bar.setRange(0, total)
        self.bar.setValue(min(done, total))
        left = time_left(time.monotonic() - self._begun, done - self._first, total - self._first)
        self.count.setText(" · ".join(part for part in (f"{done:,} / {total:,}", left) if part))

    def reject(self) -> None:
        """Ask the work to stop; the dialog closes when it has."""
        self._task.progress.cancel()
        self.cancel_button.setEnabled(False)
        self.count.setText("正在停下，什么也不会写入…")

    def _finish(self) -> None:
        self.accept()
