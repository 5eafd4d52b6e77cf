"""A busy office in its own process: it says what it begins and, once in the book, what is done.

Started by test_kills.py, which ends it without warning.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import Result
from houqin_desktop.storage.journal import head
from tests.scenarios.busy_office import give_every_command
from tests.scenarios.watched_session import Given, watched_book


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


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]))
