"""A busy office that says what it begins and, once in the book, what is done.

Started by test_kills.py, which ends one office after another without warning. The office works once
from the first command to the last and stands still now and then: what it is by then waits in a
process of its own, beside a copy of its book. Who is to be killed in a command is forked from the
one that waits before it, so that nothing has to be done again that all offices have done alike.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import TextIO

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import Result
from houqin_desktop.storage.base import db
from houqin_desktop.storage.database import attachments_folder, close_database, open_database
from houqin_desktop.storage.journal import head
from tests.builders import Book, copy_with_attachments
from tests.scenarios.busy_office import give_every_command
from tests.scenarios.watched_session import Given, watched_book

# The pipe beside the book through which its office speaks.
WORDS = "words"
# How many commands it gives between two stops, and so at most before the one it is killed in.
STRETCH = 10


@dataclass(frozen=True)
class Standing:
    """An office that stands still, and the pipe that takes the books on which one is to go on."""

    process: int
    orders: TextIO

    def end(self) -> None:
        self.orders.close()
        os.waitpid(self.process, 0)


@dataclass
class Office:
    """One office at work; `words` holds all it has said, or carries it out of the process."""

    words: TextIO = field(default_factory=StringIO)
    standing: list[Standing] = field(default_factory=list)
    before: dict[str, Standing] = field(default_factory=dict)
    since: int = STRETCH
    sent_out: bool = False

    def work(self, path: Path) -> None:
        """Give every command there is; who is sent out then waits for the end."""
        self.book: Book = watched_book(path, self.aloud, actor="P0001")
        give_every_command(self.book, path.parent)
        if self.sent_out:
            signal.pause()
        self.book.session.close()

    def say(self, **words: object) -> None:
        self.words.write(json.dumps(words) + "\n")
        self.words.flush()

    def aloud(self, given: Given) -> Result:
        if self.since >= STRETCH and not self.sent_out and not db.connection().in_transaction:
            self.stand_still()
        self.since += 1
        if not self.sent_out:
            self.before.setdefault(given.draft.verb, self.standing[-1])
        self.say(
            begun=given.command_id,
            verb=given.draft.verb,
            arguments=given.draft.to_json(),
            today=self.book.today.isoformat(),
            on=None if given.on is None else given.on.isoformat(),
        )
        try:
            result = given.carry_out()
        except Refused as refused:
            self.say(refused=given.command_id, code=refused.code)
            raise
        seq, hash_ = head()
        assert seq == result.seq
        self.say(done=given.command_id, verb=given.draft.verb, seq=seq, hash=hash_)
        return result

    def stand_still(self) -> None:
        """Leave an office behind that can go on from here on another book.

        The one before it is not needed where no command was new since.
        """
        self.since = 0
        if self.standing and self.standing[-1] not in self.before.values():
            self.standing.pop().end()
        path = self.book.path
        kept = path.with_name(f"{len(self.standing)}") / path.name
        attachments_folder(kept).mkdir(parents=True, exist_ok=True)
        close_database()
        copy_with_attachments(path, kept)
        reading, writing = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(writing)
            for other in self.standing:
                other.orders.close()
            with os.fdopen(reading) as orders:
                self.send_out(kept, orders)
            return
        os.close(reading)
        self.standing.append(Standing(process, os.fdopen(writing, "w")))
        open_database(path)

    def send_out(self, kept: Path, orders: TextIO) -> None:
        """Let an office go on from here on each book that is named; tell its process, and its end.

        Only in the office that is sent out does this return.
        """
        for line in orders:
            path = Path(line.removesuffix("\n"))
            process = os.fork()
            if process == 0:
                self.go_on(kept, path)
                return
            tell(process)
            _, status = os.waitpid(process, 0)
            tell(os.waitstatus_to_exitcode(status))
        os._exit(0)

    def go_on(self, kept: Path, path: Path) -> None:
        """Take the place of a book, with all that was said up to here."""
        assert isinstance(self.words, StringIO)
        said, self.sent_out = self.words.getvalue(), True
        copy_with_attachments(kept, path)
        open_database(path)
        self.book.session.book_path = path
        self.words = path.with_name(WORDS).open("w", encoding="utf-8")
        self.words.write(said)


def tell(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def let_work(path: Path) -> None:
    """Let an office work on a book, and for each verb and book it is told go out before it."""
    office = Office()
    office.work(path)
    for line in sys.stdin:
        verb, place = line.removesuffix("\n").split(" ", 1)
        orders = office.before[verb].orders
        orders.write(f"{place}\n")
        orders.flush()
    for waiting in office.standing:
        waiting.end()


if __name__ == "__main__":
    let_work(Path(sys.argv[1]))
