"""What stands before every command of a book that a person has open: the clock, and the copy."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from houqin_desktop.domain.clock_doubt import DATE_CODES, ClockDoubt, clock_doubt
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import command_of
from houqin_desktop.storage.backup import last_work_row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from houqin_desktop.services.draft import Draft
    from houqin_desktop.services.session import Session
    from houqin_desktop.storage.backup_file import Tick


def clock_against_last(today: date) -> ClockDoubt | None:
    """Hold the day of the clock against the last entry of the open book."""
    last = last_work_row()
    return None if last is None else clock_doubt(today, last.business_on, last.recorded_on)


class Guard:
    """Asks about a clock that may be wrong, and has the book copied before a risky command.

    It does neither for a session that is not `guarded`.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._trusted_on: date | None = None

    @contextmanager
    def over(self, draft: Draft, *, together: bool) -> Iterator[None]:
        """Let a command be carried out inside, after what has to come before it.

        :param together: whether a transaction is open already, out of which nothing can be copied.
        :raises Refused: when the clock may be wrong, or the copy could not be made.
        :raises ValueError: for a risky command in an open transaction, which is a defect.
        """
        if not draft.in_doubt and (wrong := self.clock_doubt()) is not None:
            raise Refused(wrong.sentence, code="clock_doubtful")
        if self.is_copy_due(draft):
            if together:
                raise ValueError(f"{type(draft).__name__} is risky and has to be run by itself")
            self.keep_before(draft)
        try:
            yield
        except Refused as refused:
            if refused.code not in DATE_CODES or (wrong := self._wrong_clock()) is None:
                raise
            sentence = f"{refused.sentence}{wrong.hint}"
            raise Refused(sentence, code=refused.code, article=refused.article) from refused

    def clock_doubt(self) -> ClockDoubt | None:
        """Return why today may not be today, unless somebody said today that it is."""
        today = self._session.clock.today()
        return None if self._trusted_on == today else self._wrong_clock()

    def trust_clock(self) -> None:
        """Take today for what the clock says, until it says another day."""
        self._trusted_on = self._session.clock.today()

    def _wrong_clock(self) -> ClockDoubt | None:
        if not self._session.guarded or self._session.is_invented():
            return None
        return clock_against_last(self._session.clock.today())

    def is_copy_due(self, draft: Draft) -> bool:
        """Say whether the book is to be copied before this command, and is not copied yet."""
        if not self._session.guarded or self._session.doubt is not None:
            return False
        from houqin_desktop.services.backups.before_risk import is_copy_due

        return is_copy_due(self._session, draft)

    def keep_before(self, draft: Draft, tick: Tick = lambda _done, _total: None) -> None:
        """Copy the book into the rings before this command.

        :raises Refused: when the copy could not be made.
        """
        from houqin_desktop.services.backups.before_risk import back_up_before_risk

        back_up_before_risk(self._session, command_of(draft).title, tick)
