"""Five starts at the same instant: exactly one gets the book, and its death gives it free."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.long_run import note, times

AT_ONCE, STARTERS = 20, 5
RACES = times(daily=200, long=2_000)

Race = tuple[dict[str, int], str]

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="where processes cannot fork, a thousand starts take an hour"
)


def raced(folder: Path, template: Path, rounds: int, *words: str) -> list[Race]:
    """Run rounds of races; return for each its answers, and what came after the owner's death."""
    for number in range(AT_ONCE):
        shutil.copyfile(template, folder / f"{number}.sqlite")
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.scenarios.racing",
            folder,
            str(rounds),
            str(STARTERS),
            *words,
        ],
        cwd=Path(__file__).resolve().parents[2],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    found: list[Race] = []
    for line in run.stdout.splitlines():
        answers, after = json.loads(line)
        found += zip(answers, after, strict=True)
    return found


def test_exactly_one_of_five_starts_gets_the_book(template: Path, tmp_path: Path):
    found = raced(tmp_path, template, -(-RACES // AT_ONCE))
    assert len(found) >= RACES
    for answers, after in found:
        assert answers == {"owner": 1, "book_open_elsewhere": STARTERS - 1}
        assert after == "owner"
    note("同时启动", races=len(found), processes=STARTERS * len(found))


def test_a_program_that_keeps_no_lock_is_found_out(template: Path, tmp_path: Path):
    found = raced(tmp_path, template, 1, "without-locks")
    assert any(answers.get("owner", 0) > 1 for answers, _ in found)
