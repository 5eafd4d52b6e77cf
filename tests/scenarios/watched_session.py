"""A session that lets a test stand around every command that anybody gives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from houqin_desktop.services.commands import Result
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.session import Session, open_session
from tests.builders import TODAY, Book, clock_at


@dataclass(frozen=True)
class Given:
    """A command as it was given, and the way to carry it out, which can be gone again."""

    draft: Draft
    on: date | None
    command_id: str
    carry_out: Callable[[], Result]


Around = Callable[[Given], Result]


@dataclass
class WatchedSession(Session):
    """Hands every command, with an id of its own, to who stands around it."""

    around: Around = lambda given: given.carry_out()
    count: int = 0

    def run(
        self,
        draft: Draft,
        *,
        on: date | None = None,
        command_id: str | None = None,
        together: bool = False,
    ) -> Result:
        self.count += 1
        name = command_id or f"watched-{self.count}"

        def carry_out() -> Result:
            return super(WatchedSession, self).run(draft, on=on, command_id=name, together=together)

        return self.around(Given(draft, on, name, carry_out))


def watched_book(path: Path, around: Around, *, actor: str | None = None) -> Book:
    """Open a book whose commands go through `around`, on the day of the tests."""
    opened = open_session(path, clock=clock_at(TODAY), actor=actor)
    return Book(
        WatchedSession(
            opened.book_path, opened.clock, opened.actor_number, opened.door, around=around
        )
    )
