"""How the window changes the book: one draft, one command, one answer.

A refusal is shown in place and nothing was written; a success goes to the bus and is said with the
number it was given. Any other failure is a defect and goes to the exception hook, which says that
nothing was saved.
"""

from __future__ import annotations

from typing import Protocol

from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.desk import Desk
from houqin_desktop.services.commands import Result
from houqin_desktop.services.draft import Draft


class Refusable(Protocol):
    """A page or dialog that can show a refusal in place."""

    def refuse(self, refusal: Refused) -> None:
        """Show why the rule said no."""


def run_command(
    parent: Refusable, desk: Desk, draft: Draft, *, done: str = "已保存"
) -> Result | None:
    """Run the draft; return the result, or None when the rule refused and `parent` shows why."""
    try:
        result = desk.session.run(draft)
    except Refused as refusal:
        parent.refuse(refusal)
        return None
    desk.bus.changed.emit(result.changes)
    desk.say(saved_words(done, result.number, desk))
    return result


def saved_words(done: str, number: str | None, desk: Desk) -> str:
    """Return what is said of a saved thing: 已保存 · BF20260007 · 10:42."""
    time = f"{desk.session.clock.now():%H:%M}"
    return " · ".join(part for part in (done, number, time) if part)
