"""A backup is put back in the middle of work, again and again: both books stay whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from houqin_desktop.services.backups.making import make_backup
from houqin_desktop.services.backups.restoration import restore_backup
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.journal import head
from tests.builders import TODAY, Book, clock_at
from tests.long_run import note, times
from tests.scenarios.busy_office import busy_office

RESTORES = times(daily=4, long=200)
MOST_STEPS = 40


@pytest.mark.parametrize("number", range(RESTORES))
def test_a_restored_book_and_the_one_it_replaced_are_whole(
    book_path: Path, tmp_path: Path, number: int
):
    r = Random(number)
    book = Book(open_session(book_path, clock=clock_at(TODAY), actor="P0001"))
    office = busy_office(book, r, tmp_path)
    work(office, r)
    made = make_backup(book.session, tmp_path / "备份.zip")
    work(office, r)
    last = head()
    day = book.session.clock
    book.session.close()

    restored = restore_backup(made.path, book_path, clock=day, actor="P0001")
    assert restored.kept_as is not None
    book = Book(open_session(book_path, clock=day, actor="P0001"))
    (row,) = book.rows("restoration")
    assert (row["head_seq"], row["head_hash"]) == (made.manifest.head_seq, made.manifest.head_hash)
    assert (row["replaced_seq"], row["replaced_hash"]) == last
    (kept,) = book.rows("journal", "seq = ?", made.manifest.head_seq)
    assert kept["hash"] == made.manifest.head_hash
    book.require_whole()
    book.asset()
    book.session.close()
    note("恢复备份", restores=1)


def work(office: Iterator[None], r: Random) -> None:
    """Let the office go on for some steps."""
    for _ in islice(office, r.randrange(MOST_STEPS)):
        pass
