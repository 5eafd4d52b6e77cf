"""The book is copied in steps while the office goes on with its one connection."""

from __future__ import annotations

import sqlite3
import tempfile
import threading
from contextlib import closing
from pathlib import Path

import pytest

from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.storage import backup
from houqin_desktop.storage.backup import BookCopy
from houqin_desktop.storage.base import db
from houqin_desktop.storage.database import APPLICATION_ID, write_transaction
from houqin_desktop.storage.journal import head, head_of
from tests.builders import Book

PATIENCE = 20.0
PAGE = 4096


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "STEP_PAGES", 16)


@pytest.fixture
def passing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, with nothing in it."""
    folder = tmp_path / "临时"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def names_in(copy: BookCopy) -> set[str]:
    with copy.opened() as file, closing(sqlite3.connect(":memory:")) as read:
        read.deserialize(file.read())
        assert read.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {name for (name,) in read.execute("SELECT name FROM person")}


def test_what_is_entered_between_two_steps_is_in_the_copy(book: Book):
    entered: list[str] = []

    def enter(done: int, total: int) -> None:
        assert done <= total
        if len(entered) < 9:
            entered.append(f"第{len(entered)}步的人")
            book.run(AddPerson(name=entered[-1]))

    copy = BookCopy(enter)
    assert len(entered) == 9
    assert copy.head == head()
    assert names_in(copy) >= set(entered)


def test_a_copy_in_a_file_is_the_book_too(book: Book, tmp_path: Path):
    copy = BookCopy()
    copy.write_to(tmp_path / "copy.houqin")
    with closing(sqlite3.connect(tmp_path / "copy.houqin")) as read:
        assert read.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert read.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert head_of(read) == head() == copy.head


def test_the_copy_is_lent_as_a_file_that_goes_when_it_was_read(book: Book, passing: Path):
    copy, written = BookCopy(), []
    with copy.opened(lambda *step: written.append(step)) as file:
        (lying,) = passing.rglob("book")
        assert lying.stat().st_size == copy.size == len(file.read())
    steps = -(-copy.size // (backup.STEP_PAGES * PAGE))
    assert written == [(step, steps) for step in range(1, steps + 1)]
    assert list(passing.iterdir()) == []


def test_a_copy_for_which_no_room_is_among_temporary_files_is_lent_all_the_same(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "没有的文件夹"))
    assert names_in(BookCopy()) == {row["name"] for row in book.rows("person")}


def test_a_copy_whose_writing_is_stopped_leaves_no_file_and_can_be_lent_again(
    book: Book, passing: Path
):
    class Stopped(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done > 1:
            raise Stopped

    copy = BookCopy()
    with pytest.raises(Stopped), copy.opened(stop):
        pass
    assert list(passing.iterdir()) == []
    assert names_in(copy) == {row["name"] for row in book.rows("person")}


def test_no_step_is_taken_inside_of_a_command(book: Book):
    made: list[BookCopy] = []
    done: list[int] = []
    waits = threading.Event()

    def look(pages: int, _total: int) -> None:
        done.append(pages)
        if len(done) > 2:
            waits.set()

    worker = threading.Thread(target=lambda: made.append(BookCopy(look)))

    def fail_in_the_middle() -> None:
        with write_transaction():
            db.execute_sql("UPDATE person SET name = '没有记下的人'")
            worker.start()
            assert waits.wait(PATIENCE)
            assert set(done) == {0}
            raise OSError("pulled")

    with pytest.raises(OSError, match="pulled"):
        fail_in_the_middle()
    worker.join()
    assert made[0].head == head()
    assert names_in(made[0]) == {row["name"] for row in book.rows("person")}


def test_a_copy_that_is_given_up_leaves_the_connection_free(book: Book):
    def give_up(_done: int, _total: int) -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        BookCopy(give_up)
    book.run(AddPerson(name="后来的人"))
    assert "后来的人" in names_in(BookCopy())


def test_one_connection_may_be_used_by_two_threads():
    assert sqlite3.threadsafety == 3
