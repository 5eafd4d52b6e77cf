"""A damaged book is met with what of it is whole and with the newest good backup."""

from __future__ import annotations

import sqlite3

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.backups.making import make_backup
from houqin_desktop.services.backups.missing_book import missing_book, was_here
from houqin_desktop.services.backups.rescue import good_copies, look_at_damage, naming_newest
from houqin_desktop.services.backups.restoration import restore_backup
from houqin_desktop.services.backups.rings import begin_round, write_round
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.session import create_book, open_session
from houqin_desktop.storage.anchor import anchors_in
from houqin_desktop.storage.database import attachments_folder
from houqin_desktop.storage.journal import head
from houqin_desktop.storage.people import Person
from tests.browsing import unguarded
from tests.builders import FOUNDED, TODAY, clock_at

PAGE = 4096


def root_page(path, table):
    with sqlite3.connect(path) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
    connection.close()
    return int(page)


def spoil_table(path, table):
    """Overwrite the first page of a table."""
    at = (root_page(path, table) - 1) * PAGE
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\xa5" * PAGE)


@pytest.fixture
def backed_up(book, tmp_path):
    """A closed book with an older backup by hand and a newer one in the rings."""
    older = make_backup(book.session, tmp_path / "备份.zip").path
    book.advance()
    book.run(AddPerson(name="后来的人"))
    due = begin_round(book.session)
    assert due is not None
    (newer,) = write_round(due).paths
    book.session.close()
    return older, newer


def found(book):
    return dict(look_at_damage(book.path))


def test_a_broken_table_is_named_and_the_others_are_counted(book, backed_up):
    spoil_table(book.path, "asset_picture")
    before = book.path.read_bytes()
    lines = found(book)
    assert lines["文件头"] == "完好"
    assert lines["读得出的表"].endswith("读不全的：卡片图片")
    assert lines["流水"].startswith("完好到第 ")
    assert book.path.read_bytes() == before


def test_the_flow_is_shown_as_far_as_every_row_hangs_on_the_one_before(book):
    seq, last = head()
    book.session.close()
    assert found(book)["流水"] == f"完好到第 {seq:,} 号（{last[:8]}）"
    with unguarded(book.path) as connection:
        connection.execute("UPDATE journal SET after = '{}' WHERE seq = 7")
    assert found(book)["流水"].startswith("完好到第 6 号")


def test_a_file_that_was_cut_short_says_how_many_pages_are_missing(book):
    book.session.close()
    with book.path.open("r+b") as file:
        file.truncate(PAGE * 10)
    assert found(book)["页"].endswith("只剩 10 页")


def test_a_file_without_its_beginning_is_looked_at_too(book):
    book.session.close()
    with book.path.open("r+b") as file:
        file.write(b"\0" * PAGE)
    lines = found(book)
    assert lines["文件头"] == "读不出来"
    assert lines["流水"] == "读不出来"


def test_the_good_backups_come_newest_first_and_a_spoilt_one_not_at_all(book, backed_up):
    older, newer = backed_up
    assert [copy.path for copy in good_copies(book.path)] == [newer, older]
    content = newer.read_bytes()
    newer.write_bytes(content[:200] + bytes([content[200] ^ 1]) + content[201:])
    assert [copy.path for copy in good_copies(book.path)] == [older]


def test_a_backup_of_a_book_that_was_rewritten_behind_its_back_is_not_called_good(book, backed_up):
    older, newer = backed_up
    with unguarded(book.path) as connection:
        connection.execute("UPDATE person SET name = '王伍' WHERE id = 2")
    session = open_session(book.path, clock=clock_at(TODAY))
    rewritten = make_backup(session, newer.with_name("改过以后.zip")).path
    session.close()
    copies = list(good_copies(book.path))
    assert [copy.path for copy in copies] == [newer, older, rewritten]
    assert [copy.is_sound for copy in copies] == [True, True, False]
    book.path.write_bytes(b"")
    refused = Refused("账簿已损坏。", code="book_damaged")
    assert newer.name in naming_newest(refused, book.path).sentence
    newer.unlink()
    older.unlink()
    said = naming_newest(refused, book.path).sentence
    assert "没有完好的备份" in said
    assert "（核对有误）：改过以后.zip" in said


def test_the_automatic_backup_of_another_book_is_passed_over(book, backed_up):
    older, newer = backed_up
    stranger = newer.with_name(newer.name[:-12] + "0" * 8 + ".zip")
    newer.rename(stranger)
    assert [copy.path for copy in good_copies(book.path)] == [older]


def test_the_refusal_names_the_newest_good_backup_and_it_restores(book, backed_up):
    _, newer = backed_up
    spoil_table(book.path, "asset")
    spoilt = book.path.read_bytes()
    with pytest.raises(Refused) as caught:
        open_session(book.path, clock=clock_at(TODAY))
    assert caught.value.code == "book_damaged"
    said = naming_newest(caught.value, book.path)
    assert newer.name in said.sentence
    assert said.code == "book_damaged"
    restored = restore_backup(newer, book.path, clock=book.session.clock)
    assert restored.kept_as is not None
    assert restored.kept_as.read_bytes() == spoilt
    book.session = open_session(book.path, clock=book.session.clock)
    assert Person.find(name="后来的人") is not None
    book.require_whole()


def test_without_a_good_backup_the_refusal_stays_as_it_is(book_path):
    refused = Refused("账簿已损坏。请改用备份。", code="book_damaged")
    assert naming_newest(refused, book_path) is refused


def test_a_book_whose_beginning_is_gone_is_damaged_and_no_strange_file(tmp_path):
    path = tmp_path / "school.houqin"
    create_book(path, school="和平小学", keeper="王建国", clock=clock_at(FOUNDED))
    for beginning in (b"\0" * PAGE, b""):
        path.write_bytes(beginning)
        with pytest.raises(Refused) as caught:
            open_session(path, clock=clock_at(FOUNDED))
        assert caught.value.code == "book_damaged"


def test_a_place_where_a_book_was_names_its_newest_good_backup_which_restores(book, backed_up):
    _, newer = backed_up
    book.path.unlink()
    assert was_here(book.path)
    said = missing_book(book.path)
    assert said.code == "book_missing"
    assert f"流水到第 {head_in(newer)} 号" in said.sentence
    assert f"请用 restore 恢复它：{newer}" in said.sentence
    restored = restore_backup(newer, book.path, clock=book.session.clock)
    assert restored.kept_as is None
    book.session = open_session(book.path, clock=book.session.clock)
    assert Person.find(name="后来的人") is not None


def head_in(copy):
    return int(copy.name.split("-")[3])


def test_a_place_that_is_only_remembered_says_up_to_where(book, tmp_path):
    with anchors_in(tmp_path / "anchors"):
        book.run(AddPerson(name="甲"))
        last = head()[0]
        book.session.close()
        book.path.unlink()
        assert was_here(book.path)
        assert f"记到第 {last} 号" in missing_book(book.path).sentence
        assert not was_here(book.path.with_name("别处.sqlite"))


def test_a_folder_in_the_place_of_a_book_is_said_as_that(book, backed_up):
    book.path.unlink()
    book.path.mkdir()
    with pytest.raises(Refused, match="这里是一个文件夹，不是账簿文件"):
        open_session(book.path, clock=book.session.clock)
    assert "请先把这个文件夹移开" in missing_book(book.path).sentence


def test_a_place_of_a_new_book_and_a_book_that_is_there_are_no_gap(book, backed_up, tmp_path):
    assert not was_here(book.path)
    assert not was_here(tmp_path / "新.houqin")


def test_another_book_is_made_where_one_was_only_when_somebody_says_so(book, backed_up):
    _, newer = backed_up
    book.path.unlink()
    attachment = attachments_folder(book.path) / "ab" / "abc.pdf"
    attachment.parent.mkdir(parents=True, exist_ok=True)
    attachment.write_bytes(b"a scan")
    clock = book.session.clock
    with pytest.raises(Refused, match="这里有过一本账簿") as caught:
        create_book(book.path, school="和平小学", keeper="王建国", clock=clock)
    assert newer.name in caught.value.sentence
    assert not book.path.exists()
    create_book(book.path, school="和平小学", keeper="王建国", clock=clock, anew=True)
    assert newer.is_file()
    (aside,) = book.path.parent.glob("*.旧附件-*")
    assert (aside / "ab" / "abc.pdf").read_bytes() == b"a scan"
