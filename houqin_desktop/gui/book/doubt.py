"""What the window does with a book that is not the one this computer remembers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from houqin_desktop.domain.anchor import ACCEPTED, Unchecked
from houqin_desktop.gui.first_paint import after_first_paint

if TYPE_CHECKING:
    from houqin_desktop.gui.background import Progress
    from houqin_desktop.gui.main_window import MainWindow
    from houqin_desktop.services.check.invariants import CheckReport
    from houqin_desktop.services.commands import Result


def fit(window: MainWindow) -> None:
    """Ask, once the window is there, what is to be done with a book in doubt; say so until then.

    A book that lies otherwise than it was left is checked first.
    """
    if isinstance(window.session.doubt, Unchecked):
        after_first_paint(window, partial(_look_over, window), "look_over")
    elif window.session.doubt is not None:
        _say_so(window)


def _look_over(window: MainWindow) -> None:
    from houqin_desktop.gui.lending import lend
    from houqin_desktop.services.check.as_left import look_over

    def work(progress: Progress) -> CheckReport:
        return look_over(window.session, lambda: progress.cancelled)

    def done(_report: CheckReport) -> None:
        if window.session.doubt is None:
            window.toast.say("账簿不是上次关闭时的样子，已核对，检查无误")
        else:
            _say_so(window)

    lend(
        window,
        window.desk,
        "账簿不是上次关闭时的样子，正在核对",
        work,
        done=done,
        refused=window.page.refuse,
    )


def _say_so(window: MainWindow) -> None:
    from houqin_desktop.gui.ribbon import doubt_ribbon

    ribbon = doubt_ribbon()
    ribbon.link.clicked.connect(lambda: ask(window))
    window.put_below_ribbon(ribbon)
    window.bus.changed.connect(lambda: ribbon.setVisible(window.session.doubt is not None))
    QTimer.singleShot(0, window, lambda: ask(window))


def ask(window: MainWindow) -> None:
    """Show both heads, and let a person accept the book, restore a backup or only look."""
    from houqin_desktop.gui.book.doubt_dialog import DoubtDialog

    doubt = window.session.doubt
    if doubt is None:
        return
    barred = window.desk.permissions.reason("record_restoration")
    dialog = DoubtDialog(window, doubt.sentence(window.session.book_path.name), barred)
    dialog.accepted_as_is.connect(lambda: _accept(window))
    dialog.restore_wanted.connect(window.actions_of_window["book.restore"].trigger)
    dialog.open()


def _accept(window: MainWindow) -> None:
    from houqin_desktop.gui.operators.confirm_dialog import confirm_password

    reason = "认可以后，本机只记得这一份账簿，要再输一次密码。"
    confirm_password(window, window.desk, reason, lambda: _write_down(window))


def _write_down(window: MainWindow) -> None:
    from houqin_desktop.gui.lending import lend
    from houqin_desktop.services.backups.restoration import accept_book

    lend(
        window,
        window.desk,
        "正在认可账簿",
        partial(accept_book, window.session),
        done=partial(_say_accepted, window),
        refused=window.page.refuse,
    )


def _say_accepted(window: MainWindow, result: Result) -> None:
    window.bus.changed.emit(result.changes)
    window.toast.say(ACCEPTED)
