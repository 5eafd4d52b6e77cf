"""A busy office in its own process: it says what it begins and, once in the book, what is done.

Started by test_kills.py, which ends one office after another without warning. The program is loaded
once and forked for each, so that an office costs what it does and not what it has to load.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from random import Random

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import Result, all_commands
from houqin_desktop.services.registers.pinyin import search_text
from houqin_desktop.storage.journal import head
from tests.scenarios.busy_office import give_every_command
from tests.scenarios.watched_session import Given, watched_book

# The pipe beside the book through which its office speaks.
WORDS = "words"


def say(**words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def work(path: Path, seed: int) -> None:
    """Give every command there is, until somebody pulls the plug."""

    def aloud(given: Given) -> Result:
        say(
            begun=given.command_id,
            verb=given.draft.verb,
            arguments=given.draft.to_json(),
            today=book.today.isoformat(),
            on=None if given.on is None else given.on.isoformat(),
        )
        try:
            result = given.carry_out()
        except Refused as refused:
            say(refused=given.command_id, code=refused.code)
            raise
        seq, hash_ = head()
        assert seq == result.seq
        say(done=given.command_id, verb=given.draft.verb, seq=seq, hash=hash_)
        return result

    book = watched_book(path, aloud, actor="P0001")
    give_every_command(book, Random(seed), path.parent)


def let_work() -> None:
    """Let an office work on each book that is named; tell its process, and how that ended."""
    all_commands()
    search_text("账簿")
    for line in sys.stdin:
        path = Path(line.removesuffix("\n"))
        process = os.fork()
        if process == 0:
            sys.stdout = path.with_name(WORDS).open("w", encoding="utf-8")
            work(path, 1)
            return
        sys.stdout.write(f"{process}\n")
        sys.stdout.flush()
        _, status = os.waitpid(process, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    let_work()
