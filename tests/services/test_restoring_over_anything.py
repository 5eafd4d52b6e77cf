"""Whatever the present book has come to, a good backup takes its place, and the book is kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.backups.making import make_backup
from houqin_desktop.services.backups.restoration import restore_backup
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.backup import Restoration
from houqin_desktop.storage.migrations import SCHEMA_VERSION
from tests.builders import clock_at

PAGE = 4096


@pytest.fixture
def backup(book, tmp_path):
    """A good backup of the book, which is closed."""
    made = make_backup(book.session, tmp_path / "备份.zip")
    book.session.close()
    return made.path


def restored(book, backup):
    """Restore, and return where the former book is kept; the restored one is whole."""
    kept = restore_backup(backup, book.path, clock=book.session.clock).kept_as
    assert kept is not None
    session = open_session(book.path, clock=book.session.clock)
    try:
        assert run_checks().ok
        assert Restoration.every()[-1].kept_as == kept.name
    finally:
        session.close()
    return kept


def pages_of(path):
    data = path.read_bytes()
    return [data[at : at + PAGE] for at in range(0, len(data), PAGE)]


def test_a_book_half_saved_whose_side_file_was_deleted_makes_room_wherever_it_was_cut(book, backup):
    """The plug was pulled while a person was saved, and somebody tidied the side file away."""
    before = pages_of(book.path)
    session = open_session(book.path, clock=book.session.clock)
    session.run(AddPerson(name="丁"))
    session.close()
    after = pages_of(book.path)
    differing = [at for at, page in enumerate(before) if page != after[at]]
    assert len(differing) > 3
    for at in differing:
        mixed = [*after]
        mixed[at] = before[at]
        book.path.write_bytes(b"".join(mixed))
        kept = restored(book, backup)
        assert kept.exists()


@pytest.mark.parametrize(
    "spoil", [f"user_version = {SCHEMA_VERSION - 1}", "user_version = 0", "application_id = 0"]
)
def test_a_book_that_does_not_open_makes_room_and_is_kept_as_it_is(book, backup, spoil):
    with closing(sqlite3.connect(book.path)) as connection:
        connection.execute(f"PRAGMA {spoil}")
    there = book.path.read_bytes()
    assert restored(book, backup).read_bytes() == there


def test_with_a_clock_by_which_nobody_is_in_office_the_clock_is_named_and_nothing_copied(
    book, backup, tmp_path
):
    book.path.write_bytes(b"")
    there = sorted(one.name for one in book.path.parent.iterdir())
    with pytest.raises(Refused, match=r"电脑时钟是 2016-11-22.*请先校正电脑的日期") as caught:
        restore_backup(backup, book.path, clock=clock_at(date(2016, 11, 22)))
    assert caught.value.code == "clock_doubtful"
    assert sorted(one.name for one in book.path.parent.iterdir()) == there
    restored(book, backup)
