"""自动备份: only after a change, attachments once, found again elsewhere, and never too few."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from houqin_desktop.domain import book_place
from houqin_desktop.domain.anchor import Anchor, Doubt
from houqin_desktop.domain.backup_rings import Occasion, RingCopy
from houqin_desktop.domain.calendar import FixedClock
from houqin_desktop.domain.errors import Refused
from houqin_desktop.services.backups import age
from houqin_desktop.services.backups import second_place as place_of_second
from houqin_desktop.services.backups.age import second_place_age
from houqin_desktop.services.backups.making import make_backup
from houqin_desktop.services.backups.readable import readable_places
from houqin_desktop.services.backups.restoration import look_into, restore_backup
from houqin_desktop.services.backups.rings import (
    back_up_by_itself,
    begin_round,
    ring_folder,
    write_round,
)
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.registers.listing import register
from houqin_desktop.services.session import create_book, open_session
from houqin_desktop.services.settings import ChangeSetting
from houqin_desktop.storage.backup import BookCopy
from houqin_desktop.storage.backup_file import PAUSES, give_name
from houqin_desktop.storage.database import close_database
from houqin_desktop.storage.journal import head
from tests.builders import COLLEAGUE, TODAY, Book, clock_at
from tests.scenarios.watched_disk import FULL, OK, watched_disk

SCAN = b"%PDF-1.7\nsigned"


@pytest.fixture
def full(book: Book, tmp_path: Path) -> Book:
    """A book with a case, a signature and its scan."""
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(SCAN)
    book.sign(book.small_case(), "storekeeper", scan=str(scan))
    return book


def later(book: Book, **span: float) -> None:
    book.session.clock = FixedClock(book.session.clock.now() + timedelta(**span))


def work(book: Book, name: str = "后来的人") -> None:
    later(book, minutes=30)
    book.run(AddPerson(name=name))


def copies(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.zip"))


def kept_attachments(folder: Path) -> list[Path]:
    return sorted((folder / "attachments").glob("*/*"))


def back_up(book: Book) -> Path:
    kept = back_up_by_itself(book.session)
    assert kept is not None
    return kept.paths[0]


def test_a_book_is_backed_up_only_when_it_changed_since(full: Book):
    first = back_up(full)
    assert first.parent == full.path.with_name(f"{full.path.stem}.backups")
    later(full, hours=1)
    assert back_up_by_itself(full.session) is None
    work(full)
    second = back_up(full)
    assert copies(first.parent) == sorted([first.name, second.name])
    assert look_into(second).head_seq == head()[0]


def test_an_automatic_backup_changes_nothing_in_the_book(full: Book):
    before = head()
    back_up(full)
    assert head() == before


def test_attachments_are_kept_once_and_named_in_every_list(full: Book):
    first = back_up(full)
    work(full)
    second = back_up(full)
    (scan,) = kept_attachments(first.parent)
    assert scan.read_bytes() == SCAN
    for copy in (first, second):
        assert zipfile.ZipFile(copy).namelist() == ["book.houqin", "manifest.json"]
        assert scan.stem in {one.sha256 for one in look_into(copy).files}


def test_a_manual_backup_stays_one_whole_file(full: Book, tmp_path: Path):
    back_up(full)
    made = make_backup(full.session, tmp_path / "备份.zip")
    assert len(zipfile.ZipFile(made.path).namelist()) == 3


def test_a_backup_folder_carried_to_another_computer_brings_everything_back(
    full: Book, tmp_path: Path
):
    folder = back_up(full).parent
    full.session.close()
    carried = tmp_path / "新电脑" / "带来的备份"
    shutil.copytree(folder, carried)
    shutil.rmtree(folder)
    (copy,) = carried.glob("*.zip")
    elsewhere = tmp_path / "新电脑" / "账簿.houqin"
    restore_backup(copy, elsewhere, clock=full.session.clock)
    session = open_session(elsewhere, clock=full.session.clock)
    try:
        assert Book(session).value("SELECT count(*) FROM signature_scan") == 1
        assert run_checks().ok
    finally:
        session.close()


@pytest.mark.parametrize(
    "spoil", [Path.unlink, lambda path: path.write_bytes(SCAN[:-1] + b"?")], ids=["lost", "altered"]
)
def test_a_backup_without_its_attachments_changes_nothing(full: Book, tmp_path: Path, spoil):
    copy = back_up(full)
    full.session.close()
    (scan,) = kept_attachments(copy.parent)
    spoil(scan)
    before = full.path.read_bytes()
    with pytest.raises(Refused) as caught:
        restore_backup(copy, full.path, clock=full.session.clock)
    assert caught.value.code == "backup_spoilt"
    assert full.path.read_bytes() == before


def test_an_attachment_that_rotted_in_the_folder_is_written_again_the_next_day(full: Book):
    copy = back_up(full)
    (scan,) = kept_attachments(copy.parent)
    scan.write_bytes(SCAN[:-1] + b"?")
    later(full, days=1)
    work(full)
    back_up(full)
    assert scan.read_bytes() == SCAN


def test_an_attachment_that_rotted_beside_the_book_does_not_take_the_good_one(full: Book):
    copy = back_up(full)
    (scan,) = kept_attachments(copy.parent)
    (own,) = full.session.attachments.glob("*/*")
    own.write_bytes(b"something else")
    work(full)
    second = back_up(full)
    assert scan.read_bytes() == SCAN
    assert scan.stem in {one.sha256 for one in look_into(second).files}


def test_a_copy_whose_book_is_not_whole_gets_no_name(full: Book, monkeypatch: pytest.MonkeyPatch):
    due = begin_round(full.session)
    assert due is not None
    assert due.folder is not None
    with due.moment.book.opened() as file:
        spoilt = bytearray(file.read())
    spoilt[8192:40960] = b"\xff" * 32768
    monkeypatch.setattr(BookCopy, "opened", lambda *_: BytesIO(spoilt))
    with pytest.raises(Refused) as caught:
        write_round(due)
    assert caught.value.code == "not_writable"
    assert list(due.folder.glob("*")) == [] or copies(due.folder) == []
    assert list(due.folder.glob(".*")) == []


def test_a_copy_with_another_head_than_it_says_gets_no_name(full: Book):
    due = begin_round(full.session)
    assert due is not None
    wrong = replace(due.moment, head_seq=due.moment.head_seq - 1)
    with pytest.raises(Refused):
        write_round(replace(due, moment=wrong))
    write_round(due)


@pytest.fixture
def disk_that_takes() -> Iterator[Callable[[int], None]]:
    """A disk on which no file grows past so many bytes; afterwards it takes all again."""
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_said_at_every_size_and_leaves_whole_copies_alone(
    full: Book, tmp_path: Path, disk_that_takes
):
    first = back_up(full)
    whole, beside = first.read_bytes(), kept_attachments(first.parent)
    work(full)
    due = begin_round(full.session)
    assert due is not None
    refused = 0
    for most in range(0, len(whole), len(whole) // 20):
        disk_that_takes(most)
        with pytest.raises(Refused) as caught:
            write_round(due)
        assert caught.value.code == "not_writable"
        refused += 1
    assert refused >= 20
    assert first.read_bytes() == whole
    assert [path for path in first.parent.rglob("*") if path.is_file()] == [first, *beside]
    disk_that_takes(2 * len(whole))
    assert len(write_round(due).paths) == 1


def test_a_disk_too_full_to_restore_is_said_and_the_backup_not_blamed(full: Book, disk_that_takes):
    copy = back_up(full)
    full.session.close()
    before = full.path.read_bytes()
    for most in (0, len(before) // 2):
        disk_that_takes(most)
        with pytest.raises(Refused) as caught:
            restore_backup(copy, full.path, clock=full.session.clock)
        assert caught.value.code == "not_writable"
    assert full.path.read_bytes() == before
    assert list(full.path.parent.glob("*.restoring*")) == []


def test_what_a_killed_backup_left_half_written_goes_with_the_next(full: Book):
    folder = back_up(full).parent
    left = folder / f".{Occasion.REGULAR.value}-20261122-080000-9-00000000-00000000.zip.1.part"
    left.write_bytes(b"half")
    work(full)
    back_up(full)
    assert not left.exists()


def test_old_copies_go_by_the_rings_and_files_of_others_stay(full: Book):
    folder = ring_folder(full.session)
    folder.mkdir()
    strangers = ["旧备份.zip", RingCopy(full.session.clock.now(), 3, "0" * 8, "f" * 8).name]
    for name in strangers:
        (folder / name).write_bytes(b"not ours")
    for number in range(25):
        work(full, f"人{number}")
        back_up(full)
    own = [name for name in copies(folder) if name not in strangers]
    assert len(own) == 20
    assert set(strangers) <= set(copies(folder))


def test_an_attachment_goes_with_the_last_copy_that_names_it(full: Book):
    folder = back_up(full).parent
    (scan,) = kept_attachments(folder)
    lost = scan.with_name(f"{'a' * 64}.pdf")
    lost.write_bytes(b"%PDF-1.7 of a copy that is gone")
    for number in range(25):
        work(full, f"人{number}")
        back_up(full)
    assert kept_attachments(folder) == [scan]


def test_no_attachment_goes_while_one_copy_cannot_be_read(full: Book):
    folder = back_up(full).parent
    (scan,) = kept_attachments(folder)
    lost = scan.with_name(f"{'a' * 64}.pdf")
    lost.write_bytes(b"%PDF-1.7 perhaps of another book")
    stranger = RingCopy(full.session.clock.now(), 3, "0" * 8, "f" * 8).name
    (folder / stranger).write_bytes(b"cannot be read")
    for number in range(25):
        work(full, f"人{number}")
        back_up(full)
    assert lost in kept_attachments(folder)


def test_twenty_restorations_in_a_row_delete_no_backup(full: Book):
    for number in range(22):
        later(full, minutes=30)
        full.run(AddPerson(name=f"人{number}"))
        back_up(full)
    folder = ring_folder(full.session)
    before = set(copies(folder))
    full.session.close()
    for name in sorted(before):
        restore_backup(folder / name, full.path, clock=full.session.clock)
        session = open_session(full.path, clock=full.session.clock)
        restored = Book(session)
        assert back_up_by_itself(session) is None, "a restored copy is backed up already"
        work(restored, "做了事的人")
        back_up_by_itself(session)
        full.session.clock = session.clock
        session.close()
    assert before <= set(copies(folder))


def test_the_folder_of_the_settings_is_used_while_it_is_there(full: Book, tmp_path: Path):
    folder = tmp_path / "第二块硬盘"
    full.run(ChangeSetting(key="auto_backup_folder", value=str(folder)))
    assert back_up(full).parent == full.path.with_name(f"{full.path.stem}.backups")
    folder.mkdir()
    assert back_up(full).parent == folder


def test_the_second_place_gets_a_copy_a_day_and_the_book_remembers_it(full: Book, tmp_path: Path):
    stick = tmp_path / "U盘"
    full.run(ChangeSetting(key="backup_folder", value=str(stick)))
    back_up(full)
    assert full.rows("backup") == []
    stick.mkdir()
    back_up(full)
    (row,) = full.rows("backup")
    assert (row["folder"], row["name"]) == (str(stick.resolve()), copies(stick)[0])
    assert len(kept_attachments(stick)) == 1
    work(full)
    back_up(full)
    assert len(copies(stick)) == 1, "once a day"
    later(full, days=1)
    back_up(full)
    assert len(copies(stick)) == 2
    full.require_whole()


def test_where_no_second_place_is_set_only_a_backup_on_another_disk_counts_as_one(
    full: Book, tmp_path: Path, monkeypatch
):
    stick = tmp_path / "U盘"
    stick.mkdir()
    make_backup(full.session, stick / "备份.zip")
    full.advance()
    make_backup(full.session, tmp_path / "桌面.zip")
    assert second_place_age(full.session).text == "U盘备份：还没有"
    monkeypatch.setattr(age, "is_on_own_disk", lambda folder, _book: folder != stick)
    assert second_place_age(full.session).text == "U盘备份：1 天前"


def test_a_restored_book_knows_the_backup_that_it_came_from(full: Book, tmp_path: Path):
    stick = tmp_path / "U盘"
    stick.mkdir()
    full.run(ChangeSetting(key="backup_folder", value=str(stick)))
    backup = make_backup(full.session, stick / "备份.zip").path
    full.session.close()
    restore_backup(backup, full.path, clock=clock_at(TODAY + timedelta(days=3)))
    session = open_session(full.path, clock=clock_at(TODAY + timedelta(days=3)))
    assert second_place_age(session).text == "U盘备份：3 天前"
    assert run_checks().ok
    session.close()


def test_a_backup_elsewhere_does_not_count_for_the_second_place(full: Book, tmp_path: Path):
    stick = tmp_path / "U盘"
    stick.mkdir()
    assert second_place_age(full.session).text == "U盘备份：还没有"
    make_backup(full.session, tmp_path / "桌面.zip")
    full.run(ChangeSetting(key="backup_folder", value=str(stick)))
    assert second_place_age(full.session).text == "U盘备份：还没有"
    back_up(full)
    assert len(copies(stick)) == 1
    assert second_place_age(full.session).text == "U盘备份：今天"


def test_a_second_place_that_fails_spoils_nothing_and_is_told(full: Book, tmp_path: Path):
    stick = tmp_path / "U盘"
    stick.mkdir()
    full.run(ChangeSetting(key="backup_folder", value=str(stick)))
    due = begin_round(full.session)
    assert due is not None
    stick.rmdir()
    stick.write_bytes(b"no folder any more")
    kept = write_round(due)
    assert [path.parent for path in kept.paths] == [ring_folder(full.session)]
    assert "没有备份成" in kept.trouble[0]
    assert kept.record is None


def test_a_copy_in_the_second_place_whose_row_finds_no_room_is_told_of(full: Book, tmp_path: Path):
    stick = tmp_path / "U盘"
    stick.mkdir()
    full.run(ChangeSetting(key="backup_folder", value=str(stick)))
    full.session.close()
    with watched_disk() as disk:
        again = Book(open_session(full.path, clock=full.session.clock))
        disk.answer = lambda event: FULL if event.deed == "write" else OK
        kept = back_up_by_itself(again.session)
        assert kept is not None
        assert [path.parent for path in kept.paths] == [ring_folder(full.session), stick]
        assert "备份写好了，只是没有登记进账簿。磁盘已满" in kept.trouble[0]
        assert again.rows("backup") == []
        again.session.close()


@pytest.fixture
def stick(full: Book, tmp_path: Path) -> Path:
    """The second place of the book, in which a copy lies already."""
    place = tmp_path / "U盘"
    place.mkdir()
    full.run(ChangeSetting(key="backup_folder", value=str(place)))
    back_up(full)
    assert len(copies(place)) == 1
    full.advance()
    work(full)
    return place


def test_an_empty_folder_in_which_the_stick_was_mounted_gets_no_copy_and_is_no_stick(
    full: Book, stick: Path
):
    pulled = stick.rename(stick.with_name("在抽屉里"))
    stick.mkdir()
    assert readable_places(full.session) == (ring_folder(full.session),)
    kept = back_up_by_itself(full.session)
    assert kept is not None
    assert [path.parent for path in kept.paths] == [ring_folder(full.session)]
    assert list(stick.iterdir()) == []
    assert second_place_age(full.session).text == "U盘备份：1 天前"
    stick.rmdir()
    pulled.rename(stick)
    back_up_by_itself(full.session)
    assert len(copies(stick)) == 2
    assert second_place_age(full.session).text == "U盘备份：今天"


def test_a_new_stick_in_the_same_place_gets_its_copy(
    full: Book, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    stick.rename(stick.with_name("旧U盘"))
    stick.mkdir()
    monkeypatch.setattr(place_of_second, "is_same_disk", lambda _folder, _book: False)
    back_up_by_itself(full.session)
    assert len(copies(stick)) == 1


def test_a_folder_where_the_system_puts_sticks_is_none_on_the_disk_of_the_book(
    full: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    place = tmp_path / "media" / "U盘"
    place.mkdir(parents=True)
    full.run(ChangeSetting(key="backup_folder", value=str(place)))
    assert place_of_second.second_place(full.path) == place
    monkeypatch.setattr(book_place, "MOUNTED_ASIDE", (str((tmp_path / "media").resolve()),))
    assert place_of_second.second_place(full.path) is None


def test_who_may_not_write_down_a_backup_still_gets_the_rings(full: Book, tmp_path: Path):
    stick = tmp_path / "U盘"
    stick.mkdir()
    full.run(ChangeSetting(key="backup_folder", value=str(stick)))
    full.session.choose_actor(COLLEAGUE)
    assert back_up(full).is_file()
    assert copies(stick) == []


def test_a_book_in_doubt_does_not_take_the_place_of_a_good_copy(full: Book, tmp_path: Path):
    stick = tmp_path / "U盘"
    stick.mkdir()
    full.run(ChangeSetting(key="backup_folder", value=str(stick)))
    anchor = Anchor(head()[0] + 9, "f" * 64, "2026-11-22T08:00:00", str(full.path))
    full.session.doubt = Doubt(anchor, *head(), None)
    assert back_up(full).parent == ring_folder(full.session)
    assert copies(stick) == []


def test_before_a_risky_act_there_is_a_copy_even_without_a_change(full: Book):
    back_up(full)
    kept = back_up_by_itself(full.session, Occasion.BEFORE_RISK)
    assert kept is not None
    assert kept.paths[0].name.startswith("操作前备份-")


def test_two_books_share_a_folder_and_neither_deletes_the_others_copies(full: Book, tmp_path: Path):
    shared = tmp_path / "共用"
    shared.mkdir()
    full.run(ChangeSetting(key="auto_backup_folder", value=str(shared)))
    first = back_up(full)
    full.session.close()
    close_database()
    other_path = tmp_path / "另一本.houqin"
    create_book(other_path, school="光明小学", keeper="甲", clock=full.session.clock)
    other = Book(open_session(other_path, clock=full.session.clock))
    try:
        other.run(ChangeSetting(key="auto_backup_folder", value=str(shared)))
        for number in range(30):
            work(other, f"人{number}")
            back_up(other)
        assert first.is_file()
        assert len(copies(shared)) == 21
    finally:
        other.session.close()


def test_the_list_of_backups_says_which_are_within_reach(full: Book, tmp_path: Path):
    made = make_backup(full.session, tmp_path / "手动.zip")
    work(full)
    automatic = back_up(full)
    made.path.unlink()
    listed = register(full.session, "backups")
    rows = listed.rows(listed.index().keys)
    assert [(row[0], row[1], row[4]) for row in rows] == [
        (automatic.name, "自动备份", "在"),
        ("手动.zip", "备份", "找不到（U盘没插或已移走）"),
    ]


def test_a_file_held_by_a_virus_scanner_gets_its_name_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    part, name = tmp_path / "a.part", tmp_path / "a.zip"
    part.write_bytes(b"whole")
    real = Path.replace
    waited: list[float] = []

    def held(self: Path, target: Path) -> Path:
        if len(waited) < 2:
            raise PermissionError
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held)
    give_name(part, name, waited.append)
    assert name.read_bytes() == b"whole"
    assert waited == list(PAUSES[:2])


def test_a_file_that_stays_held_is_given_up_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def held(_self: Path, _target: Path) -> Path:
        raise PermissionError

    waited: list[float] = []
    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(PermissionError):
        give_name(tmp_path / "a.part", tmp_path / "a.zip", waited.append)
    assert waited == list(PAUSES)


def test_the_copy_in_a_backup_opens_as_a_database(full: Book, tmp_path: Path):
    copy = back_up(full)
    with zipfile.ZipFile(copy) as source:
        source.extract("book.houqin", tmp_path)
    opened = sqlite3.connect(tmp_path / "book.houqin")
    assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    opened.close()
