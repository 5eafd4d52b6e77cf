"""A clock that jumped: the window says so over the page and asks before anything is booked."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from houqin_desktop.domain.setup import SetupMark, SetupStep
from houqin_desktop.gui.book.clock import ClockWatch
from houqin_desktop.gui.forms.draft_dialog import DraftDialog
from houqin_desktop.gui.main_window import MainWindow
from houqin_desktop.services.people.verbs import AddPerson
from houqin_desktop.services.setup.verbs import MarkSetup
from houqin_desktop.storage.people import Person
from tests.builders import TODAY, clock_at

AHEAD, BEHIND = date(2036, 11, 22), date(2016, 11, 22)


@pytest.fixture
def opened(book, qtbot):
    """Return the function that opens the window as the program does, on a day."""
    book.run(AddPerson(name="今天的人"))
    made = []

    def open_on(day: date) -> MainWindow:
        book.session.guarded = True
        book.move_to(day)
        window = MainWindow(book.session)
        qtbot.addWidget(window)
        window.show()
        made.append(window)
        return window

    yield open_on
    for window in made:
        window.close()


def watch_of(window: MainWindow) -> ClockWatch:
    (watch,) = window.findChildren(ClockWatch)
    return watch


def filled_in(window: MainWindow) -> DraftDialog:
    form = DraftDialog(window, window.desk, "登记人员", AddPerson)
    form.open()
    form.field("name").setText("后来的人")
    return form


def answer(window: QWidget, words: str) -> None:
    (box,) = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    next(one for one in box.buttons() if one.text() == words).click()


@pytest.mark.parametrize(("day", "words"), [(BEHIND, "还早"), (AHEAD, "晚了一年多")])
def test_the_window_says_over_the_page_that_the_clock_may_be_wrong(opened, day, words):
    ribbon = watch_of(opened(day)).ribbon
    assert ribbon.isVisible()
    assert f"电脑时钟是 {day}" in ribbon.words.text()
    assert words in ribbon.words.text()


def test_a_right_clock_is_no_word_worth(opened):
    assert not watch_of(opened(TODAY)).ribbon.isVisible()


def test_before_a_form_is_booked_it_asks_and_books_when_the_day_is_right(opened):
    window = opened(AHEAD)
    form = filled_in(window)
    form.save()
    assert Person.find(name="后来的人") is None
    answer(form, "日期没有错，照常登记")
    assert Person.find(name="后来的人") is not None
    assert not watch_of(window).ribbon.isVisible()


def test_who_goes_to_put_the_clock_right_has_booked_nothing_and_goes_on_without_a_restart(
    opened, book
):
    window = opened(BEHIND)
    form = filled_in(window)
    form.save()
    answer(form, "先去校正时钟")
    assert Person.find(name="后来的人") is None
    assert form.field("name").text() == "后来的人"
    window.session.clock = clock_at(TODAY)
    watch_of(window).timer.timeout.emit()
    assert not watch_of(window).ribbon.isVisible()
    form.save()
    assert Person.find(name="后来的人") is not None


def test_a_clock_that_jumps_while_the_window_is_open_is_noticed_within_a_minute(opened, book):
    window = opened(TODAY)
    book.move_to(AHEAD)
    watch_of(window).timer.timeout.emit()
    ribbon = watch_of(window).ribbon
    assert ribbon.isVisible()
    ribbon.link.click()
    answer(window, "日期没有错，照常登记")
    assert not ribbon.isVisible()


def test_while_the_book_is_lent_the_watch_asks_it_nothing(opened, book, monkeypatch):
    window = opened(TODAY)
    window.bus.lent.emit(True)
    monkeypatch.setattr(type(book.session.guard), "clock_doubt", lambda _self: pytest.fail("asked"))
    watch_of(window).timer.timeout.emit()
    monkeypatch.undo()
    window.bus.lent.emit(False)


def test_several_commands_at_once_ask_too(opened):
    from houqin_desktop.gui.commands import run_commands

    window = opened(AHEAD)
    window.show_page("assets")
    drafts = [MarkSetup(step=SetupStep.SCHOOL, mark=SetupMark.DONE)]
    again = []
    assert not run_commands(
        window.page, window.desk, drafts, done="", again=lambda: again.append(1)
    )
    answer(window, "日期没有错，照常登记")
    assert again == [1]
