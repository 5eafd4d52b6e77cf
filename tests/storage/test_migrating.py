"""An upgrade is whole or not at all, wherever it stops; a copy that was read back comes first."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.check import run_checks
from houqin_desktop.services.session import open_session
from houqin_desktop.storage import database
from houqin_desktop.storage.base import db
from houqin_desktop.storage.migrations import SCHEMA_VERSION, migrations
from tests.builders import clock_at
from tests.storage.test_golden import DAY, GOLDEN, image

KILLS = 8
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


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of the first schema, from which every step has to be gone."""
    folder = tmp_path_factory.mktemp("first")
    with zipfile.ZipFile(GOLDEN[0]) as file:
        file.extractall(folder)
    return folder / f"{GOLDEN[0].stem}.houqin"


@pytest.fixture
def old(first: Path, tmp_path: Path) -> Path:
    shutil.copytree(first.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / first.name


@pytest.fixture(scope="module")
def statements(first: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many statements the way from the first schema to that of today has."""
    path = Path(shutil.copy2(first, tmp_path_factory.mktemp("counted")))
    seen: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "migrations", stopping(1_000_000, fail, seen))
        open_session(path, clock=clock_at(DAY)).close()
    return 1_000_000 - seen[0]


def require_old_or_new(path: Path, before: tuple[int, list[str]]) -> None:
    """Hold the file against what it was, or else against the schema of today."""
    found = image(path)
    assert found == before or found[0] == SCHEMA_VERSION
    session = open_session(path, clock=clock_at(DAY))
    try:
        assert [(one.id, one.faults) for one in run_checks().invariants if not one.ok] == []
    finally:
        session.close()


def test_a_step_that_fails_at_any_statement_leaves_the_book_as_it_was(
    old: Path, statements: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = image(old)
    assert statements > SCHEMA_VERSION
    # The copy is made once for each try; what it costs is not what is asked here.
    monkeypatch.setattr(database, "_copy_before_migration", lambda _path, _version: None)
    for at in range(statements):
        monkeypatch.setattr(database, "migrations", stopping(at, fail, []))
        with pytest.raises(Refused) as caught:
            open_session(old, clock=clock_at(DAY))
        assert caught.value.code == "migration_failed"
        assert db.is_closed()
        with closing(sqlite3.connect(old)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (before[0],)
        if at % 25 == 0:
            assert image(old) == before
    monkeypatch.undo()
    assert image(old) == before
    require_old_or_new(old, before)


def test_a_kill_at_any_statement_leaves_the_old_book_or_the_new(old: Path, statements: int) -> None:
    before = image(old)
    for nth in range(KILLS):
        at = nth * (statements - 1) // (KILLS - 1)
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
