"""Backups that make themselves while the window is open and when it closes, and their age."""

from __future__ import annotations

import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from houqin_desktop.domain.errors import Refused
from houqin_desktop.domain.voucher import VoucherState
from houqin_desktop.gui.book.automatic_backups import (
    EVERY,
    FIRST,
    MINUTE_MS,
    MOST_CLOSING_MS,
    NAME,
    AutomaticBackups,
    ClosingBackup,
    back_up_on_closing,
)
from houqin_desktop.gui.book.backup_actions import BackupActions
from houqin_desktop.gui.book.backups_dialog import BackupsDialog
from houqin_desktop.gui.book.check_dialog import CheckDialog, show_check
from houqin_desktop.gui.book.clock import ClockWatch
from houqin_desktop.gui.book.restore_dialog import RestoreDialog
from houqin_desktop.gui.commands import run_command
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.progress_dialog import ProgressDialog
from houqin_desktop.services.backups import making, rings
from houqin_desktop.services.backups.making import make_backup
from houqin_desktop.services.changes import Changes
from houqin_desktop.services.check.invariants import run_checks
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.session import open_session
from houqin_desktop.services.settings import ChangeSetting
from houqin_desktop.storage import backup as copying
from houqin_desktop.storage import backup_file as store
from houqin_desktop.storage.journal import head
from houqin_desktop.storage.ring_copies import folder_beside
from tests.browsing import unguarded
from tests.builders import TODAY, clock_at
from tests.gui.test_long_work import Heart

PATIENCE = 20_000


def copies(book) -> list[Path]:
    folder = folder_beside(book.path)
    return sorted(folder.glob("*.zip"))


@pytest.fixture
def backups(window) -> AutomaticBackups:
    found: list[AutomaticBackups] = window.findChildren(AutomaticBackups, NAME)
    return found[0]


@pytest.fixture
def closing(window) -> ClosingBackup:
    back_up_on_closing(window)
    found: list[ClosingBackup] = window.findChildren(ClosingBackup)
    return found[0]


def pass_minutes(backups: AutomaticBackups, minutes: int) -> None:
    for _ in range(minutes):
        backups.tick()


def checked(backups: AutomaticBackups, qtbot, minutes: int) -> None:
    """Let the minutes pass until the book is checked beside its backup."""
    pass_minutes(backups, minutes)
    qtbot.waitUntil(lambda: backups.aside is not None and backups.aside.is_over(), timeout=PATIENCE)
    pass_minutes(backups, 1)
    assert backups.aside is None


def test_a_backup_is_made_two_minutes_after_opening_and_then_every_half_hour(
    window, book, backups, qtbot
):
    assert backups.timer.interval() == MINUTE_MS
    assert backups.timer.isActive()
    pass_minutes(backups, FIRST - 1)
    assert backups.task is None
    pass_minutes(backups, 1)
    qtbot.waitUntil(lambda: backups.task is None, timeout=PATIENCE)
    assert len(copies(book)) == 1
    pass_minutes(backups, EVERY)
    assert backups.task is None, "nothing changed since"
    book.run(AddPerson(name="后来的人"))
    pass_minutes(backups, EVERY - 1)
    assert backups.task is None
    pass_minutes(backups, 1)
    qtbot.waitUntil(lambda: len(copies(book)) == 2, timeout=PATIENCE)
    qtbot.waitUntil(lambda: backups.task is None, timeout=PATIENCE)


def copying_step_by_step(monkeypatch, place, each: Callable[[], object]) -> None:
    """Have something done after each step in which the book is copied."""
    copied = making.copied

    def watched(origin, tick):
        def watched_tick(done: int, total: int) -> None:
            each()
            tick(done, total)

        return copied(origin, watched_tick)

    monkeypatch.setattr(place, "copied", watched)


def test_the_window_breathes_while_it_backs_up_by_itself(window, book, backups, monkeypatch, qtbot):
    heart = Heart()
    written = rings.write_round
    passed: list[str] = []

    def watched_copying():
        heart.require_beats()
        passed.append("copying")

    def watched_writing(*args):
        heart.require_beats()
        passed.append("writing")
        return written(*args)

    copying_step_by_step(monkeypatch, rings, watched_copying)
    monkeypatch.setattr(rings, "write_round", watched_writing)
    pass_minutes(backups, FIRST)
    qtbot.waitUntil(lambda: len(copies(book)) == 1, timeout=PATIENCE)
    heart.timer.stop()
    assert set(passed) == {"copying", "writing"}


def test_the_window_breathes_at_each_step_of_a_backup_by_hand(
    window, book, tmp_path, monkeypatch, qtbot
):
    heart, passed = Heart(), []
    monkeypatch.setattr(copying, "STEP_PAGES", 64)

    def step() -> None:
        heart.require_beats()
        passed.append("copying")

    copying_step_by_step(monkeypatch, making, step)
    window.findChild(BackupActions).back_up(tmp_path / "备份.zip")
    qtbot.waitUntil(lambda: "已备份到" in window.toast.text, timeout=PATIENCE)
    heart.timer.stop()
    assert len(passed) > 1
    (row,) = book.rows("backup")
    assert row["sha256"] == sha256((tmp_path / "备份.zip").read_bytes()).hexdigest()


def test_a_backup_by_hand_that_is_cancelled_while_the_book_is_copied_leaves_nothing(
    window, book, tmp_path, monkeypatch, qtbot
):
    reached, go_on = threading.Event(), threading.Event()

    def step() -> None:
        reached.set()
        assert go_on.wait(PATIENCE / 1000)

    copying_step_by_step(monkeypatch, making, step)
    folder = tmp_path / "U盘"
    folder.mkdir()
    window.findChild(BackupActions).back_up(folder / "备份.zip")
    qtbot.waitUntil(reached.is_set, timeout=PATIENCE)
    (dialog,) = window.findChildren(ProgressDialog)
    dialog.cancel_button.click()
    go_on.set()
    qtbot.waitUntil(lambda: "已取消" in window.toast.text, timeout=PATIENCE)
    assert list(folder.iterdir()) == []
    assert book.rows("backup") == []
    book.run(AddPerson(name="后来的人"))


def test_no_backup_is_begun_while_the_book_is_lent_and_one_follows(window, book, backups, qtbot):
    window.bus.lent.emit(True)
    pass_minutes(backups, EVERY)
    assert backups.task is None
    window.bus.lent.emit(False)
    pass_minutes(backups, 1)
    qtbot.waitUntil(lambda: len(copies(book)) == 1, timeout=PATIENCE)


def test_the_book_is_told_of_the_stick_only_when_its_connection_is_back(
    window, book, backups, tmp_path, qtbot
):
    stick = tmp_path / "U盘"
    stick.mkdir()
    book.run(ChangeSetting(key="backup_folder", value=str(stick)))
    pass_minutes(backups, FIRST)
    window.bus.lent.emit(True)
    qtbot.waitUntil(lambda: backups.task is None, timeout=PATIENCE)
    assert book.rows("backup") == []
    window.bus.lent.emit(False)
    assert len(book.rows("backup")) == 1
    assert window.status.backup.text() == "U盘备份：今天"


def test_a_backup_that_failed_is_said_and_the_window_goes_on(window, book, backups, qtbot):
    folder_beside(book.path).write_bytes(b"a file in the way")
    pass_minutes(backups, FIRST)
    qtbot.waitUntil(lambda: "没有备份成" in window.toast.text, timeout=PATIENCE)


@pytest.mark.parametrize(
    ("days", "text", "tone"),
    [(7, "U盘备份：7 天前", ""), (9, "U盘备份：9 天前", "amber"), (31, "U盘备份：31 天前", "red")],
)
def test_the_foot_of_the_window_tells_the_age_of_the_stick(
    window, book, tmp_path, days, text, tone
):
    book.run(ChangeSetting(key="backup_folder", value=str(tmp_path)))
    make_backup(book.session, tmp_path / "备份.zip")
    book.advance(days)
    window.bus.changed.emit(Changes())
    assert window.status.backup.text() == text
    assert window.status.backup.property("tone") == tone


def test_closing_backs_up_what_changed_and_then_closes(window, book, closing, qtbot):
    assert not window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    assert len(copies(book)) == 1


def test_closing_without_a_change_closes_at_once(window, book, closing):
    rings.back_up_by_itself(book.session)
    assert window.close()
    assert len(copies(book)) == 1


def test_closing_that_takes_too_long_is_told_and_closes(window, book, closing, monkeypatch, qtbot):
    assert closing.limit.interval() == MOST_CLOSING_MS == 5_000
    held = threading.Event()

    def slow(due, tick):
        while True:
            assert held.wait(PATIENCE / 1000)
            tick(1, 2)

    monkeypatch.setattr(rings, "write_round", slow)
    assert not window.close()
    closing.limit.setInterval(0)
    closing.limit.start()
    qtbot.waitUntil(lambda: not closing.limit.isActive(), timeout=PATIENCE)
    held.set()
    qtbot.waitUntil(lambda: closing.box is not None, timeout=PATIENCE)
    assert "5 秒里没有备份完" in closing.box.text()
    assert window.isVisible()
    closing.box.accept()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    assert copies(book) == []


def test_closing_that_cannot_write_is_told_and_closes(window, book, closing, qtbot):
    folder_beside(book.path).write_bytes(b"a file in the way")
    assert not window.close()
    qtbot.waitUntil(lambda: closing.box is not None, timeout=PATIENCE)
    assert isinstance(closing.box, QMessageBox)
    assert "账簿本身已经保存好" in closing.box.text()
    closing.box.accept()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)


def test_closing_a_book_whose_file_is_gone_keeps_its_entries_in_a_copy_and_says_so(
    window, book, closing, qtbot
):
    book.run(AddPerson(name="甲"))
    book.path.unlink()
    assert not window.close()
    qtbot.waitUntil(lambda: closing.box is not None, timeout=PATIENCE)
    (copy,) = copies(book)
    assert "已不在原处" in closing.box.text()
    assert str(copy) in closing.box.text()
    assert store.verified(copy).head_seq == head()[0]
    closing.box.accept()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)


def test_closing_a_book_whose_file_was_written_over_says_so_and_copies_nothing(
    window, book, closing, qtbot
):
    book.path.write_bytes(book.path.read_bytes() + b"more")
    assert not window.close()
    assert "被别的程序改写" in closing.box.text()
    assert copies(book) == []
    closing.box.accept()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)


def test_closing_says_that_the_file_is_gone_also_where_its_copy_is_there(window, book, closing):
    rings.back_up_by_itself(book.session)
    book.path.unlink()
    assert not window.close()
    assert "数据文件被移动、删除" in closing.box.text()


def test_the_page_says_within_a_minute_and_at_the_next_command_that_the_file_is_gone(
    window, book, backups
):
    book.path.rename(book.path.with_name("away"))
    pass_minutes(backups, 1)
    assert "数据文件被移动、删除" in window.page.bar.text
    window.page.bar.hide()
    assert run_command(window.page, window.desk, AddPerson(name="甲")) is None
    assert window.page.bar.isVisible()
    assert "没有记账" in window.page.bar.text


def test_a_backup_by_hand_of_a_book_whose_file_is_gone_leaves_nothing(book, tmp_path):
    book.path.unlink()
    with pytest.raises(Refused, match="数据文件被移动、删除"):
        make_backup(book.session, tmp_path / "备份.zip")
    assert not (tmp_path / "备份.zip").exists()


def test_a_second_press_on_close_does_not_wait(window, book, closing):
    assert not window.close()
    assert window.close()
    assert not window.isVisible()


def test_a_window_that_makes_room_for_another_book_goes_at_once(window, closing):
    window.reopen_wanted.emit(lambda: None)
    assert window.close()


def test_a_restoration_begins_with_the_backups_that_are_known(window, book):
    kept = rings.back_up_by_itself(book.session)
    assert kept is not None
    window.actions_of_window["book.restore"].trigger()
    (listed,) = window.findChildren(BackupsDialog)
    assert listed.panel.chosen_cells()["文件名"] == kept.paths[0].name
    listed.look_button.click()
    (asked,) = window.findChildren(RestoreDialog)
    assert asked.findChild(QPushButton, "keep").isDefault()
    asked.reject()


def test_a_backup_out_of_reach_is_listed_and_can_only_be_looked_for(window, book):
    kept = rings.back_up_by_itself(book.session)
    assert kept is not None
    window.actions_of_window["book.restore"].trigger()
    (listed,) = window.findChildren(BackupsDialog)
    kept.paths[0].unlink()
    listed.look_into()
    assert window.findChildren(RestoreDialog) == []
    assert not listed.look_button.isEnabled()
    listed.findChild(QPushButton, "other").click()
    (chooser,) = listed.findChildren(QFileDialog)
    assert Path(chooser.directory().absolutePath()) == kept.paths[0].parent
    chooser.reject()
    listed.reject()


def test_the_readable_copy_of_the_day_is_written_beside_the_backups(window, book, backups, qtbot):
    pass_minutes(backups, FIRST)
    qtbot.waitUntil(lambda: backups.aside is not None, timeout=PATIENCE)
    assert backups.aside.wait() == 0
    assert (copies(book)[0].parent / "可读副本" / "台账.xlsx").is_file()
    pass_minutes(backups, 1)
    assert backups.aside is None


@pytest.fixture
def tampered(book, qtbot):
    """Return the window over a book in which somebody changed a name with a database browser."""
    book.asset()
    book.session.close()
    with unguarded(book.path) as connection:
        connection.execute("UPDATE asset SET name = '偷改'")
    book.session = open_session(book.path, clock=clock_at(TODAY))
    window = MainWindow(book.session)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def test_what_does_not_agree_is_said_over_the_page_and_leads_to_the_check(tampered, qtbot):
    (backups,) = tampered.findChildren(AutomaticBackups, NAME)
    checked(backups, qtbot, FIRST)
    assert backups.ribbon.isVisible()
    backups.ribbon.link.click()
    qtbot.waitUntil(lambda: bool(tampered.findChildren(CheckDialog)), timeout=PATIENCE)


def test_a_check_that_finds_faults_says_what_to_do_and_leads_to_the_backups(tampered, qtbot):
    tampered.actions_of_window["book.check"].trigger()
    qtbot.waitUntil(lambda: bool(tampered.findChildren(CheckDialog)), timeout=PATIENCE)
    (check,) = tampered.findChildren(CheckDialog)
    assert "请先不要继续记账" in check.warning.text
    assert "请点“恢复备份”" in check.warning.text
    check.restore_button.click()
    assert not check.isVisible()
    assert len(tampered.findChildren(BackupsDialog)) == 1


def test_who_may_not_restore_is_not_led_to_it_by_a_check(tampered, qtbot):
    restore = tampered.actions_of_window["book.restore"]
    restore.setEnabled(False)
    show_check(tampered, tampered.actions_of_window, run_checks())
    (check,) = tampered.findChildren(CheckDialog)
    assert not check.restore_button.isEnabled()
    assert check.restore_button.toolTip() == restore.toolTip()


def test_a_backup_by_hand_is_checked_too_and_lists_what_does_not_agree(tampered, tmp_path, qtbot):
    (does,) = tampered.findChildren(BackupActions)
    does.back_up(tmp_path / "备份.zip")
    qtbot.waitUntil(lambda: bool(tampered.findChildren(CheckDialog)), timeout=PATIENCE)
    assert (tmp_path / "备份.zip").is_file()
    assert "有几项对不上" in tampered.toast.text


def test_a_book_that_agrees_is_checked_beside_each_backup_and_nothing_is_said(
    window, book, backups, qtbot
):
    checked(backups, qtbot, FIRST)
    pass_minutes(backups, EVERY)
    assert backups.aside is None
    book.run(AddPerson(name="又一位"))
    checked(backups, qtbot, EVERY)
    assert not backups.ribbon.isVisible()


def test_closing_does_not_wait_for_the_readable_copy(window, book, backups, qtbot):
    pass_minutes(backups, FIRST)
    qtbot.waitUntil(lambda: backups.aside is not None, timeout=PATIENCE)
    process = backups.aside
    assert window.close()
    assert process.is_over()


def test_before_a_risky_act_the_worker_copies_the_book_and_then_the_form_saves(
    window, book, monkeypatch, qtbot
):
    book.session.guarded = True
    book.session.guard.trust_clock()
    number = book.small_case()
    book.sign_all(number)
    head_before = head()[0]
    threads = []
    original = rings.write_round

    def watched(*args, **options):
        threads.append(threading.current_thread() is threading.main_thread())
        return original(*args, **options)

    monkeypatch.setattr(rings, "write_round", watched)
    window.open_case(number)
    window.disposals.actions_of_page["disposal.write_off"].trigger()
    (form,) = window.disposals.findChildren(DraftDialog)
    with qtbot.waitSignal(form.accepted, timeout=PATIENCE):
        form.save()
    assert book.case(number).state is VoucherState.EXECUTED
    assert threads == [False]
    assert [path.name.split("-")[:1] for path in copies(book)] == [["操作前备份"]]
    assert f"-{head_before}-" in copies(book)[0].name


def test_a_copy_that_fails_is_said_in_the_form_and_nothing_is_booked(window, book, qtbot):
    book.session.guarded = True
    book.session.guard.trust_clock()
    number = book.small_case()
    book.sign_all(number)
    rings.ring_folder(book.session).write_bytes(b"a file where the folder should be")
    window.open_case(number)
    window.disposals.actions_of_page["disposal.write_off"].trigger()
    (form,) = window.disposals.findChildren(DraftDialog)
    form.save()
    qtbot.waitUntil(lambda: "“下账”没有办" in form.bar.text, timeout=PATIENCE)
    assert book.case(number).state is VoucherState.APPROVED
    form.reject()


def test_a_window_that_closed_in_the_middle_of_long_work_asks_its_book_nothing_more(
    window, book, backups, qtbot
):
    window.actions_of_window["book.check"].trigger()
    window.close()
    book.session.close()
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=PATIENCE)
    assert backups.is_away
    backups.tick()
    window.findChild(ClockWatch).look()
