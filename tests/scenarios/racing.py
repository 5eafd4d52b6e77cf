"""Several processes open the same book at the same instant; started by test_start_races.py.

It has no thread but its own, so that it may fork: a start costs milliseconds and not a second.
Many races are run beside one another, for who comes too late waits a second before it gives up.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.session import open_session
from houqin_desktop.storage import database, second_lock
from tests.builders import TODAY, clock_at

OWNER = "owner"


@dataclass
class Starter:
    """One process at the start: it runs when `go` is closed, and what it meets stands in `said`."""

    process: int
    said: int

    def answer(self) -> str:
        """Wait until it owns the book or was refused."""
        return os.read(self.said, 100).decode()

    def kill(self) -> None:
        """End it without warning; it closes nothing."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.said)


def line_up(book: Path, go: tuple[int, int]) -> Starter:
    """Let a process stand ready to open the book."""
    said, say = os.pipe()
    process = os.fork()
    if process:
        os.close(say)
        return Starter(process, said)
    os.close(go[1])
    os.read(go[0], 1)
    try:
        open_session(book, clock=clock_at(TODAY))
    except Refused as refused:
        os.write(say, refused.code.encode())
    else:
        os.write(say, OWNER.encode())
    signal.pause()
    os._exit(1)


def race(books: list[Path], starters: int) -> tuple[list[Counter[str]], list[str]]:
    """Race for each book; return the answers, and what one meets after the owner was killed."""
    answers = []
    for lined_up in started(books, starters):
        answers.append(Counter(starter.answer() for starter in lined_up))
        for starter in lined_up:
            starter.kill()
    after = []
    for (starter,) in started(books, 1):
        after.append(starter.answer())
        starter.kill()
    return answers, after


def started(books: list[Path], each: int) -> list[list[Starter]]:
    """Line up so many processes before each book and let all of them go at once."""
    go = os.pipe()
    lined_up = [[line_up(book, go) for _ in range(each)] for book in books]
    os.close(go[1])
    os.close(go[0])
    return lined_up


def lose_the_locks() -> None:
    """Open books as a program would that keeps no lock."""
    database.LOCKING = "NORMAL"
    setattr(second_lock, "hold", lambda _path: True)  # noqa: B010 - mypy knows the function


if __name__ == "__main__":
    folder, rounds, starters = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    if "without-locks" in sys.argv:
        lose_the_locks()
    for _ in range(rounds):
        print(json.dumps(race(sorted(folder.glob("*.sqlite")), starters)), flush=True)  # noqa: T201
