"""The copy before an upgrade is a way back: it is named, offered, verified and restored."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from houqin_desktop.documents.copy_apart import DONE, CopyProcess
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.backups.making import make_backup, moment_of
from houqin_desktop.services.backups.rescue import good_copies, naming_newest
from houqin_desktop.services.backups.restoration import look_into, restore_backup
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.backup import last_restoration
from houqin_desktop.storage.base import db
from houqin_desktop.storage.journal import head
from houqin_desktop.storage.migrations import SCHEMA_VERSION
from houqin_desktop.storage.personal import kept_values
from tests.builders import Book, clock_at
from tests.storage.test_golden import DAY, GOLDEN

CLOCK = clock_at(DAY)


@pytest.fixture(params=[GOLDEN[0], GOLDEN[-2]], ids=lambda path: path.stem)
def upgraded(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """A book that was upgraded and is closed, and the copy that was made before."""
    with zipfile.ZipFile(request.param) as file:
        file.extractall(tmp_path)
    book = tmp_path / f"{request.param.stem}.houqin"
    open_session(book, clock=CLOCK).close()
    (copy,) = tmp_path.glob("*.before-*.houqin")
    return book, copy


def cut(book: Path) -> bytes:
    with book.open("r+b") as file:
        file.truncate(book.stat().st_size // 2)
    return book.read_bytes()


def test_the_copy_before_an_upgrade_is_named_where_the_book_is_damaged(
    upgraded: tuple[Path, Path],
) -> None:
    book, copy = upgraded
    cut(book)
    with pytest.raises(Refused) as caught:
        open_session(book, clock=CLOCK)
    assert caught.value.code == "book_damaged"
    said = naming_newest(caught.value, book).sentence
    assert f"最近一份完好的备份：{look_into(copy).made_at.replace('T', ' ')}" in said
    assert f"请用 restore 恢复它：{copy}" in said


def test_a_newer_good_backup_comes_before_the_copy_of_the_upgrade(
    upgraded: tuple[Path, Path],
) -> None:
    book, copy = upgraded
    session = open_session(book, clock=CLOCK)
    session.run(AddPerson(name="后来的人"))
    made = make_backup(session, book.with_name("备份.zip")).path
    session.close()
    cut(book)
    assert [(one.path, one.is_sound) for one in good_copies(book)] == [(made, True), (copy, True)]


def test_the_copy_before_an_upgrade_is_restored_upgraded_and_written_down(
    upgraded: tuple[Path, Path],
) -> None:
    book, copy = upgraded
    content, spoilt = copy.read_bytes(), cut(book)
    restored = restore_backup(copy, book, clock=CLOCK)
    assert restored.kept_as is not None
    assert restored.kept_as.read_bytes() == spoilt
    assert copy.read_bytes() == content
    assert list(book.parent.glob("*restoring*")) == []
    session = open_session(book, clock=CLOCK)
    try:
        assert db.execute_sql("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        row = last_restoration()
        assert row is not None
        assert (row.name, row.head_seq) == (copy.name, restored.manifest.head_seq)
        assert row.kept_as == restored.kept_as.name
        assert run_checks().ok
    finally:
        session.close()


def write_into(book: Path, sql: str) -> None:
    with closing(sqlite3.connect(book)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(sql)


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("UPDATE journal SET verb = 'nothing' WHERE seq = 2", "流水与校验值不符"),
        ("DELETE FROM journal WHERE seq = 2", "流水与校验值不符"),
        ("PRAGMA application_id = 1", "是别的程序的数据库"),
    ],
)
def test_a_plain_book_that_is_not_whole_or_of_another_program_is_refused(
    upgraded: tuple[Path, Path], sql: str, why: str
) -> None:
    book, copy = upgraded
    write_into(copy, sql)
    before = book.read_bytes()
    with pytest.raises(Refused, match=why) as caught:
        restore_backup(copy, book, clock=CLOCK)
    assert caught.value.code == "backup_spoilt"
    assert book.read_bytes() == before
    assert list(good_copies(book)) == []


def test_a_plain_book_that_is_cut_short_is_refused(upgraded: tuple[Path, Path]) -> None:
    book, copy = upgraded
    cut(copy)
    with pytest.raises(Refused) as caught:
        restore_backup(copy, book, clock=CLOCK)
    assert caught.value.code == "backup_spoilt"


def test_a_book_from_elsewhere_comes_with_its_attachments(book: Book, tmp_path: Path) -> None:
    number = book.small_case()
    (scan := tmp_path / "扫描.pdf").write_bytes(b"%PDF-1.4 a signed page")
    book.sign(number, "storekeeper", scan=str(scan))
    last = head()
    book.session.close()
    other = tmp_path / "新电脑" / "school.houqin"
    restore_backup(book.path, other, clock=book.session.clock)
    book.session = open_session(other, clock=book.session.clock)
    assert head()[0] > last[0]
    assert run_checks().ok


def test_the_open_book_itself_is_no_backup(book: Book) -> None:
    with pytest.raises(Refused, match="打开着的账簿"):
        look_into(book.path)


def test_what_is_personal_and_in_no_copy_makes_no_copy_faulty(tmp_path: Path) -> None:
    with zipfile.ZipFile(GOLDEN[-1]) as file:
        file.extractall(tmp_path)
    book = tmp_path / f"{GOLDEN[-1].stem}.houqin"
    session = open_session(book, clock=CLOCK)
    try:
        assert kept_values()
        assert CopyProcess(moment_of(session), ()).wait() == DONE
    finally:
        session.close()
