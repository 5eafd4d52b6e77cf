"""Books that cannot be opened or written: each refused in words, nothing changed, exit 1."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from houqin_desktop.domain.calendar import SystemClock
from houqin_desktop.services.session import open_session
from tests.cli.speaking import application, card, ended, line, require_sentence, start

VERSION_AT, IDENTITY_AT = 60, 68


def altered(book, name, at, data):
    """Return a copy of a book with other bytes at a place."""
    path = book.with_name(name)
    shutil.copyfile(book, path)
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)
    return path


def broken_books(book):
    """Yield what stands at the book's place, and the code of its refusal."""
    yield book.with_name("没有.sqlite"), "book_missing"
    yield book.parent, "book_missing"
    yield book.with_name("x" * 300), "book_unreadable"
    text = book.with_name("说明.txt")
    text.write_text("这不是账簿", "utf-8")
    yield text, "book_foreign"
    empty = book.with_name("空.sqlite")
    empty.touch()
    yield empty, "book_foreign"
    other = book.with_name("别的.sqlite")
    with closing(sqlite3.connect(other)) as foreign:
        foreign.execute("CREATE TABLE a (b)")
    yield other, "book_foreign"
    yield altered(book, "新.sqlite", VERSION_AT, (99).to_bytes(4, "big")), "book_newer"
    yield altered(book, "生.sqlite", IDENTITY_AT, bytes(4)), "book_foreign"
    yield altered(book, "坏.sqlite", 4096 * 3, b"\xa5" * 4096 * 40), "book_damaged"
    short = book.with_name("短.sqlite")
    short.write_bytes(book.read_bytes()[:50_000])
    yield short, "book_damaged"


def test_a_book_that_is_none_is_refused_and_not_touched(cli):
    for path, code in broken_books(cli.book):
        before = path.read_bytes() if code not in ("book_missing", "book_unreadable") else None
        answer = cli.say("check", "--book", path, "--json")
        assert (answer.code, answer.document["code"]) == (1, code), path.name[:20]
        require_sentence(answer.document["refused"])
        assert "malformed" not in answer.err
        if before is not None:
            assert path.read_bytes() == before


def test_a_book_altered_by_another_program_is_found_by_the_check(cli):
    cli.done(card(code="PC-1"))
    with closing(sqlite3.connect(cli.book)) as other:
        other.execute("UPDATE person SET name = '改过' WHERE id = 1")
        other.commit()
    answer = cli.ask("check", "--json")
    assert answer.code == 1
    faults = {found["id"]: found["faults"] for found in answer.document["invariants"]}
    assert faults["I5"] == ["人员 1 的内容与流水不符"]
    assert answer.document["ok"] is False
    assert "账簿有误" in answer.err
    assert "没有找到完好的备份文件" in answer.err


def test_a_check_that_finds_faults_names_the_newest_backup_that_is_whole(cli, tmp_path):
    older, newer = tmp_path / "早.zip", tmp_path / "晚.zip"
    cli.json("backup", older)
    cli.done(card(code="PC-1"))
    cli.json("backup", newer)
    with closing(sqlite3.connect(cli.book)) as other:
        other.execute("UPDATE person SET name = '改过' WHERE id = 1")
        other.commit()
    for spoilt, named in ((None, newer), (newer, older)):
        if spoilt is not None:
            spoilt.write_bytes(spoilt.read_bytes()[:-9])
        said = cli.ask("check").err
        assert f"：{named}。请用 restore 恢复它" in said
    assert str(newer) not in said


def test_a_book_in_the_folder_of_a_cloud_is_warned_of_where_it_is_made_and_written(cli, tmp_path):
    warning = "放在坚果云的同步文件夹里"
    aside = tmp_path / "我的坚果云" / "账.houqin"
    made = cli.say("new", aside, "--school", "示范小学", "--keeper", "周建国")
    written = cli.say("do", "-", "--book", aside, stdin=b"")
    assert (made.code, written.code) == (0, 0)
    assert warning in made.err
    assert warning in written.err
    assert warning not in cli.ask("do", "-", stdin=b"").err


@pytest.mark.parametrize("words", [("new",), ("demo",)])
def test_a_new_book_never_takes_the_place_of_anything(cli, tmp_path, words):
    folder = tmp_path / "新"
    folder.mkdir()
    taken = folder / "占.sqlite"
    taken.write_bytes(b"something")
    shared = folder / "同.attachments" / "ab"
    shared.mkdir(parents=True)
    before = sorted(folder.rglob("*"))
    for target, code in (
        (taken, "book_exists"),
        (folder, "book_exists"),
        (folder / "同.sqlite", "book_exists"),
        (folder / "名.attachments", "book_exists"),
        (folder / ("x" * 300), "not_writable"),
        (taken / "里.sqlite", "not_writable"),
        ("", "book_exists"),
    ):
        answer = cli.say(*words, target, "--json")
        assert (answer.code, answer.document["code"]) == (1, code), target
        require_sentence(answer.document["refused"])
    assert sorted(folder.rglob("*")) == before
    assert taken.read_bytes() == b"something"


def test_neither_a_paper_nor_a_workbook_is_written_over_the_book(cli, monkeypatch):
    cli.done(card(code="PC-1"), application("PC-1"))
    before = cli.book.read_bytes()
    monkeypatch.chdir(cli.book.parent)
    own = (
        cli.book,
        cli.book.name,
        cli.book.with_name(cli.book.name + "-journal"),
        cli.book.with_name(cli.book.stem + ".attachments"),
        cli.book.with_name(cli.book.stem + ".attachments") / "ab" / "表.pdf",
    )
    for target in own:
        assert cli.refused("print", "BF20260001", target)["code"] == "own_file"
        assert cli.refused("export", "assets", target)["code"] == "own_file"
    assert cli.book.read_bytes() == before


def test_a_tour_is_not_drawn_where_it_cannot_be_or_beside_a_book(cli, tmp_path):
    taken = tmp_path / "占"
    taken.write_bytes(b"something")
    shelf = tmp_path / "架"
    shelf.mkdir()
    (shelf / "账.houqin").touch()
    for folder, code in ((taken / "图", "not_writable"), (shelf, "tour_folder")):
        answer = cli.say("tour", folder, "--json")
        assert (answer.code, answer.document["code"]) == (1, code)
        require_sentence(answer.document["refused"])
    assert [one.name for one in shelf.iterdir()] == ["账.houqin"]


@pytest.mark.parametrize("option", ["--school", "--keeper"])
@pytest.mark.parametrize("name", ["", " ", "\x01\x02"])
def test_a_book_without_a_name_is_not_made(cli, tmp_path, option, name):
    path = tmp_path / "无名.sqlite"
    assert cli.say("new", path, option, name).code == 1
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("无名")] == []


def test_a_new_book_has_its_names_its_room_and_its_keeper(cli, tmp_path):
    path = tmp_path / "新.sqlite"
    made = cli.say("new", path, "--school", "<b>小学", "--keeper", "𠮷野", "--json")
    assert made.document == {"book": str(path)}
    (post,) = cli.say("list", "posts", "--book", path, "--json").document["rows"]
    assert (post["岗位"], post["姓名"], post["人员编号"]) == ("总保管员", "𠮷野", "P0001")
    (room,) = cli.say("list", "storerooms", "--book", path, "--json").document["rows"]
    assert room["保管室"] == "总保管室"


def test_a_book_open_in_one_process_is_refused_in_another(cli, tmp_path):
    session = open_session(cli.book, clock=SystemClock())
    try:
        process = start("list", "people", "--json", "--book", cli.book, data=tmp_path)
        answer = ended(process)
        assert answer.code == 1
        assert answer.document["code"] == "book_open_elsewhere"
        require_sentence(answer.document["refused"])
    finally:
        session.close()
    assert cli.json("check")["ok"]


def test_an_office_without_utf8_hears_and_says_every_character(cli, tmp_path):
    sent = '{"command":"add_person","name":"㛃𠮷"}\n'.encode()
    answer = ended(start("do", "-", "--json", "--book", cli.book, data=tmp_path), sent)
    assert (answer.code, answer.err) == (0, "")
    words = ("list", "people", "--where", "㛃𠮷", "--book", cli.book)
    assert "㛃𠮷" in ended(start(*words, data=tmp_path)).out
    refused = ended(start("show", "㛃", "--book", cli.book, data=tmp_path))
    assert refused.err == "没有资产、物品、单据或计划“㛃”。请检查编号。\n"


def test_bytes_that_are_no_characters_are_said_and_break_nothing(cli, tmp_path):
    odd = b"\xff\xfe"
    for words in (
        (b"show", odd),
        (b"--as", odd, b"check"),
        (b"list", b"assets", b"--filter", b"storeroom=" + odd, b"--where", odd),
    ):
        process = start("--book", cli.book, *(os.fsdecode(word) for word in words), data=tmp_path)
        answer = ended(process)
        assert answer.code in (0, 1)
        assert "没有保存" not in answer.err


def test_a_reader_that_leaves_early_hears_no_complaint(cli, tmp_path):
    process = start("list", "categories", "--book", cli.book, data=tmp_path)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.wait(60) == 1
    with process.stderr as stderr:
        assert stderr.read() == b""
    assert process.stdin is not None
    process.stdin.close()


@pytest.mark.parametrize("words", [("list", "people"), ("do", "-", "--json"), ("check", "--json")])
def test_an_answer_that_a_full_disk_cuts_off_is_said_to_be_cut_off(cli, tmp_path, words):
    with Path("/dev/full").open("wb") as full:
        process = start("--book", cli.book, *words, data=tmp_path, stdout=full)
        answer = ended(process, b'{"command":"add_person","name":"a"}\n')
    assert answer.code == 1
    assert answer.err.endswith("请用 list journal 查看。\n")
    assert "Traceback" not in answer.err
    cli.head()


def test_without_anybody_to_hear_the_work_is_still_done(cli, tmp_path):
    path = tmp_path / "无声.sqlite"
    process = start("new", path, data=tmp_path, preexec_fn=lambda: os.closerange(0, 3))
    assert process.wait(60) == 0
    ended(process)
    assert cli.say("check", "--book", path).code == 0


def interruptible() -> None:
    """Hear Ctrl+C again, which a shell takes from all that it starts in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupted_run_keeps_what_it_had_answered(cli, tmp_path):
    process = start(
        "do", "-", "--json", "--book", cli.book, data=tmp_path, preexec_fn=interruptible
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"command":"add_person","name":"a"}\n')
    process.stdin.flush()
    # Standard input is read a line at a time, so the answer is the sign that the line is done.
    assert b'"ok": true' in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    answer = ended(process)
    assert answer.code == 1
    assert answer.err == "已中断。没有做完的一步没有记入账簿。\n"
    assert cli.json("list", "people")["rows"][-1]["姓名"] == "a"


def limited_to(size):
    """Return what lets a process write no file beyond a size, as a full disk would."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_disk_that_takes_no_more_refuses_every_writing_and_leaves_all_whole(cli, tmp_path):
    cli.done(card(code="PC-1"), application("PC-1"))
    before = cli.head()
    paper, book = tmp_path / "表.pdf", tmp_path / "账.xlsx"
    paper.write_bytes(b"the old paper")
    wide = limited_to(cli.book.stat().st_size)
    narrow = limited_to(1000)
    number = ("print", "BF20260001", paper)
    sent = json.dumps(line("add_person", name="x" * 2000)).encode() + b"\n"
    for words, limit in (
        (("do", "-"), wide),
        (number, narrow),
        (("export", "assets", book), narrow),
        (("new", tmp_path / "新.sqlite"), narrow),
        (("demo", tmp_path / "新.houqin"), limited_to(1_000_000)),
    ):
        process = start(*words, "--json", "--book", cli.book, data=tmp_path, preexec_fn=limit)
        answer = ended(process, sent * 40 if words[0] == "do" else b"")
        assert answer.code == 1, answer
        last = answer.documents[-1]
        assert last["code"] in ("disk_full", "disk_fault", "not_writable"), last
        require_sentence(last["refused"])
    assert paper.read_bytes() == b"the old paper"
    assert not book.exists()
    assert [
        one.name for one in tmp_path.iterdir() if "新" in one.name or one.suffix == ".part"
    ] == []
    assert cli.json("show", "BF20260001")["fields"]["打印次数"] == 0
    assert cli.head()["seq"] >= before["seq"]


def test_without_a_screen_the_window_says_so(cli, tmp_path, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    began = time.monotonic()
    answer = cli.ask()
    assert answer.code == 1
    assert answer.err.startswith("这台电脑没有图形界面")
    assert time.monotonic() - began < 30
