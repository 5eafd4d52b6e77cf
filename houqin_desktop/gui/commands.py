"""How the window changes the book: one draft, one command, one answer.

A refusal is shown in place and nothing was written; a success goes to the bus and is said with the
number it was given. Any other failure is a defect and goes to the exception hook, which says that
nothing was saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QWidget

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.desk import Desk
from houqin_desktop.services.commands import Result
from houqin_desktop.services.draft import Draft


class Refusable(Protocol):
    """A page or dialog that can show a refusal in place."""

    def refuse(self, refusal: Refused) -> None:
        """Show why the rule said no."""


def run_command(
    parent: Refusable,
    desk: Desk,
    draft: Draft,
    *,
    done: str = "已保存",
    again: Callable[[], object] | None = None,
) -> Result | None:
    """Run the draft; return the result, or None when the rule refused and `parent` shows why.

    Before a risky command the book is copied on the worker.

    :param again: what to do once the password was given again for a command that asks for it, the
        book was copied or the clock was said to be right; by default the draft is run.
    """
    retry = again or partial(run_command, parent, desk, draft, done=done)
    if desk.session.guard.is_copy_due(draft):
        _copy_first(parent, desk, draft, retry)
        return None
    try:
        result = desk.session.run(draft)
    except Refused as refusal:
        if refusal.code == "clock_doubtful" and isinstance(parent, QWidget):
            _ask_about_clock(parent, desk, retry)
        elif refusal.code == "password_again":
            _ask_password(parent, desk, refusal, retry)
        else:
            parent.refuse(refusal)
        return None
    desk.bus.changed.emit(result.changes)
    desk.say(saved_words(done, result.number, desk))
    return result


def run_commands(
    parent: Refusable,
    desk: Desk,
    drafts: Iterable[Draft],
    *,
    done: str,
    again: Callable[[], object] = lambda: None,
) -> bool:
    """Run the drafts of commands that ask for no password, all or none; say whether all were.

    :param again: what to do once somebody said that the clock is right; by default the keeper is
        left to press once more.
    """
    try:
        results = desk.session.run_whole(drafts)
    except Refused as refusal:
        if refusal.code == "clock_doubtful" and isinstance(parent, QWidget):
            _ask_about_clock(parent, desk, again)
        else:
            parent.refuse(refusal)
        return False
    for result in results:
        desk.bus.changed.emit(result.changes)
    desk.say(saved_words(done, results[-1].number if results else None, desk))
    return True


def _copy_first(parent: Refusable, desk: Desk, draft: Draft, retry: Callable[[], object]) -> None:
    from houqin_desktop.gui.lending import lend

    lend(
        parent if isinstance(parent, QWidget) else None,
        desk,
        "正在留操作前备份",
        partial(desk.session.guard.keep_before, draft),
        done=lambda _kept: retry(),
        refused=parent.refuse,
    )


def _ask_about_clock(parent: QWidget, desk: Desk, retry: Callable[[], object]) -> None:
    from houqin_desktop.gui.book.clock import ask_about_clock

    ask_about_clock(parent, desk, retry)


def _ask_password(
    parent: Refusable, desk: Desk, refusal: Refused, retry: Callable[[], object]
) -> None:
    from houqin_desktop.gui.operators.confirm_dialog import confirm_password

    confirm_password(parent if isinstance(parent, QWidget) else None, desk, refusal.sentence, retry)


def saved_words(done: str, number: str | None, desk: Desk) -> str:
    """Return what is said of a saved thing: 已保存 · BF20260007 · 10:42."""
    time = f"{desk.session.clock.now():%H:%M}"
    return " · ".join(part for part in (done, number, time) if part)
