"""A busy office in its own process: it says what it begins and, once in the book, what is done.

Started by test_kills.py, which ends it without warning.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import all_commands
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.journal import head
from tests.builders import TODAY, Book, clock_at
from tests.scenarios.random_school import propose
from tests.scenarios.school_model import School


def say(**words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def work(path: Path, seed: int) -> None:
    """Give random commands until somebody pulls the plug."""
    book = Book(open_session(path, clock=clock_at(TODAY), actor="P0001"))
    all_commands()
    school, r, count = School(), Random(seed), 0
    while True:
        count += 1
        proposal = propose(r, school, book.today)
        if proposal.next_day:
            book.advance()
        command_id = f"kill-{seed}-{count}"
        say(
            begun=command_id,
            verb=proposal.draft.verb,
            arguments=proposal.draft.to_json(),
            today=book.today.isoformat(),
            on=None if proposal.on is None else proposal.on.isoformat(),
        )
        try:
            result = book.run(proposal.draft, on=proposal.on, command_id=command_id)
        except Refused as refused:
            say(refused=command_id, code=refused.code)
            continue
        seq, hash_ = head()
        assert seq == result.seq
        say(done=command_id, seq=seq, hash=hash_)
        proposal.note()


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]))
