"""The file itself: how it is set up, who may open it, and what is refused with a sentence."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.session import create_book, open_session
from houqin_desktop.storage.base import BaseModel, columns, db, primary_key, table_name
from houqin_desktop.storage.book import CategoryRow, JournalRow
from houqin_desktop.storage.checking import JOURNALLED, UNCHECKED_TABLES
from houqin_desktop.storage.database import (
    APPLICATION_ID,
    attachments_folder,
    close_database,
    open_database,
    write_transaction,
)
from houqin_desktop.storage.migrations import SCHEMA_VERSION
from tests.builders import FOUNDED, TODAY, Book, clock_at

HOLD_OPEN = """
import sys
from pathlib import Path
from houqin_desktop.storage.database import open_database
open_database(Path(sys.argv[1]))
for _ in sys.argv[2:]:
    Path(sys.argv[1]).read_bytes()
print("open", flush=True)
sys.stdin.read()
"""


@contextmanager
def opened_elsewhere(path: Path, *looks: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD_OPEN, str(path), *looks],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


def refusal(path: Path) -> Refused:
    """Open what cannot be opened; the file must be as it was to the last byte."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(Refused) as caught:
        open_session(path, clock=clock_at(TODAY))
    assert db.is_closed()
    assert (path.read_bytes() if path.is_file() else None) == before
    assert path.name in caught.value.sentence
    return caught.value


def set_header(path: Path, offset: int, value: int) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(value.to_bytes(4, "big"))


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "truncate"),
        ("synchronous", 3),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("locking_mode", "exclusive"),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("application_id", APPLICATION_ID),
        ("user_version", SCHEMA_VERSION),
        ("encoding", "UTF-8"),
    ],
)
def test_an_open_book_is_set_up_as_promised(book: Book, pragma: str, value: object):
    assert book.value(f"PRAGMA {pragma}") == value


def test_every_table_is_strict(book: Book):
    loose = [
        name
        for _, name, kind, _, _, strict in db.execute_sql("PRAGMA table_list")
        if kind == "table" and not name.startswith("sqlite_") and not strict
    ]
    assert loose == []


@pytest.mark.parametrize("model", [*JOURNALLED, CategoryRow, JournalRow])
def test_the_models_are_the_migrated_tables(book: Book, model: type[BaseModel]):
    info = db.execute_sql(f'PRAGMA table_info("{table_name(model)}")').fetchall()
    assert [row[1] for row in info] == [column.column_name for column in columns(model)]
    assert [row[1] for row in info if row[5]] == [primary_key(model).column_name]
    kinds = {row[1]: row[2] for row in info}
    for column in columns(model):
        wanted = "INTEGER" if column.field_type in {"INT", "AUTO"} else "TEXT"
        assert kinds[column.column_name] == wanted, column.name
        if model is not JournalRow and not column.primary_key:
            required = next(row[3] for row in info if row[1] == column.column_name)
            assert bool(required) is not column.null, column.name


def test_every_table_has_a_model_or_belongs_to_the_schema(book: Book):
    tables = {
        row[0] for row in db.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    modelled = {table_name(model) for model in JOURNALLED}
    assert tables - modelled - UNCHECKED_TABLES == set()


def test_a_new_book_stands_where_it_was_asked_for_with_its_folder(tmp_path: Path):
    path = tmp_path / "新的" / "后勤 账.sqlite"
    create_book(path, school="光明小学", keeper="王保管", clock=clock_at(FOUNDED))
    assert sorted(p.name for p in path.parent.iterdir()) == [
        "后勤 账.attachments",
        "后勤 账.sqlite",
    ]
    open_session(path, clock=clock_at(FOUNDED)).close()


def test_what_is_there_already_is_not_written_over(book_path: Path):
    before = book_path.read_bytes()
    with pytest.raises(Refused, match="已经存在"):
        create_book(book_path, school="光明小学", keeper="王保管", clock=clock_at(FOUNDED))
    assert book_path.read_bytes() == before


@pytest.mark.parametrize(("school", "keeper"), [("", "王保管"), ("光明小学", " ")])
def test_a_book_that_cannot_begin_leaves_nothing_behind(tmp_path: Path, school: str, keeper: str):
    path = tmp_path / "新的.sqlite"
    with pytest.raises(Refused):
        create_book(path, school=school, keeper=keeper, clock=clock_at(FOUNDED))
    assert list(tmp_path.iterdir()) == []
    assert db.is_closed()


def test_a_missing_book_is_refused_and_not_made(tmp_path: Path):
    path = tmp_path / "没有.sqlite"
    assert refusal(path).code == "book_missing"
    assert not path.exists()
    assert refusal(tmp_path).code == "book_missing"


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" + b"\0" * 200])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)
    assert refusal(path).code == "book_foreign"


def test_the_database_of_another_program_is_refused(tmp_path: Path):
    path = tmp_path / "别的.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE asset (id)")
    connection.commit()
    connection.close()
    assert refusal(path).code == "book_foreign"


def test_a_book_of_a_newer_program_is_refused_naming_both_versions(book_path: Path):
    set_header(book_path, 60, SCHEMA_VERSION + 1)
    refused = refusal(book_path)
    assert refused.code == "book_newer"
    assert f"格式 {SCHEMA_VERSION + 1}" in refused.sentence


@pytest.mark.parametrize("harm", ["cut short", "pages overwritten", "root page", "freelist"])
def test_a_damaged_book_is_refused(book_path: Path, harm: str):
    size = book_path.stat().st_size
    with book_path.open("r+b") as file:
        if harm == "cut short":
            file.truncate(size // 2)
        elif harm == "pages overwritten":
            file.seek(4096 * 5)
            file.write(b"\xa5" * 4096 * 20)
        elif harm == "root page":
            file.seek(100)
            file.write(b"\xff" * 400)
        else:
            file.seek(32)
            file.write((99_999).to_bytes(4, "big"))
    assert refusal(book_path).code == "book_damaged"


def test_a_book_open_elsewhere_is_refused_and_free_again_when_the_other_is_gone(book_path: Path):
    with opened_elsewhere(book_path) as other:
        assert refusal(book_path).code == "book_open_elsewhere"
        other.kill()
        other.wait()
        open_database(book_path)
        close_database()


def test_a_look_into_the_file_by_the_one_who_has_it_open_lets_nobody_else_in(book_path: Path):
    with opened_elsewhere(book_path, "a file chooser"):
        with pytest.raises(Refused) as caught:
            open_session(book_path, clock=clock_at(TODAY))
        assert caught.value.code == "book_open_elsewhere"
        assert db.is_closed()


def test_nobody_else_reads_or_writes_while_the_book_is_open(book: Book):
    stranger = sqlite3.connect(book.path, timeout=0)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        stranger.execute("SELECT count(*) FROM asset").fetchone()
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        stranger.execute("DELETE FROM asset")
    stranger.close()


def test_closing_twice_is_harmless_and_a_closed_book_opens_again(book: Book):
    book.run(AddPerson(name="新来的"))
    book.session.close()
    book.session.close()
    session = open_session(book.path, clock=clock_at(TODAY))
    assert session.actor() is not None
    session.close()


def test_an_unknown_person_at_the_desk_leaves_the_book_closed(book_path: Path):
    with pytest.raises(Refused, match="没有人员"):
        open_session(book_path, clock=clock_at(TODAY), actor="没有的人")
    assert db.is_closed()


def test_what_fails_inside_a_transaction_leaves_nothing(book: Book):
    before = book.fingerprint()

    def fail() -> None:
        with write_transaction():
            db.execute_sql("UPDATE number_sequence SET last = last + 1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert book.fingerprint() == before
    assert not db.connection().in_transaction


def test_the_attachments_lie_beside_the_book(tmp_path: Path):
    assert attachments_folder(tmp_path / "a.b.sqlite") == tmp_path / "a.b.attachments"
