"""The window over a damaged book: what is whole, the good backups, and one press to restore."""

from __future__ import annotations

import threading
import zipfile

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from houqin_desktop.gui.progress_dialog import ProgressDialog
from houqin_desktop.gui.start import Start
from houqin_desktop.services.backups.making import make_backup
from houqin_desktop.services.backups.rings import back_up_by_itself
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.session import open_session
from houqin_desktop.services.settings import ChangeSetting, school_name
from houqin_desktop.storage import backup_file
from houqin_desktop.storage.anchor import anchors_in
from houqin_desktop.storage.people import Person
from tests.builders import TODAY, clock_at
from tests.gui.ending import end
from tests.storage.test_golden import DAY, GOLDEN

PATIENCE = 20_000
ENDLESS = 1_000_000


@pytest.fixture
def begun(book, tmp_path, qtbot):
    """Return the function that starts the window over the test's book, cut in half."""
    make_backup(book.session, tmp_path / "备份.zip")
    book.run(AddPerson(name="后来的人"))
    book.session.close()
    start = Start(book.path, clock_at(TODAY), None)

    def begin():
        with book.path.open("r+b") as file:
            file.truncate(book.path.stat().st_size // 2)
        start.begin(may_make=True)
        qtbot.waitUntil(lambda: start.damaged is not None, timeout=PATIENCE)
        return start

    yield begin
    end(start)


def test_what_was_found_and_the_good_backup_are_shown(begun):
    dialog = begun().damaged
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "只剩" in words
    assert "完好到第" in words or "读不出来" in words
    ((button, path),) = dialog.copies
    assert path.name == "备份.zip"
    assert button.isChecked()
    assert "流水到第" in button.text()


def test_one_press_restores_and_the_damaged_file_is_kept_and_the_restored_book_is_checked(
    begun, book, qtbot
):
    start = begun()
    spoilt = book.path.read_bytes()
    start.damaged.findChild(QPushButton, "restore").click()
    qtbot.waitUntil(lambda: start.window is not None, timeout=PATIENCE)
    assert start.damaged.isHidden()
    assert Person.find(name="后来的人") is None
    (kept,) = book.path.parent.glob("*恢复前已损坏*.sqlite")
    assert kept.read_bytes() == spoilt
    qtbot.waitUntil(lambda: start.window.toast.text == "账簿已恢复，账簿检查无误")


def test_a_backup_that_was_spoilt_meanwhile_is_refused_and_the_dialog_stays(begun, tmp_path, qtbot):
    start = begun()
    (tmp_path / "备份.zip").write_bytes(b"x")
    start.damaged.findChild(QPushButton, "restore").click()
    qtbot.waitUntil(lambda: "不是完整的备份" in start.damaged.bar.text, timeout=PATIENCE)
    assert start.window is None


def test_without_a_backup_the_dialog_says_where_one_may_be(begun, tmp_path):
    (tmp_path / "备份.zip").unlink()
    dialog = begun().damaged
    assert dialog.copies == []
    assert not dialog.restore_button.isEnabled()
    assert any("U盘" in label.text() for label in dialog.findChildren(QLabel))


def test_backups_are_read_on_the_worker_and_who_does_not_wait_gets_what_was_read(
    begun, tmp_path, monkeypatch
):
    threads = []
    original = backup_file.verified

    def endless_from_the_second_on(path, tick, **options):
        threads.append(threading.current_thread() is threading.main_thread())
        while len(threads) > 1:
            tick(1, ENDLESS)
        return original(path, tick, **options)

    def stopped_by_hand(dialog, _done, total):
        if total == ENDLESS:
            dialog.reject()

    (tmp_path / "另一份.zip").write_bytes((tmp_path / "备份.zip").read_bytes())
    monkeypatch.setattr(backup_file, "verified", endless_from_the_second_on)
    monkeypatch.setattr(ProgressDialog, "show_progress", stopped_by_hand)
    dialog = begun().damaged
    assert threads == [False, False]
    assert len(dialog.copies) == 1


def test_a_backup_in_a_folder_of_the_settings_is_found_though_the_book_cannot_name_it(
    book, tmp_path, qtbot
):
    elsewhere = tmp_path / "另一块盘"
    elsewhere.mkdir()
    with anchors_in(tmp_path / "anchors"):
        book.run(ChangeSetting(key="auto_backup_folder", value=str(elsewhere)))
        back_up_by_itself(book.session)
        book.session.close()
        with book.path.open("r+b") as file:
            file.truncate(2_000)
        start = Start(book.path, clock_at(TODAY), None)
        start.begin(may_make=True)
        qtbot.waitUntil(lambda: start.damaged is not None, timeout=PATIENCE)
    dialog = start.damaged
    assert dialog is not None
    ((_button, path),) = dialog.copies
    assert path.parent == elsewhere
    end(start)


@pytest.fixture
def gone(book, qtbot):
    """Return the start of the program where the test's book lay, of which a copy is left."""
    back_up_by_itself(book.session)
    book.session.close()
    book.path.unlink()
    start = Start(book.path, clock_at(TODAY), None)
    yield start
    end(start)


def met(start, qtbot):
    qtbot.waitUntil(lambda: start.damaged is not None, timeout=PATIENCE)
    return start.damaged


@pytest.mark.parametrize("may_make", [True, False])
def test_a_book_that_is_gone_is_met_with_its_backups_and_one_press_restores(gone, qtbot, may_make):
    gone.begin(may_make=may_make)
    dialog = met(gone, qtbot)
    assert gone.first is None
    assert dialog.windowTitle() == "找不到账簿"
    assert len(dialog.copies) == 1
    dialog.findChild(QPushButton, "restore").click()
    qtbot.waitUntil(lambda: gone.window is not None, timeout=PATIENCE)
    assert school_name() == "示范小学"


def test_another_book_is_made_in_the_place_of_one_that_is_gone_when_that_is_pressed(gone, qtbot):
    gone.begin(may_make=True)
    dialog = met(gone, qtbot)
    dialog.findChild(QPushButton, "anew").click()
    assert dialog.isHidden()
    gone.first.made.emit("和平小学", "王建国")
    assert gone.window is not None
    assert school_name() == "和平小学"


def test_over_a_folder_in_the_place_of_the_book_no_other_one_is_offered(gone, book, qtbot):
    book.path.mkdir()
    gone.begin(may_make=True)
    assert met(gone, qtbot).findChild(QPushButton, "anew") is None


def test_the_copy_before_an_upgrade_is_offered_and_restored(tmp_path, qtbot):
    with zipfile.ZipFile(GOLDEN[0]) as file:
        file.extractall(tmp_path)
    path = tmp_path / f"{GOLDEN[0].stem}.houqin"
    open_session(path, clock=clock_at(DAY)).close()
    with path.open("r+b") as file:
        file.truncate(4096)
    start = Start(path, clock_at(DAY), None)
    start.begin(may_make=True)
    dialog = met(start, qtbot)
    ((_button, copy),) = dialog.copies
    assert copy.name == f"{path.stem}.before-2.houqin"
    dialog.findChild(QPushButton, "restore").click()
    qtbot.waitUntil(lambda: start.window is not None, timeout=PATIENCE)
    end(start)
