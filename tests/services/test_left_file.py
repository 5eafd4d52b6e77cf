"""A book that somebody changed behind the program's back, or a power cut tore, is checked as it
opens, and only looked at where something does not agree."""

from __future__ import annotations

import shutil
from contextlib import suppress

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.backups.making import make_backup
from houqin_desktop.services.backups.restoration import accept_book, restore_backup
from houqin_desktop.services.check.as_left import look_over
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.session import create_book, open_session
from houqin_desktop.storage.anchor import anchors_in
from houqin_desktop.storage.backup import Restoration
from houqin_desktop.storage.database import close_database
from houqin_desktop.storage.left_file import is_as_left
from tests.browsing import unguarded
from tests.builders import TODAY, clock_at
from tests.services.test_restoring_over_anything import PAGE, pages_of


@pytest.fixture
def closed(book, tmp_path):
    """A book that was closed by the program, which remembers how it left it."""
    with anchors_in(tmp_path / "本机" / "anchors"):
        book.session.close()
        yield book


def opened(book):
    book.session = open_session(book.path, clock=clock_at(TODAY))
    return book.session


def rename_behind_its_back(path):
    with unguarded(path) as connection:
        connection.execute("UPDATE person SET name = '王伍' WHERE id = 2")


def test_a_book_closed_by_the_program_is_as_it_was_left_also_when_it_was_moved_and_came_back(
    closed, tmp_path
):
    assert opened(closed).as_left
    closed.session.run(AddPerson(name="新来的"))
    closed.session.close()
    shutil.copy(closed.path, tmp_path / "U盘.sqlite")
    closed.path.unlink()
    shutil.copy(tmp_path / "U盘.sqlite", closed.path)
    assert opened(closed).as_left


def test_what_was_written_with_a_database_browser_is_named_at_the_next_opening(closed):
    rename_behind_its_back(closed.path)
    session = opened(closed)
    assert not session.as_left
    look_over(session)
    sentence = session.doubt.sentence(closed.path.name)
    assert "不是上次关闭时的样子" in sentence
    assert "账簿等于流水重演" in sentence
    with pytest.raises(Refused, match="只能看") as caught:
        session.run(AddPerson(name="又来的"))
    assert caught.value.code == "book_in_doubt"
    session.close()
    assert not opened(closed).as_left


def test_a_book_in_which_all_agrees_after_the_power_went_is_left_in_peace(closed):
    opened(closed).run(AddPerson(name="新来的"))
    close_database()
    session = opened(closed)
    assert not session.as_left
    assert look_over(session).ok
    assert session.doubt is None
    session.close()
    assert opened(closed).as_left


def test_as_long_as_its_check_was_stopped_a_book_is_only_looked_at_and_checked_the_next_time(
    closed,
):
    rename_behind_its_back(closed.path)
    session = opened(closed)
    look_over(session, lambda: True)
    with pytest.raises(Refused, match="还没有核对完"):
        session.run(AddPerson(name="又来的"))
    accept_book(session)
    session.run(AddPerson(name="又来的"))
    session.close()
    assert not opened(closed).as_left


def test_a_half_saved_book_without_its_side_file_is_never_taken_for_whole(closed):
    before = pages_of(closed.path)
    opened(closed).run(AddPerson(name="丁"))
    close_database()
    after = pages_of(closed.path)
    assert len(after) == len(before)
    for at, page in enumerate(before):
        if page != after[at]:
            with closed.path.open("r+b") as file:
                file.write(b"".join(after))
                file.seek(at * PAGE)
                file.write(page)
            with suppress(Refused):
                session = opened(closed)
                whole = look_over(session).ok and closed.rows("person", "name = '丁'")
                assert session.doubt is not None or whole, f"page {at + 1} is from before"
            close_database()


def test_an_administrator_may_accept_it_which_is_written_down_and_not_asked_again(closed):
    rename_behind_its_back(closed.path)
    look_over(opened(closed))
    accept_book(closed.session)
    (row,) = Restoration.every()
    assert (row.head_seq, row.head_hash) == (row.replaced_seq, row.replaced_hash)
    closed.session.run(AddPerson(name="又来的"))
    closed.session.close()
    assert opened(closed).as_left


def test_a_new_book_and_a_restored_one_are_as_they_were_left(closed, tmp_path):
    made = make_backup(opened(closed), tmp_path / "备份.zip")
    closed.session.close()
    restore_backup(made.path, closed.path, clock=clock_at(TODAY))
    assert is_as_left(closed.path)
    closed.path.unlink()
    shutil.rmtree(closed.path.with_name(closed.path.stem + ".attachments"))
    create_book(closed.path, school="示范小学", keeper="周建国", clock=clock_at(TODAY), anew=True)
    assert is_as_left(closed.path)
