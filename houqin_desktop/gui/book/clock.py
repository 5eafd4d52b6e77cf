"""What the window says of a clock that may be wrong, and the question before anything is booked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from houqin_desktop.gui.ribbon import clock_ribbon

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMessageBox, QWidget

    from houqin_desktop.gui.desk import Desk
    from houqin_desktop.gui.main_window import MainWindow

MINUTE_MS: Final = 60_000
DETAIL: Final = (
    "照常登记的话，此后的单据和编号都用电脑上的日期，打印出来改不了。"
    "时钟不对请先在系统里校正，校正以后不用重开程序。"
)


class ClockWatch(QObject):
    """Shows a ribbon for as long as the clock is in doubt and nobody has said that it is right."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = window.desk
        self._is_away = False
        self.ribbon = clock_ribbon()
        self.ribbon.hide()
        self.ribbon.link.clicked.connect(lambda: ask_about_clock(window, window.desk, self.look))
        window.put_below_ribbon(self.ribbon)
        window.bus.changed.connect(self.look)
        window.bus.lent.connect(self._hear_lent)
        self.timer = QTimer(self)
        self.timer.setInterval(MINUTE_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()
        self.look()

    def _hear_lent(self, away: bool) -> None:  # noqa: FBT001 - the signal's argument
        self._is_away = away

    def look(self, _changes: object = None) -> None:
        """Hold the clock against the last entry, if the book is at hand."""
        if self._is_away:
            return
        wrong = self._desk.session.guard.clock_doubt()
        self.ribbon.setVisible(wrong is not None)
        if wrong is not None:
            self.ribbon.words.setText(wrong.words)


def ask_about_clock(parent: QWidget, desk: Desk, then: Callable[[], object]) -> QMessageBox | None:
    """Ask whether today is what the clock says, and go on once somebody says that it is."""
    from houqin_desktop.gui.asking import ask

    wrong = desk.session.guard.clock_doubt()
    if wrong is None:
        then()
        return None

    def trust() -> None:
        desk.session.guard.trust_clock()
        then()

    return ask(
        parent,
        f"今天真是 {wrong.today} 吗？",
        f"{wrong.words}。{DETAIL}",
        [("日期没有错，照常登记", trust)],
        "先去校正时钟",
    )


def fit(window: MainWindow) -> None:
    """Fit the watch over the clock to the window."""
    ClockWatch(window)
