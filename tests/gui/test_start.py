"""The first minute: a book is made, or the demo school is shown, or the reason is said."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QPushButton

from houqin_desktop.domain.calendar import FixedClock
from houqin_desktop.domain.errors import Refused
from houqin_desktop.gui.book.backup_actions import BackupActions
from houqin_desktop.gui.book.restore_dialog import RestoreDialog
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.settings import ChangeSetting, is_demo, school_name
from houqin_desktop.storage.people import Person

CLOCK = FixedClock(datetime(2026, 11, 22, 9, 0))


def test_the_first_start_makes_the_book_of_the_school_that_was_named(start):
    start.begin(may_make=True)
    start.first.school.set_value("和平小学")
    start.first.keeper.set_value("王建国")
    start.first.save_button.click()
    assert start.path.exists()
    assert school_name() == "和平小学"
    assert start.window.session.actor().name == "王建国"
    assert start.first.isHidden()


def test_no_book_is_made_before_both_names_are_there(start):
    start.begin(may_make=True)
    start.first.school.set_value("和平小学")
    start.first.save_button.click()
    assert not start.path.exists()
    assert start.first.rows[1].fault.text() == "请填写总保管员"


def test_the_demo_school_lies_in_a_file_of_its_own(start):
    start.begin(may_make=True)
    start.first.demo_wanted.emit()
    assert is_demo()
    assert start.window.session.book_path.name == "demo.houqin"
    assert not start.own.exists()


def test_a_named_book_that_is_missing_is_said_and_nothing_is_made(start):
    start.begin(may_make=False)
    assert "找不到账簿文件" in start.box.text()
    assert start.code == 1
    assert not start.path.exists()
    start.box.done(0)


def test_a_backup_takes_the_place_of_the_open_book_and_the_window_shows_it(start, tmp_path, qtbot):
    start.begin(may_make=True)
    start.first.school.set_value("和平小学")
    start.first.keeper.set_value("王建国")
    start.first.save_button.click()
    does = start.window.findChild(BackupActions)
    with qtbot.waitSignal(start.window.bus.changed):
        does.back_up(tmp_path / "备份.zip")
    start.window.session.run(AddPerson(name="后来的人"))
    former = start.window
    does.look_into(tmp_path / "备份.zip")
    (dialog,) = former.findChildren(RestoreDialog)
    with qtbot.waitSignal(former.reopen_wanted):
        dialog.findChild(QPushButton, "restore").click()
    qtbot.waitUntil(lambda: start.window is not former)
    assert Person.find(name="后来的人") is None
    assert start.window.isVisible()
    assert start.window.windowTitle() == "和平小学 · 后勤台账"


def test_the_backup_of_another_school_is_pointed_out_before_it_is_restored(start, tmp_path, qtbot):
    start.begin(may_make=True)
    start.first.school.set_value("和平小学")
    start.first.keeper.set_value("王建国")
    start.first.save_button.click()
    does = start.window.findChild(BackupActions)
    with qtbot.waitSignal(start.window.bus.changed):
        does.back_up(tmp_path / "备份.zip")
    does.look_into(tmp_path / "备份.zip")
    start.window.session.run(ChangeSetting(key="school_name", value="光明小学"))
    does.look_into(tmp_path / "备份.zip")
    own, others = start.window.findChildren(RestoreDialog)
    assert own.warning.text == ""
    assert "“和平小学”的，现在打开的是“光明小学”的账簿" in others.warning.text


def test_a_file_that_is_no_backup_is_refused_in_the_window(start, tmp_path):
    start.begin(may_make=True)
    start.first.school.set_value("和平小学")
    start.first.keeper.set_value("王建国")
    start.first.save_button.click()
    (tmp_path / "别的.zip").write_bytes(b"x")
    start.window.findChild(BackupActions).look_into(tmp_path / "别的.zip")
    assert "不是完整的备份" in start.window.page.bar.text


def test_a_book_that_cannot_be_changed_over_is_opened_again(start, tmp_path):
    start.begin(may_make=True)
    start.first.school.set_value("和平小学")
    start.first.keeper.set_value("王建国")
    start.first.save_button.click()

    def between():
        raise Refused("备份换不进来。请再试。", code="not_writable")

    start.window.reopen_wanted.emit(between)
    assert start.window.session.actor().name == "王建国"
    assert "备份换不进来" in start.box.text()
    start.box.done(0)
