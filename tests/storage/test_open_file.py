"""The file of the open book is moved, deleted or written over: nothing is booked past it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.draft import Draft
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.session import open_session, unread_in_words
from houqin_desktop.storage import open_file
from houqin_desktop.storage.anchor import anchors_in
from houqin_desktop.storage.base import db
from houqin_desktop.storage.database import write_transaction
from tests.builders import TODAY, Book, clock_at

Harm = Callable[[Path, Path], object]


def delete(path: Path, _older: Path) -> None:
    path.unlink()


def move_away(path: Path, _older: Path) -> None:
    path.rename(path.with_name("elsewhere"))


def put_in_its_place(path: Path, older: Path) -> None:
    older.replace(path)


def copy_over(path: Path, older: Path) -> None:
    shutil.copyfile(older, path)


def cut_to_nothing(path: Path, _older: Path) -> None:
    os.truncate(path, 0)


LOST = (delete, move_away, put_in_its_place)
WRITTEN_OVER = (copy_over, cut_to_nothing)


@pytest.fixture
def older(book: Book) -> Path:
    """An older copy of the open book, which has an entry more."""
    path = shutil.copyfile(book.path, book.path.with_name("older"))
    book.run(AddPerson(name="甲"))
    return path


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        *((harm, "book_lost") for harm in LOST),
        *((harm, "book_written_over") for harm in WRITTEN_OVER),
    ],
)
def test_nothing_is_booked_after_the_file_was_moved_deleted_or_written_over(
    book: Book, older: Path, harm: Harm, code: str
):
    harm(book.path, older)
    left = book.path.read_bytes() if book.path.exists() else None
    for _ in range(2):
        with pytest.raises(Refused, match="没有记账") as caught:
            book.run(AddPerson(name="乙"))
        assert caught.value.code == code
        assert book.path.name in caught.value.sentence
        assert "请退出程序" in caught.value.sentence
    assert (book.path.read_bytes() if book.path.exists() else None) == left


@pytest.mark.parametrize("harm", LOST)
def test_what_was_written_into_a_file_that_went_away_meanwhile_is_not_said_as_saved(
    book: Book, older: Path, harm: Harm
):
    def drafts() -> Iterator[Draft]:
        yield AddPerson(name="乙")
        harm(book.path, older)

    with pytest.raises(Refused, match="没有保存") as caught:
        book.session.run_whole(drafts())
    assert caught.value.code == "book_lost"


def test_a_file_that_comes_back_is_booked_into_again(book: Book, older: Path):
    away = book.path.rename(book.path.with_name("away"))
    with pytest.raises(Refused):
        book.run(AddPerson(name="乙"))
    away.rename(book.path)
    assert book.run(AddPerson(name="乙")).number


def test_a_book_whose_own_commands_are_refused_or_undone_is_still_booked_into(book: Book):
    def drafts() -> Iterator[Draft]:
        yield AddPerson(name="乙")
        raise Refused("没有下文。", code="test")

    for _ in range(3):
        with pytest.raises(Refused, match="没有下文"):
            book.session.run_whole(drafts())
        book.run(AddPerson(name="丙"))


def test_a_file_that_cannot_be_read_because_it_was_written_over_is_said_as_that(
    book_path: Path,
):
    session = open_session(book_path, clock=clock_at(TODAY))
    os.truncate(book_path, 0)
    db.execute_sql("PRAGMA shrink_memory")
    with pytest.raises(Refused, match="被别的程序改写"), unread_in_words():
        db.execute_sql("SELECT * FROM journal").fetchall()
    session.close()


def test_closing_remembers_no_head_of_a_file_that_was_written_over(
    book: Book, older: Path, tmp_path: Path
):
    with anchors_in(tmp_path / "anchors"):
        copy_over(book.path, older)
        book.session.close()
    assert not (tmp_path / "anchors").exists()


@pytest.mark.parametrize("harm", [put_in_its_place, copy_over])
def test_a_file_that_came_meanwhile_is_checked_when_it_is_opened(
    book: Book, older: Path, tmp_path: Path, harm: Harm
):
    with anchors_in(tmp_path / "anchors"):
        book.session.close()
        session = open_session(book.path, clock=book.session.clock)
        harm(book.path, older)
        session.close()
        again = open_session(book.path, clock=book.session.clock)
        assert not again.as_left
        again.close()


def test_what_is_asked_while_we_write_ourselves_is_no_doubt_of_somebody_else(book: Book):
    with write_transaction():
        os.utime(book.path, ns=(1, 1))
        assert not open_file.is_written_over()
    assert not open_file.is_written_over()
    os.utime(book.path, ns=(2, 2))
    assert open_file.is_written_over()


def test_a_write_of_ours_that_ends_while_another_thread_asks_is_no_doubt_either(
    book: Book, monkeypatch: pytest.MonkeyPatch
):
    looked_at = open_file._standing_at

    def written_meanwhile(one: open_file._OpenFile) -> os.stat_result | None:
        monkeypatch.undo()
        before = looked_at(one)
        os.utime(book.path, ns=(1, 1))
        open_file.note_written()
        return before

    monkeypatch.setattr(open_file, "_standing_at", written_meanwhile)
    assert not open_file.is_written_over()
