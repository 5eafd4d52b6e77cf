"""An upgrade is whole or not at all, wherever it stops; a copy that was read back comes first."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.visit import CallResult
from houqin_desktop.services.gate.drafts import RecordVisit
from houqin_desktop.services.session import open_session
from houqin_desktop.storage import database
from houqin_desktop.storage.base import db
from houqin_desktop.storage.migrations import SCHEMA_VERSION, migrations
from tests.builders import COLLEAGUE, Book, clock_at
from tests.scenarios.watched_disk import FULL, OK, watched_disk
from tests.storage.test_golden import DAY, GOLDEN, image, require_whole

KILLS = 8
FAR = 1_000_000
CHECKOUT = Path(__file__).parents[2]

Step = Callable[[Any], None]


class Stopped:
    """A connection that does something else instead of its n-th statement."""

    def __init__(self, connection: sqlite3.Connection, at: int, stop: Callable[[], None]) -> None:
        self._connection = connection
        self._stop = stop
        self.left = at

    def __getattr__(self, name: str) -> Any:
        if name.startswith("execute"):
            if self.left == 0:
                self._stop()
            self.left -= 1
        return getattr(self._connection, name)


def stopping(at: int, stop: Callable[[], None], seen: list[int]) -> Callable[[int], Iterator[Step]]:
    """Return the steps of the schema, stopped at a statement counted over all of them.

    What is left when they are through goes into `seen`.
    """

    def steps(since: int) -> Iterator[Step]:
        stopped: Stopped | None = None

        def through(step: Step, connection: sqlite3.Connection) -> None:
            nonlocal stopped
            stopped = stopped or Stopped(connection, at, stop)
            step(stopped)
            seen[:] = [stopped.left]

        for step in migrations(since):
            yield lambda connection, step=step: through(step, connection)  # type: ignore[misc]

    return steps


def fail() -> None:
    raise sqlite3.DatabaseError("stopped")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def unpacked(golden: Path, folder: Path) -> Path:
    """Return a book of a released schema, in a folder of its own."""
    with zipfile.ZipFile(golden) as file:
        file.extractall(folder)
    return folder / f"{golden.stem}.houqin"


def way(book: Path) -> list[int]:
    """Upgrade a book; return how many statements were behind it when each of its steps began."""
    starts: list[int] = []
    seen = [FAR]
    steps = stopping(FAR, fail, seen)

    def watched(since: int) -> Iterator[Step]:
        for step in steps(since):
            starts.append(FAR - seen[0])
            yield step

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "migrations", watched)
        open_session(book, clock=clock_at(DAY)).close()
    return [*starts, FAR - seen[0]]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A book of the first schema, from which every step has to be gone."""
    return unpacked(GOLDEN[0], tmp_path)


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> list[int]:
    """Where each step begins, counted in statements from the first schema, and where all end."""
    return way(unpacked(GOLDEN[0], tmp_path_factory.mktemp("counted")))


def require_old_or_new(path: Path, before: tuple[int, list[str]]) -> None:
    """Hold the file against what it was, or else against the schema of today."""
    found = image(path)
    assert found == before or found[0] == SCHEMA_VERSION
    session = open_session(path, clock=clock_at(DAY))
    try:
        require_whole()
    finally:
        session.close()


def require_refused(book: Path, at: int, version: int, patch: pytest.MonkeyPatch) -> None:
    """Let an upgrade fail at a statement; it is refused, and the book of the version it was of."""
    patch.setattr(database, "migrations", stopping(at, fail, []))
    with pytest.raises(Refused) as caught:
        open_session(book, clock=clock_at(DAY))
    assert caught.value.code == "migration_failed"
    assert db.is_closed()
    with closing(sqlite3.connect(book)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)


@pytest.fixture
def steps_alone(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Before each try the book is read through and copied; what that costs is not asked here."""
    monkeypatch.setattr(database, "_require_whole", lambda _path: None)
    monkeypatch.setattr(database, "_copy_before_migration", lambda _path, _version: None)
    return monkeypatch


def test_a_step_that_fails_at_any_statement_leaves_the_book_as_it_was(
    steps: list[int], tmp_path: Path, steps_alone: pytest.MonkeyPatch
) -> None:
    """Each statement fails in the youngest book that it is still to change."""
    tried = 0
    for golden, next_one in pairwise(GOLDEN):
        book = unpacked(golden, tmp_path)
        before = image(book)
        # The schema of version n is what its first n steps came to; the first book has one of them.
        own = range(steps[before[0] - 1], steps[int(next_one.stem[1:]) - 1])
        for at in range(len(own)):
            require_refused(book, at, before[0], steps_alone)
            if at % 25 == 0:
                assert image(book) == before
        assert image(book) == before
        tried += len(own)
    assert tried == steps[-1] > SCHEMA_VERSION


def test_a_failure_in_any_step_leaves_the_first_book_as_it_was(
    steps: list[int], old: Path, steps_alone: pytest.MonkeyPatch
) -> None:
    before = image(old)
    for end in steps[1:]:
        require_refused(old, end - 1, before[0], steps_alone)
    steps_alone.undo()
    assert image(old) == before
    require_old_or_new(old, before)


def test_a_kill_at_any_statement_leaves_the_old_book_or_the_new(
    old: Path, steps: list[int]
) -> None:
    before = image(old)
    for nth in range(KILLS):
        at = nth * (steps[-1] - 1) // (KILLS - 1)
        killed = subprocess.run(
            [sys.executable, "-m", "tests.storage.test_migrating", str(old), str(at)],
            cwd=CHECKOUT,
            check=False,
        )
        assert killed.returncode == -signal.SIGKILL
        assert image(old) == before
    copies = list(old.parent.glob("*.before-*.houqin"))
    assert [image(copy) for copy in copies] == [before] * KILLS
    require_old_or_new(old, before)


def test_a_copy_of_an_earlier_upgrade_is_not_written_over(old: Path) -> None:
    earlier = old.with_name(f"{old.stem}.before-2{old.suffix}")
    earlier.write_bytes(b"of last year")
    before = image(old)
    open_session(old, clock=clock_at(DAY)).close()
    assert earlier.read_bytes() == b"of last year"
    assert image(old.with_name(f"{old.stem}.before-2-2{old.suffix}")) == before


def test_an_upgrade_that_finds_the_disk_full_says_so_and_leaves_the_book_as_it_was(
    old: Path,
) -> None:
    before = image(old)
    with watched_disk() as disk:
        disk.answer = lambda event: (
            FULL if event.deed == "write" and event.file.startswith(old.name) else OK
        )
        with pytest.raises(Refused) as caught:
            open_session(old, clock=clock_at(DAY))
    assert caught.value.code == "migration_failed"
    assert caught.value.sentence == (
        f"磁盘已满，账簿 {old.name} 没有升级成，内容没有改动。请清理磁盘后重新打开。"
    )
    assert image(old) == before
    require_old_or_new(old, before)


def test_without_a_copy_that_reads_back_nothing_is_upgraded(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()

    def half_a_copy(part: Path) -> None:
        part.write_bytes(before[:8192])
        with closing(sqlite3.connect(part)) as copy:
            copy.execute("SELECT count(*) FROM journal").fetchone()

    monkeypatch.setattr(database, "_write_copy", half_a_copy)
    with pytest.raises(Refused) as caught:
        open_session(old, clock=clock_at(DAY))
    assert caught.value.code == "migration_failed"
    assert old.read_bytes() == before
    assert list(old.parent.glob("*.before-*")) == []


def test_a_copy_of_another_head_does_not_count(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect
    looked: list[Path] = []

    def losing(target: str | Path, **named: Any) -> sqlite3.Connection:
        written = str(target).endswith(".part") and Path(target).exists()
        connection: sqlite3.Connection = connect(target, **named)
        if written:
            looked.append(Path(target))
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")
        return connection

    monkeypatch.setattr("houqin_desktop.storage.database.sqlite3.connect", losing)
    before = old.read_bytes()
    with pytest.raises(Refused, match="没有升级"):
        open_session(old, clock=clock_at(DAY))
    assert [part.suffix for part in looked] == [".part"]
    assert old.read_bytes() == before


def test_a_folder_without_room_for_the_copy_is_said_and_not_taken_for_damage(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_part: Path) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(database, "_write_copy", full)
    with pytest.raises(Refused, match="磁盘空间") as caught:
        open_session(old, clock=clock_at(DAY))
    assert caught.value.code == "migration_failed"


if __name__ == "__main__":
    pytest.MonkeyPatch().setattr(database, "migrations", stopping(int(sys.argv[2]), die, []))
    open_session(Path(sys.argv[1]), clock=clock_at(DAY))


def test_no_copy_from_before_an_upgrade_keeps_what_is_personal(book: Book) -> None:
    """Nobody throws these copies away, while a telephone may be kept for some months only."""
    book.run(
        RecordVisit(
            name="来访的人",
            telephone="13800000000",
            purpose="办事",
            host=COLLEAGUE,
            call_result=CallResult.AGREED,
        )
    )
    path = book.session.book_path
    book.session.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    # The last step is taken once more; whether it can be is not what is asked here.
    with suppress(Refused):
        open_session(path, clock=clock_at(DAY)).close()
    (copy,) = path.parent.glob("*.before-*")
    assert b"13800000000" in path.read_bytes()
    assert b"13800000000" not in copy.read_bytes()
