"""The folder into which the scanner puts its files; what lies still in it is filed by itself.

A file is taken when it has not changed between two looks, so that a scan still being written is
left alone. What was filed goes into a folder of its own, what was not into another, and nothing is
deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from houqin_desktop.domain.scans import DONE_FOLDER, LEFT_FOLDER, SCAN_ENDINGS
from houqin_desktop.services.settings import scan_folder

if TYPE_CHECKING:
    from houqin_desktop.gui.main_window import MainWindow

LOOK_EVERY_MS = 4000
Look = dict[Path, tuple[int, int]]


class WatchedFolder(QObject):
    """Looks into the folder of the settings; `found` carries the files that lie still."""

    found = Signal(object)

    def __init__(self, window: MainWindow, look_every_ms: int = LOOK_EVERY_MS) -> None:
        super().__init__(window)
        self._window = window
        self._before: Look = {}
        self._busy = False
        self._lent = False
        window.bus.lent.connect(self._hold)
        self.timer = QTimer(self)
        self.timer.setInterval(look_every_ms)
        self.timer.timeout.connect(self.look)
        window.bus.changed.connect(lambda _changes: self.follow_settings())
        self.follow_settings()

    def follow_settings(self) -> None:
        """Look only where the school has named a folder."""
        if not self._lent:
            self._folder = Path(scan_folder()) if scan_folder() else None
        if self._folder is None:
            self.timer.stop()
        elif not self.timer.isActive():
            self.timer.start()

    def look(self) -> None:
        """Look into the folder once."""
        if self._busy or self._lent or self._folder is None or not self._window.isVisible():
            return
        now = _look_into(self._folder)
        still = [path for path, state in now.items() if self._before.get(path) == state]
        self._before = now
        if still:
            self._busy = True
            self.found.emit(sorted(still))

    def put_away(self, filed: Mapping[Path, bool]) -> None:
        """Move what was dealt with out of the way: filed whole, or not."""
        for path, whole in filed.items():
            with suppress(OSError):
                target = path.parent / (DONE_FOLDER if whole else LEFT_FOLDER)
                target.mkdir(exist_ok=True)
                path.replace(_free(target / path.name))
            self._before.pop(path, None)
        self._busy = False

    def _hold(self, lent: bool) -> None:  # noqa: FBT001 - a slot gets what the signal carries
        self._lent = lent


def _look_into(folder: Path) -> Look:
    found: Look = {}
    with suppress(OSError):
        for path in folder.iterdir():
            if path.suffix.lower() in SCAN_ENDINGS and path.is_file():
                state = path.stat()
                found[path] = (state.st_size, state.st_mtime_ns)
    return found


def _free(path: Path) -> Path:
    """Return the path, or the next one beside it that nothing has yet."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
