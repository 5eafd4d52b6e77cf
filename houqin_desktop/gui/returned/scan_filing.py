"""Filing scans from the window: read aside, filed page by page, told at the end.

The worker only reads; filing a page takes milliseconds and is done in the window's own thread, one
page in each turn of the event loop.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.progress_dialog import ProgressDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from houqin_desktop.domain.returned import ScannedPage
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.services.papers.filing import Filed


class ScanFiling(QObject):
    """Files some scans; `finished` carries what became of every page, by file."""

    finished = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk, paths: Sequence[Path]) -> None:
        super().__init__(parent)
        self._parent = parent
        self._desk = desk
        self._waiting = list(paths)
        self._pages: list[ScannedPage] = []
        self.found: dict[Path, list[Filed]] = {}

    def begin(self, *, shown: bool) -> None:
        """Start; with `shown` a bar stands before the window while files are read."""
        self._shown = shown
        self._next_file()

    def _next_file(self) -> None:
        if not self._waiting:
            self.finished.emit(self.found)
            self.deleteLater()
            return
        path = self._waiting.pop(0)
        self.found[path] = []
        task = self._desk.tasks.run(partial(_read, path))
        if self._shown:
            ProgressDialog(self._parent, f"正在读 {path.name}", task).open()
        task.succeeded.connect(lambda pages: self._take(path, pages))
        task.failed.connect(lambda error: self._fail(path, error))
        task.cancelled.connect(self._stop)

    def _take(self, path: Path, pages: list[ScannedPage]) -> None:
        self._pages = pages
        self._file_next(path)

    def _file_next(self, path: Path) -> None:
        from houqin_desktop.services.papers.filing import file_pages

        if not self._pages:
            self._next_file()
            return
        (filed,) = file_pages(self._desk.session, [self._pages.pop(0)])
        self.found[path].append(filed)
        QTimer.singleShot(0, self, partial(self._file_next, path))

    def _fail(self, path: Path, error: BaseException) -> None:
        from houqin_desktop.services.papers.filing import Filed

        if not isinstance(error, Refused):
            raise error
        self.found[path].append(Filed(path.name, None, None, "", error.sentence, error.code))
        self._next_file()

    def _stop(self) -> None:
        self._waiting.clear()
        self._next_file()


def _read(path: Path, progress: Progress) -> list[ScannedPage]:
    from houqin_desktop.documents.scan_reader import read_scan

    return list(read_scan(path, progress))
