"""`backup` and `restore`: out of the house and back, in words alone."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from houqin_desktop.domain.anchor import ACCEPTED
from tests.browsing import unguarded
from tests.builders import HEAD_KEEPER, KEEPER, clock_at
from tests.cli.speaking import line
from tests.storage.test_golden import DAY, GOLDEN


def test_a_book_is_backed_up_and_put_back_by_the_command_line(cli, tmp_path: Path):
    file = tmp_path / "备份.zip"
    made = cli.json("backup", str(file))
    assert made["file"] == str(file)
    assert made["size"] == file.stat().st_size
    cli.done(line("add_person", name="后来的人"))
    restored = cli.json("restore", str(file))
    assert restored["head"] == made["head"]
    assert Path(restored["kept_as"]).is_file()
    people = cli.json("list", "people")["rows"]
    assert "后来的人" not in str(people)
    assert cli.json("check")["ok"]


def test_a_book_that_does_not_agree_is_backed_up_and_restored_and_both_say_so(cli, tmp_path: Path):
    file = tmp_path / "备份.zip"
    cli.done(line("add_person", name="后来的人"))
    with unguarded(cli.book) as connection:
        connection.execute("UPDATE person SET name = '偷改' WHERE name = '后来的人'")
    made = cli.ask("backup", str(file))
    assert made.code == 1
    assert "账簿有几项对不上：I5" in made.err
    assert file.is_file()
    restored = cli.ask("restore", str(file))
    assert restored.code == 1
    assert "账簿有几项对不上：I5" in restored.err


def test_what_is_no_backup_is_refused_and_the_book_stays(cli, tmp_path: Path):
    file = tmp_path / "备份.zip"
    file.write_bytes(b"something else")
    before = cli.book.read_bytes()
    assert cli.refused("restore", str(file))["code"] == "backup_spoilt"
    assert cli.book.read_bytes() == before


def test_the_automatic_backup_can_be_scripted_listed_and_restored(cli):
    first = cli.json("backup", "--auto")
    (file,) = first["files"]
    (readable,) = first["readable"]
    assert (Path(readable) / "台账.xlsx").is_file()
    assert cli.json("backup", "--auto")["files"] == []
    assert [row["文件名"] for row in cli.json("list", "backups")["rows"]] == [Path(file).name]
    cli.done(line("add_person", name="后来的人"))
    assert len(cli.json("backup", "--auto")["files"]) == 1
    kept = cli.json("restore", file)["kept_as"]
    assert "后来的人" not in str(cli.json("list", "people")["rows"])
    rows = {row["文件名"]: row["种类"] for row in cli.json("list", "backups")["rows"]}
    assert rows[Path(kept).name] == "恢复前留底"
    assert cli.json("check")["ok"]


def full_from_now_on(path: Path) -> None:
    """Let what is written under this name end on a disk that is full."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("only Linux has a disk that is always full")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(full)


def test_an_automatic_backup_is_told_of_although_its_readable_copy_finds_no_room(cli):
    place = cli.book.with_name(f"{cli.book.stem}.backups")
    full_from_now_on(place / "可读副本" / f"..台账.{os.getpid()}.xlsx")
    answer = cli.ask("backup", "--auto")
    assert answer.code == 1
    written, refused = answer.err.splitlines()[-2:]
    assert written.startswith("已自动备份到 ")
    assert refused == (
        f"{place / '可读副本'} 所在的磁盘已满，可读副本没有写成。请清理磁盘或U盘后再试。"
    )
    cli.done(line("add_person", name="后来的人"))
    (place / "可读副本").rmdir()
    (place / "可读副本").write_bytes(b"a file in its place")
    again = cli.ask("backup", "--auto", "--json")
    assert again.code == 1
    assert len(again.document["files"]) == 1
    assert again.document["readable"] == []
    assert "可读副本写不进" in again.document["trouble"][0]


def test_a_backup_for_which_there_is_no_room_says_which_disk_is_full(cli, tmp_path: Path):
    full_from_now_on(tmp_path / "U盘" / f".备份.zip.{os.getpid()}.part")
    refused = cli.refused("backup", tmp_path / "U盘" / "备份.zip")
    assert refused["code"] == "disk_full"
    assert f"{tmp_path / 'U盘'} 所在的磁盘已满，备份.zip 没有备份成" in refused["refused"]
    assert list((tmp_path / "U盘").iterdir()) == []


def test_a_backup_has_a_name_or_makes_its_own(cli):
    assert cli.ask("backup").code == 2
    assert cli.ask("backup", "a.zip", "--auto").code == 2


def test_last_months_copy_put_back_is_said_and_nothing_is_written_into_it(cli, tmp_path: Path):
    copy = tmp_path / "上月.sqlite"
    copy.write_bytes(cli.book.read_bytes())
    cli.done(line("add_person", name="后来的人"))
    cli.book.write_bytes(copy.read_bytes())
    looked = cli.ask("list", "people")
    assert looked.code == 0
    assert "旧的账簿被换了回来" in looked.err
    assert cli.refusals(line("add_person", name="又来的")) == ["book_in_doubt"]
    checked = cli.ask("check", "--json")
    assert checked.code == 1
    assert [one["id"] for one in checked.document["invariants"] if not one["ok"]] == ["I4"]


def test_a_book_in_doubt_is_accepted_by_the_command_line_in_the_words_of_the_window(
    cli, tmp_path: Path
):
    copy = tmp_path / "上月.sqlite"
    copy.write_bytes(cli.book.read_bytes())
    cli.done(line("add_person", name="后来的人"))
    assert cli.refused("accept-book")["code"] == "no_doubt"
    cli.book.write_bytes(copy.read_bytes())
    assert "accept-book" in cli.ask("list", "people").err
    assert cli.refused("accept-book", "--as", KEEPER)["code"] == "not_allowed"
    accepted = cli.ask("accept-book")
    assert accepted.code == 0
    assert f"{ACCEPTED}。" in accepted.err
    cli.done(line("add_person", name="又来的"))
    assert cli.json("check")["ok"]
    (kept,) = cli.json("list", "backups")["rows"]
    assert kept["种类"] == "操作前备份"


def test_whoever_has_a_password_gives_it_to_accept_a_book(cli, tmp_path: Path, monkeypatch):
    cli.done(line("add_operator", person=HEAD_KEEPER, password="qingqing-1"))
    monkeypatch.setenv("HOUQIN_PASSWORD", "qingqing-1")
    copy = tmp_path / "上月.sqlite"
    copy.write_bytes(cli.book.read_bytes())
    cli.done(line("add_person", name="后来的人"))
    cli.book.write_bytes(copy.read_bytes())
    monkeypatch.delenv("HOUQIN_PASSWORD")
    assert cli.refused("accept-book")["code"] == "password"
    monkeypatch.setenv("HOUQIN_PASSWORD", "qingqing-1")
    cli.json("accept-book")
    cli.done(line("add_person", name="又来的"))


def test_before_an_import_and_its_withdrawal_the_book_is_kept_as_it_was(cli, tmp_path: Path):
    ledger = tmp_path / "台账.csv"
    ledger.write_text("资产名称,数量,原值\n办公桌,1,800\n", encoding="utf-8")
    batch = cli.json("import", "assets", ledger)["batch"]
    cli.json("undo-import", batch)
    before_undo, before_import = cli.json("list", "backups")["rows"]
    assert (before_undo["种类"], before_import["种类"]) == ("操作前备份", "操作前备份")
    cli.json("restore", Path(before_undo["文件夹"]) / before_undo["文件名"])
    assert "办公桌" in str(cli.json("list", "assets")["rows"])


def test_a_line_that_changes_twenty_cards_keeps_the_book_first_and_one_of_nineteen_does_not(cli):
    card = {"name": "课桌", "original_value": "80.00"}
    cli.done(line("register_assets", rows=[card] * 19))
    assert cli.json("list", "backups")["rows"] == []
    cli.done(line("register_assets", rows=[card] * 20))
    (kept,) = cli.json("list", "backups")["rows"]
    assert kept["种类"] == "操作前备份"


def test_a_trial_of_an_import_needs_no_backup(cli, tmp_path: Path):
    ledger = tmp_path / "台账.csv"
    ledger.write_text("资产名称,数量,原值\n办公桌,1,800\n", encoding="utf-8")
    cli.json("import", "assets", ledger, "--dry-run")
    assert cli.json("list", "backups")["rows"] == []


def test_a_damaged_book_is_refused_with_the_name_of_the_newest_good_backup(cli, tmp_path: Path):
    file = tmp_path / "备份.zip"
    cli.json("backup", str(file))
    with cli.book.open("r+b") as book:
        book.truncate(cli.book.stat().st_size // 2)
    spoilt = cli.book.read_bytes()
    refusal = cli.refused("list", "people")
    assert refusal["code"] == "book_damaged"
    assert str(file) in refusal["refused"]
    assert cli.book.read_bytes() == spoilt
    restored = cli.json("restore", str(file))
    assert Path(restored["kept_as"]).read_bytes() == spoilt
    assert cli.json("check")["ok"]


def test_a_book_that_is_gone_is_refused_with_its_newest_backup_and_made_anew_only_by_a_word(cli):
    (file,) = cli.json("backup", "--auto")["files"]
    cli.book.unlink()
    refusal = cli.refused("list", "people")
    assert refusal["code"] == "book_missing"
    assert "这里有过一本账簿" in refusal["refused"]
    assert file in refusal["refused"]
    assert cli.say("new", cli.book, "--school", "和平小学").code == 1
    assert not cli.book.exists()
    assert cli.say("new", cli.book, "--school", "和平小学", "--anew").code == 0
    assert cli.book.exists()
    assert Path(file).exists()


def test_the_copy_before_an_upgrade_takes_the_place_of_a_damaged_book_by_its_name(
    cli, tmp_path, monkeypatch
):
    monkeypatch.setattr("houqin_desktop.app.SystemClock", lambda: clock_at(DAY))
    with zipfile.ZipFile(GOLDEN[0]) as file:
        file.extractall(tmp_path)
    cli.book = tmp_path / f"{GOLDEN[0].stem}.houqin"
    cli.json("list", "people")
    with cli.book.open("r+b") as book:
        book.truncate(4096)
    copy = str(cli.book.with_name(f"{cli.book.stem}.before-2.houqin"))
    assert f"请用 restore 恢复它：{copy}" in cli.refused("list", "people")["refused"]
    assert cli.json("restore", copy)["kept_as"]
    assert cli.json("check")["ok"]
