"""Somebody opens the closed book with a database browser: whatever is done to its flow is named.

What no look into the file can tell, an older copy and a flow that was hashed anew, is told by the
head that this computer remembers; without it neither is seen, and that is asked here too.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.anchor import anchors_in
from houqin_desktop.storage.database import close_database
from houqin_desktop.storage.journal import GENESIS_HASH, row_hash
from tests.browsing import unguarded
from tests.builders import TODAY, Book, clock_at
from tests.long_run import note, times

TIMES = times(daily=12, long=200)
COLUMNS = ("command_id", "verb", "business_on", "recorded_at", "subject", "subject_key", "after")


@dataclass(frozen=True)
class Worked:
    """A closed book, a copy from before its last entries, and where its head is remembered."""

    path: Path
    content: bytes
    older: bytes
    anchors: Path
    head_seq: int


@pytest.fixture
def worked(book: Book, tmp_path: Path) -> Worked:
    anchors = tmp_path / "本机" / "anchors"
    with anchors_in(anchors):
        book.write_off(book.small_case())
        book.session.close()
        older = book.path.read_bytes()
        book.session = open_session(book.path, clock=clock_at(TODAY))
        book.large_case()
        book.run(AddPerson(name="后来的人"))
        seq = run_checks().seq
        book.session.close()
    return Worked(book.path, book.path.read_bytes(), older, anchors, seq)


def found(worked: Worked, *, remembered: bool = True) -> dict[str, tuple[str, ...]]:
    """Open the book and check it; return what is wrong by the number of the invariant."""
    if not remembered:
        shutil.rmtree(worked.anchors, ignore_errors=True)
    with anchors_in(worked.anchors):
        session = open_session(worked.path, clock=clock_at(TODAY))
        try:
            return {one.id: one.faults for one in run_checks().invariants if one.faults}
        finally:
            session.close()


@contextmanager
def browser(worked: Worked) -> Iterator[sqlite3.Connection]:
    """Open a book as it was with a database browser, all guards taken off and put back after."""
    worked.path.write_bytes(worked.content)
    with unguarded(worked.path) as connection:
        yield connection


Tampering = Callable[[sqlite3.Connection, Random, int], tuple[str, str]]


def edited(connection: sqlite3.Connection, r: Random, last: int) -> tuple[str, str]:
    seq, column = r.randint(1, last), r.choice(COLUMNS)
    other = "'2020-02-29'" if column == "business_on" else f"{column} || ' '"
    connection.execute(f"UPDATE journal SET {column} = {other} WHERE seq = ?", (seq,))
    return "I3", f"流水 {seq} 的内容与校验值不符"


def removed(connection: sqlite3.Connection, r: Random, last: int) -> tuple[str, str]:
    seq = r.randint(1, last - 1)
    connection.execute("DELETE FROM journal WHERE seq = ?", (seq,))
    return "I2", f"流水号 {seq} 缺失，下一条是 {seq + 1}"


def reordered(connection: sqlite3.Connection, r: Random, last: int) -> tuple[str, str]:
    one, other = sorted(r.sample(range(1, last + 1), 2))
    for seq, to in ((one, -1), (other, one), (-1, other)):
        connection.execute("UPDATE journal SET seq = ? WHERE seq = ?", (to, seq))
    return "I3", f"流水 {one} 的内容与校验值不符"


def added(connection: sqlite3.Connection, r: Random, last: int) -> tuple[str, str]:
    row = connection.execute(
        "SELECT * FROM journal WHERE seq = ?", (r.randint(1, last),)
    ).fetchone()
    connection.execute(
        f"INSERT INTO journal VALUES ({','.join('?' * len(row))})", (last + 1, *row[1:])
    )
    return "I3", f"流水 {last + 1} 的内容与校验值不符"


def cut_off(connection: sqlite3.Connection, r: Random, last: int) -> tuple[str, str]:
    seq = r.randint(2, last - 1)
    connection.execute("DELETE FROM journal WHERE seq > ?", (seq,))
    return "I4", f"只到第 {seq} 号"


def hashed_anew(connection: sqlite3.Connection, r: Random, last: int) -> tuple[str, str]:
    """Write another command's name into a row and hash everything again, without a seam."""
    seq, before = r.randint(1, last), GENESIS_HASH
    connection.execute("UPDATE journal SET verb = verb || '_' WHERE seq = ?", (seq,))
    for *fields, _ in connection.execute("SELECT * FROM journal ORDER BY seq").fetchall():
        before = row_hash(fields, before)
        connection.execute("UPDATE journal SET hash = ? WHERE seq = ?", (before, fields[0]))
    return "I4", "不是一本"


@pytest.mark.parametrize("how", [edited, removed, reordered, added, cut_off, hashed_anew])
def test_whatever_is_done_to_the_flow_is_named(worked: Worked, how: Tampering) -> None:
    r = Random()
    for _ in range(TIMES):
        with browser(worked) as connection:
            invariant, words = how(connection, r, worked.head_seq)
        faults = found(worked)
        assert any(words in one for one in faults.get(invariant, ())), (words, faults)
    note(f"流水被改动·{how.__name__}", tampered=TIMES)


def test_nothing_is_named_where_the_guards_were_only_taken_off_and_put_back(worked: Worked) -> None:
    with browser(worked):
        pass
    assert found(worked) == {}


def test_last_months_file_put_back_is_seen_by_what_is_remembered_and_by_nothing_else(
    worked: Worked,
) -> None:
    worked.path.write_bytes(worked.older)
    assert list(found(worked)) == ["I4"]
    worked.path.write_bytes(worked.older)
    assert found(worked, remembered=False) == {}


def test_a_flow_hashed_anew_is_seen_by_what_is_remembered_and_by_nothing_else(
    worked: Worked,
) -> None:
    with browser(worked) as connection:
        hashed_anew(connection, Late(), worked.head_seq)
    assert list(found(worked)) == ["I4"]
    with browser(worked) as connection:
        hashed_anew(connection, Late(), worked.head_seq)
    assert found(worked, remembered=False) == {}


def test_a_flow_hashed_anew_from_its_first_row_is_no_new_book(worked: Worked) -> None:
    with browser(worked) as connection:
        hashed_anew(connection, Early(), worked.head_seq)
    assert list(found(worked)) == ["I4"]


class Early(Random):
    """Always takes the first row."""

    def randint(self, a: int, b: int) -> int:
        return a


class Late(Random):
    """Always takes the last row."""

    def randint(self, a: int, b: int) -> int:
        return b


def test_a_row_taken_out_of_any_table_is_named(worked: Worked) -> None:
    with browser(worked) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_")
            and connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        ]
    assert len(tables) > 15
    silent = []
    for table in tables:
        with browser(worked) as connection:
            (key,) = connection.execute(
                f"SELECT name FROM pragma_table_info('{table}') LIMIT 1"
            ).fetchone()
            connection.execute(
                f'DELETE FROM "{table}" WHERE "{key}" = (SELECT "{key}" FROM "{table}" LIMIT 1)'
            )
        if not found(worked):
            silent.append(table)
    close_database()
    assert silent == []
