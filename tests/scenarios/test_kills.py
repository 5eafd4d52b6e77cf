"""The plug is pulled at a random moment: all that was confirmed is there, and at most one more."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.commands import command_spec
from houqin_desktop.services.draft import Kind
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.journal import head
from tests.builders import Book, clock_at, copy_book
from tests.long_run import note, times
from tests.scenarios.busy_office import NEW_PASSWORD, commands_at_work
from tests.scenarios.killed_office import WORDS

VERBS = commands_at_work()
KILLS = times(daily=len(VERBS), long=1_000)
SLOWEST = 0.008
UNWRITTEN = {Kind.SECRET: "mima-1234", Kind.PERSONAL: "13800000000"}


pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="where processes cannot fork, a killed one says no signal"
)


@pytest.fixture(scope="module")
def offices(
    template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[subprocess.Popen[str]]:
    """The process that sends offices out, one after the other."""
    founded = copy_book(template, tmp_path_factory.mktemp("offices"))
    with subprocess.Popen(
        [sys.executable, "-m", "tests.scenarios.killed_office", str(founded)],
        cwd=Path(__file__).resolve().parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def run_until_killed(
    offices: subprocess.Popen[str], path: Path, verb: str, moment: float
) -> list[dict[str, Any]]:
    """Let an office work, end it a moment after it has begun a command; return what it said."""
    assert offices.stdin is not None
    assert offices.stdout is not None
    words = path.with_name(WORDS)
    os.mkfifo(words)
    offices.stdin.write(f"{verb} {path}\n")
    offices.stdin.flush()
    process = int(offices.stdout.readline())
    with words.open(encoding="utf-8") as telling:
        said = []
        for line in telling:
            said.append(line)
            if json.loads(line).get("verb") == verb:
                break
        select.select([], [], [], moment)
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        said += telling.readlines()
    assert int(offices.stdout.readline()) == -signal.SIGKILL, verb
    return [json.loads(line) for line in said if line.endswith("\n")]


def repeat(book: Book, begun: dict[str, Any]) -> bool | None:
    """Send a command again as it was written down; None stands for refused.

    No record of a command is about a password or what is personal of somebody from outside, so
    that any other will do. A plan is not written down either; without it an import can only be
    answered, not done.
    """
    draft_class = command_spec(begun["verb"]).draft_class
    unwritten = {a.name: UNWRITTEN[a.kind] for a in draft_class.arguments() if a.kind in UNWRITTEN}
    draft = draft_class.from_json({**unwritten, **begun["arguments"]})
    on = None if begun["on"] is None else date.fromisoformat(begun["on"])
    with suppress(Refused):
        return book.run(draft, on=on, command_id=begun["begun"]).repeated
    return None


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_kill_at_a_random_moment_loses_nothing_confirmed(
    offices: subprocess.Popen[str], book_path: Path, kill: int
):
    moment = Random().uniform(0.0, SLOWEST)
    said = run_until_killed(offices, book_path, VERBS[kill % len(VERBS)], moment)
    nothing_confirmed_is_lost(book_path, said)


def test_a_book_that_lost_what_was_confirmed_is_found_out(
    offices: subprocess.Popen[str], book_path: Path
):
    before = book_path.read_bytes()
    said = run_until_killed(offices, book_path, "record_backup", SLOWEST)
    book_path.write_bytes(before)
    # Left beside it, it would be rolled back into a book that it does not belong to.
    book_path.with_name(f"{book_path.name}-journal").unlink(missing_ok=True)
    with pytest.raises(AssertionError):
        nothing_confirmed_is_lost(book_path, said)


def nothing_confirmed_is_lost(book_path: Path, said: list[dict[str, Any]]) -> None:
    """Hold the book against what the office had said; only what had begun last may be unsaid."""
    begun = {words["begun"]: words for words in said if "begun" in words}
    done = {words["done"]: words for words in said if "done" in words}
    last = begun[list(begun)[-1]]
    session = open_session(
        book_path,
        clock=clock_at(date.fromisoformat(last["today"])),
        actor="P0001",
        password=NEW_PASSWORD,
    )
    try:
        book = Book(session)
        kept = {row["id"]: row["seq"] for row in book.rows("command", "id LIKE 'watched-%'")}
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
        if last["begun"] not in done and (last["begun"] in kept or last["verb"] != "import_assets"):
            again = repeat(book, last)
            assert again is None or again == (last["begun"] in kept)
            assert (head() == before) == (again is not False)
        book.require_whole()
    finally:
        session.close()
    note("强行结束进程", kills=1, confirmed=len(done), unanswered=len(set(kept) - set(done)))
