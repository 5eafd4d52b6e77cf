"""The window is closed in the middle of saving, importing, drawing or backing up, by any way.

It is gone in five seconds, whatever it had confirmed is in the book, and no half file is left under
the name of a backup.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from houqin_desktop.services.backups.restoration import look_into
from houqin_desktop.services.session import open_session
from tests.builders import TODAY, Book, clock_at
from tests.long_run import note, times

EACH = 25
PARTS = max(1, times(daily=300, long=3_000) // EACH)
LONGEST = 5.0

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="where processes cannot fork, each window takes two seconds"
)


@pytest.fixture(scope="module")
def offices() -> Iterator[subprocess.Popen[str]]:
    """The process from which offices are forked, one after the other."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.gui.closing_office"],
        cwd=Path(__file__).resolve().parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def closes(
    offices: subprocess.Popen[str], folder: Path, first: int, count: int
) -> list[dict[str, Any]]:
    """Let offices work on the book of the folder and be closed; return how each ended."""
    assert offices.stdin is not None
    assert offices.stdout is not None
    offices.stdin.write(json.dumps((str(folder), first, first + count)) + "\n")
    offices.stdin.flush()
    return [json.loads(offices.stdout.readline()) for _ in range(count)]


def require_clean(book_path: Path, ended: list[dict[str, Any]]) -> None:
    """Ask that each ended in time and as it was told to, and that the book has all it confirmed."""
    for office in ended:
        wanted = -signal.SIGTERM if office["way"] == "terminate" else 0
        assert (office["code"], office["trouble"]) == (wanted, []), office
        assert office["seconds"] < LONGEST, office
    with closing(sqlite3.connect(book_path)) as stock:
        kept = dict(stock.execute("SELECT seq, hash FROM journal"))
    for office in ended:
        assert [kept.get(seq) for seq, _ in office["confirmed"]] == [
            hash_ for _, hash_ in office["confirmed"]
        ]
    session = open_session(book_path, clock=clock_at(TODAY))
    try:
        Book(session).require_whole()
    finally:
        session.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_closing_in_the_middle_of_work_is_quick_and_loses_nothing(
    offices: subprocess.Popen[str], book_path: Path, part: int
):
    ended = closes(offices, book_path.parent, part * EACH, EACH)
    assert len(ended) == EACH
    require_clean(book_path, ended)
    for backup in book_path.parent.glob("C*.zip"):
        assert look_into(backup).school == "示范小学"
    note("关闭窗口", closes=EACH, confirmed=sum(len(office["confirmed"]) for office in ended))


def test_a_close_that_lost_what_was_confirmed_is_found_out(
    offices: subprocess.Popen[str], book_path: Path
):
    before = book_path.read_bytes()
    ended = closes(offices, book_path.parent, 0, 1)
    book_path.write_bytes(before)
    with pytest.raises(AssertionError):
        require_clean(book_path, ended)
