"""Lending the book's one connection to the worker for long work, and having it back.

While it is away the window makes no query: tables hold what they have, and a dialog with a bar, a
count and a cancel stands before everything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.progress_dialog import ProgressDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.desk import Desk


def lend(
    parent: QWidget | None,
    desk: Desk,
    title: str,
    work: Callable[[Progress], Any],
    *,
    done: Callable[[Any], object],
    refused: Callable[[Refused], None],
) -> ProgressDialog:
    """Run the work on the worker; `done` gets its answer when the connection is back."""
    desk.bus.lent.emit(True)
    task = desk.tasks.run(work)
    dialog = ProgressDialog(parent, title, task)

    def fail(error: BaseException) -> None:
        desk.bus.lent.emit(False)
        if not isinstance(error, Refused):
            raise error
        refused(error)

    def succeed(answer: Any) -> None:
        desk.bus.lent.emit(False)
        done(answer)

    def cancel() -> None:
        desk.bus.lent.emit(False)
        desk.say("已取消，什么也没有写入")

    task.failed.connect(fail)
    task.succeeded.connect(succeed)
    task.cancelled.connect(cancel)
    dialog.open()
    return dialog
