"""备份 and 恢复: a whole book in one file, and never a half one in the place of the present."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import BufferedIOBase, BufferedReader
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.people import Post
from houqin_desktop.services.backups.making import make_backup, moment_of, write_backup
from houqin_desktop.services.backups.restoration import (
    Prepared,
    look_into,
    prepare_restoration,
    put_in_place,
    restore_backup,
)
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.people.operators import SetPassword
from houqin_desktop.services.people.verbs import AddPerson, Appoint
from houqin_desktop.services.session import create_book, open_session
from houqin_desktop.storage import backup_file
from houqin_desktop.storage.backup import BookCopy
from houqin_desktop.storage.backup_file import Tick
from houqin_desktop.storage.database import close_database
from houqin_desktop.storage.journal import head
from tests.builders import COLLEAGUE, FOUNDED, HEAD_KEEPER, Book, clock_at
from tests.scenarios.watched_disk import FULL, OK, nothing_fails, watched_disk
from tests.storage.test_database import opened_elsewhere

SCAN = b"%PDF-1.7\nsigned"
EMPTY = sha256(b"").hexdigest()
FEWEST_STEPS = 5


@pytest.fixture
def full(book: Book, tmp_path: Path) -> Book:
    """A book with a case, a signature and its scan."""
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(SCAN)
    book.sign(book.small_case(), "storekeeper", scan=str(scan))
    return book


def beside(book: Path) -> list[str]:
    return sorted(path.name for path in book.parent.iterdir() if ".part" in path.name)


def test_a_backup_holds_the_book_its_attachments_and_the_head_of_the_flow(
    full: Book, tmp_path: Path
):
    seq, last_hash = head()
    made = make_backup(full.session, tmp_path / "备份.zip")
    with zipfile.ZipFile(made.path) as file:
        names = file.namelist()
        manifest = json.loads(file.read("manifest.json"))
    assert names[0] == "book.houqin"
    assert [name for name in names if name.startswith("attachments/")] != []
    assert (manifest["head_seq"], manifest["head_hash"]) == (seq, last_hash)
    assert manifest["school"] == "示范小学"


def test_the_book_remembers_each_backup(full: Book, tmp_path: Path):
    make_backup(full.session, tmp_path / "备份.zip")
    (row,) = full.rows("backup")
    assert (row["name"], row["made_on"]) == ("备份.zip", full.today.isoformat())
    assert row["size"] == (tmp_path / "备份.zip").stat().st_size
    full.require_whole()


def test_restoring_brings_everything_back_and_keeps_the_present_book(full: Book, tmp_path: Path):
    made = make_backup(full.session, tmp_path / "备份.zip")
    full.run(AddPerson(name="后来的人"))
    late = head()
    full.session.close()
    restored = restore_backup(made.path, full.path, clock=full.session.clock)
    session = open_session(full.path, clock=full.session.clock)
    book = Book(session)
    try:
        assert book.rows("person", "name = '后来的人'") == []
        (row,) = book.rows("restoration")
        assert (row["head_seq"], row["head_hash"]) == (
            made.manifest.head_seq,
            made.manifest.head_hash,
        )
        assert (row["replaced_seq"], row["replaced_hash"]) == late
        assert book.value("SELECT count(*) FROM signature_scan") == 1
        book.require_whole()
    finally:
        session.close()
    assert restored.kept_as is not None
    assert (look_into(restored.kept_as).head_seq, look_into(restored.kept_as).head_hash) == late


def test_the_book_that_was_kept_can_be_put_back(full: Book, tmp_path: Path):
    made = make_backup(full.session, tmp_path / "备份.zip")
    full.run(AddPerson(name="后来的人"))
    full.session.close()
    kept = restore_backup(made.path, full.path, clock=full.session.clock).kept_as
    assert kept is not None
    restore_backup(kept, full.path, clock=full.session.clock)
    session = open_session(full.path, clock=full.session.clock)
    try:
        assert len(Book(session).rows("person", "name = '后来的人'")) == 1
    finally:
        session.close()


def test_a_lost_book_comes_back_from_its_backup(full: Book, tmp_path: Path):
    made = make_backup(full.session, tmp_path / "备份.zip")
    full.session.close()
    elsewhere = tmp_path / "新电脑" / "账簿.houqin"
    restored = restore_backup(made.path, elsewhere, clock=full.session.clock)
    assert restored.kept_as is None
    session = open_session(elsewhere, clock=full.session.clock)
    try:
        assert run_checks().ok
    finally:
        session.close()


def test_a_damaged_book_is_kept_as_it_is_before_the_backup_takes_its_place(
    full: Book, tmp_path: Path
):
    made = make_backup(full.session, tmp_path / "备份.zip")
    full.session.close()
    damaged = bytearray(full.path.read_bytes())
    damaged[4096:20000] = b"\xff" * 15904
    full.path.write_bytes(bytes(damaged))
    kept = restore_backup(made.path, full.path, clock=full.session.clock).kept_as
    assert kept is not None
    assert kept.read_bytes() == bytes(damaged)
    open_session(full.path, clock=full.session.clock).close()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:0],
        lambda data: data[:0] + b"not a zip",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
    ],
)
def test_a_spoilt_file_changes_nothing(full: Book, tmp_path: Path, spoil):
    made = make_backup(full.session, tmp_path / "备份.zip")
    made.path.write_bytes(spoil(made.path.read_bytes()))
    before = full.path.read_bytes()
    full.session.close()
    with pytest.raises(Refused) as caught:
        restore_backup(made.path, full.path, clock=full.session.clock)
    assert caught.value.code == "backup_spoilt"
    assert full.path.read_bytes() == before
    assert [path.name for path in full.path.parent.glob("*.restoring*")] == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 0.999), bit=st.integers(0, 7))
def test_one_flipped_bit_is_found_or_harmless(
    backup_bytes: bytes, tmp_path: Path, place: float, bit: int
):
    """A bit in the padding of the zip may not matter; whatever is restored is the very book."""
    flipped = bytearray(backup_bytes)
    flipped[int(place * len(flipped))] ^= 1 << bit
    path, target = tmp_path / "翻转.zip", tmp_path / "目标" / "账簿.houqin"
    path.write_bytes(bytes(flipped))
    target.unlink(missing_ok=True)
    with suppress(Refused):
        restore_backup(path, target, clock=clock_at(FOUNDED))
    if not target.exists():
        return
    session = open_session(target, clock=clock_at(FOUNDED))
    try:
        assert run_checks().ok
    finally:
        session.close()


@pytest.fixture
def backup_bytes(tmp_path: Path) -> bytes:
    close_database()
    path = tmp_path / "小.houqin"
    create_book(path, school="示范小学", keeper="王建国", clock=clock_at(FOUNDED))
    session = open_session(path, clock=clock_at(FOUNDED))
    made = make_backup(session, tmp_path / "小.zip")
    session.close()
    return made.path.read_bytes()


def forged(path: Path, target: Path, change) -> Path:
    """Write the backup again with another list, and with the empty files that are new on it."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as sink:
        manifest = json.loads(source.read("manifest.json"))
        for name in source.namelist():
            if name != "manifest.json":
                sink.writestr(name, source.read(name))
        change(manifest)
        for one in manifest["files"]:
            if one["sha256"] == EMPTY:
                sink.writestr(one["name"], b"")
        sink.writestr("manifest.json", json.dumps(manifest))
    return target


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.update(format=2),
        lambda m: m.update(head_seq=m["head_seq"] - 1),
        lambda m: m.update(head_hash="0" * 64),
        lambda m: m["files"].append({"name": "../../x", "size": 0, "sha256": "0" * 64}),
        lambda m: m["files"].append({"name": "attachments/.. /x", "size": 0, "sha256": EMPTY}),
        lambda m: m["files"].append({"name": "attachments/aa/x.", "size": 0, "sha256": EMPTY}),
        lambda m: m["files"][0].update(size=float("inf")),
        lambda m: m.update(head_seq=float("inf")),
        lambda m: m["files"].append({"name": "attachments/aa/b", "size": 1, "sha256": "0" * 64}),
        lambda m: m["files"].clear(),
        lambda m: m["files"][0].update(size=1),
        lambda m: m.pop("school"),
    ],
)
def test_a_list_that_does_not_fit_is_refused(full: Book, tmp_path: Path, change):
    made = make_backup(full.session, tmp_path / "备份.zip")
    full.session.close()
    path = forged(made.path, tmp_path / "改过.zip", change)
    before = full.path.read_bytes()
    with pytest.raises(Refused) as caught:
        restore_backup(path, full.path, clock=full.session.clock)
    assert caught.value.code == "backup_spoilt"
    assert full.path.read_bytes() == before
    assert not (tmp_path.parent / "x").exists()


def test_the_demo_school_never_takes_the_place_of_a_school(full: Book, tmp_path: Path):
    full.session.close()
    demo = tmp_path / "演示.houqin"
    create_book(demo, school="演示小学", keeper="甲", clock=full.session.clock, demo=True)
    session = open_session(demo, clock=full.session.clock)
    made = make_backup(session, tmp_path / "演示.zip")
    session.close()
    before = full.path.read_bytes()
    with pytest.raises(Refused) as caught:
        restore_backup(made.path, full.path, clock=full.session.clock)
    assert caught.value.code == "backup_of_other_kind"
    assert full.path.read_bytes() == before


def test_a_list_that_calls_a_school_a_demo_is_refused(full: Book, tmp_path: Path):
    made = make_backup(full.session, tmp_path / "备份.zip")
    full.session.close()
    path = forged(made.path, tmp_path / "改过.zip", lambda m: m.update(demo=True))
    elsewhere = tmp_path / "新电脑" / "账簿.houqin"
    with pytest.raises(Refused) as caught:
        restore_backup(path, elsewhere, clock=full.session.clock)
    assert caught.value.code == "backup_spoilt"
    assert not elsewhere.exists()


def test_a_backup_is_never_written_over_the_book(full: Book):
    with full.refusing("own_file"):
        make_backup(full.session, full.path)


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left(full: Book, tmp_path: Path):
    with full.refusing("not_writable"):
        make_backup(full.session, tmp_path / "没有的文件夹" / "备份.zip")
    with full.refusing("is_folder"):
        make_backup(full.session, tmp_path)
    assert beside(full.path) == []


def test_a_backup_that_was_stopped_at_any_step_leaves_nothing(
    full: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    class Stopped(Exception):
        pass

    def stopped_after(last: int) -> bool:
        steps = count(1)

        def stop(_done: int, _total: int) -> None:
            if next(steps) == last:
                raise Stopped

        try:
            make_backup(full.session, path, stop)
        except Stopped:
            return True
        return False

    path, passing = tmp_path / "到处" / "备份.zip", tmp_path / "临时"
    for folder in (path.parent, passing):
        folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    last = 1
    while stopped_after(last):
        assert list(path.parent.iterdir()) == list(passing.iterdir()) == []
        assert full.rows("backup") == []
        last += 1
    assert last > FEWEST_STEPS
    assert list(path.parent.iterdir()) == [path]
    assert len(full.rows("backup")) == 1


def test_a_backup_whose_row_is_refused_leaves_no_file(full: Book, tmp_path: Path):
    (tmp_path / "到处").mkdir()
    full.move_to(full.today.replace(year=2016))
    with full.refusing("no_actor") as said:
        make_backup(full.session, tmp_path / "到处" / "备份.zip")
    assert "没有备份成，备份.zip 没有留下" in said.value.sentence
    assert list((tmp_path / "到处").iterdir()) == []


def test_a_backup_whose_row_is_refused_leaves_the_one_it_would_have_replaced(
    full: Book, tmp_path: Path
):
    path = tmp_path / "到处" / "备份.zip"
    path.parent.mkdir()
    make_backup(full.session, path)
    former = path.read_bytes()
    full.move_to(full.today.replace(year=2016))
    with full.refusing("no_actor"):
        make_backup(full.session, path)
    assert path.read_bytes() == former
    assert list(path.parent.iterdir()) == [path]


def test_a_backup_is_worth_most_while_the_disk_of_the_book_is_full_and_stays(
    full: Book, tmp_path: Path
):
    path = tmp_path / "到处" / "备份.zip"
    path.parent.mkdir()
    make_backup(full.session, path)
    full.session.close()
    with watched_disk() as disk:
        again = Book(open_session(full.path, clock=full.session.clock))
        again.run(AddPerson(name="后来的人"))
        last = head()
        disk.answer = lambda event: FULL if event.deed == "write" else OK
        with again.refusing("disk_full") as said:
            make_backup(again.session, path)
        disk.answer = nothing_fails
        again.session.close()
    assert said.value.sentence.startswith(
        "备份.zip 已写好并读回核对，但账簿里没有记下这次备份。磁盘已满"
    )
    assert (look_into(path).head_seq, look_into(path).head_hash) == last
    assert list(path.parent.iterdir()) == [path]


def test_a_disk_that_has_no_room_for_a_backup_is_named_and_the_backup_not_blamed(
    full: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    made = make_backup(full.session, tmp_path / "备份.zip")
    full.session.close()
    before = full.path.read_bytes()
    size = sum(one.size for one in made.manifest.files)
    room = shutil.disk_usage(tmp_path)._replace(free=size - 1)
    with monkeypatch.context() as context:
        context.setattr(shutil, "disk_usage", lambda _folder: room)
        with pytest.raises(Refused, match="磁盘已满，还差 1 MB 才放得下") as caught:
            restore_backup(made.path, full.path, clock=full.session.clock)
    assert caught.value.code == "disk_full"
    assert "备份不用换" in caught.value.sentence
    assert full.path.read_bytes() == before
    restore_backup(made.path, full.path, clock=full.session.clock)


def test_a_backup_that_may_not_be_read_is_not_called_incomplete(
    full: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def locked(path: Path) -> None:
        raise PermissionError(path)

    made = make_backup(full.session, tmp_path / "备份.zip")
    with monkeypatch.context() as context:
        context.setattr(zipfile, "ZipFile", locked)
        with pytest.raises(Refused, match=r"没有权限读 备份\.zip.*请检查这个文件的权限") as caught:
            look_into(made.path)
    assert caught.value.code == "backup_unreadable"
    assert "换一份" not in caught.value.sentence
    assert look_into(made.path) == made.manifest


def test_no_step_of_a_backup_has_more_than_a_megabyte_in_hand(
    full: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    read: list[int] = []

    class Watched:
        def __init__(self, file: BufferedIOBase) -> None:
            self._file = file

        def read(self, size: int) -> bytes:
            block = self._file.read(size)
            read.append(len(block))
            return block

    @contextmanager
    def watched(copy: BookCopy, tick: Tick) -> Iterator[Watched]:
        with lent(copy, tick) as file:
            assert isinstance(file, BufferedReader), "read from the file, not from memory"
            yield Watched(file)

    lent = BookCopy.opened
    monkeypatch.setattr(BookCopy, "opened", watched)
    monkeypatch.setattr(backup_file, "BLOCK", 65_536)
    made = make_backup(full.session, tmp_path / "备份.zip")
    assert max(read) == 65_536
    assert sum(read) == made.manifest.files[0].size


def test_how_far_a_backup_is_only_grows_and_ends_at_its_whole(full: Book, tmp_path: Path):
    told: list[tuple[int, int]] = []
    moment = moment_of(full.session)
    write_backup(moment, tmp_path / "备份.zip", lambda *step: told.append(step))
    assert told == sorted(told)
    assert {total for _done, total in told} == {told[-1][0]}


def test_an_open_book_is_kept_through_its_own_connection(full: Book, tmp_path: Path):
    """The window prepares while the book is open, and closes it only for the last step."""
    made = make_backup(full.session, tmp_path / "备份.zip")
    prepared = prepare_restoration(
        made.path, full.path, full.session.clock, lambda _done, _total: None, session=full.session
    )
    assert isinstance(prepared, Prepared)
    assert full.rows("person")
    full.session.close()
    put_in_place(prepared, clock=full.session.clock)
    session = open_session(full.path, clock=full.session.clock)
    try:
        assert len(Book(session).rows("restoration")) == 1
    finally:
        session.close()


def test_a_book_that_is_open_elsewhere_is_left_alone(full: Book, tmp_path: Path):
    made = make_backup(full.session, tmp_path / "备份.zip")
    before = full.path.read_bytes()
    full.session.close()
    with opened_elsewhere(full.path), pytest.raises(Refused) as caught:
        restore_backup(made.path, full.path, clock=full.session.clock)
    assert caught.value.code == "book_open_elsewhere"
    assert full.path.read_bytes() == before


def test_only_who_may_restore_puts_a_backup_in_place_of_the_book(full: Book, tmp_path: Path):
    made = make_backup(full.session, tmp_path / "备份.zip")
    full.session.close()
    before = full.path.read_bytes()
    with pytest.raises(Refused) as caught:
        restore_backup(made.path, full.path, clock=full.session.clock, actor=COLLEAGUE)
    assert caught.value.code == "not_allowed"
    assert full.path.read_bytes() == before


def test_who_restores_needs_no_post_in_the_older_book(full: Book, tmp_path: Path):
    """A keeper who came later must be able to put back what was saved before he came."""
    made = make_backup(full.session, tmp_path / "备份.zip")
    number = full.make(AddPerson(name="新总保管员"))
    full.advance()
    full.run(Appoint(person=number, post=Post.HEAD_STOREKEEPER))
    full.session.close()
    restore_backup(made.path, full.path, clock=full.session.clock, actor=number)
    session = open_session(full.path, clock=full.session.clock)
    try:
        assert len(Book(session).rows("restoration")) == 1
    finally:
        session.close()


def test_a_restoration_asks_for_the_password_of_the_book_that_makes_room(
    full: Book, tmp_path: Path
):
    made = make_backup(full.session, tmp_path / "备份.zip")
    full.run(SetPassword(password="qingqing-1"))
    full.session.close()
    before = full.path.read_bytes()
    for password in (None, "lanlan-22"):
        with pytest.raises(Refused) as caught:
            restore_backup(made.path, full.path, clock=full.session.clock, password=password)
        assert caught.value.code == "password"
        assert full.path.read_bytes() == before
    restore_backup(made.path, full.path, clock=full.session.clock, password="qingqing-1")


def test_a_backup_with_passwords_is_put_back_by_whoever_may_restore_here(
    full: Book, tmp_path: Path
):
    older = make_backup(full.session, tmp_path / "旧.zip")
    full.run(SetPassword(password="qingqing-1"))
    full.session.choose_actor(HEAD_KEEPER, "qingqing-1")
    guarded = make_backup(full.session, tmp_path / "新.zip")
    full.session.close()
    restore_backup(older.path, full.path, clock=full.session.clock, password="qingqing-1")
    restore_backup(guarded.path, full.path, clock=full.session.clock)
    session = open_session(full.path, clock=full.session.clock)
    try:
        assert session.actor() is None
        assert len(Book(session).rows("restoration")) == 1
        Book(session).require_whole()
    finally:
        session.close()


def test_an_open_book_asks_for_the_password_once_more_before_it_makes_room(
    full: Book, tmp_path: Path
):
    made = make_backup(full.session, tmp_path / "备份.zip")
    full.run(SetPassword(password="qingqing-1"))
    full.session.choose_actor(HEAD_KEEPER, "qingqing-1")
    clock = full.session.clock
    with pytest.raises(Refused) as caught:
        prepare_restoration(made.path, full.path, clock, lambda *_: None, session=full.session)
    assert caught.value.code == "password_again"
    full.session.confirm("qingqing-1")
    prepare_restoration(made.path, full.path, clock, lambda *_: None, session=full.session)


def half_done(path: Path) -> bytes:
    """What SQLite keeps beside a book while a command of it is under way."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE filler AS SELECT * FROM category")
        connection.execute("CREATE INDEX by_name ON filler (name)")
        return path.with_name(path.name + "-journal").read_bytes()
    finally:
        connection.close()


def test_what_a_lost_book_left_half_done_is_not_rolled_back_into_the_restored_one(
    full: Book, tmp_path: Path
):
    rollback = full.path.with_name(full.path.name + "-journal")
    full.session.close()
    journal = half_done(full.path)
    assert len(journal) > 4096
    full = Book(open_session(full.path, clock=full.session.clock))
    for number in range(50):
        full.run(AddPerson(name=f"后来的人{number}"))
    made = make_backup(full.session, tmp_path / "备份.zip")
    full.session.close()
    full.path.unlink()
    rollback.write_bytes(journal)
    restore_backup(made.path, full.path, clock=full.session.clock)
    restored = Book(open_session(full.path, clock=full.session.clock))
    try:
        assert len(restored.rows("person", "name LIKE '后来的人%'")) == 50
        restored.require_whole()
    finally:
        restored.session.close()


def test_what_a_killed_restoration_left_is_not_rolled_back_into_the_next(
    full: Book, tmp_path: Path
):
    full.session.close()
    journal = half_done(full.path)
    full = Book(open_session(full.path, clock=full.session.clock))
    for number in range(50):
        full.run(AddPerson(name=f"后来的人{number}"))
    made = make_backup(full.session, tmp_path / "备份.zip")
    full.session.close()
    unpacked = full.path.with_name(f"{full.path.stem}.restoring{full.path.suffix}")
    unpacked.with_name(unpacked.name + "-journal").write_bytes(journal)
    restore_backup(made.path, full.path, clock=full.session.clock)
    restored = Book(open_session(full.path, clock=full.session.clock))
    try:
        restored.require_whole()
    finally:
        restored.session.close()
