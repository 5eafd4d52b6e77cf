"""The plug is pulled at a random moment: all that was confirmed is there, and at most one more."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import command_spec
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.journal import head
from tests.builders import Book, clock_at

KILLS = 20


def run_until_killed(path: Path, seed: int, moment: float) -> list[dict[str, Any]]:
    """Let the office work, end it without warning, and return what it had said."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.scenarios.killed_office", str(path), str(seed)],
        cwd=Path(__file__).resolve().parents[2],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline()]
        with suppress(subprocess.TimeoutExpired):
            process.wait(moment)
        process.kill()
        said += process.stdout.readlines()
    assert process.returncode == -9
    return [json.loads(line) for line in said if line.endswith("\n")]


def repeat(book: Book, begun: dict[str, Any]) -> bool | None:
    """Send a command again as it was written down; None stands for refused."""
    draft = command_spec(begun["verb"]).draft_class.from_json(begun["arguments"])
    on = None if begun["on"] is None else date.fromisoformat(begun["on"])
    with suppress(Refused):
        return book.run(draft, on=on, command_id=begun["begun"]).repeated
    return None


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_kill_at_a_random_moment_loses_nothing_confirmed(book_path: Path, kill: int):
    r = Random()
    said = run_until_killed(book_path, r.randrange(10**9), r.uniform(0.0, 0.7))
    begun = {words["begun"]: words for words in said if "begun" in words}
    done = {words["done"]: words for words in said if "done" in words}
    last = begun[list(begun)[-1]]
    session = open_session(
        book_path, clock=clock_at(date.fromisoformat(last["today"])), actor="P0001"
    )
    try:
        book = Book(session)
        kept = {row["id"]: row["seq"] for row in book.rows("command", "id LIKE 'kill-%'")}
        assert {name: kept.get(name) for name in done} == {
            name: words["seq"] for name, words in done.items()
        }
        for words in done.values():
            (row,) = book.rows("journal", "seq = ?", words["seq"])
            assert row["hash"] == words["hash"]
        assert set(kept) - set(done) <= {last["begun"]}
        book.require_whole()

        before = head()
        if done:
            assert repeat(book, begun[list(done)[-1]])
            assert head() == before
        if last["begun"] not in done:
            again = repeat(book, last)
            assert again is None or again == (last["begun"] in kept)
            assert (head() == before) == (again is not False)
        book.require_whole()
    finally:
        session.close()
