"""The yearly plan makes its sheets by itself: within a minute, on every day that asks for one.

They are made in the name of whoever is at work, by the same command as “开出应查的单”. Nothing is
made while nobody is there (锁屏, no right to it), while the clock is in doubt, or in a demo book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.operators.lock import Lock

if TYPE_CHECKING:
    from datetime import date

    from houqin_desktop.gui.main_window import MainWindow

MINUTE_MS: Final = 60_000
_COMMAND: Final = "make_due_inspections"


class DueSheets(QObject):
    """Looks every minute whether the plan asks for a sheet that was not tried before."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self._is_away = False
        self._tried: set[tuple[str, date]] = set()
        window.bus.lent.connect(self._hear_lent)
        self.timer = QTimer(self)
        self.timer.setInterval(MINUTE_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def _hear_lent(self, away: bool) -> None:  # noqa: FBT001 - the signal's argument
        self._is_away = away

    def _is_locked(self) -> bool:
        lock = self._window.findChild(Lock)
        return lock is not None and lock.is_locked

    def look(self) -> None:
        """Make the sheets that are due, once each; what is refused is said and stays to be done."""
        if self._is_away or self._is_locked() or self._desk.permissions.reason(_COMMAND):
            return
        from houqin_desktop.services.inspection.due import never_made
        from houqin_desktop.services.inspection.plan_drafts import MakeDueInspections
        from houqin_desktop.services.settings import makes_due_inspections

        session = self._desk.session
        if not makes_due_inspections() or session.guard.clock_doubt() is not None:
            return
        due = never_made(session.clock.today()) - self._tried
        if not due:
            return
        self._tried |= due
        try:
            result = session.run(MakeDueInspections(rules=tuple(sorted(code for code, _ in due))))
        except Refused as refusal:
            self._window.page.refuse(refusal)
            return
        self._desk.bus.changed.emit(result.changes)
        self._desk.say(f"已按计划开出 {len(result.ids)} 张排查单：{'、'.join(result.ids)}")


def fit(window: MainWindow) -> None:
    """Let the plan make its sheets while the window is open."""
    DueSheets(window)
