"""Which automatic backups stay (备份的去留): rings that thin out with age, by count and not by age.

Counting days on which there are copies, and not days that went by, lets a long holiday or a wrong
clock take nothing away. Whatever is dated in the future, or longer ago than the rings reach, is
left alone: the clock of an old office computer is no reason to delete.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

RECENT, DAILY, WEEKLY = 20, 14, 8
HELD = timedelta(days=90)
REACH = timedelta(days=400)
_STAMP = "%Y%m%d-%H%M%S"


class Occasion(Enum):
    """Why a copy was made; the value begins its name."""

    REGULAR = "自动备份"
    BEFORE_RISK = "操作前备份"


_NAME = re.compile(
    rf"({'|'.join(one.value for one in Occasion)})"
    r"-([0-9]{8}-[0-9]{6})-([0-9]{1,18})-([0-9a-f]{8})-([0-9a-f]{8})\.zip"
)


def book_name(first_hash: str) -> str:
    """Return by what the backups of a book are known: its very first line begins so."""
    return first_hash[:8]


@dataclass(frozen=True, slots=True)
class RingCopy:
    """One automatic backup as its name tells of it; only what was read back bears such a name.

    `head_seq` and `head_start` are the last number of the flow and the first 8 digits of its hash;
    `book_start` are those of its very first line, which tells books apart in one folder.
    """

    made_at: datetime
    head_seq: int
    head_start: str
    book_start: str
    occasion: Occasion = Occasion.REGULAR

    @property
    def name(self) -> str:
        """Return the name of the file."""
        made = self.made_at.strftime(_STAMP)
        of_flow = f"{self.head_seq}-{self.head_start}-{self.book_start}"
        return f"{self.occasion.value}-{made}-{of_flow}.zip"

    @classmethod
    def from_name(cls, name: str) -> RingCopy | None:
        """Return the copy of this name, or None for a file that the rings did not make."""
        match = _NAME.fullmatch(name)
        if match is None:
            return None
        occasion, made, seq, start, book = match.groups()
        try:
            return cls(datetime.strptime(made, _STAMP), int(seq), start, book, Occasion(occasion))
        except ValueError:
            return None


def superfluous(
    copies: Iterable[RingCopy], now: datetime, restored_on: date | None = None
) -> list[RingCopy]:
    """Return the copies that may go now: those that no ring keeps.

    The last 20 stay, the last of each of 14 days, of each of 8 weeks and of every month. A copy
    made before a risky act stays 90 days, and so does everything that was there when a backup last
    took the place of the book.

    :param restored_on: the day on which that last happened.
    """
    every = sorted(copies, key=lambda one: (one.made_at, one.head_seq), reverse=True)
    reached = [one for one in every if now - REACH <= one.made_at <= now]
    regular = [one for one in reached if one.occasion is Occasion.REGULAR]
    kept = {*every[:1], *sorted(every, key=lambda one: one.head_seq)[-1:], *regular[:RECENT]}
    kept.update(_last_of_each(regular, lambda one: one.made_at.date(), DAILY))
    kept.update(_last_of_each(regular, lambda one: one.made_at.isocalendar()[:2], WEEKLY))
    kept.update(_last_of_each(regular, lambda one: (one.made_at.year, one.made_at.month)))
    return [
        one
        for one in reached
        if one not in kept
        and not _is_held(one, now)
        and not _was_there(one, now.date(), restored_on)
    ]


def _last_of_each(
    newest_first: Sequence[RingCopy],
    period: Callable[[RingCopy], Hashable],
    most: int | None = None,
) -> list[RingCopy]:
    """Return the newest copy of each period, of the `most` newest periods that have one."""
    found: dict[Hashable, RingCopy] = {}
    for one in newest_first:
        found.setdefault(period(one), one)
    return list(found.values())[:most]


def _is_held(one: RingCopy, now: datetime) -> bool:
    return one.occasion is Occasion.BEFORE_RISK and now - one.made_at < HELD


def _was_there(one: RingCopy, today: date, restored_on: date | None) -> bool:
    """Say whether a restoration of the last 90 days may have to be taken back with this copy."""
    if restored_on is None or today - restored_on >= HELD:
        return False
    return one.made_at.date() <= restored_on
