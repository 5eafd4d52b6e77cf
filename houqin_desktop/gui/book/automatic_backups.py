"""自动备份 in the window: every half hour of work, on closing, and the age at the foot.

The window only asks what is due; copying the book, zip, disk and stick are the worker's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.messages import tell
from houqin_desktop.gui.progress_dialog import ProgressDialog
from houqin_desktop.gui.ribbon import fault_ribbon
from houqin_desktop.services.backups.age import second_place_age
from houqin_desktop.services.session import lost_file
from houqin_desktop.services.settings import is_demo

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from houqin_desktop.documents.copy_apart import CopyProcess
    from houqin_desktop.gui.background import Progress, Task
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.backups.rings import Kept

MINUTE_MS: Final = 60_000
EVERY: Final = 30
# What a killed program did not back up is not left until half an hour of work is over.
FIRST: Final = 2
MOST_CLOSING_MS: Final = 5_000
NAME: Final = "automatic_backups"


class AutomaticBackups(QObject):
    """Backs the book up by itself while the window is open; `task` is the one under way."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName(NAME)
        self._window = window
        self._desk = window.desk
        self._minutes = EVERY - FIRST
        self._untold: list[Kept] = []
        self._is_checked = False
        self._is_closing = False
        self._is_starting = False
        self._is_lost = False
        self.is_away = False
        self.task: Task | None = None
        self.aside: CopyProcess | None = None
        self.timer = QTimer(self)
        self.timer.setInterval(MINUTE_MS)
        self.timer.timeout.connect(self.tick)
        self.timer.start()
        window.bus.changed.connect(self.show_age)
        window.bus.lent.connect(self._hear_lent)
        window.before_closing.append(self._stop_aside)
        self.ribbon = fault_ribbon()
        self.ribbon.hide()
        self.ribbon.link.clicked.connect(window.actions_of_window["book.check"].trigger)
        window.put_below_ribbon(self.ribbon)
        self.show_age()

    def show_age(self, _changes: object = None) -> None:
        """Show at the foot of the window how old the copy in the second place is."""
        if not is_demo():
            self._window.status.show_backup_age(second_place_age(self._desk.session))

    def tick(self) -> None:
        """Count a minute; after thirty a backup is made as soon as the book is at hand."""
        self._minutes += 1
        self._is_closing = False
        if self.is_away or not self.is_readable():
            return
        self.show_age()
        self._look_aside()
        if self._minutes >= EVERY and self.task is None:
            self._minutes = 0
            task = self.begin()
            if task is not None:
                task.failed.connect(self._say)
            self._begin_aside()

    def begin(self) -> Task | None:
        """Begin the backup that is due on the worker; return None when none is."""
        from houqin_desktop.services.backups.rings import copy_round, due_round, write_round

        due = None if is_demo() else due_round(self._desk.session)
        if due is None:
            return None

        def work(progress: Progress) -> Kept:
            return write_round(copy_round(due, progress), progress)

        self.task = self._desk.tasks.run(work)
        self.task.succeeded.connect(self._take)
        self.task.finished.connect(self._forget)
        return self.task

    def is_readable(self) -> bool:
        """Say once when the file of the book is lost; return whether what is open can be copied."""
        lost, known = lost_file(), self._is_lost
        self._is_lost = lost is not None
        if lost is not None and not known:
            self._window.page.refuse(lost)
        return lost is None or lost.code != "book_written_over"

    def _look_aside(self) -> None:
        """Hear what the process found that looked after a copy of the book, once it is over."""
        from houqin_desktop.documents.copy_apart import FAULTY

        if self.aside is not None and self.aside.is_over():
            code, self.aside = self.aside.wait(), None
            self.ribbon.setVisible(code >= 0 and bool(code & FAULTY))

    def _begin_aside(self) -> None:
        """Let a process of its own check the book as it is now, and make it readable once a day.

        A book that was checked since it was opened and needed no backup since needs no check.
        """
        from houqin_desktop.documents.copy_apart import CopyProcess
        from houqin_desktop.services.backups.making import copied, origin_of
        from houqin_desktop.services.backups.readable import readable_places

        if is_demo() or self._is_starting or self.aside is not None:
            return
        places = readable_places(self._desk.session)
        if not places and self.task is None and self._is_checked:
            return
        self._is_checked = True
        origin = origin_of(self._desk.session)

        def work(progress: Progress) -> None:
            self.aside = CopyProcess(copied(origin, progress), places)
            if self._is_closing:
                self.aside.stop()

        # What it is for can wait for tomorrow; the backup itself is said where it fails.
        self._is_starting = True
        self._desk.tasks.run(work).finished.connect(self._note_started)

    def _note_started(self) -> None:
        self._is_starting = False

    def _stop_aside(self) -> bool:
        """End the process when the window closes; what it did not write it writes next time."""
        self._is_closing = True
        if self.aside is not None:
            self.aside.stop()
        return True

    def _forget(self) -> None:
        self.task = None

    def _say(self, error: BaseException) -> None:
        if not isinstance(error, Refused):
            raise error
        self._desk.say(error.sentence)

    def _take(self, kept: Kept) -> None:
        self._untold.append(kept)
        if not self.is_away:
            self._tell_book()

    def _hear_lent(self, away: bool) -> None:  # noqa: FBT001 - the signal's argument
        self.is_away = away
        if not away:
            self._tell_book()

    def _tell_book(self) -> None:
        """Tell the book of a copy in the second place, once its connection is here."""
        from houqin_desktop.services.backups.rings import finish_round
        from houqin_desktop.services.changes import Changes

        while self._untold:
            kept = self._untold.pop()
            for sentence in kept.trouble:
                self._desk.say(sentence)
            if kept.record is not None:
                finish_round(self._desk.session, kept)
                self._desk.bus.changed.emit(Changes.of_tables(("backup",)))


class ClosingBackup(QObject):
    """Lets a window close when its book is backed up, and in five seconds at the latest.

    What was not done then is told, and made up for two minutes after the next opening. A window
    that goes because another book takes its place, or with the whole session, is let go at once.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        (self._backups,) = window.findChildren(AutomaticBackups, NAME)
        self._is_spent = False
        self.box: QMessageBox | None = None
        self.limit = QTimer(self)
        self.limit.setSingleShot(True)
        self.limit.setInterval(MOST_CLOSING_MS)
        window.before_closing.append(self.is_ready)
        window.reopen_wanted.connect(self._spend)
        window.other_book_wanted.connect(self._spend)

    def _spend(self, _between: object = None) -> None:
        self._is_spent = True

    def is_ready(self) -> bool:
        """Say whether the window may close now; else it is closed when the backup is done."""
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        if self._is_spent or self._backups.is_away or application.isSavingSession():
            return True
        self._is_spent = True
        is_readable = self._backups.is_readable()
        task = self._backups.task or (self._backups.begin() if is_readable else None)
        if task is None:
            return not self._is_lost_told(())
        ProgressDialog(self._window, "正在备份，备份好就关闭", task).open()
        self.limit.timeout.connect(task.progress.cancel)
        self.limit.start()
        task.succeeded.connect(self._finish)
        task.failed.connect(self._fail)
        task.cancelled.connect(self._give_up)
        return False

    def _finish(self, kept: Kept) -> None:
        self.limit.stop()
        if not self._is_lost_told(kept.trouble[-1:]):
            self._close()

    def _is_lost_told(self, trouble: tuple[str, ...]) -> bool:
        """Say of a file that is not where it was what became of its content; else return False."""
        lost = lost_file()
        if lost is None:
            return False
        self.box = tell(
            self._window, "账簿不在原处", (*trouble, lost.sentence)[0], icon_name="warning"
        )
        self.box.finished.connect(self._close)
        return True

    def _close(self, _kept: object = None) -> None:
        self.limit.stop()
        QTimer.singleShot(0, self._window, self._window.close)

    def _fail(self, error: BaseException) -> None:
        self.limit.stop()
        if not isinstance(error, Refused):
            QTimer.singleShot(0, self._window, self._window.close)
            raise error
        if not self._is_lost_told(()):
            self._tell(error.sentence)

    def _give_up(self) -> None:
        if self.limit.isActive():
            self._close()
            return
        self._tell("文件多或磁盘慢，5 秒里没有备份完。下次打开两分钟后会自动补上，也可以按“备份”。")

    def _tell(self, sentence: str) -> None:
        words = f"关闭时没有备份成：{sentence}账簿本身已经保存好。"
        self.box = tell(self._window, "没有备份", words, icon_name="warning")
        self.box.finished.connect(self._close)


def fit(window: MainWindow) -> None:
    """Fit the backups that make themselves to the window."""
    AutomaticBackups(window)


def back_up_on_closing(window: MainWindow) -> None:
    """Let this window close only after a backup."""
    ClosingBackup(window)
