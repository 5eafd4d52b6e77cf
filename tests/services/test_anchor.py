"""An older copy put back, or a flow written anew, is met with a sentence and only looked at."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.backups.making import make_backup
from houqin_desktop.services.backups.restoration import (
    accept_book,
    missing_from,
    restore_backup,
)
from houqin_desktop.services.backups.rings import back_up_by_itself
from houqin_desktop.services.check.as_left import look_over
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.disposal.drafts import RecordPrinting
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.session import create_book, open_session
from houqin_desktop.storage.anchor import (
    anchors_in,
    known_anchor,
    known_copy_folders,
    remember_copies_in,
)
from houqin_desktop.storage.backup import Restoration
from houqin_desktop.storage.database import close_database
from houqin_desktop.storage.journal import head, row_hash
from tests.browsing import unguarded
from tests.builders import FOUNDED, TODAY, Book, clock_at


@pytest.fixture
def anchors(tmp_path):
    """The folder of anchors, outside of the folder of the book."""
    folder = tmp_path / "本机" / "anchors"
    with anchors_in(folder):
        yield folder


@pytest.fixture
def older(book, anchors, tmp_path):
    """A copy of the closed book, from before the entry that is made after it."""
    book.session.close()
    copy = shutil.copy2(book.path, tmp_path / "上月.sqlite")
    reopened(book).run(AddPerson(name="后来的人"))
    book.session.close()
    return copy


def reopened(book):
    book.session = open_session(book.path, clock=clock_at(TODAY))
    return Book(book.session)


def write_anew(path):
    """Change the last row of the flow and hash it again, as somebody who knows how could."""
    with unguarded(path) as connection:
        *rows, last = connection.execute("SELECT * FROM journal ORDER BY seq").fetchall()
        changed = (*last[:5], "2026-11-22T09:09:09", *last[6:10])
        connection.execute(
            "UPDATE journal SET recorded_at = ?, hash = ? WHERE seq = ?",
            (changed[5], row_hash(changed, rows[-1][-1]), last[0]),
        )


def doubts():
    return [found.id for found in run_checks().invariants if found.faults]


def remembered(book):
    found = known_anchor(book.path)
    assert found is not None
    return found.seq, found.hash


def test_every_command_leaves_the_head_outside_of_the_book_and_what_leaves_the_house_for_good(
    book, anchors, tmp_path
):
    assert known_anchor(book.path) is None
    for entry in (
        lambda: make_backup(book.session, tmp_path / "备份.zip"),
        lambda: book.run(RecordPrinting(number=book.small_case())),
        lambda: book.run(AddPerson(name="新来的")),
        lambda: book.session.run_whole([AddPerson(name="甲"), AddPerson(name="乙")]),
    ):
        entry()
        assert remembered(book) == head()
    last = head()
    book.session.close()
    reopened(book)
    assert remembered(book) == last
    (file,) = anchors.glob("*.txt")
    assert len(file.read_text().split("\n\n")) == 3


def test_an_older_copy_put_back_after_the_power_went_is_said(book, anchors, tmp_path):
    book.session.close()
    morning = shutil.copy2(book.path, tmp_path / "早上.sqlite")
    reopened(book).run(AddPerson(name="下午登记的人"))
    last = head()
    close_database()
    shutil.copy2(morning, book.path)
    assert reopened(book).session.doubt.anchor.seq == last[0]
    assert doubts() == ["I4"]


def test_of_what_a_power_cut_tore_the_last_closing_is_still_known(book, anchors):
    book.session.close()
    closed = remembered(reopened(book))
    book.run(AddPerson(name="新来的"))
    (now,) = anchors.glob("*.now")
    now.write_text(now.read_text()[:30])
    assert remembered(book) == closed
    close_database()
    look_over(reopened(book).session)
    assert book.session.doubt is None


def test_a_shorter_head_leaves_nothing_of_a_longer_one(book, anchors):
    book.session.close()
    reopened(book).run(AddPerson(name="新来的"))
    (now,) = anchors.glob("*.now")
    now.write_text(f"10000000{now.read_text()}1 2\n")
    book.run(AddPerson(name="又来的"))
    assert now.read_text().count("\n") == 1
    assert remembered(book) == head()


def test_an_older_copy_put_back_is_said_and_only_looked_at(book, older):
    shutil.copy2(older, book.path)
    again = reopened(book)
    assert "旧的账簿被换了回来" in again.session.doubt.sentence(book.path.name)
    before = book.fingerprint()
    with pytest.raises(Refused, match="只能看") as caught:
        again.run(AddPerson(name="又来的"))
    assert caught.value.code == "book_in_doubt"
    assert book.fingerprint() == before
    assert doubts() == ["I4"]


def test_the_book_itself_put_back_again_is_not_doubted(book, older, tmp_path):
    present = shutil.copy2(book.path, tmp_path / "现在.sqlite")
    shutil.copy2(older, book.path)
    assert reopened(book).session.doubt is not None
    book.session.close()
    shutil.copy2(present, book.path)
    assert reopened(book).session.doubt is None
    assert doubts() == []


def test_a_flow_written_anew_is_said(book, anchors):
    book.session.close()
    write_anew(book.path)
    sentence = reopened(book).session.doubt.sentence(book.path.name)
    assert "不是一本" in sentence
    assert "I4" in doubts()


def test_without_an_anchor_nothing_is_asked_and_the_book_is_open(book, older, anchors):
    shutil.rmtree(anchors)
    shutil.copy2(older, book.path)
    again = reopened(book)
    assert again.session.doubt is None
    again.run(AddPerson(name="又来的"))


def test_what_an_administrator_accepts_is_written_down_and_not_asked_again(book, older):
    shutil.copy2(older, book.path)
    again = reopened(book)
    known = again.session.doubt.anchor
    accept_book(again.session)
    row = Restoration.every("id DESC")[0]
    assert (row.replaced_seq, row.replaced_hash) == (known.seq, known.hash)
    again.run(AddPerson(name="又来的"))
    again.session.close()
    look_over(reopened(book).session)
    assert book.session.doubt is None
    book.require_whole()


def test_a_backup_put_in_the_place_of_an_older_copy_names_what_this_computer_remembers(
    book, anchors, older, tmp_path
):
    last = remembered(reopened(book))
    book.session.close()
    shutil.copy2(older, book.path)
    made = make_backup(reopened(book).session, tmp_path / "更早.zip")
    book.session.close()
    first = made.manifest.head_seq + 1
    missing = f"第 {first:,} 号到第 {last[0]:,} 号"
    assert missing_from(made.manifest, reopened(book).session) == missing
    book.session.close()
    restored = restore_backup(made.path, book.path, clock=clock_at(TODAY))
    assert restored.left_out == missing
    assert missing_from(made.manifest, reopened(book).session) != missing
    row = Restoration.every("id DESC")[0]
    assert (row.replaced_seq, row.replaced_hash) == last
    assert row.head_seq < row.replaced_seq


def test_a_book_that_was_accepted_is_doubted_when_an_older_copy_comes_once_more(book, older):
    shutil.copy2(older, book.path)
    accept_book(reopened(book).session)
    book.session.close()
    shutil.copy2(older, book.path)
    assert reopened(book).session.doubt is not None


def test_a_restoration_is_no_older_copy(book, anchors, tmp_path):
    backup = make_backup(book.session, tmp_path / "备份.zip").path
    book.run(AddPerson(name="后来的人"))
    book.session.close()
    restore_backup(backup, book.path, clock=clock_at(TODAY))
    again = reopened(book)
    assert again.session.doubt is None
    assert remembered(book) == head()
    again.run(AddPerson(name="又来的"))


def test_a_copy_for_trying_casts_no_doubt_upon_the_book(book, older):
    trial = open_session(older, clock=clock_at(TODAY))
    trial.run(AddPerson(name="试一试"))
    trial.close()
    again = reopened(book)
    assert again.session.doubt is None
    again.run(AddPerson(name="又来的"))


def test_another_book_put_in_the_place_is_said_and_a_new_one_that_was_made_there_is_not(
    book, anchors, tmp_path
):
    book.session.close()
    other = tmp_path / "别的.sqlite"
    create_book(other, school="和平小学", keeper="王建国", clock=clock_at(FOUNDED))
    shutil.copy2(other, book.path)
    assert reopened(book).session.doubt is not None
    book.session.close()
    book.path.unlink()
    create_book(book.path, school="光明小学", keeper="王建国", clock=clock_at(FOUNDED), anew=True)
    assert reopened(book).session.doubt is None


def test_a_folder_of_anchors_that_cannot_be_written_hinders_nobody(book, tmp_path):
    blocked = tmp_path / "文件"
    blocked.write_text("")
    with anchors_in(blocked):
        book.session.close()
        assert reopened(book).session.doubt is None


def test_the_folders_of_copies_are_remembered_by_the_place_of_the_book_the_newest_first(
    book_path, tmp_path
):
    other = tmp_path / "别的账簿.sqlite"
    with anchors_in(tmp_path / "anchors"):
        assert known_copy_folders(book_path) == []
        for number in range(1, 8):
            remember_copies_in(book_path, [Path(f"/盘{number}")])
        remember_copies_in(book_path, [Path("/盘5")])
        assert known_copy_folders(book_path) == [Path(f"/盘{n}") for n in (5, 7, 6, 4, 3)]
        assert known_copy_folders(other) == []
    remember_copies_in(book_path, [Path("/盘")])
    assert known_copy_folders(book_path) == []


def test_without_an_anchor_the_newer_copy_beside_the_book_tells_that_an_older_one_was_put_back(
    book, anchors, older
):
    session = reopened(book).session
    back_up_by_itself(session)
    last = head()
    session.close()
    shutil.rmtree(anchors)
    shutil.copy2(older, book.path)
    doubt = reopened(book).session.doubt
    assert (doubt.anchor.seq, doubt.anchor.hash) == (last[0], last[1][:8])
    assert "旧的账簿被换了回来" in doubt.sentence(book.path.name)
    accept_book(book.session)
    book.session.run(AddPerson(name="又来的"))
    book.session.close()
    assert reopened(book).session.doubt is None


def test_the_copies_of_what_a_restoration_replaced_are_no_doubt_also_where_no_anchor_knew_of_it(
    book, anchors, tmp_path
):
    made = make_backup(book.session, tmp_path / "备份.zip")
    book.run(AddPerson(name="后来的人"))
    back_up_by_itself(book.session)
    book.session.close()
    shutil.rmtree(anchors)
    book.path.write_bytes(b"")
    restore_backup(made.path, book.path, clock=clock_at(TODAY))
    assert reopened(book).session.doubt is None
    back_up_by_itself(book.session)
    book.session.close()
    assert reopened(book).session.doubt is None
