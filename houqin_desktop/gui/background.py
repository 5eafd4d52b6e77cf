"""Long work beside the window: one worker, a count that moves, a cancel that is obeyed.

Imports, exports, bulk paper and the check run here. The work gets a Qt-free Progress; it reports
and asks whether the keeper has had enough. Answers come back on the window's own thread.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from typing import Any, Final
from weakref import WeakSet

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from shiboken6 import isValid


class Cancelled(Exception):
    """The keeper pressed cancel; the work stopped at a safe place and wrote nothing."""


class Progress:
    """What a long work is given: report how far it is, learn whether to stop."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()

    def __call__(self, done: int, total: int) -> None:
        """Report `done` of `total` rows.

        :raises Cancelled: when the keeper has pressed cancel.
        """
        if self._stop.is_set():
            raise Cancelled
        self._tell(done, total)

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Say whether the work was asked to stop."""
        return self._stop.is_set()


class Task(QObject):
    """One piece of long work as the window sees it; its signals arrive on the window's thread."""

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, parent: QObject, tell: Callable[[Task, int, int], None]) -> None:
        super().__init__(parent)
        self.progress = Progress(lambda done, total: tell(self, done, total))


class _Run(QRunnable):
    def __init__(
        self, work: Callable[[Progress], Any], progress: Progress, answer: Callable[..., None]
    ) -> None:
        super().__init__()
        self._work = work
        self._progress = progress
        self._answer = answer

    def run(self) -> None:
        try:
            result = self._work(self._progress)
        except Cancelled:
            self._answer("cancelled", None)
        except BaseException as error:  # noqa: BLE001 - carried to the window, which tells or logs it
            self._answer("failed", error)
        else:
            self._answer("succeeded", result)


class _Collector:
    """Python's collector, which rests while any worker runs.

    On a worker it would take closed forms apart, which Qt allows on the thread of the window alone,
    and the program would end without a word. What rested before for another reason goes on resting.
    """

    def __init__(self) -> None:
        self._runners: WeakSet[TaskRunner] = WeakSet()
        self._wanted = False

    def rest(self, runner: TaskRunner) -> None:
        """Let it rest until this runner, and every other, has no work."""
        self._runners.add(runner)
        self._wanted = self._wanted or gc.isenabled()
        gc.disable()

    def go_on(self, runner: TaskRunner) -> None:
        """Let it go on if it was at work before and no other runner has a worker that runs."""
        self._runners.discard(runner)
        if self._wanted:
            self.begin()

    def begin(self) -> None:
        """Let it begin: at once, or after the last worker."""
        self._wanted = any(one.at_work for one in self._runners)
        if not self._wanted:
            gc.enable()


COLLECTOR: Final = _Collector()


class TaskRunner(QObject):
    """One worker thread; a second task waits until the first is done."""

    _answered = Signal(object, str, object)
    _told = Signal(object, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._open: list[Task] = []
        self._is_closed = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[Progress], Any]) -> Task:
        """Start the work on the worker and return the task to listen to."""
        task = Task(self, self._told.emit)
        COLLECTOR.rest(self)
        self._open.append(task)
        self._pool.start(
            _Run(work, task.progress, lambda how, what: self._answered.emit(task, how, what))
        )
        return task

    @property
    def busy(self) -> bool:
        """Say whether some work is still under way."""
        return bool(self._open)

    @property
    def at_work(self) -> bool:
        """Say whether the worker runs at this moment, whether or not anybody hears its answer."""
        return isValid(self) and self._pool.activeThreadCount() > 0

    def close(self) -> None:
        """Cancel what runs and wait for the worker to end; called when the window closes.

        What it answers after this is told to nobody: the book may be closed by then.
        """
        self._is_closed = True
        for task in self._open:
            task.progress.cancel()
        self._pool.waitForDone()
        self._end(self._open[:])

    def _end(self, tasks: list[Task]) -> None:
        """Let the collector go on with the last of what was open."""
        for task in tasks:
            self._open.remove(task)
        if tasks and not self._open:
            COLLECTOR.go_on(self)

    def _pass_on(self, task: Task, done: int, total: int) -> None:
        task.progressed.emit(done, total)

    def _deliver(self, task: Task, how: str, what: object) -> None:
        if self._is_closed:
            return
        self._end([task])
        if how == "succeeded":
            task.succeeded.emit(what)
        elif how == "cancelled":
            task.cancelled.emit()
        else:
            task.failed.emit(what)
        task.finished.emit()
        task.deleteLater()
