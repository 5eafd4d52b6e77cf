"""Wrong passwords: how many and how long to wait, kept outside of the book beside its anchors.

A refused try is no command and leaves no row. The wait belongs to one password: a new one, or the
recovery code, is tried at once. Where the program has not said where, nothing is kept.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Self

from houqin_desktop.domain.operators import Secret, seconds_to_wait
from houqin_desktop.storage.anchor import file_of_book

ENDING = ".tries"


@dataclass(frozen=True, slots=True)
class Failures:
    """How often a password was wrong, and when it may be tried again."""

    count: int = 0
    not_before: datetime = datetime.min

    def one_more(self, now: datetime) -> Self:
        """Return what is kept after one more wrong try."""
        count = self.count + 1
        return type(self)(count, now + timedelta(seconds=seconds_to_wait(count)))

    def seconds_left(self, now: datetime) -> float:
        """Return how long to wait, or 0 or less; a clock that was put back makes nobody wait."""
        left = (self.not_before - now).total_seconds()
        return left if left <= seconds_to_wait(self.count) else 0


def failures_known() -> dict[str, Failures]:
    """Return what is kept of the open book by `mark_of`; an unreadable file is no fault."""
    file = file_of_book(ENDING)
    if file is None:
        return {}
    try:
        kept = json.loads(file.read_text(encoding="ascii"))
        return {
            mark: Failures(int(count), datetime.fromisoformat(until).replace(tzinfo=None))
            for mark, (count, until) in kept.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def keep_failures(failures: dict[str, Failures]) -> None:
    """Keep it for the next start; a place that cannot be written hinders nobody."""
    file = file_of_book(ENDING)
    if file is None:
        return
    words = {mark: (one.count, one.not_before.isoformat()) for mark, one in failures.items()}
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(file.name + ".new")
        with part.open("w", encoding="ascii") as target:
            json.dump(words, target)
            target.flush()
            os.fsync(target.fileno())
        part.replace(file)


def mark_of(secret: Secret) -> str:
    """Return what a password is known by in the file, which tells nothing of it."""
    return sha256(secret.encode("ascii")).hexdigest()[:16]
