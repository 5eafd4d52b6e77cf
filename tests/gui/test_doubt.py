"""A book that is not the one this computer remembers: the window asks, and an administrator may."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtWidgets import QPushButton

from houqin_desktop.domain.anchor import ACCEPTED
from houqin_desktop.gui.background import Progress
from houqin_desktop.gui.book.doubt_dialog import DoubtDialog
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.gui.ribbon import Ribbon
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.session import open_session
from houqin_desktop.storage.anchor import anchors_in
from houqin_desktop.storage.database import close_database
from houqin_desktop.storage.people import Person
from houqin_desktop.storage.ring_copies import folder_beside
from tests.browsing import unguarded
from tests.builders import KEEPER, TODAY, clock_at


@pytest.fixture
def put_back(book, tmp_path, qtbot):
    """Return the function that opens a window over last month's copy of the book."""
    with anchors_in(tmp_path / "anchors"):
        book.session.close()
        copy = shutil.copy2(book.path, tmp_path / "上月.sqlite")
        session = open_session(book.path, clock=clock_at(TODAY))
        session.run(AddPerson(name="后来的人"))
        session.close()
        shutil.copy2(copy, book.path)

        def opened(actor=None):
            book.session = open_session(book.path, clock=clock_at(TODAY), actor=actor)
            window = MainWindow(book.session)
            qtbot.addWidget(window)
            window.show()
            qtbot.waitUntil(lambda: bool(window.findChildren(DoubtDialog)))
            (dialog,) = window.findChildren(DoubtDialog)
            return window, dialog

        yield opened


def lose_power(book):
    """Open the book again after a command that no closing followed."""
    book.session.close()
    open_session(book.path, clock=clock_at(TODAY)).run(AddPerson(name="新来的"))
    close_database()
    book.session = open_session(book.path, clock=clock_at(TODAY))


def pressed(dialog, name):
    dialog.findChild(QPushButton, name).click()


def test_the_window_says_that_an_older_copy_was_put_back_and_only_looking_writes_nothing(
    put_back, book
):
    window, dialog = put_back()
    assert "旧的账簿被换了回来" in dialog.words.text()
    before = book.fingerprint()
    pressed(dialog, "look")
    assert book.fingerprint() == before
    assert window.session.doubt is not None
    window.close()


def test_as_long_as_nobody_decided_the_window_says_so_and_offers_the_question_again(
    put_back, qtbot
):
    window, dialog = put_back()
    pressed(dialog, "look")
    (ribbon,) = [one for one in window.findChildren(Ribbon) if one.isVisible()]
    qtbot.waitUntil(lambda: not window.findChildren(DoubtDialog))
    ribbon.link.click()
    (dialog,) = window.findChildren(DoubtDialog)
    pressed(dialog, "accept")
    qtbot.waitUntil(lambda: not ribbon.isVisible())
    window.close()


def test_the_administrator_accepts_and_work_goes_on(put_back, book, qtbot):
    window, dialog = put_back()
    book.session.guarded = True
    book.session.guard.trust_clock()
    pressed(dialog, "accept")
    qtbot.waitUntil(lambda: window.toast.text == ACCEPTED)
    assert window.session.doubt is None
    (kept,) = folder_beside(book.path).glob("操作前备份-*.zip")
    assert kept.is_file()
    window.session.run(AddPerson(name="又来的"))
    assert Person.find(name="又来的") is not None
    window.close()


def test_who_may_not_restore_may_not_accept(put_back):
    window, dialog = put_back(KEEPER)
    button = dialog.findChild(QPushButton, "accept")
    assert not button.isEnabled()
    assert "总保管员" in button.toolTip()
    pressed(dialog, "look")
    window.close()


def test_restoring_a_backup_is_one_press_away(put_back, monkeypatch):
    window, dialog = put_back()
    asked = []
    window.actions_of_window["book.restore"].triggered.disconnect()
    window.actions_of_window["book.restore"].triggered.connect(lambda: asked.append(True))
    pressed(dialog, "restore")
    assert asked == [True]
    window.close()


def test_the_window_checks_a_book_that_was_changed_behind_its_back_before_anything_is_entered(
    book, tmp_path, qtbot
):
    with anchors_in(tmp_path / "anchors"):
        book.session.close()
        with unguarded(book.path) as connection:
            connection.execute("UPDATE person SET name = '王伍' WHERE id = 2")
        book.session = open_session(book.path, clock=clock_at(TODAY))
        window = MainWindow(book.session)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: bool(window.findChildren(DoubtDialog)), timeout=20_000)
        (dialog,) = window.findChildren(DoubtDialog)
        assert "账簿等于流水重演" in dialog.words.text()
        pressed(dialog, "look")
        assert [one for one in window.findChildren(Ribbon) if "只能看" in one.words.text()]
        window.close()


def test_the_window_does_not_call_a_book_checked_when_its_check_was_stopped(
    book, tmp_path, qtbot, monkeypatch
):
    with anchors_in(tmp_path / "anchors"):
        lose_power(book)
        monkeypatch.setattr(Progress, "cancelled", True)
        window = MainWindow(book.session)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: bool(window.findChildren(DoubtDialog)), timeout=20_000)
        (dialog,) = window.findChildren(DoubtDialog)
        assert "还没有核对完" in dialog.words.text()
        pressed(dialog, "look")
        window.close()


def test_the_window_says_that_a_book_was_checked_after_a_power_cut_and_is_whole(
    book, tmp_path, qtbot
):
    with anchors_in(tmp_path / "anchors"):
        lose_power(book)
        window = MainWindow(book.session)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: book.session.as_left, timeout=20_000)
        qtbot.waitUntil(lambda: "检查无误" in window.toast.text, timeout=20_000)
        assert window.session.doubt is None
        window.close()
