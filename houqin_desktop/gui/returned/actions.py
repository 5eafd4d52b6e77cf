"""收回扫描件: by the menu, by dropping files on the window, by a folder that is looked after."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

from houqin_desktop.domain.scans import SCAN_ENDINGS
from houqin_desktop.gui.dropping import accept_copy
from houqin_desktop.gui.returned.scan_filing import ScanFiling
from houqin_desktop.gui.returned.watched_folder import WatchedFolder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData

    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.papers.filing import Filed

PATTERN = "扫描件 (*.pdf *.jpg *.jpeg *.png)"
Found = dict[Path, list["Filed"]]


def fit(window: MainWindow) -> None:
    """Bind the action, take what is dropped, look after the folder of the settings."""
    ReturnedPapers(window)


class ReturnedPapers(QObject):
    """Takes scans from wherever they come and says what became of them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        window.actions_of_window.bind("book.scans", self.choose)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self.folder = WatchedFolder(window)
        self.folder.found.connect(self.file_quietly)

    def choose(self) -> None:
        """Ask for scans."""
        from houqin_desktop.gui.file_choosers import choose_several

        choose_several(
            self._window,
            "收回签过字的单据",
            PATTERN,
            lambda names: self.file([Path(name) for name in names]),
        )

    def file(self, paths: Sequence[Path]) -> None:
        """File scans that somebody brought, and show what became of each page."""
        filing = ScanFiling(self._window, self._desk, paths)
        filing.finished.connect(self._show)
        filing.begin(shown=True)

    def file_quietly(self, paths: Sequence[Path]) -> None:
        """File what lay in the folder; nothing pops up for it."""
        filing = ScanFiling(self._window, self._desk, paths)
        filing.finished.connect(self._put_away)
        filing.begin(shown=False)

    def _show(self, found: Found) -> None:
        from houqin_desktop.gui.returned.results_dialog import ResultsDialog

        self._tell_changes(found)
        pages = [one for filed in found.values() for one in filed]
        if pages:
            ResultsDialog(self._window, self._desk, pages).open()

    def _put_away(self, found: Found) -> None:
        self._tell_changes(found)
        self.folder.put_away({path: all(one.ok for one in filed) for path, filed in found.items()})
        pages = [one for filed in found.values() for one in filed]
        left = [one for one in pages if not one.ok]
        words = f"收回 {len(pages) - len(left)} 页"
        if left:
            why = left[0].refused.split("。")[0]
            words += f"，{len(left)} 页待认领：{left[0].where} {why}"
        self._desk.say(words)

    def _tell_changes(self, found: Found) -> None:
        from houqin_desktop.services.changes import Changes

        if any(one.ok for filed in found.values() for one in filed):
            self._desk.bus.changed.emit(Changes.of_tables(("returned_page",)))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent):
            paths = scans_in(event.mimeData())
            if paths and event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove):
                accept_copy(event)
                return True
            if paths and event.type() == QEvent.Type.Drop:
                accept_copy(event)
                self.file(paths)
                return True
        return False


def scans_in(mime: QMimeData) -> list[Path]:
    """Return the scans among what is dragged, in order; a folder's own files count too."""
    found: list[Path] = []
    for url in mime.urls():
        path = Path(url.toLocalFile())
        if path.is_dir():
            found += sorted(one for one in path.iterdir() if one.suffix.lower() in SCAN_ENDINGS)
        elif path.suffix.lower() in SCAN_ENDINGS:
            found.append(path)
    return found
